//! What is spoken, as it is heard.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod process;
mod prompts;
