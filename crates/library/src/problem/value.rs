//! Sentences about a single value of a file.

use std::fmt;

use thiserror::Error;
use toml::de::DeValue;

use crate::words::{bare, instead, quoted};
use holdwell_model::{DurationError, Millis, TimingViolation};

/// The reason why a value cannot stand under its key.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ValueError {
    /// Text is needed.
    #[error("{0} is not text; write it in quotes")]
    NotText(Found),
    /// The text is empty.
    #[error("the text is empty; write something or leave the key out")]
    Empty,
    /// The text has more characters than are read.
    #[error("the text has {0} characters; 2,000 is the most, so shorten it")]
    TooLong(usize),
    /// The text holds a character that cannot be seen, or that hides another.
    #[error("the text holds the character {}, which cannot be seen; write it on one line without it", .0.escape_unicode())]
    Control(char),
    /// True or false is needed.
    #[error("{0} is neither true nor false; write true or false without quotes")]
    NotFlag(Found),
    /// One of the known words is needed.
    #[error("{found} is not a word in quotes; write one of {}", known.join(", "))]
    NotWord {
        /// The value.
        found: Found,
        /// The known words.
        known: Vec<&'static str>,
    },
    /// The word is none of the known ones.
    #[error("{} is unknown; {}", quoted(.text), instead(.text, .known.iter().copied()))]
    UnknownWord {
        /// The word as it is written.
        text: String,
        /// The known words.
        known: Vec<&'static str>,
    },
    /// A duration has no unit.
    #[error("{0} has no unit; write it in quotes, as in \"{number}s\"", number = .0.bare())]
    NoUnit(Found),
    /// A duration is needed.
    #[error("{0} is not a duration; write it in quotes, as in \"35s\"")]
    NotDuration(Found),
    /// The duration cannot be read.
    #[error(transparent)]
    Duration(#[from] DurationError),
    /// A phase is shorter than anybody can follow.
    #[error("{0} is shorter than a second; write 1s or more, or \"off\"")]
    TooShort(Millis),
    /// The setting of a phase cannot be read.
    #[error("{0}, \"wait\" or \"off\"")]
    Setting(DurationError),
    /// The setting of the return cannot be read.
    #[error("{0}, or \"off\"")]
    Return(DurationError),
    /// The return never waits.
    #[error("it never waits; write a duration such as 10s, or \"off\"")]
    ReturnWaits,
    /// The work of a repetition cannot be read.
    #[error("{0}, or \"by-hand\"")]
    RepWork(DurationError),
    /// A count is needed.
    #[error("{0} is not a whole number; write 1 to 1,000 without quotes")]
    NotCount(Found),
    /// A breathing rate is needed.
    #[error("{0} is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual")]
    NotBreathingRate(Found),
    /// The value breaks a limit of timings.
    #[error(transparent)]
    Limit(#[from] TimingViolation),
    /// A version is needed.
    #[error("{0} is not a whole number; write version = 1")]
    NotVersion(Found),
}

/// A value as a file has it, for a sentence such as "the number 3 is not a duration".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A text.
    Text(String),
    /// The number as it is written.
    Number(String),
    /// True or false.
    Flag(bool),
    /// A date or a time of day.
    Date,
    /// A list.
    List,
    /// A table.
    Table,
}

impl Found {
    /// Returns a number as a message may show it; nothing for any other value.
    fn bare(&self) -> String {
        if let Self::Number(number) = self { bare(number) } else { String::new() }
    }
}

impl From<&DeValue<'_>> for Found {
    fn from(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.clone().into_owned()),
            DeValue::Integer(number) => Self::Number(number.to_string()),
            DeValue::Float(number) => Self::Number(number.to_string()),
            DeValue::Boolean(flag) => Self::Flag(*flag),
            DeValue::Datetime(_) => Self::Date,
            DeValue::Array(_) => Self::List,
            DeValue::Table(_) => Self::Table,
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Number(number) => write!(f, "the number {}", bare(number)),
            Self::Flag(flag) => flag.fmt(f),
            Self::Date => f.write_str("a date or time of day"),
            Self::List => f.write_str("a list"),
            Self::Table => f.write_str("a table"),
        }
    }
}
