//! Problems of files: the place, the fault, and what would be right.

mod fault;
mod rule;
mod script;
mod value;

pub use fault::Fault;
pub use rule::BrokenRule;
pub use script::ScriptError;
pub use value::{Found, Suggestion, ValueError};

/// One problem of one file, or of one routine.
#[derive(Debug, Clone, PartialEq)]
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
}

/// A place in a text, counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Place {
    pub line: usize,
    pub column: usize,
}
