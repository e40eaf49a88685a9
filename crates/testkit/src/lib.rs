//! Hosts, clocks, ports and a made-up practice for the tests of several crates. In no build.
//!
//! - Always there: [`Host`] runs the engine on virtual time, [`id`] makes ids, [`routines`] makes plans,
//!   [`reading`] says how hard a text is.
//! - `session`: `ManualClock`, `ByHand` and `ManualPort` stand for time, thread and device; `rig` puts a conductor
//!   among ports that remember what they saw; `Run` tells a journal a session; `practice` has what a vault publishes.
//! - `files`: folders that go when a test ends.
//! - `vault`: `Desk` sees a vault as a window does, `Place` as another program of `SQLite` would.
//!
//! A crate's unit tests meet a second copy of that crate here, so that its own types do not fit; its integration tests
//! do not.
//!
//! ```
//! use holdwell_engine::{Command, Input, Options};
//! use holdwell_model::SessionTime;
//! use holdwell_testkit::{Host, routines};
//!
//! let plan = routines::holds(2, 30);
//! let mut host = Host::new(&plan, Options::of(&plan));
//! host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
//! host.run_to(SessionTime::from_secs(3 + 30 + 3 + 30));
//! let begins = host.heard.iter().filter(|cue| cue.kind.key() == "hold-begin");
//! assert_eq!(begins.map(|cue| cue.due.0).collect::<Vec<_>>(), [3000, 36_000]);
//! ```
#![deny(missing_docs)]
#![cfg_attr(
    feature = "session",
    expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test that cannot go on has failed"),
    expect(clippy::new_without_default, reason = "a rig is not a value that stands for nothing")
)]

mod host;
mod ids;
pub mod reading;
pub mod routines;

#[cfg(feature = "session")]
mod by_hand;
#[cfg(feature = "session")]
mod manual_port;
#[cfg(feature = "session")]
mod passphrase;
#[cfg(feature = "session")]
pub mod practice;
#[cfg(feature = "session")]
pub mod rig;
#[cfg(feature = "session")]
mod session;
#[cfg(feature = "session")]
mod times;

#[cfg(feature = "files")]
mod files;

#[cfg(feature = "vault")]
mod desk;
#[cfg(feature = "vault")]
mod place;

pub use host::Host;
pub use ids::id;

#[cfg(feature = "session")]
pub use {
    by_hand::{ByHand, ManualClock},
    manual_port::ManualPort,
    passphrase::passphrase,
    session::{Run, session},
    times::{after, hours_later, morning, noon, zoned},
};

#[cfg(feature = "files")]
pub use files::{TempFolder, files, files_with, holds, paths};

#[cfg(feature = "vault")]
pub use {
    desk::{Desk, preset},
    place::{MARKER, Place, names, other_tool, write},
};
