//! Where clock, engine, sound and store meet.
//!
//! [`Conductor`] is a plain struct: it is stepped with what was asked, does what is due, and says when to be stepped
//! next. Its thread ([`spawn`]) is a shell around it with one wait point, an ask or a deadline. After each wake it
//! first hands cues to the sound, then entries to the journal, then a new view to the window.
#![deny(missing_docs)]

mod backlog;
mod clock;
mod cue_preview;
mod handle;
mod session;
mod start;
mod step;
mod thread;
mod timing_report;

pub use clock::{Clock, ManualClock, Reading, SystemClock};
pub use handle::{Appointment, ConductorCommand, Handle, Snapshot};
pub use start::{Resume, SessionMeta, StartRequest};
pub use step::{ByHand, Conductor, Next, Ports, StartPolicy};
pub use thread::spawn;
pub use timing_report::CueTimingReport;
