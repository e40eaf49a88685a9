//! Documents for people: the library as a page to review, a client's record as a page.
//!
//! Each is whole in itself: any browser shows it and prints it, and it loads nothing from anywhere.
#![deny(missing_docs)]

mod client;
mod review;

pub use client::{ClientRecord, KeptPreset, client_record};
pub use review::{Moment, review};
