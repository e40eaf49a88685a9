//! The journal over a vault in memory, told by real sessions.

mod after;
mod cost;
mod crash;
mod rig;
mod writing;
