//! Faults of files and of routines.

use super::{BrokenRule, Found, Suggestion, ValueError};
use holdwell_files::{Content, ReadError};
use holdwell_model::{Technique, TimingField, TimingViolation};

/// The fault of a file or of a routine. A key is a key of the file, an example what to write there.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The file is larger than 1 MiB.
    TooLarge,
    /// The file is not read at all.
    Unreadable(ReadError),
    /// The folder holds more files than are read; this is the first that is not.
    TooManyFiles(usize),
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The text is not TOML; the words are the parser's.
    Syntax(String),
    /// The file is none of ours.
    OtherContent(Content),
    /// The file has another of our formats; the example is the line that this one begins with.
    OtherFormat(String),
    /// The file has a version that is not known yet.
    NewerVersion,
    /// The file has a version that there never was.
    NoSuchVersion,
    /// A key that must be there is not.
    Missing {
        /// The key.
        key: String,
        /// An example of the whole line.
        example: String,
    },
    /// A step names nothing that is held: no position, no contacts and no name.
    NothingHeld,
    /// A key has no business here.
    UnknownKey {
        /// The key as it is written.
        key: String,
        /// The keys that would be right.
        instead: Suggestion,
    },
    /// A value cannot stand under its key.
    Value {
        /// The key.
        key: String,
        /// The reason.
        error: ValueError,
    },
    /// A list is needed under a key.
    NotList {
        /// The key.
        key: String,
        /// The value in its place.
        found: Found,
    },
    /// A table is needed here.
    NotTable(Found),
    /// A figure of a timing stands in the step itself.
    BelongsIntoTiming(TimingField),
    /// A timing breaks a limit.
    Timing(TimingViolation),
    /// A routine has more steps than are read.
    TooManySteps(usize),
    /// A step says twice what is held.
    HeldTwice(&'static str, &'static str),
    /// A step that is not described in place has a set-up; the key is what it holds instead.
    SetupWithoutName(&'static str),
    /// Two positions have the same id.
    SamePosition(String),
    /// A position names no technique.
    NoTechniques,
    /// A position is timed in a technique that it does not name.
    NotAmongTechniques(Technique),
    /// An entry names a source that is not in the list.
    UnknownSource {
        /// The key that the entry names.
        key: String,
        /// The known key that is most like it.
        nearest: Option<String>,
    },
    /// A routine breaks a rule, wherever it comes from.
    Rule(BrokenRule),
}

impl From<TimingViolation> for Fault {
    fn from(violation: TimingViolation) -> Self {
        Self::Timing(violation)
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        if matches!(error, ReadError::TooLarge(_)) { Self::TooLarge } else { Self::Unreadable(error) }
    }
}

impl From<BrokenRule> for Fault {
    fn from(rule: BrokenRule) -> Self {
        Self::Rule(rule)
    }
}
