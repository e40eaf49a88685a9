//! What is asked of the vault, and what can be seen of it.
//!
//! A window says what it is [`Looking`] at; [`Kept`] follows, and is made anew after every change. So there are no
//! answers that come too late, and a vault that is locked takes everything off the screen by itself.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Passphrase;
use crate::engine::{Record, RestorePoint, ScoreKind};
use crate::model::{Arc, Client, Id, Millis, Plan, PlanStep, Preset, SessionTime};

/// What is to be seen of the vault beside its state and the start board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looking {
    /// The list of clients: those found by these words, all of them for none; `None` shows no list.
    pub clients: Option<String>,
    /// One client's page.
    pub client: Option<Id>,
    /// One preset with its earlier versions.
    pub preset: Option<Id>,
    /// One session's record.
    pub session: Option<Id>,
    /// The questions that sessions left open: those of one session, or of all.
    pub questions: Option<Option<Id>>,
}

/// What can be seen of the vault. A locked one shows its state and nothing else.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// How the vault is.
    pub vault: VaultState,
    /// Something that takes long, while it lasts.
    pub work: Option<Work>,
    /// The copies, newest first.
    pub backups: Arc<Vec<Backup>>,
    /// What Start shows.
    pub start: Arc<StartBoard>,
    /// The clients that were looked for, the last seen first, at most 200.
    pub clients: Arc<Vec<ClientLine>>,
    /// How many clients there are.
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
    /// The open questions that were looked for, the oldest first, at most 200.
    pub questions: Arc<Vec<Question>>,
    /// What became of the last request, counted so that the same answer twice is seen twice.
    pub answer: Option<(u64, Answer)>,
}

/// How the vault is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum VaultState {
    /// It is being opened.
    #[default]
    Opening,
    /// It is open.
    Open {
        /// Whether it has a passphrase.
        encrypted: bool,
        /// Where it is.
        path: PathBuf,
    },
    /// It waits for its passphrase.
    Locked {
        /// Wrong ones so far.
        wrong: u32,
        /// Before this instant no other one is tried.
        next: Option<Timestamp>,
    },
    /// It cannot be used: sessions run unrecorded.
    Unavailable {
        /// What is the matter and what to do, as sentences.
        why: String,
        /// Whether its file is damaged, so that a copy may take its place.
        damaged: bool,
    },
}

/// Something that takes long.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// What: "Making a copy".
    pub what: String,
    /// How much of it is done, 0 to 1.
    pub done: f32,
}

/// A copy of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// When it was made.
    pub made: Timestamp,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What is asked of the vault.
#[derive(Debug, Clone)]
pub enum Request {
    /// Something else is looked at.
    Look(Looking),
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

    /// A client, new or changed.
    SaveClient(Box<Client>),
    /// Erases a client for good, with all that is kept of them.
    EraseClient(Id),
    /// These cautions of a client were seen.
    CautionsSeen(Id, Vec<Id>),
    /// Writes all that is kept about a client into a folder: a page to read, and JSON.
    ExportClient(Id, PathBuf),

    /// A preset, new or changed. What it was before stays as an earlier version.
    SavePreset(Box<Preset>),
    /// An earlier version becomes the newest.
    RestorePreset(Id, u32),
    /// Deletes a preset, or takes that back.
    DeletePreset(Id, bool),

    /// A session belongs to another client, or to none.
    MoveSession(Id, Option<Id>),
    /// A word to a session, or to one bout of it. The original stays.
    Annotate(Id, Option<u32>, String),
    /// What an open question is answered with.
    AnswerQuestion(Box<Question>, WhatWasIt),
    /// A session that was cut off is kept as it is.
    KeepPartial(Id),
    /// A session that was cut off is thrown away.
    Discard(Id),
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is done, in words: "Copy made".
    Done(String),
    /// It is not, why, and what to do.
    Failed(String),
}

/// What Start shows.
#[derive(Debug, Clone, Default)]
pub struct StartBoard {
    /// The presets that are pinned to today.
    pub pinned: Vec<Recent>,
    /// The clients last seen, with the preset last used; at most 12.
    pub recent: Vec<Recent>,
    /// How many questions are open.
    pub to_finish: u32,
    /// A session that was cut off.
    pub unfinished: Option<Arc<Unfinished>>,
}

