//! What is true on paper: positions, routines, plans, sides, times.
//!
//! Plain data with serde. Nothing here does I/O, reads a clock or knows a window.
#![deny(missing_docs)]

mod duration;
mod plan;
mod position;
mod region;
mod routine;
mod side;
mod technique;
mod time;
mod timing;

pub use duration::{DurationError, parse_duration, parse_range};
pub use plan::{Arc, Phases, Plan, PlanContact, PlanGroup, PlanStep};
pub use position::{Confidence, Position, Posture, Usual};
pub use region::Region;
pub use routine::{Audience, Group, GroupOrder, Routine, Step, StepContact, What};
pub use side::{Side, SideOrder};
pub use technique::Technique;
pub use time::{Millis, SessionTime};
pub use timing::{Phase, RepWork, Setting, Timing, TimingKind};
