//! How a session is run, beside its plan.

use serde::{Deserialize, Serialize};

use crate::cue::Profile;
use holdwell_model::{Audience, Plan, Side};

/// How a session is run, beside its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// Which cues are heard.
    pub profile: Profile,
    /// The client's worse side, for steps that begin with it.
    pub worse_side: Option<Side>,
    /// Whether the last three seconds of a hold are counted, in home routines.
    pub count: Counting,
}

/// Whether the last three seconds of a hold are counted aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// They are not: a countdown invites waiting for the end.
    #[default]
    Off,
    /// They are.
    LastThree,
}

/// The name under which the demonstration is known.
pub const DEMONSTRATION: &str = "demonstration";

impl Options {
    /// What a plan asks for by itself: all cues at home and in the demonstration.
    pub fn of(plan: &Plan) -> Self {
        let full = plan.audience == Audience::Home || plan.id == DEMONSTRATION;
        Self { profile: if full { Profile::Full } else { Profile::Technique }, ..Self::default() }
    }
}
