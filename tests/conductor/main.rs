//! The conductor on virtual time: every test moves the clock and the device by hand.

mod accounts;
mod hands;
mod order;
mod rig;
mod sound;
mod time;
