//! The command line, run as people run it.

mod check;
mod garbage;
mod rig;
mod run;
mod sound;
mod timeline;
mod usage;
