//! Faults of a single value of a file.

use toml::de::DeValue;

use crate::words::nearest;
use holdwell_model::{DurationError, Millis, TimingViolation};

/// The reason why a value cannot stand under its key.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueError {
    /// Text is needed.
    NotText(Found),
    /// The text is empty.
    Empty,
    /// The text has more characters than are read.
    TooLong(usize),
    /// The text holds a character that cannot be seen, or that hides another.
    Control(char),
    /// True or false is needed.
    NotFlag(Found),
    /// One of the known words is needed.
    NotWord {
        /// The value.
        found: Found,
        /// The known words.
        known: Vec<&'static str>,
    },
    /// The word is none of the known ones.
    UnknownWord {
        /// The word as it is written.
        text: String,
        /// The words that would be right.
        instead: Suggestion,
    },
    /// A duration has no unit; this is its number as it is written.
    NoUnit(String),
    /// A duration is needed.
    NotDuration(Found),
    /// The duration cannot be read.
    Duration(DurationError),
    /// A phase is shorter than anybody can follow.
    TooShort(Millis),
    /// The setting of a phase cannot be read.
    Setting(DurationError),
    /// The setting of the return cannot be read.
    Return(DurationError),
    /// The return never waits.
    ReturnWaits,
    /// The work of a repetition cannot be read.
    RepWork(DurationError),
    /// A count is needed.
    NotCount(Found),
    /// A breathing rate is needed.
    NotBreathingRate(Found),
    /// The value breaks a limit of timings.
    Limit(TimingViolation),
    /// A day is needed.
    NotDay(Found),
    /// A version is needed.
    NotVersion(Found),
}

impl From<DurationError> for ValueError {
    fn from(error: DurationError) -> Self {
        Self::Duration(error)
    }
}

impl From<TimingViolation> for ValueError {
    fn from(violation: TimingViolation) -> Self {
        Self::Limit(violation)
    }
}

/// The words that would be right in the place of an unknown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// The known word that is most like it.
    Nearest(&'static str),
    /// None is like it: all that are known.
    OneOf(Vec<&'static str>),
}

impl Suggestion {
    /// Returns the known word that was probably meant, else all of them.
    pub(crate) fn instead_of(word: &str, known: Vec<&'static str>) -> Self {
        nearest(word, known.iter().copied()).map_or(Self::OneOf(known), Self::Nearest)
    }
}

/// A value as a file has it.
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
