//! The vault: clients, presets and sessions in one file that is the therapist's alone.
//!
//! [`open_vault`] starts the threads behind the messages and ports of `holdwell-store`; [`Archive`] and [`restore`] serve
//! the command line. No type of the database leaves this crate, so that a store which a whole clinic shares stays possible.
//!
//! # What stands on the disk
//!
//! | what | where | since |
//! |---|---|---|
//! | schema 1 to 6, by `user_version` | `src/schema`; each opens, a fixture of each released one is in `tests/it/fixtures` | – |
//! | copies | `backups/vault-DATE-NUMBER.db`; the number is `about.copies` inside, and orders them; a name without one is older | schema 3 |
//! | the installation | `about.installation`, an opaque id that a vault gets anew wherever it stands elsewhere: the author of what is saved | schema 3 |
//! | origins | JSON in `client.origin` and `preset.origin`: `seen`, the last stamp of each author that went into the row; `fields`, the saving (`at`, `by`) that last changed each; `cautions`, the texts of each with the savings that they stand on. Null: not known | schema 3 |
//! | clients who are one person | `client.whole.same_as` of each but one; `client.person` follows from all of them | schema 4 |
//! | a preset as it is | `preset.whole`; `preset_version` has what was saved, two of one number beside each other | schema 3 |
//! | erased clients, and sessions that were discarded before they could be deleted | their ids in `log`, until one is "brought back" | schema 1 |
//! | deleted sessions | `deletion`: the last word on each, by the greatest `at` and `author`; the session itself stays | schema 4 |
//! | corrections | `correction`, append-only: one part of a session and what it is corrected to, the last one counts; null is what was recorded. Scores and marks are named as the questions about them are | schema 4 |
//! | a late entry | `session.entered`; it has holds and no events | schema 4 |
//! | what went home | `home_plan.whole` is the file of the plan without recorded words, `diary_entry.whole` an entry as it stands in a diary's file; of two states the later `given` or `came` counts | schema 5 |
//! | measures, plans of care, answers after sessions | `measure.whole`, `care_plan.whole`, `follow_up.whole`; of two states the later `saved` counts, a deleted one stays until it is put back | schema 6 |
//! | notes of sessions | `note.whole` as it is written, with `seen` and `others`: of two texts that did not know of each other both stay, the later `saved` counts; `begun` are addenda that nobody signed yet; `note_signed` and `addendum` are append-only and go only with their session: where two computers signed apart there are two | schema 6 |
//! | what clients agreed to | `consent`, append-only: of one kind the last that was noted counts, `since` is when they said so | schema 6 |
//! | sentences and templates for notes | `text_block.whole`, `note_template.whole`: the therapist's own, in no client's export | schema 6 |
//! | who was erased | `erasure`: an id, the day, the days of the first and the last session; like the log it survives an erase | schema 6 |
//! | the rule for keeping records | `about.retention`: the years, and the age for minors where there is one; a day that is written down for a client counts more | schema 6 |
//! | exports | version 5 has the tables of schema 6; version 4 those of schema 5; version 3 the columns of schema 4, and of deleted sessions nothing but `deletion`; version 2 those of schema 3; of the rows of version 1 nothing is known but when they were saved; all are read | – |
//!
//! An import changes its client alone. It is checked before anything of it is written, and joined with what is here: of
//! a field the later change stands, a caution goes only where whoever took it out knew how it stood here, sessions,
//! remarks and corrections are only ever more. Any order gives the same vault, and twice is once.
//!
//! The file by itself, without threads:
//!
//! ```
//! use holdwell_store::{Passphrase, VaultError};
//! use holdwell_vault::{Folder, Vault, backups};
//! use jiff::Timestamp;
//!
//! # fn main() -> Result<(), VaultError> {
//! let home = tempfile::tempdir().unwrap();
//! let folder = Folder::at(Some(home.path().to_owned()))?;
//! let now = Timestamp::UNIX_EPOCH;
//! let passphrase = Passphrase::new("correct horse battery").unwrap();
//!
//! let mut vault = Vault::open(&folder, None, now)?;
//! vault.backup(now, &mut |_| ())?;
//! vault.set_passphrase(None, Some(&passphrase), now, &mut |_| ())?;
//! drop(vault);
//!
//! assert_eq!(backups(&folder).len(), 1);
//! assert!(matches!(Vault::open(&folder, None, now), Err(VaultError::NeedsPassphrase(_))));
//! assert!(Vault::open(&folder, Some(&passphrase), now)?.is_encrypted());
//! # Ok(())
//! # }
//! ```
#![deny(missing_docs)]

mod archive;
mod board;
mod clients;
mod consent;
mod course;
mod erase;
mod export;
mod file;
mod format;
mod history;
mod home;
mod join;
mod journal;
mod keeping;
mod log;
mod note;
mod own;
mod person;
mod practice;
mod presets;
mod search;
mod tables;
mod worker;

pub use archive::Archive;
pub use file::{
    ClearCopy, Copier, Copies, Folder, UnlockThrottle, Vault, backups, is_due, newest_good_backup, restore,
};
pub use worker::{JournalProgress, OpenVault, VaultJournal, VaultThreads, Wake, Wall, open_vault};
