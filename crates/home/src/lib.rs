//! The home plan that a client takes along, and the diary that comes back, each as a file.
//!
//! A [`HomePlan`] is a home routine made for one client. It holds all that is needed to show it, to draw it and to run
//! it, so that whoever opens it needs no library: [`HomePlan::session`] is the plan that the engine runs. A [`Diary`] is
//! what became of it. It belongs to the random id of its plan, and knows no name.
//!
//! ```
//! use holdwell_home::{Asked, Diary, DiaryEntry, Did, HomePlan, Share};
//! use holdwell_library::Library;
//! use jiff::civil::date;
//!
//! // The therapist makes a plan of a home routine, and gives its file.
//! let library = Library::builtin();
//! let routine = library.routine("low-back-at-home").expect("it comes with the program");
//! let id = "018f2b6e-0000-7000-8000-000000000001".parse().expect("an id");
//! let asked = Asked { call: Some("Jo Miller, 555 0101".to_owned()), ..Asked::plain(id, date(2026, 11, 30)) };
//! let file = HomePlan::make(routine, &library, asked).expect("only positions for home").write();
//!
//! // At home it is read again. Nothing else is needed.
//! let plan = HomePlan::read(file.as_bytes()).expect("a plan");
//! assert_eq!(plan.session(Share::Whole).steps.len(), 4);
//! assert_eq!(plan.items[1].step.title, "Buttock on a ball");
//! assert_eq!(plan.items[1].cautions().stop_if, ["sharp pain or tingling"]);
//!
//! // What was done goes back as a text that survives a message.
//! let mut diary = Diary::new(plan.id);
//! let items = vec![Did::Done; plan.items.len()];
//! diary.put(DiaryEntry { items, before: Some(5), after: Some(3), ..DiaryEntry::new(date(2026, 12, 1), 1) });
//! let message = format!("Hello Jo!\n> {}", diary.code().to_lowercase());
//! assert_eq!(Diary::of_text(&message), Ok(vec![diary]));
//! ```
//!
//! # The file of a plan
//!
//! JSON in UTF-8, its name ends in `.holdwell`, at most 4 MiB (recorded words take most of it; without them a plan of four
//! items has about 5 KB). All lengths are in whole milliseconds, days are `2026-12-01`. A key that is left out, or null,
//! says nothing; a key that is not listed here is a problem. Text is one line of at most 2,000 characters that can be
//! seen. Every problem is told with its line, its column and its path, up to fifty.
//!
//! | key | |
//! |---|---|
//! | `format`, `version` | `"holdwell-plan"`, `1`; a newer version is refused |
//! | `id` | the random id, a UUID: the diary's way back |
//! | `title`, `made` | what the client reads, and the day on which it was made |
//! | `from`, `until` | the first and the last day; may be left out |
//! | `times_a_day`, `days_a_week` | 1 to 24, 1 to 7 |
//! | `name` | the client's name, only where the therapist ticked it |
//! | `call` | whom to call, and how |
//! | `notes` | a list of texts |
//! | `routine`, `technique` | the id of the routine that it was made from, and its technique |
//! | `items` | 1 to 40 of them, see below |
//! | `signs` | asked once a week: a list of `{ "text", "urgency" }`; after a yes to an `emergency` help is called at once, after one to a `doctor` nothing is done before a doctor has looked |
//! | `speech` | `{ "kind": "audio/mpeg", "prompts": { text: sound } }`: recorded words by their text, each sound in base64; what is not recorded is left to a voice |
//!
//! An item:
//!
//! | key | |
//! |---|---|
//! | `title`, `how` | what it is, and how it is done, in lay words |
//! | `have_ready`, `cautions` | lists of texts; a caution that ends in `: stop` is a sign to stop |
//! | `remark` | a text |
//! | `technique`, `sides` | as in a routine |
//! | `contacts` | a list of `{ "name", "position", "side", "region" }`, all but the name may be left out |
//! | `timing` | its `kind` and its figures as in a routine, lengths with `_ms`: `hold_ms`; `minimum_ms`, `target_ms`, `ceiling_ms`; `count`, `work_ms`, `rest_ms`, `cap_ms`; `check_in_ms`, `ceiling_ms`; `length_ms`, `breaths_per_minute` |
//! | `rate_ms`, `settle_ms`, `return_ms`, `recheck_ms`, `rest_ms` | the phases around the work; left out is off, and none waits |
//! | `optional`, `matters_most` | true or false; what matters most is done on a day with less time |
//! | `figure` | `{ "posture", "region", "ease" }`: what the drawing is made from |
//!
//! All of it takes at most 48 hours and has at most 100,000 breaths, repetitions and check-ins.
//!
//! # The file of a diary
//!
//! | key | |
//! |---|---|
//! | `format`, `version` | `"holdwell-diary"`, `1` |
//! | `plan` | the id of the plan |
//! | `entries` | at most 2,000, each of a `day` and a `time` of it, from 1: no two of the same |
//!
//! An entry has besides: `items`, for each item of the plan `done`, `shortened`, `stopped` or `left-out`; pain `before`
//! and `after`, 0 to 10; `worse`, whether anything is new or worse; and a `word`.
//!
//! # The text of a diary
//!
//! ```text
//! Holdwell-diary-U
//! 041HY-00000-…
//! U-end
//! ```
//!
//! Between the marks stand the letters of Crockford's base 32: digits and the alphabet without I, L, O and U. Whatever is
//! no letter and no digit counts for nothing, small letters are as good, and I, L and O are read as the digits that they
//! look like. The bytes are: the version, 1; the id of the plan, 16; the number of entries; the entries; the CRC-32 of
//! all that, the lowest byte first. Numbers have seven bits a byte, the lowest first, and the highest bit says that one
//! more follows.
//!
//! An entry: the days since the entry before (the first: since 1 January 2000) as a number; the time of the day, a byte;
//! the number of items, and two bits for each, four a byte from the lowest up (0 done, 1 shortened, 2 stopped, 3 left
//! out); pain before and after, four bits each (15: not told); one byte, 0 where it was not told whether anything is
//! worse, 1 no, 2 yes; the number of bytes of the word, and the word in UTF-8.
//!
//! # The plan behind an address
//!
//! [`HomePlan::fragment`] writes ids and times only, about 150 letters of the same base 32: for the `#` of a link, and for
//! a QR. Whoever reads it has the words from a library of their own.
#![deny(missing_docs)]

mod bytes;
mod cautions;
mod diary;
mod fragment;
mod make;
mod plan;
mod problem;
mod read;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use cautions::Cautions;
pub use diary::{Brought, CodeFault, Diary, DiaryEntry, Did};
pub use fragment::FragmentFault;
pub use make::{Asked, Refused};
pub use plan::{Figure, HomeItem, HomePlan, Share, Sign, Speech, Urgency};
pub use problem::{Fault, Kind, Problem};
pub use read::LARGEST_PLAN;
