//! Documents for people: the library as a page to review and as a table for remarks, a client's record as a page,
//! the page that goes with a copy of it, the note of a session, the sheet and the page of a home plan, and the page for a
//! clinic's site, which opens any plan by its link.
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

mod chart;
mod client;
mod cover;
mod csv;
mod document;
mod handed_over;
mod note;
mod page;
mod picture;
mod review;
mod sheet;

pub use chart::{CHART_STYLE, chart};
pub use client::{ClientRecord, KeptPreset, client_record};
pub use cover::{CoverPage, cover_page};
pub use csv::CsvTable;
pub use handed_over::{Handed, handed_over};
pub use note::{NotePage, note_page};
pub use page::{IS_SITE, home_page, home_site};
pub use picture::{plan_cover, position_cover};
pub use review::{
    EntryKind, Moment, Remark, Remarks, RemarksProblem, Review, ReviewEntry, RowProblem, Verdict, Words, read_remarks,
    review, review_csv, review_entries,
};
pub use sheet::home_sheet;
