//! What happens next.
#![deny(missing_docs)]

mod cue;

pub use cue::{Cue, CueAudience, CueKind, Profile};
