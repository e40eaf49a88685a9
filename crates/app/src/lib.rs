//! The application without a window: what is chosen, what is being saved, what a key means, what is said.
//!
//! Nothing here draws. The window (`holdwell-ui`) asks these types what to show and tells them what was done.
#![deny(missing_docs)]

pub mod saving;
pub mod text;
