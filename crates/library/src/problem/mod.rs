//! Problems of files: the place, the fault, and what would be right.

mod rule;
mod script;
mod value;

use std::fmt;

use thiserror::Error;

pub use rule::BrokenRule;
pub use script::ScriptError;
pub(crate) use value::{Found, ValueError};

/// One problem of one file, as a line for people: `file:line:column: what is wrong; what would be right`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct Problem {
    /// The file's name as it was given; the routine's id where there is no file.
    pub file: String,
    /// Place in the file; `None` where the routine did not come from a file.
    pub place: Option<Place>,
    /// The fault, and after a semicolon the remedy.
    pub message: String,
}

/// A place in a text, counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, place, message } = self;
        match place {
            Some(Place { line, column }) => write!(f, "{file}:{line}:{column}: {message}"),
            None => write!(f, "{file}: {message}"),
        }
    }
}
