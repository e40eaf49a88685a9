//! Sentences for people, one file for each topic: a second language is a second set of these files.
//!
//! ```
//! use holdwell_app::text;
//! use holdwell_engine::Refusal;
//!
//! assert_eq!(text::count(3, "hold"), "3 holds");
//! assert_eq!(text::refusal(Refusal::NotStarted), "the session has not started");
//! ```

mod at_home;
pub mod client_list;
mod consent;
pub mod course;
mod differences;
mod export;
mod faults;
mod figures;
mod findings;
mod history;
pub mod home;
pub mod home_mode;
pub mod import;
mod keeping;
mod last_time;
pub mod note;
mod problems;
mod reading;
pub mod records;
mod refused;
pub mod remarks;
mod render;
mod rules;
mod script;
mod session;
mod sound;
mod steps;
#[cfg(test)]
mod tests;
mod timing;
mod trouble;
mod values;
pub mod vault;

pub use at_home::{AtHome, at_home, diary_entry, often, worse_at_home};
pub use consent::{consent_name, consent_state, consent_today, consent_word};
pub use differences::Differences;
pub use export::export_error;
pub use figures::{
    TIME_TO_CLOSE, a_minute, clock, clock_after, clock_at, count, day, day_of, exact, in_hand, kept_for_closing,
    length, moment, over, sentence, short,
};
pub use findings::{aspects, finding};
pub use history::{deleted_session, ending, found, history_facts, left_out, session_facts, short_session};
pub use keeping::{erasure, retention};
pub use last_time::{LastTime, last_time};
pub use problems::{
    draft_problem, end_problem, file_problem, key_problem, photo_problem, position_problem, preset_problem,
    preset_problems, routine_problem, routine_problems, settings_problem, technique_by_timing, window_problem,
};
pub use reading::read_error;
pub use refused::refused_file;
pub use render::render_error;
pub use rules::broken_rule;
pub use script::script_problem;
pub use session::{
    LATE_PRESS, asks_name, chosen, counted, ended, goes_on, goes_on_with, ignored, phase, phase_now, point, refusal,
    released, reminder, rhythm, spoken, spoken_hold, taken, then, typed, why, why_held,
};
pub use sound::{NO_VOICE, cue_timing, sound_state};
pub use steps::{
    ALL_FOLLOW_LIBRARY, FOLLOW_LIBRARY, NAME_MISSING, UNNAMED, contact, library_changed, quick_hold, setup, step,
    step_field, title,
};
pub use timing::setting_error;
pub use trouble::vault_error;
