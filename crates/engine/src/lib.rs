//! What happens next: a state machine that does no I/O, reads no clock and cannot panic.
//!
//! Two things go in: an instant, and what was said at it ([`Input`]). What is to be done comes out ([`Output`]), last of
//! all until when there is nothing to do. The host drains it before it says the next thing.
//!
//! - A session's `State` is small and shares its plan, so that it can be copied at every input. The copy that
//!   runs ahead on deadlines alone hands out cues before they are due; the copies from before each command are what
//!   undo goes back to; a copy written down is a restore point.
//! - There are no timers. What is due next is worked out from where the session stands (`deadline.rs`), and each deadline
//!   is handled at its own instant however late the host comes.
//! - A command either acts or is refused with a reason; `command.rs` has them all, `transitions.rs` what follows
//!   from them.
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
mod command;
mod cue;
mod deadline;
mod edit;
mod emitter;
mod event;
mod input;
mod machine;
mod output;
mod project;
mod rating;
mod record;
mod restore;
mod rhythm;
mod schedule;
mod state;
mod timeline;
mod transitions;
mod unattended;
mod view;

pub use adjust::adjustment;
pub use cue::{Cue, CueAudience, CueKind, Profile};
pub use event::{Ended, Event, EventKind, Finish, MarkKind, Why};
pub use input::{Command, Input, Refusal, ScoreKind, Slot};
pub use machine::{Engine, HORIZON};
pub use output::{Notice, Output, Wake};
pub use project::Projection;
pub use record::{Mark, Record, Release, Score, Try};
pub use restore::RestorePoint;
pub use schedule::{Rates, Schedule, WorkItem};
pub use state::{Active, Choice, Counting, DEMONSTRATION, Options, Stage};
pub use timeline::Stretch;
pub use unattended::{Unattended, unattended};
pub use view::{Upcoming, View};
