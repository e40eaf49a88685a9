//! Replies to requests, and news that nobody asked for.

use std::path::PathBuf;

use jiff::civil::DateTime;

use super::HandedOver;
use super::{DiaryTaken, ExportError, ImportReport, RefusedFile};
use crate::VaultError;

/// The identity of a request. Requests are carried out in the order of their tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(u64);

impl Ticket {
    /// Returns the ticket of the request that follows this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The result of one request.
pub type Outcome = Result<Done, Failure>;

/// A message from the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The outcome of one request: one for each ticket but that of a look, which the snapshot answers. Where the vault's
    /// thread has ended nothing more comes.
    Reply(Ticket, Outcome),
    /// Something that nobody asked for.
    News(News),
}

/// Event that nobody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The running session is not being recorded, for this reason.
    NotRecording(VaultError),
    /// The running session is recorded again, with all that waited.
    RecordingAgain,
    /// The daily copy could not be made, for this reason.
    NoCopy(VaultError),
    /// Something that is looked at could not be read, for this reason.
    Unreadable(VaultError),
}

/// The success of a request, with what there is to tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The vault was unlocked.
    Unlocked,
    /// There was nothing to unlock.
    AlreadyOpen,
    /// The vault was locked.
    Locked,
    /// There was nothing to lock: the vault has no passphrase.
    HasNoPassphrase,
    /// The passphrase was set, changed or removed; these copies still have the one before.
    PassphraseChanged(PassphraseChange, Vec<PathBuf>),
    /// A copy was made.
    CopyMade,
    /// A copy took the vault's place; what was there before is in this file.
    CopyRestored(Option<PathBuf>),
    /// An empty vault was begun; what was there before is in this file.
    BegunAnew(Option<PathBuf>),
    /// A client was saved.
    ClientSaved,
    /// Two clients are shown as one.
    ClientsMerged,
    /// Two clients who were shown as one are two again.
    ClientsParted,
    /// A client was erased.
    ClientErased(Leftovers),
    /// Cautions were noted as seen.
    CautionsNoted,
    /// Everything about a client was written into this folder.
    Exported(PathBuf),
    /// What was exported was read in.
    Imported(ImportReport),
    /// A preset was saved.
    PresetSaved,
    /// An earlier version of a preset is the newest again.
    PresetRestored,
    /// A preset was deleted.
    PresetDeleted,
    /// The deletion of a preset was taken back.
    PresetPutBack,
    /// A home plan was given to a client.
    HomePlanGiven,
    /// A diary was taken in.
    DiaryTaken(DiaryTaken),
    /// What was measured was kept.
    MeasuresKept,
    /// Something that was measured was deleted.
    MeasureDeleted,
    /// The deletion of something that was measured was taken back.
    MeasurePutBack,
    /// A plan of care was saved.
    CarePlanSaved,
    /// A plan of care was deleted.
    CarePlanDeleted,
    /// The deletion of a plan of care was taken back.
    CarePlanPutBack,
    /// What was said after a session was kept.
    FollowUpKept,
    /// A session belongs to another client.
    SessionMoved,
    /// A session was deleted.
    SessionDeleted,
    /// The deletion of a session was taken back.
    SessionPutBack,
    /// A session was corrected.
    SessionCorrected,
    /// A session was entered afterwards.
    SessionEntered,
    /// A remark to a session was kept.
    RemarkKept,
    /// The note of a session was kept.
    NoteKept,
    /// The note of a session was signed.
    NoteSigned,
    /// A text was added to a signed note.
    AddendumKept,
    /// The note of a session was written to this file.
    NoteExported(PathBuf),
    /// The rule for keeping records was set.
    RetentionSet,
    /// All clients were written into a folder.
    HandedOver(Box<HandedOver>),
    /// A consent was noted.
    ConsentNoted,
    /// The name of a hold was kept.
    HoldNamed,
    /// The reply to a question was kept.
    QuestionAnswered,
    /// A session that was cut off was kept as it is.
    SessionKept,
    /// A position was saved.
    PositionSaved,
    /// A position was deleted.
    PositionDeleted,
    /// The deletion of a position was taken back.
    PositionPutBack,
    /// A routine was saved.
    RoutineSaved,
    /// A routine was deleted.
    RoutineDeleted,
    /// The deletion of a routine was taken back.
    RoutinePutBack,
    /// The draft of a routine was kept.
    DraftKept,
    /// The draft of a routine was dropped.
    DraftDropped,
    /// A liking was kept.
    FavouriteKept,
    /// The photo of a position was kept.
    PhotoKept,
    /// The photo of a position was removed.
    PhotoRemoved,
    /// A piece of advice was noted as known.
    AdviceDismissed,
    /// A sentence for notes was saved, deleted or put back.
    TextBlockKept,
    /// A template for notes was saved, deleted or put back.
    NoteTemplateKept,
}

