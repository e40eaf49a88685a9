//! The drawings from outside: every region of the body, and the figure of every position that comes with the program.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod body;
mod figure;
mod strip;