/// A client, and the preset that is most likely wanted.
#[derive(Debug, Clone)]
pub struct Recent {
    /// The client, whole: cautions are on the start face.
    pub client: Arc<Client>,
    /// When they were last seen.
    pub last_seen: Option<Timestamp>,
    /// The preset.
    pub preset: Option<Arc<Preset>>,
    /// Their last session, for "same as last time".
    pub last_session: Option<Id>,
}

/// A session that was cut off by a crash or a power cut.
#[derive(Debug, Clone)]
pub struct Unfinished {
    /// The session.
    pub session: SessionLine,
    /// What was run.
    pub plan: Arc<Plan>,
    /// When it was last known to run.
    pub kept: Timestamp,
    /// From where it can go on; `None` where it is older than an hour or cannot be read.
    pub point: Option<Box<RestorePoint>>,
}

/// A client in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientLine {
    /// The client.
    pub id: Id,
    /// The name.
    pub name: String,
    /// When they were last seen.
    pub last_seen: Option<Timestamp>,
    /// How many sessions they had.
    pub sessions: u32,
    /// What was treated lately: names of regions and techniques.
    pub lately: String,
}

/// All that a client's page shows.
#[derive(Debug, Clone)]
pub struct ClientPage {
    /// The client.
    pub client: Client,
    /// When they were last seen.
    pub last_seen: Option<Timestamp>,
    /// The presets, those last used first; deleted ones are not among them.
    pub presets: Vec<PresetLine>,
    /// The last sessions, newest first, at most 50.
    pub sessions: Vec<SessionLine>,
    /// How many there are.
    pub all_sessions: u32,
}

/// A preset in a list.
#[derive(Debug, Clone)]
pub struct PresetLine {
    /// The preset, whole.
    pub preset: Arc<Preset>,
    /// When it was last run.
    pub used: Option<Timestamp>,
}

/// A preset and what it was before.
#[derive(Debug, Clone)]
pub struct PresetPage {
    /// As it is.
    pub preset: Arc<Preset>,
    /// Every version with when it was saved, newest first.
    pub versions: Vec<(Timestamp, Arc<Preset>)>,
}

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// The session.
    pub id: Id,
    /// Whose.
    pub client: Option<Id>,
    /// What was run.
    pub name: String,
    /// When it began.
    pub began: Timestamp,
    /// How it ended.
    pub state: SessionState,
    /// How many holds were finished.
    pub holds: u32,
    /// Time under the hands.
    pub held: Millis,
}

/// How a session is, or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionState {
    /// It runs, or was cut off.
    Running,
    /// Everything was run.
    Complete,
    /// Someone ended it.
    Stopped,
    /// It was ended after the client's word.
    ClientsWord,
    /// It was cut off and kept as it was.
    Partial,
}

/// The record of a session.
#[derive(Debug, Clone)]
pub struct SessionPage {
    /// The session.
    pub session: SessionLine,
    /// What was run, as the texts were that day.
    pub plan: Arc<Plan>,
    /// The steps that were added while it ran; a record's step counts on from the plan's.
    pub added: Vec<Arc<PlanStep>>,
    /// What was done, in the order in which it was begun.
    pub records: Vec<Arc<Record>>,
    /// The preset and its version, where it was run from one.
    pub preset: Option<(Id, u32)>,
    /// How exactly the cues sounded, as the conductor wrote it.
    pub account: Option<serde_json::Value>,
    /// What was said of it later, the oldest first.
    pub annotations: Vec<Annotation>,
}

/// What was said of a session later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// When.
    pub at: Timestamp,
    /// Of which bout; `None` for the session.
    pub bout: Option<u32>,
    /// What.
    pub text: String,
}

/// Something that a session left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The session.
    pub session: Id,
    /// What was run.
    pub name: String,
    /// Whose, as the running screen says it; nobody's is empty.
    pub client: String,
    /// The instant on the wall that it is about.
    pub at: Timestamp,
    /// The bout.
    pub bout: u32,
    /// The hold as the screen says it: "Psoas major, right"; empty for an unnamed one.
    pub hold: String,
    /// What is asked.
    pub asks: Asks,
}

/// What a question asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asks {
    /// What a mark was, so far into the session.
    Mark(SessionTime, Millis),
    /// What an unnamed hold was.
    Name,
    /// A score that is missing: of which contact, and when in the course of the hold.
    Score(u8, ScoreKind),
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhatWasIt {
    /// Words: what the mark was, what the hold is called.
    Words(String),
    /// A score, 0–10.
    Score(u8),
    /// It is not to be asked again.
    Nothing,
}
