//! What is true on paper: positions, routines, plans, sides, times.
//!
//! Plain data with serde. Nothing here does I/O, reads a clock or knows a window.
#![deny(missing_docs)]

mod client;
mod fold;
mod id;
mod phase;
mod plan;
mod position;
mod region;
mod routine;
mod side;
mod technique;
#[cfg(test)]
mod tests;
mod time;
mod timing;

pub use client::{Caution, Client, Preferences, Touches};
pub use fold::fold;
pub use id::Id;
pub use phase::{Phase, Setting};
pub use plan::{Arc, Phases, Plan, PlanContact, PlanGroup, PlanStep};
pub use position::{Confidence, Position, Posture, Usual};
pub use region::{Region, Spot};
pub use routine::{Audience, Background, Group, GroupOrder, Routine, Step, StepContact, What};
pub use side::{Side, SideOrder};
pub use technique::Technique;
pub use time::{Millis, SessionTime};
pub use timing::{
    BREATHING_RATES, COUNTS, DurationError, FieldError, LONGEST, RepWork, SettingError, Timing, TimingField,
    TimingKind, TimingViolation, middle, parse_duration, parse_range, range_words,
};
