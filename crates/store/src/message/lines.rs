//! Clients, presets and sessions as lists show them.

use jiff::Timestamp;

use holdwell_engine::RestorePoint;
use holdwell_library::Preset;
use holdwell_model::{Arc, Client, Id, Millis, Plan};

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
    /// Whose it was: initials and cautions go on with it.
    pub whose: Option<Recent>,
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

/// A preset in a list.
#[derive(Debug, Clone)]
pub struct PresetLine {
    /// The preset, whole.
    pub preset: Arc<Preset>,
    /// When it was last run.
    pub used: Option<Timestamp>,
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
