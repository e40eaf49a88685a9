//! Where clock, engine, sound and store meet.
//!
//! [`Conductor`] is a plain struct: it is stepped with what was asked, does what is due, and says when to be stepped
//! next. Its thread ([`spawn`]) is a shell around it with one wait point, an ask or a deadline. After each wake it
//! first hands cues to the sound, then entries to the journal, then a new view to the window.
#![deny(missing_docs)]

mod account;
mod backlog;
mod begin;
mod clock;
mod handle;
mod hearing;
mod session;
mod step;
mod thread;

pub use account::Account;
pub use begin::{Begin, Resume, Start};
pub use clock::{Clock, ManualClock, Reading, SystemClock};
pub use handle::{Appointment, Ask, Handle, Published};
pub use step::{ByHand, Conductor, Next, Ports, Waits};
pub use thread::spawn;
