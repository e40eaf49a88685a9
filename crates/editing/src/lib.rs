//! Documents being edited: a routine, a position, a photo; with undo, with saving, and without a window.
//!
//! [`Saving`] is a value that somebody edits and the vault keeps. An [`OpenRoutine`] is a routine in the builder with the
//! steps that are chosen in it; an [`OpenPreset`] makes it one client's. A [`RoutineView`](view::RoutineView) is what is
//! shown of it. A [`PositionDraft`](position::PositionDraft) is a position as text in fields, a
//! [`HoldDraft`](correction::HoldDraft) a hold that is corrected, and a [`LateDraft`](late::LateDraft) a session that is
//! entered afterwards.
//!
//! ```
//! use holdwell_editing::{OpenRoutine, StepCommand};
//! use holdwell_library::Library;
//! use holdwell_library::edit::Draft;
//!
//! let library = Library::builtin();
//! let mut routine = OpenRoutine::fresh(Draft::new("own-1"));
//! let key = routine.document.edit(|draft| draft.add_position(0, "psoas", &library)).unwrap();
//! routine.choose(key);
//! routine.command(StepCommand::Duplicate, &library);
//! assert_eq!(routine.document.draft().entries().len(), 2);
//! routine.document.undo();
//! assert_eq!(routine.document.draft().entries().len(), 1);
//! ```
#![deny(missing_docs)]

mod commands;
pub mod correction;
pub mod file;
mod found;
pub mod late;
pub mod moment;
pub mod photo;
pub mod position;
mod preset;
mod routine;
pub mod saving;
mod steps;
pub mod view;

pub use commands::StepCommand;
pub use found::{FoundOutside, FoundPositions};
pub use preset::{Difference, OpenPreset};
pub use routine::{Focus, OpenRoutine};
pub use saving::Saving;
pub use steps::{EditedStep, EditedSteps, StepProblem, StepsChange};
