//! Messages to the vault and ports of it, and no database.
//!
//! A window sends a [`Request`], gets a [`Ticket`] for it and later a [`Message`] with that ticket, and looks at the last
//! [`VaultSnapshot`]; the conductor writes a session down through a
//! [`JournalPort`]. No type of a database stands here, so that a store which a whole clinic shares stays possible.
//!
//! ```
//! use holdwell_store::{Done, Message, Request, RowKind, VaultHandle};
//!
//! let (window, vault) = VaultHandle::new();
//! let ticket = window.send(Request::Backup).unwrap();
//! // The vault's thread:
//! let (asked, request) = vault.requests.recv().unwrap();
//! assert!(matches!(request, Request::Backup));
//! vault.reply(asked, Ok(Done::CopyMade));
//! // The window, in a later frame:
//! assert_eq!(window.messages(), [Message::Reply(ticket, Ok(Done::CopyMade))]);
//! ```
#![deny(missing_docs)]

mod entry_queue;
mod handle;
#[cfg(not(target_arch = "wasm32"))]
mod id;
mod mailbox;
mod message;
mod passphrase;
mod port;
mod trouble;

pub use entry_queue::EntryQueue;
pub use handle::{SharedSnapshot, VaultDesk, VaultHandle};
#[cfg(not(target_arch = "wasm32"))]
pub use id::new_id;
pub use mailbox::Mailbox;
pub use message::{
    Addendum, Annotation, Backup, CellFault, ClientLine, ClientPage, Consent, ConsentKind, ConsentState, Corrected,
    Correction, Course, CourseLine, CourseRequest, DiaryTaken, Done, Draft, Erased, Erasure, ExportError, Failure,
    FileFault, HandedOver, HistoryFilter, HistoryLine, HistoryOwner, HistoryPage, HistoryQuery, HomePlanPage,
    ImportError, ImportField, ImportFinding, ImportReport, KeepingRequest, LastNote, LateSession, Leftovers, Message,
    News, NoteLine, NotePart, NoteRequest, NoteTemplate, NoteText, Outcome, PassphraseChange, Photo, PlanOwner,
    PracticePage, PresetLine, PresetPage, Question, QuestionKind, QuestionReply, Recent, RefusedFile, Request,
    RetentionRule, RowFault, RowKind, SessionLine, SessionNote, SessionPage, SessionState, SignedNote, StartBoard,
    TextBlock, Ticket, Unfinished, UnreadableRow, UserContent, VaultQuery, VaultSnapshot, VaultState, Work, WorkKind,
    WorkPage, WriteFault, corrected,
};
pub use passphrase::Passphrase;
pub use port::{Entry, JournalPort, MemoryJournal, Recording, SessionStart};
pub use trouble::{Cause, Damage, VaultError};
