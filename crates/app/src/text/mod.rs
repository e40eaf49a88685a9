//! Sentences for people, one file for each topic: a second language is a second set of these files.
//!
//! ```
//! use holdwell_app::text;
//! use holdwell_engine::Refusal;
//!
//! assert_eq!(text::count(3, "hold"), "3 holds");
//! assert_eq!(text::refusal(Refusal::NotStarted), "the session has not started");
//! ```

pub mod client_list;
mod differences;
mod figures;
mod history;
pub mod import;
mod problems;
mod session;
mod steps;
#[cfg(test)]
mod tests;
pub mod vault;

pub use differences::Differences;
pub use figures::{
    TIME_TO_CLOSE, a_minute, clock, clock_after, clock_at, count, day, exact, in_hand, kept_for_closing, length,
    moment, over, sentence,
};
pub use history::{deleted_session, ending, found, history_facts, left_out, short_session};
pub use problems::{
    draft_problem, file_problem, key_problem, photo_problem, position_problem, preset_problem, preset_problems,
    routine_problem, routine_problems, settings_problem, window_problem,
};
pub use session::{
    LATE_PRESS, chosen, ended, goes_on, ignored, phase, refusal, released, reminder, rhythm, spoken, spoken_hold,
    taken, then, typed, why,
};
pub use steps::{NAME_MISSING, UNNAMED, contact, quick_hold, step, step_field, title};
