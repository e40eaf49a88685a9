//! Options of a session, beside its plan.

use serde::{Deserialize, Serialize};

use crate::cue::Profile;
use holdwell_model::{Audience, Plan, Side};

/// Options of a session, beside its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// Selection of the cues that are heard.
    pub profile: Profile,
    /// Client's worse side, for steps that begin with it.
    pub worse_side: Option<Side>,
    /// Counting of the last three seconds, in home routines.
    pub count: Counting,
}

/// Counting of the last three seconds of a hold, aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// No counting: a countdown invites waiting for the end.
    #[default]
    Off,
    /// Counting.
    LastThree,
}

/// Id of the demonstration routine.
pub const DEMONSTRATION: &str = "demonstration";

impl Options {
    /// Returns the options that a plan implies: all cues at home and in the demonstration.
    pub fn of(plan: &Plan) -> Self {
        let full = plan.audience == Audience::Home || plan.id == DEMONSTRATION;
        Self { profile: if full { Profile::Full } else { Profile::Technique }, ..Self::default() }
    }
}
