//! Clients, presets and sessions as lists show them.

use jiff::Timestamp;

use super::CourseLine;
use holdwell_engine::RestorePoint;
use holdwell_library::Preset;
use holdwell_model::{Arc, Client, Id, Millis, Plan};

/// Content of Start.
#[derive(Debug, Clone, Default)]
pub struct StartBoard {
    /// The presets that are pinned to today.
    pub pinned: Vec<Recent>,
    /// The clients last seen, with the preset last used; at most 12.
    pub recent: Vec<Recent>,
    /// Number of open questions.
    pub to_finish: u32,
    /// A session that was cut off.
    pub unfinished: Option<Arc<Unfinished>>,
}

/// A client, and the preset that is most likely wanted.
#[derive(Debug, Clone)]
pub struct Recent {
    /// The client, whole: cautions are on the start face.
    pub client: Arc<Client>,
    /// Instant at which they were last seen.
    pub last_seen: Option<Timestamp>,
    /// The preset.
    pub preset: Option<Arc<Preset>>,
    /// Last session of the client, for "same as last time".
    pub last_session: Option<Id>,
    /// Plan of care that runs.
    pub course: CourseLine,
}

/// A session that was cut off by a crash or a power cut.
#[derive(Debug, Clone)]
pub struct Unfinished {
    /// The session.
    pub session: SessionLine,
    /// Client of the session: initials and cautions go on with it.
    pub whose: Option<Recent>,
    /// Plan that was run.
    pub plan: Arc<Plan>,
    /// Instant at which the session was last known to run.
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
    /// Instant at which they were last seen.
    pub last_seen: Option<Timestamp>,
    /// Number of sessions of the client.
    pub sessions: u32,
    /// Latest treatment: names of regions and techniques.
    pub lately: String,
}

/// A preset in a list.
#[derive(Debug, Clone)]
pub struct PresetLine {
    /// The preset, whole.
    pub preset: Arc<Preset>,
    /// Instant at which the preset was last run.
    pub used: Option<Timestamp>,
}

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// The session.
    pub id: Id,
    /// Client of the session.
    pub client: Option<Id>,
    /// Name of the plan that was run.
    pub name: String,
    /// True for a session that had no list of steps.
    pub is_free: bool,
    /// Instant at which the session began, as far as is known.
    pub began: Timestamp,
    /// Instant at which it began as recorded, where that was corrected.
    pub recorded_began: Option<Timestamp>,
    /// Instant at which the session was entered, where it was not recorded as it happened.
    pub entered: Option<Timestamp>,
    /// Time from the beginning until the session was last written, on the wall.
    pub length: Millis,
    /// State, or end, of the session.
    pub state: SessionState,
    /// Number of holds that were finished.
    pub holds: u32,
    /// Time under the hands.
    pub held: Millis,
}

impl SessionLine {
    /// Says if the session is hardly one: over within half a minute, and nothing was held to its end.
    pub fn is_accident(&self) -> bool {
        self.state != SessionState::Running && self.holds == 0 && self.length < Millis::from_secs(30)
    }
}

/// State, or end, of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionState {
    /// The session runs, or was cut off.
    Running,
    /// Everything was run.
    Complete,
    /// Someone ended it.
    Stopped,
    /// The session was ended after the client's word.
    ClientsWord,
    /// The session was cut off and kept as it was.
    Partial,
}
