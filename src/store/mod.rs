//! The vault: clients, presets and sessions in one file that is the therapist's alone.
//!
//! What a window or a command needs of it is asked for with a [`Request`] and looked at in what is [`Kept`]; the
//! conductor writes a session down through a [`JournalPort`]. No type of the database leaves this layer, so that a
//! store which a whole clinic shares stays possible.
#![deny(missing_docs)]

#[cfg(feature = "desktop")]
mod archive;
#[cfg(feature = "desktop")]
mod board;
#[cfg(feature = "desktop")]
mod clients;
#[cfg(feature = "desktop")]
mod erase;
#[cfg(feature = "desktop")]
mod export;
mod handle;
#[cfg(feature = "desktop")]
mod id;
#[cfg(feature = "desktop")]
mod journal;
#[cfg(feature = "desktop")]
mod keeper;
#[cfg(feature = "desktop")]
mod log;
mod message;
#[cfg(feature = "desktop")]
mod own;
mod passphrase;
mod port;
#[cfg(feature = "desktop")]
mod presets;
#[cfg(feature = "desktop")]
mod search;
#[cfg(feature = "desktop")]
mod vault;

#[cfg(feature = "desktop")]
pub use archive::Archive;
#[cfg(feature = "desktop")]
pub use export::{Imported, Problem};
pub use handle::{VaultDesk, VaultHandle};
#[cfg(feature = "desktop")]
pub use id::new_id;
#[cfg(feature = "desktop")]
pub use keeper::{JournalProgress, OpenVault, VaultJournal, VaultThreads, Wake, Wall, open_vault};
pub use message::{
    Annotation, Answer, Asks, Backup, ClientLine, ClientPage, Draft, Kept, Looking, Own, Photo, PresetLine, PresetPage,
    Question, Recent, Request, SessionLine, SessionPage, SessionState, StartBoard, Unfinished, VaultState, WhatWasIt,
    Work,
};
pub use passphrase::Passphrase;
pub use port::{Entry, JournalPort, MemoryJournal, Recording, SessionStart};
#[cfg(feature = "desktop")]
pub use vault::{Copier, Damage, Folder, Tries, Trouble, Vault, backups, is_due, newest_good_backup, restore};
