//! Positions and routines: reading them from files, looking them up, making them ready to run.
//!
//! A file is read by [`read_routine`], [`read_positions`] or one of their like, which return all its [`Problem`]s at once;
//! [`check`] returns nothing else. A [`Library`] holds what was read, [`Library::builtin`] what comes with the program.
//! [`compile`] turns a routine and the positions it names into the plan that the engine runs, [`compile_preset`] does so
//! with a preset's changes. [`edit`] is how a routine is put together, [`write_routine`] makes the text that
//! [`read_routine`] reads, and [`advise`] says what is commonly taught.
//!
//! Readers and rules return what is wrong as enums with their data (a [`Problem`] has its [`Fault`]); the application has
//! their sentences.
//!
//! ```
//! use holdwell_library::{BrokenRule, Fault, Library, compile, read_routine};
//!
//! let library = Library::builtin();
//! let text = br#"
//! format = "holdwell-routine"
//! version = 1
//!
//! [routine]
//! id = "hip"
//! name = "Hip"
//!
//! [[step]]
//! position = "psoas"
//! timing = { kind = "fixed", hold = "45s" }
//! "#;
//! let routine = read_routine("hip.toml", text, &library).expect("a routine without problems");
//! let plan = compile(&routine, &library).expect("a routine that keeps the rules");
//! assert_eq!(plan.steps[0].title, "Psoas major");
//! assert_eq!(plan.steps[0].timing.summary(), "45 s");
//!
//! let wrong = String::from_utf8_lossy(text).replace("psoas", "posas");
//! let problems = read_routine("hip.toml", wrong.as_bytes(), &library).expect_err("a slip of the pen");
//! let unknown = BrokenRule::UnknownPosition { id: "posas".to_owned(), nearest: Some("psoas".to_owned()) };
//! assert_eq!(problems[0].fault, Fault::Rule(unknown));
//! ```
#![deny(missing_docs)]

mod advice;
mod builtin;
mod catalogue;
mod change;
mod compile;
mod days;
mod defaults;
mod describe;
pub mod edit;
pub mod find;
pub mod folder;
pub mod movement;
mod outcome;
mod precaution;
pub mod preset;
mod problem;
mod read;
mod rules;
pub mod runnable;
pub mod script;
mod spoken;
pub mod stats;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use advice::{Advice, advise};
pub use builtin::free_session;
pub use catalogue::{FIRST_DAY, Library, Origin, Source};
pub use change::{Changed, ChangedHere, Effect, LibraryChange, changed_here, usual_words};
pub use compile::{compile, outline};
pub use defaults::techniques_by_timing;
pub use describe::hold_name;
pub use outcome::{NamedHolds, Proposal, SessionOutcome, StepTime, split_side};
pub use precaution::{Precaution, Weight};
pub use preset::{Change, Preset, StepKey, compile_preset};
pub use problem::{BrokenRule, Fault, Found, Place, Problem, ScriptError, Suggestion, ValueError};
pub use read::{
    LARGEST_FILE, LONGEST_TEXT, check, read_cautions, read_changes, read_positions, read_routine, read_sources,
};
pub use rules::faults;
pub use spoken::scene;
pub use words::{shown, unseen, without_unseen};
pub use write::write_routine;
