//! A session as a state machine that does no I/O, reads no clock and cannot panic.
//!
//! Two things go in: an instant, and an [`Input`] at that instant. [`Output`]s come out, the last of which is the instant
//! until which there is nothing to do. The host drains them before it gives the next input.
//!
//! - The state of a session (`state/`) is small and shares its plan, so that it can be copied at every input. The copy
//!   that runs ahead on deadlines alone hands out cues before they are due; the copies from before each command are what
//!   undo goes back to; a copy written down is a restore point.
//! - There are no timers. The next deadline is worked out from the state (`deadline.rs`), and each is handled at its own
//!   instant however late the host comes.
//! - A command either acts or is refused with a reason; `command.rs` has them all, `transitions.rs` the course that
//!   follows from them.
//!
//! A host on virtual time, which wakes the engine whenever it asks to be woken:
//!
//! ```
//! use holdwell_engine::{Command, Engine, Input, Options, Output};
//! use holdwell_model::SessionTime;
//!
//! // One hold for home: 3 s to settle, 30 s held.
//! let plan = holdwell_testkit::routines::holds(1, 30);
//! let mut engine = Engine::new(&plan, Options::of(&plan));
//! let mut heard = Vec::new();
//! let mut next = Some((SessionTime::ZERO, Input::Command(Command::Advance)));
//! while let Some((now, input)) = next.take() {
//!     engine.handle(now, input);
//!     loop {
//!         match engine.poll() {
//!             Output::Cue(cue) => heard.push((cue.due.0, cue.kind.key())),
//!             Output::WaitUntil(wake, _) => {
//!                 next = wake.map(|wake| (wake, Input::Tick));
//!                 break;
//!             }
//!             _ => {}
//!         }
//!     }
//! }
//! assert_eq!(heard, [(0, "settle"), (3000, "hold-begin"), (23_000, "pre-end"), (33_000, "session-end")]);
//! ```
#![deny(missing_docs, clippy::indexing_slicing, clippy::cast_possible_wrap, unused_results)]
#![deny(
    clippy::panic,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented,
    clippy::unwrap_used,
    clippy::expect_used
)]

mod adjust;
mod choose;
mod command;
mod cue;
mod deadline;
mod edit;
mod emitter;
mod event;
mod input;
mod machine;
mod mirror;
mod naming;
mod output;
mod project;
mod rating;
mod record;
mod reminder;
mod restore;
mod rhythm;
mod schedule;
mod state;
mod timeline;
mod transitions;
mod unattended;
mod view;

pub use cue::{Cue, CueAudience, CueKind, Profile};
pub use event::{Ended, Event, EventKind, Finish, MarkKind, Why};
pub use input::{Command, Input, Point, Refusal, ScoreKind, Slot};
pub use machine::{Engine, HORIZON};
pub use output::{Notice, Output, Wake};
pub use project::Projection;
pub use record::{Mark, Record, Release, Score, Try};
pub use reminder::{Reminder, SlotStage};
pub use restore::RestorePoint;
pub use rhythm::Rhythm;
pub use schedule::{Rates, Schedule, WorkItem};
pub use state::{Active, Choice, Counting, DEMONSTRATION, Options, Stage};
pub use timeline::Stretch;
pub use unattended::{Unattended, unattended};
pub use view::{RepPart, Upcoming, View};
