//! What is asked of the vault, and what can be seen of it: messages and ports, and no database.
//!
//! A window asks with a [`Request`] and looks at what is [`VaultSnapshot`]; the conductor writes a session down through a
//! [`JournalPort`]. No type of a database stands here, so that a store which a whole clinic shares stays possible.
//!
//! Where there is no vault a session is still told, to a journal that keeps nothing on disk:
//!
//! ```
//! use holdwell_store::{Entry, JournalPort, MemoryJournal, Recording, new_id};
//!
//! let mut journal = MemoryJournal::default();
//! assert_eq!(journal.recording(), Recording::InMemory);
//! assert_eq!(journal.offer(Entry::Resume(new_id(jiff::Timestamp::UNIX_EPOCH))), Ok(()));
//! ```
#![deny(missing_docs)]

mod handle;
#[cfg(not(target_arch = "wasm32"))]
mod id;
mod message;
mod passphrase;
mod port;

pub use handle::{SharedSnapshot, VaultDesk, VaultHandle};
#[cfg(not(target_arch = "wasm32"))]
pub use id::new_id;
pub use message::{
    Annotation, Answer, Backup, ClientLine, ClientPage, Draft, Photo, PresetLine, PresetPage, Question, QuestionKind,
    QuestionReply, Recent, Request, SessionLine, SessionPage, SessionState, StartBoard, Unfinished, UserContent,
    VaultQuery, VaultSnapshot, VaultState, Work,
};
pub use passphrase::Passphrase;
pub use port::{Entry, JournalPort, MemoryJournal, Recording, SessionStart};
