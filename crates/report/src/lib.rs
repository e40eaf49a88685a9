//! Documents for people: the library as a page to review and as a table for remarks, a client's record as a page,
//! the page that goes with a copy of it, the note of a session, the sheet of a home plan.
//!
//! Each is whole in itself: any browser shows it and prints it, and it loads nothing from anywhere.
//!
//! ```
//! use holdwell_library::Library;
//! use holdwell_report::{Review, Words, review};
//!
//! // The timelines of the routines are left out, and the sentences about what is wrong.
//! let words = Words { timeline: &|_| Vec::new(), sentence: &|_| String::new() };
//! let page = review(&Library::builtin(), &Review { since: None, remarks: &[], words });
//! assert!(page.contains("Psoas major"));
//! assert!(!page.contains("<script"));
//! ```
#![deny(missing_docs)]

mod client;
mod cover;
mod document;
mod drawn;
mod handed_over;
mod home_words;
mod note;
mod page;
mod review;
mod sheet;

pub use client::{ClientRecord, KeptPreset, client_record};
pub use cover::{CoverPage, cover_page};
pub use handed_over::{Handed, handed_over};
pub use note::{NotePage, note_page};
pub use page::home_page;
pub use review::{
    EntryKind, Moment, Remark, Remarks, RemarksProblem, Review, ReviewEntry, RowProblem, Verdict, Words, read_remarks,
    review, review_csv, review_entries,
};
pub use sheet::home_sheet;
