//! Sentences about a single value of a file.

use std::fmt;

use thiserror::Error;
use toml::de::DeValue;

use crate::words::{bare, instead, quoted};
use holdwell_model::{DurationError, TimingViolation};

/// The reason why a value cannot stand under its key.
#[derive(Debug, Clone, PartialEq, Error)]
pub(crate) enum ValueError {
    #[error("{0} is not text; write it in quotes")]
    NotText(Found),
    #[error("the text is empty; write something or leave the key out")]
    Empty,
    #[error("the text holds the control character {}; write it on one line without it", .0.escape_unicode())]
    Control(char),
    #[error("{0} is neither true nor false; write true or false without quotes")]
    NotFlag(Found),
    #[error("{found} is not a word in quotes; write one of {}", known.join(", "))]
    NotWord { found: Found, known: Vec<&'static str> },
    #[error("{} is unknown; {}", quoted(.text), instead(.text, .known.iter().copied()))]
    UnknownWord { text: String, known: Vec<&'static str> },
    #[error("{0} has no unit; write it in quotes, as in \"{number}s\"", number = .0.bare())]
    NoUnit(Found),
    #[error("{0} is not a duration; write it in quotes, as in \"35s\"")]
    NotDuration(Found),
    #[error(transparent)]
    Duration(#[from] DurationError),
    #[error("{0}, \"wait\" or \"off\"")]
    Setting(DurationError),
    #[error("{0}, or \"off\"")]
    Return(DurationError),
    #[error("it never waits; write a duration such as 10s, or \"off\"")]
    ReturnWaits,
    #[error("{0}, or \"by-hand\"")]
    RepWork(DurationError),
    #[error("{0} is not a whole number; write 1 to 1,000 without quotes")]
    NotCount(Found),
    #[error("{0} is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual")]
    NotBreathingRate(Found),
    #[error(transparent)]
    Limit(#[from] TimingViolation),
    #[error("{0} is not a whole number; write version = 1")]
    NotVersion(Found),
}

/// A value as a file has it, for a sentence such as "the number 3 is not a duration".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    Text(String),
    /// The number as it is written.
    Number(String),
    Flag(bool),
    Date,
    List,
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
