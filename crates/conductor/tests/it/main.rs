//! The conductor on virtual time: every test moves the clock and the device by hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts;
mod hands;
mod hear;
mod journal;
mod order;
mod sound;
mod speech;
mod time;
