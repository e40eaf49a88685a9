//! Sentences about what is wrong in a file.

use thiserror::Error;

use super::{BrokenRule, Found, ValueError};
use crate::words::{bare, instead};
use holdwell_files::{Content, ReadError};
use holdwell_model::{Technique, TimingField, TimingViolation};

/// The fault of a file or of a routine. A key is a key of the file, an example what to write there.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Fault {
    /// The file is larger than 1 MiB.
    #[error("the file is larger than 1 MiB; split it into smaller files")]
    TooLarge,
    /// The file is not read at all.
    #[error("cannot be read: {0}; put a file here that you may read, or take it away")]
    Unreadable(ReadError),
    /// The folder holds more files than are read; this is the first that is not.
    #[error("from here on no file is read: {0} are the most; write several positions into one file")]
    TooManyFiles(usize),
    /// The bytes are not UTF-8.
    #[error("this is not UTF-8 text; save the file as UTF-8")]
    NotUtf8,
    /// The text is not TOML; the words are the parser's.
    #[error("{}", syntax(.0))]
    Syntax(String),
    /// The file is none of ours.
    #[error("this is {0}, and not a file of Holdwell's; {hint}", hint = other(*.0))]
    OtherContent(Content),
    /// The file has another of our formats; the example is the line that this one begins with.
    #[error("this is another kind of file; a file of this kind has {0}")]
    OtherFormat(String),
    /// The file has a version that is not known yet.
    #[error("this file was written for a newer Holdwell; update Holdwell, or save the file as version 1")]
    NewerVersion,
    /// The file has a version that there never was.
    #[error("there is no such version; write version = 1")]
    NoSuchVersion,
    /// A key that must be there is not.
    #[error("{key} is missing; write {example}")]
    Missing {
        /// The key.
        key: String,
        /// An example of the whole line.
        example: String,
    },
    /// A key has no business here.
    #[error("unknown key {}; {}", bare(.key), instead(.key, .known.iter().copied()))]
    UnknownKey {
        /// The key as it is written.
        key: String,
        /// The keys that may stand here.
        known: Vec<&'static str>,
    },
    /// A value cannot stand under its key.
    #[error("{key}: {error}")]
    Value {
        /// The key.
        key: String,
        /// The reason.
        error: ValueError,
    },
    /// A list is needed under a key.
    #[error("{key}: {found} is not a list; write {}", list_example(.key, .found))]
    NotList {
        /// The key.
        key: String,
        /// The value in its place.
        found: Found,
    },
    /// A table is needed here.
    #[error("{0} is not a table; write {{ … }}")]
    NotTable(Found),
    /// A figure of a timing stands in the step itself.
    #[error("{key} belongs into the timing; write timing = {{ kind = \"{}\", {key} = … }}", .0.kind().key(), key = .0.key())]
    BelongsIntoTiming(TimingField),
    /// A timing breaks a limit.
    #[error(transparent)]
    Timing(#[from] TimingViolation),
    /// A routine has more steps than are read.
    #[error("the routine has {0} steps; 10,000 is the most, so split it into several")]
    TooManySteps(usize),
    /// A step says twice what is held.
    #[error("a step has one of position, contacts and name; keep {0} or {1}")]
    HeldTwice(&'static str, &'static str),
    /// A step that is not described in place has a set-up; the key is what it holds instead.
    #[error("setup belongs to a name, and {0} has its own; take it out, or write remarks = …")]
    SetupWithoutName(&'static str),
    /// Two positions have the same id.
    #[error("id {} stands twice; give each position its own", bare(.0))]
    SamePosition(String),
    /// A position names no technique.
    #[error("techniques is empty; write techniques = [\"smrt\"]")]
    NoTechniques,
    /// A position is timed in a technique that it does not name.
    #[error("{} is timed here but not among the techniques; add it to techniques", .0.name())]
    NotAmongTechniques(Technique),
    /// An entry names a source that is not in the list.
    #[error("source {} is not in the list of sources; {}", bare(.key), known_source(.nearest.as_deref()))]
    UnknownSource {
        /// The key that the entry names.
        key: String,
        /// The known key that is most like it.
        nearest: Option<String>,
    },
    /// A routine breaks a rule, wherever it comes from.
    #[error(transparent)]
    Rule(#[from] BrokenRule),
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        if matches!(error, ReadError::TooLarge(_)) { Self::TooLarge } else { Self::Unreadable(error) }
    }
}

impl Fault {
    /// Returns the sentence, which begins with the table that the fault is in.
    pub(crate) fn inside(&self, table: &str) -> String {
        if table.is_empty() { self.to_string() } else { format!("{table}: {self}") }
    }
}

/// Returns what to do with a file that is none of ours.
const fn other(content: Content) -> &'static str {
    match content {
        Content::ClientExport => "read it with: holdwell import FILE",
        Content::Table => "a list of clients is read with: holdwell import FILE",
        Content::Database => "put a copy of the vault back with: holdwell restore FILE",
        Content::Utf16 => "save it as UTF-8",
        _ => "choose one that begins with format = \"holdwell-routine\"",
    }
}

fn known_source(nearest: Option<&str>) -> String {
    nearest.map_or_else(|| "name one of its keys".to_owned(), |right| format!("did you mean {right}?"))
}

/// Returns the right form for what was probably meant: one table of several, or a list of values.
fn list_example(key: &str, found: &Found) -> String {
    if *found == Found::Table { format!("[[{key}]]") } else { format!("{key} = […]") }
}

/// Completes the parser's words to what would be right.
fn syntax(message: &str) -> String {
    match message.split_once(", expected ") {
        Some((what, "nothing")) => format!("{what}; take it out"),
        Some((what, right)) => format!("{what}; expected {right}"),
        None if message == "duplicate key" => "the key stands here a second time; keep one of the two".to_owned(),
        None => format!("{message}; check the quotes, brackets and equals signs here"),
    }
}
