//! The phase that runs, and the last change that came by itself.

use serde::{Deserialize, Serialize};

use crate::schedule::WorkItem;
use holdwell_model::{Millis, Phase, SessionTime, Timing};

/// The phase that runs, with the anchors from which every time is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Active {
    /// Which phase.
    pub phase: Phase,
    /// When it began.
    pub entered: SessionTime,
    /// The instant from which it counts.
    pub since: SessionTime,
    /// What had been counted at that instant.
    pub base: Millis,
    /// How long it takes, where it is timed and not the work; `None` where it waits.
    pub length: Option<Millis>,
    /// The timing of the work, as extended and shortened.
    pub timing: Timing,
    /// Everything up to here has been said.
    pub(crate) said: Millis,
    /// How long it had lasted when nobody was there any more to end it.
    pub(crate) alone: Option<Millis>,
    /// Repetitions done.
    pub reps: u32,
    /// How many of minimum, target and ceiling were reached: each is said once, however they are moved.
    pub(crate) reached: u8,
    /// How far into the work a rhythm was last tapped.
    #[serde(default)]
    pub(crate) tapped: Option<Millis>,
}

/// A change that came by itself, and what it ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    pub(crate) at: SessionTime,
    #[serde(rename = "bout")]
    pub(crate) item: WorkItem,
    pub(crate) phase: Phase,
}

impl Active {
    pub(crate) const fn new(phase: Phase, at: SessionTime, timing: Timing) -> Self {
        Self {
            phase,
            entered: at,
            since: at,
            base: Millis::ZERO,
            length: None,
            timing,
            said: Millis::ZERO,
            alone: None,
            reps: 0,
            reached: 0,
            tapped: None,
        }
    }
}
