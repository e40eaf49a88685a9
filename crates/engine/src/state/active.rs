//! The phase that runs, and the last change that came by itself.

use serde::{Deserialize, Serialize};

use crate::schedule::WorkItem;
use holdwell_model::{Millis, Phase, SessionTime, Timing};

/// The running phase with the anchors from which every time is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Active {
    /// Current phase.
    pub phase: Phase,
    /// Instant at which the phase began.
    pub entered: SessionTime,
    /// Instant from which the time counts.
    pub since: SessionTime,
    /// Time counted up to that instant.
    pub base: Millis,
    /// Length of a timed phase other than the work; `None` where the phase waits.
    pub length: Option<Millis>,
    /// Timing of the work, as extended and shortened.
    pub timing: Timing,
    /// Presses of longer, less those of shorter.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub(crate) presses: i32,
    /// Offset up to which all milestones are past.
    pub(crate) said: Millis,
    /// Elapsed time of the phase when the session was left alone.
    pub(crate) alone: Option<Millis>,
    /// Number of repetitions done.
    pub reps: u32,
    /// Number of points (minimum, target, ceiling) reached: each is said once, however they are moved.
    pub(crate) reached: u8,
    /// Offset of the last tap of a rhythm into the work.
    #[serde(default)]
    pub(crate) tapped: Option<Millis>,
}

/// A change that came by itself, with the phase that it ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    pub(crate) at: SessionTime,
    #[serde(rename = "bout")]
    pub(crate) item: WorkItem,
    pub(crate) phase: Phase,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_nought(presses: &i32) -> bool {
    *presses == 0
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
            presses: 0,
            said: Millis::ZERO,
            alone: None,
            reps: 0,
            reached: 0,
            tapped: None,
        }
    }
}
