//! Documents for people: the library as a page to review, a client's record as a page,
//! the sheet of a home plan.
//!
//! Each is whole in itself: any browser shows it and prints it, and it loads nothing from anywhere.
//!
//! ```
//! use holdwell_library::Library;
//!
//! // The timelines of the routines are left out, and the sentences about what is wrong.
//! let page = holdwell_report::review(&Library::builtin(), |_| Vec::new(), |_| String::new());
//! assert!(page.contains("Psoas major"));
//! assert!(!page.contains("<script"));
//! ```
#![deny(missing_docs)]

mod client;
mod review;
mod sheet;

pub use client::{ClientRecord, KeptPreset, client_record};
pub use review::{Moment, review};
pub use sheet::home_sheet;
