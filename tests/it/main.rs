//! The command line, run as people run it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod archive;
mod browser;
mod check;
mod garbage;
mod given;
mod hostile;
mod library;
mod page;
mod plan;
mod recorded;
mod rig;
mod run;
mod sound;
mod spoken;
mod tidy;
mod timeline;
mod usage;
mod vault;
mod wait;
mod web;
