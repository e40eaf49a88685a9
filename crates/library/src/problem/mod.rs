//! Problems of files: the place, the fault, and what would be right.

mod fault;
mod rule;
mod script;
mod value;

use std::fmt;

use thiserror::Error;

pub use fault::Fault;
pub use rule::BrokenRule;
pub use script::ScriptError;
pub use value::{Found, ValueError};

/// One problem of one file; displayed as a line for people: `file:line:column: what is wrong; what would be right`.
#[derive(Debug, Clone, PartialEq, Error)]
pub struct Problem {
    /// The file's name as it was given; the routine's id where there is no file.
    pub file: String,
    /// Place in the file; `None` where the routine did not come from a file.
    pub place: Option<Place>,
    /// The table in which it stands, by its keys and numbers, such as `step 1, timing`; empty for the file as a whole.
    pub table: String,
    /// The fault.
    pub fault: Fault,
}

impl Problem {
    /// Returns the problem of a file as a whole.
    pub fn whole(file: impl Into<String>, fault: impl Into<Fault>) -> Self {
        Self { file: file.into(), place: None, table: String::new(), fault: fault.into() }
    }

    /// Returns the table, the fault and the remedy as a sentence, without the file and the place in it.
    pub fn message(&self) -> String {
        self.fault.inside(&self.table)
    }
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
        let (file, message) = (&self.file, self.message());
        match self.place {
            Some(Place { line, column }) => write!(f, "{file}:{line}:{column}: {message}"),
            None => write!(f, "{file}: {message}"),
        }
    }
}
