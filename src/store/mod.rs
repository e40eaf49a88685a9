//! The vault: clients, presets and sessions in one file that is the therapist's alone.
//!
//! What a window or a command needs of it is asked for with a [`Request`] and looked at in what is [`Kept`]; the
//! conductor writes a session down through a [`JournalPort`]. No type of the database leaves this layer, so that a
//! store which a whole clinic shares stays possible.
#![deny(missing_docs)]

mod handle;
#[cfg(feature = "desktop")]
mod id;
mod message;
mod passphrase;
mod port;

pub use handle::{VaultDesk, VaultHandle};
#[cfg(feature = "desktop")]
pub use id::new_id;
pub use message::{
    Annotation, Answer, Asks, Backup, ClientLine, ClientPage, Kept, Looking, PresetLine, PresetPage, Question, Recent,
    Request, SessionLine, SessionPage, SessionState, StartBoard, Unfinished, VaultState, WhatWasIt, Work,
};
pub use passphrase::Passphrase;
pub use port::{Entry, JournalPort, MemoryJournal, Recording, SessionStart};
