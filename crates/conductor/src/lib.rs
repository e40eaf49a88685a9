//! The conductor: the meeting point of clock, engine, sound and store.
//!
//! [`Conductor`] is a plain struct: a step takes a command, carries out everything that is due, and returns the instant
//! of the next step. Its thread ([`spawn`]) is a shell around it with one wait point, a command or a deadline. After each
//! wake it first hands cues to the sound, then entries to the journal, then a new view to the window, which holds a
//! [`Handle`] and never waits.
//!
//! A session without a thread, on a clock that the example moves:
//!
//! ```
//! use std::sync::Arc;
//!
//! use holdwell_audio::NoSound;
//! use holdwell_conductor::{Clock, Conductor, ConductorCommand, Next, Ports, StartPolicy, StartRequest};
//! use holdwell_engine::{Finish, Options, Stage};
//! use holdwell_store::MemoryJournal;
//! use holdwell_testkit::{ManualClock, morning, routines};
//!
//! let clock = Arc::new(ManualClock::new(morning()));
//! let ports = Ports {
//!     sound: Box::new(NoSound),
//!     journal: Box::new(MemoryJournal::default()),
//!     clock: Arc::clone(&clock) as _,
//!     changed: Box::new(|| ()),
//!     speed: 1,
//!     waits: StartPolicy::Briefly,
//! };
//! let (mut conductor, handle, commands) = Conductor::new(ports);
//! let plan = routines::holds(1, 30);
//! let options = Options::of(&plan);
//! handle.ask(ConductorCommand::Start(Box::new(StartRequest::of(plan, options))));
//! while let Next::At(instant) = conductor.step(commands.try_recv().ok()) {
//!     clock.pass(instant - clock.read().nanos);
//! }
//! let view = handle.snapshot().view.clone().unwrap();
//! assert_eq!(view.stage(), Stage::Finished(Finish::Complete));
//! ```
#![deny(missing_docs)]

mod backlog;
mod clock;
mod cue_preview;
mod handle;
mod prompting;
mod session;
mod start;
mod step;
mod thread;
mod timing_report;

pub use clock::{Clock, Reading, SystemClock};
pub use handle::{Appointment, ConductorCommand, Handle, Snapshot};
pub use prompting::SessionSpeech;
pub use start::{Resume, SessionMeta, StartRequest};
pub use step::{Conductor, Next, Ports, StartPolicy};
pub use thread::{spawn, spawn_speaking};
pub use timing_report::CueTimingReport;
