//! The vault: clients, presets and sessions in one file that is the therapist's alone.
//!
//! [`open_vault`] starts the threads behind the messages and ports of `holdwell-store`; [`Archive`] and [`restore`] serve
//! the command line. No type of the database leaves this crate, so that a store which a whole clinic shares stays possible.
//!
//! The file by itself, without threads:
//!
//! ```
//! use holdwell_store::Passphrase;
//! use holdwell_vault::{Folder, Vault, VaultError, backups};
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
mod erase;
mod export;
mod file;
mod format;
mod history;
mod journal;
mod log;
mod own;
mod presets;
mod search;
mod worker;

pub use archive::Archive;
pub use export::{Imported, Problem};
pub use file::{
    Copier, Damage, Folder, UnlockThrottle, Vault, VaultError, backups, is_due, newest_good_backup, restore,
};
pub use worker::{JournalProgress, OpenVault, VaultJournal, VaultThreads, Wake, Wall, open_vault};
