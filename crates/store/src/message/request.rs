//! Requests to the vault.

use std::path::PathBuf;

use super::{
    Correction, CourseRequest, Draft, Erased, KeepingRequest, LateSession, NoteRequest, Photo, Question, QuestionReply,
    VaultQuery,
};
use crate::Passphrase;
use holdwell_home::{Diary, HomePlan};
use holdwell_library::Preset;
use holdwell_model::{Client, HoldName, Id, Position, Routine};

/// A request to the vault.
#[derive(Debug, Clone)]
pub enum Request {
    /// Something else is looked at.
    Look(VaultQuery),
    /// Opens a locked vault.
    Unlock(Passphrase),
    /// Locks it; without a passphrase nothing happens.
    Lock,
    /// Sets, changes or takes away the passphrase. The one in use has to be said again.
    SetPassphrase {
        /// The one in use.
        old: Option<Passphrase>,
        /// The one from now on.
        new: Option<Passphrase>,
    },
    /// Makes a copy now.
    Backup,
    /// Puts a copy in the vault's place; what was there is set aside with a date.
    Restore(PathBuf),
    /// Sets a damaged vault aside with a date and begins an empty one.
    BeginAnew,

    /// A new client.
    SaveClient(Box<Client>),
    /// A client who was changed: only what is other than it was shown goes in, to each of those who turned out to be
    /// this one what is theirs.
    ChangeClient {
        /// The client as they were shown when the change was begun.
        was: Box<Client>,
        /// The client as they are to be shown.
        now: Box<Client>,
    },
    /// The first client turned out to be the second: they are shown as one.
    MergeClients(Id, Id),
    /// Takes a client apart again from the one as whom they are shown.
    PartClient(Id),
    /// Erases a client for good, with all that is kept of them.
    EraseClient(Id),
    /// These cautions of a client were seen.
    CautionsSeen(Id, Vec<Id>),
    /// Writes all that is kept about a client into a folder: a page to read, and JSON.
    ExportClient(Id, PathBuf),
    /// Reads a file that was exported, or those in a folder, into the vault; and whether clients who were erased here
    /// come back with it.
    Import(PathBuf, Erased),

    /// A preset, new or changed. The state before stays as an earlier version.
    SavePreset(Box<Preset>),
    /// An earlier version becomes the newest.
    RestorePreset(Id, u32),
    /// Deletes a preset, or takes that back.
    SetPresetDeleted(Id, bool),

    /// A plan is given to a client to take home. Given once more it is replaced.
    GiveHomePlan(Id, Box<HomePlan>),
    /// A diary came back. It finds its client by the id of its plan.
    TakeDiary(Box<Diary>),

    /// A request about what is measured and planned.
    Course(CourseRequest),

    /// A session belongs to another client, or to none.
    MoveSession(Id, Option<Id>),
    /// Deletes a session, or takes that back.
    SetSessionDeleted(Id, bool),
    /// Corrects parts of a session that is over. What was recorded stays beside them.
    Correct(Id, Vec<Correction>),
    /// Enters a session that was not recorded as it happened.
    EnterSession(Box<LateSession>),
    /// A word to a session, or to one hold of it. The original stays.
    Annotate(Id, Option<u32>, String),
    /// How long records are kept, or all of them are handed over.
    Keeping(KeepingRequest),
    /// A note of a session, a consent, or something for writing notes.
    Note(NoteRequest),
    /// Gives a hold of a session, by its work item, a name and a side, or takes them away. The original stays beside.
    NameHold(Id, u32, Option<Box<HoldName>>),
    /// Answers an open question.
    AnswerQuestion(Box<Question>, QuestionReply),
    /// A position of the therapist's own, new or changed.
    SavePosition(Box<Position>),
    /// Deletes a position of her own, or takes that back.
    SetPositionDeleted(String, bool),
    /// A routine of her own, new or changed.
    SaveRoutine(Box<Routine>),
    /// Deletes a routine of her own, or takes that back.
    SetRoutineDeleted(String, bool),
    /// A routine as it stands while it is being built.
    KeepDraft(Box<Draft>),
    /// Drops a draft, because the routine was saved or given up.
    DropDraft(String),
    /// Sets whether she likes a position.
    Favourite(String, bool),
    /// The photo of a position, or that it has none.
    SetPhoto(String, Option<Photo>),
    /// A piece of advice was answered with "I know".
    DismissAdvice(String),

    /// A session that was cut off is kept as it is.
    KeepPartial(Id),
}