/// A change of the vault's passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassphraseChange {
    /// There was none, and there is one now.
    Set,
    /// There is another one.
    Replaced,
    /// There is none any more.
    Removed,
}

/// The places that still hold a client who was erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leftovers {
    /// Times of the copies that hold the client.
    pub copies: Vec<DateTime>,
    /// Times of the vaults that were set aside and may hold the client.
    pub aside: Vec<DateTime>,
    /// The folder of the vaults that were set aside.
    pub folder: PathBuf,
}

/// The reason why a request came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The vault has more to do than it can take in.
    TooBusy,
    /// The vault is locked.
    Locked,
    /// The vault is still being opened.
    Opening,
    /// The next try of a passphrase has to wait this many seconds.
    MustWait(i64),
    /// A session is being recorded, and this has to wait for its end.
    SessionRunning,
    /// A session is being recorded, and nobody is erased meanwhile.
    EraseWhileRunning,
    /// Part of the journal is not written yet.
    JournalWaits,
    /// Something that was given to the vault could not be kept, and would be lost with the lock.
    UnsavedChanges,
    /// There is no such client.
    NoSuchClient,
    /// There is no such preset.
    NoSuchPreset,
    /// Another client has a preset of this id.
    PresetOfAnother,
    /// Another client was given a home plan of this id.
    HomePlanOfAnother,
    /// No home plan of a diary's id was given here.
    NoSuchHomePlan,
    /// Another client has a measure or a plan of care of this id.
    CourseOfAnother,
    /// There is no such measure or plan of care, or it is so already.
    NotInCourse,
    /// There is no such session, or it is not in the state it was in.
    NoSuchSession,
    /// The note is signed, and stays as it is.
    NoteIsSigned,
    /// The note is not signed, so that nothing can be added to it.
    NoteNotSigned,
    /// A note, or what is added to one, says nothing.
    EmptyNote,
    /// There is no name to sign with.
    SignedByNobody,
    /// There is no such sentence or template for notes.
    NoSuchText,
    /// There is no such position.
    NoSuchPosition,
    /// There is no such routine.
    NoSuchRoutine,
    /// A client has no name.
    ClientWithoutName,
    /// A position or a routine has no name.
    WithoutName,
    /// A client could not be exported, for this reason.
    NotExported(ExportError),
    /// No file was read in; nothing of them was taken.
    NotImported(Vec<RefusedFile>),
    /// The passphrase was not set, changed or removed: everything is as it was before.
    PassphraseNotChanged {
        /// The reason.
        why: VaultError,
        /// True where the vault has a passphrase.
        encrypted: bool,
    },
    /// No copy was made, for this reason.
    NoCopy(VaultError),
    /// The client was erased, and the freed space of the file could not be written anew, for this reason.
    TracesLeft(VaultError),
    /// The vault itself failed, or cannot be used.
    Storage(VaultError),
}

impl From<VaultError> for Failure {
    fn from(trouble: VaultError) -> Self {
        Self::Storage(trouble)
    }
}
