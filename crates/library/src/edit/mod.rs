//! The builder's document: a routine while it is put together, with everything that can be undone.
//!
//! The module lies in the library because it needs what the library knows and nothing else: which positions have sides,
//! which are for home, what a file may say. So whatever is done to a [`Draft`], its [`Draft::routine`] is one that
//! [`read_routine`](super::read_routine) takes from the text that [`write_routine`](super::write_routine) makes of it.
//! The one exception is a draft without a step that counts, because a routine has at least one.
//!
//! A step that is disabled stays in the draft, in its place, and is in no file; a step that is folded shows one line.

mod arrange;
mod document;
mod draft;
mod group;
mod limits;
mod set;
mod step_edit;
#[cfg(test)]
mod tests;

pub use document::{Document, Field};
pub use draft::{Draft, Entry, Head, Key};
pub use limits::clean;
pub use set::Set;
pub use step_edit::Way;
