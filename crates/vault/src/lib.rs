//! The vault: clients, presets and sessions in one file that is the therapist's alone.
//!
//! [`open_vault`] starts the threads behind the messages and ports of `holdwell-store`; [`Archive`] and [`restore`] serve
//! the command line. No type of the database leaves this crate, so that a store which a whole clinic shares stays possible.
#![deny(missing_docs)]

mod archive;
mod board;
mod clients;
mod erase;
mod export;
mod file;
mod format;
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
