//! A home plan as the files that a client takes home.
//!
//! The command line writes them one by one; the window gives all of them at once ([`give`]). Words are spoken by a
//! [`Speaker`] that the caller brings: this crate starts no process and has no voice.
//!
//! ```
//! use holdwell_give::{Form, Order, give};
//! use holdwell_home::{Asked, HomePlan};
//! use holdwell_library::Library;
//!
//! let library = Library::builtin();
//! let routine = library.routine("low-back-at-home").expect("it comes with the program");
//! let asked = Asked::plain("018f2b6e-0000-7000-8000-000000000001".parse()?, "2026-11-30".parse()?);
//! let plan = HomePlan::make(routine, &library, asked).expect("only positions for home");
//!
//! let folder = tempfile::tempdir()?;
//! let order = Order { plan, folder: folder.path().to_owned(), forms: vec![Form::Sheet, Form::Plan], web: None };
//! let given = give(&order, None, &mut |_, _| true).expect("the folder can be written");
//! assert_eq!(given.files.len(), 2);
//! // Nothing of the client stands in a name, only the end of the plan's id.
//! assert!(given.files[1].ends_with("home-plan-000001.holdwell"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(missing_docs)]

mod files;
mod speaking;

pub use files::{Form, GiveError, Given, Order, give, page, sound, tags, texts};
pub use speaking::{NoVoice, Placed, Speaker, place, recorded, speak_all};
