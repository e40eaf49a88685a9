//! A home plan as markup: the words, the drawings, and the parts of the page that shows it.
//!
//! The sheet, the page in one file and the page on a clinic's site say the same in the same words, because they say it
//! from here. Nothing is loaded from anywhere, and every text of a plan is escaped.
//!
//! ```
//! use holdwell_handout::page;
//! use holdwell_home::{Asked, HomePlan};
//! use holdwell_library::Library;
//! use jiff::civil::date;
//!
//! let library = Library::builtin();
//! let routine = library.routine("low-back-at-home").expect("it comes with the program");
//! let id = "018f2b6e-0000-7000-8000-000000000001".parse().expect("an id");
//! let plan = HomePlan::make(routine, &library, Asked::plain(id, date(2026, 11, 30))).expect("only positions for home");
//! let page = page(&plan).into_string();
//! assert!(page.contains("Buttock on a ball") && page.contains("Stop if:"));
//! ```
#![deny(missing_docs)]

mod drawn;
mod parts;
pub mod words;

pub use drawn::Drawn;
pub use parts::page;
