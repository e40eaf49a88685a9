//! What is said in a session, and when.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod builtin;
mod course;
