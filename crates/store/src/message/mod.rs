//! Requests to the vault, and snapshots of it.
//!
//! A window says with a [`VaultQuery`] what it looks at; a [`VaultSnapshot`] follows, and is made anew after every change.
//! So nothing that is read comes too late, and a vault that is locked takes everything off the screen by itself. Every
//! other request has a [`Ticket`], and one [`Message::Reply`] with that ticket.

mod consent;
mod correction;
mod course;
mod export;
mod history;
mod home;
mod import;
mod keeping;
mod late;
mod lines;
mod note;
mod note_request;
mod own;
mod pages;
mod question;
mod refused;
mod reply;
mod request;

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::VaultError;
use holdwell_model::{Arc, Id};

pub use consent::{Consent, ConsentKind, ConsentState};
pub use correction::{Corrected, Correction, corrected};
pub use course::{Course, CourseLine, CourseRequest, PracticePage, WorkPage};
pub use export::{ExportError, WriteFault};
pub use history::{HistoryFilter, HistoryLine, HistoryOwner, HistoryPage, HistoryQuery};
pub use home::{DiaryTaken, HomePlanPage, PlanOwner};
pub use import::{Erased, ImportField, ImportFinding, ImportReport};
pub use keeping::{Erasure, HandedOver, KeepingRequest, RetentionRule};
pub use late::LateSession;
pub use lines::{ClientLine, PresetLine, Recent, SessionLine, SessionState, StartBoard, Unfinished};
pub use note::{Addendum, LastNote, NoteLine, NotePart, NoteTemplate, NoteText, SessionNote, SignedNote, TextBlock};
pub use note_request::NoteRequest;
pub use own::{Draft, Photo, UserContent};
pub use pages::{Annotation, ClientPage, PresetPage, SessionPage};
pub use question::{Question, QuestionKind, QuestionReply};
pub use refused::{CellFault, FileFault, ImportError, RefusedFile, RowFault};
pub use reply::{Done, Failure, Leftovers, Message, News, Outcome, PassphraseChange, Ticket};
pub use request::Request;

/// Parts of the vault that a window looks at, beside the state and the start board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VaultQuery {
    /// The list of clients: those found by these words, all of them for none; `None` shows no list.
    pub clients: Option<String>,
    /// One client's page.
    pub client: Option<Id>,
    /// One preset with its earlier versions.
    pub preset: Option<Id>,
    /// One session's record.
    pub session: Option<Id>,
    /// The holds of a client, for pictures over time.
    pub holds: Option<Id>,
    /// The practice as a whole, from this day on.
    pub practice: Option<Date>,
    /// The photo of a position.
    pub photo: Option<String>,
    /// The questions that sessions left open: those of one session, or of all.
    pub questions: Option<Option<Id>>,
    /// A window of the history.
    pub history: Option<HistoryQuery>,
    /// Whose a home plan is.
    pub plan: Option<Id>,
}

/// View that a window has of the vault. A locked one shows its state and nothing else.
#[derive(Debug, Clone, Default)]
pub struct VaultSnapshot {
    /// State of the vault.
    pub vault: VaultState,
    /// Long work, while it lasts.
    pub work: Option<Work>,
    /// The copies, newest first.
    pub backups: Arc<Vec<Backup>>,
    /// While the vault is damaged: the newest copy that was opened and read whole, so that it may take its place.
    pub newest_good: Option<Backup>,
    /// Content of Start.
    pub start: Arc<StartBoard>,
    /// The clients that were looked for, the last seen first, at most 200.
    pub clients: Arc<Vec<ClientLine>>,
    /// Number of clients.
    pub all_clients: u32,
    /// While clients are listed: those whose records no longer have to be kept, with the day until which they had; the
    /// longest ago first, at most 200.
    pub may_be_erased: Arc<Vec<(Date, ClientLine)>>,
    /// The client that is looked at.
    pub client: Option<Arc<ClientPage>>,
    /// The preset that is looked at.
    pub preset: Option<Arc<PresetPage>>,
    /// The session that is looked at.
    pub session: Option<Arc<SessionPage>>,
    /// The holds that are looked at.
    pub holds: Option<Arc<WorkPage>>,
    /// The practice as it is looked at.
    pub practice: Option<Arc<PracticePage>>,
    /// The photo that is looked at, with its position.
    pub photo: Option<(String, Arc<Photo>)>,
    /// Content that is the therapist's own.
    pub own: Arc<UserContent>,
    /// Rows of what is looked at that cannot be read; each costs itself alone.
    pub unreadable: Arc<Vec<UnreadableRow>>,
    /// The open questions that were looked for, the oldest first, at most 200.
    pub questions: Arc<Vec<Question>>,
    /// The sessions that were looked for.
    pub history: Option<Arc<HistoryPage>>,
    /// Whose the home plan is that is looked at.
    pub plan: Option<Arc<PlanOwner>>,
    /// The last request whose effect can be seen in all of this.
    pub written: Option<Ticket>,
}

/// A row that cannot be read. It is kept as it is, and goes out with an export.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadableRow {
    /// Kind of the row.
    pub kind: RowKind,
    /// Id of the row, as it stands there.
    pub id: String,
}

/// Kind of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKind {
    /// A client.
    Client,
    /// A preset.
    Preset,
    /// A session.
    Session,
    /// A home plan, or an entry of its diary.
    HomePlan,
    /// A measurement, a plan of care, or an answer after a session.
    Course,
    /// What a client agreed to, or did not.
    Consent,
}

/// State of the vault.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum VaultState {
    /// The vault is being opened.
    #[default]
    Opening,
    /// The vault is open.
    Open {
        /// True where the vault has a passphrase.
        encrypted: bool,
        /// Path of the vault's file.
        path: PathBuf,
    },
    /// The vault waits for its passphrase.
    Locked {
        /// Wrong ones so far.
        wrong: u32,
        /// Before this instant no other one is tried.
        next: Option<Timestamp>,
    },
    /// The vault cannot be used: sessions run unrecorded.
    Unavailable(VaultError),
}

/// Long work of the vault.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Work {
    /// Kind of the work.
    pub kind: WorkKind,
    /// Share of the work that is done, 0 to 1.
    pub done: f32,
}

/// Kind of work that takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkKind {
    /// A copy of the vault is made.
    Copy,
    /// The copies are read, to find one that is good.
    CheckCopies,
    /// A copy is put in the vault's place.
    Restore,
    /// The vault is written anew, with another passphrase or none.
    Rewrite,
}

/// A copy of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Path of the copy's file.
    pub path: PathBuf,
    /// Instant at which the copy was made.
    pub made: Timestamp,
    /// Size in bytes.
    pub bytes: u64,
}
