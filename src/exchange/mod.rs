//! Files for people. Each is whole in itself: any browser shows it and prints it, and it loads nothing from anywhere.
#![deny(missing_docs)]

mod review;

pub use review::{Moment, review};
