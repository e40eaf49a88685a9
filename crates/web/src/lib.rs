//! The engine, the sound and the diary of a home plan, for a page in a browser.
//!
//! The page is a document and a player. Everything that has to be right is here, the same code as in the program: when a
//! hold begins and ends ([`Session`]), each sample of what is heard, and the text by which the diary comes back. A browser
//! asks by [`Page::answer`], one JSON text for a question:
//!
//! | question | answer |
//! |---|---|
//! | `{"ask": "open", "plan": TEXT}` | `{"whole": SESSION, "shorter": SESSION or null}` |
//! | `{"ask": "speech", "text": TEXT}`, a byte of 0, samples | nothing: the text is spoken from now on. 16 bits, 48 kHz |
//! | `{"ask": "sound", "share": "whole" or "shorter", "kind": "flac" or "wav"}` | the whole session as such a file, sample 0 is its begin |
//! | `{"ask": "diary", "diary": TEXT}` | the short text of a diary file |
//! | `{"ask": "read", "fragment": TEXT}`, with the feature `site` | `{"plan": TEXT, "title", "page": HTML, "said": [TEXT]}`, or `{"fault": "damaged", "newer" or "unknown"}` |
//!
//! A session is `{"length", "stretches": [{"at", "length", "phase", "item", "side"}]}`, in milliseconds, items from 0.
//! As WebAssembly it imports nothing: `room`, `go` and `answer` are all that it exports.
//!
//! ```
//! use holdwell_home::{Asked, HomePlan};
//! use holdwell_library::Library;
//! use holdwell_web::Page;
//!
//! let library = Library::builtin();
//! let routine = library.routine("low-back-at-home").expect("it comes with the program");
//! let asked = Asked::plain("018f2b6e-0000-7000-8000-000000000001".parse()?, "2026-11-30".parse()?);
//! let plan = HomePlan::make(routine, &library, asked).expect("only positions for home").write();
//!
//! let mut page = Page::default();
//! let question = serde_json::json!({ "ask": "open", "plan": plan }).to_string();
//! let answer: serde_json::Value = serde_json::from_slice(&page.answer(question.as_bytes())?)?;
//! assert_eq!(answer["whole"]["stretches"][0]["phase"], "settle");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(missing_docs)]

#[cfg(target_arch = "wasm32")]
mod exports;
mod own;
mod page;
mod session;
#[cfg(feature = "site")]
mod site;
#[cfg(test)]
mod tests;

pub use own::{OwnFault, OwnPlace, own_speech, put_own};
pub use page::{Fault, Page};
pub use session::{Session, Stretch, run, said, scene};
