//! The journal over a vault in memory, told by real sessions.

mod after;
mod cost;
mod crash;
mod naming;
mod rig;
mod writing;
