//! The model of what is true on paper: positions, routines, plans, sides, times.
//!
//! Plain data with serde. Nothing here does I/O, reads a clock or knows a window. Choices such as [`Side`], [`Phase`] and
//! [`Technique`] are one table each of key and words. [`Timing`] is the one place that reads, writes, limits and describes
//! the five shapes of time:
//!
//! ```
//! use holdwell_model::{Millis, Timing, TimingField};
//!
//! let open = Timing::Open { minimum: None, target: None, ceiling: Some(Millis::from_mins(8)) };
//! // Somebody types a range into one field: it says the minimum and the target at once.
//! let open = open.edited(TimingField::Minimum, "2-5 min").expect("figures that rise");
//! assert_eq!(open.summary(), "2 to 5 min");
//! assert_eq!(open.details(), "at least 2 min, target 5 min, at most 8 min");
//! assert_eq!(open.toml(), r#"{ kind = "open", minimum = "2m", target = "5m", ceiling = "8m" }"#);
//! assert_eq!(open.expected(), Millis::from_mins(5));
//! ```
#![deny(missing_docs)]

mod client;
mod fold;
mod hold_name;
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
pub use fold::{fold, sort_key};
pub use hold_name::HoldName;
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
    BREATHING_RATES, COUNTS, DurationError, FieldError, LONGEST, RepWork, SHORTEST, SettingError, Timing, TimingField,
    TimingKind, TimingViolation, middle, parse_duration, parse_range, range_words,
};
