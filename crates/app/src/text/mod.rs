//! Sentences for people, one file for each topic: a second language is a second set of these files.
//!
//! ```
//! use holdwell_app::text;
//! use holdwell_engine::Refusal;
//!
//! assert_eq!(text::count(3, "hold"), "3 holds");
//! assert_eq!(text::refusal(Refusal::NotStarted), "the session has not started");
//! ```

mod differences;
mod figures;
pub mod import;
mod problems;
mod session;
mod steps;
#[cfg(test)]
mod tests;
pub mod vault;

pub use differences::Differences;
pub use figures::{a_minute, clock, clock_after, count, day, exact, in_hand, length, moment, sentence};
pub use problems::{key_problem, photo_problem, preset_problem, preset_problems, settings_problem};
pub use session::{LATE_PRESS, chosen, ended, goes_on, phase, refusal, released, rhythm, spoken, taken, then, why};
pub use steps::{UNNAMED, contact, quick_hold, step, title};
