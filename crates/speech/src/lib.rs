//! The prompts of a session: what is said and when, placed between its cues.
//!
//! Pure: a plan and its course go in, [`Prompt`]s come out, each with a text, the instant at which it begins and the one
//! by which it has ended. Whoever has a voice renders the text and keeps to these; what does not fit is not spoken. The
//! course is that of a whole session ([`holdwell_engine::unattended`]) or of what is left of one
//! ([`holdwell_engine::Engine::rest`]), so that a sound file and a live session say the same.
//!
//! - `script` has every sentence, `words` the numbers and lists in them.
//! - `phrases` divides a text as it is spoken and says how long that takes at most. Lengths of settles rest on it, so
//!   that a timeline is the same whatever voice there is.
//! - `compose` walks through the course and places the sentences.
//!
//! A hold at home, with nothing to fetch:
//!
//! ```
//! use holdwell_engine::{Options, unattended};
//! use holdwell_speech::{Listener, Scene, prompts};
//! use holdwell_testkit::routines;
//!
//! let hold = "[[step]]\nposition = \"ball-buttock\"\nside = \"left\"\nsettle = \"60s\"\n";
//! let plan = routines::routine("self-care", "home", hold);
//! let run = unattended(&plan, Options::of(&plan));
//! let said = prompts(&plan, &run, &Scene::default(), Listener::Client);
//! assert_eq!(said[0].text, "Stop at any time. If pain gets worse, stop for today.");
//! assert!(said[1].text.starts_with("Your left side. Buttock on a ball. Sit on the floor with the ball"));
//! assert!(said[1].text.ends_with("Forty-five seconds."));
//! assert_eq!(said[2].text, "Let go, slowly.");
//! ```
#![deny(missing_docs)]

mod compose;
mod dialect;
mod phrases;
mod prompt;
mod script;
mod settle;
mod words;

pub use compose::prompts;
pub use dialect::Dialect;
pub use phrases::{LONGEST_TEXT, Phrase, phrases, spoken};
pub use prompt::{Listener, Moment, Prompt, Scene};
pub use settle::{BETWEEN, Preceding, settle};
