//! Sentences about a single value of a file.

use super::timing::{duration_error, timing_violation};
use holdwell_library::{Found, Suggestion, ValueError, shown};

/// Returns the reason why a value cannot stand under its key.
pub(super) fn value_error(error: &ValueError) -> String {
    match error {
        ValueError::NotText(value) => format!("{} is not text; write it in quotes", found(value)),
        ValueError::Empty => "the text is empty; write something or leave the key out".to_owned(),
        ValueError::TooLong(length) => {
            format!("the text has {length} characters; 2,000 is the most, so shorten it")
        }
        ValueError::Control(letter) => {
            let letter = letter.escape_unicode();
            format!("the text holds the character {letter}, which cannot be seen; write it on one line without it")
        }
        ValueError::NotFlag(value) => {
            format!("{} is neither true nor false; write true or false without quotes", found(value))
        }
        ValueError::NotWord { found: value, known } => {
            format!("{} is not a word in quotes; write one of {}", found(value), known.join(", "))
        }
        ValueError::UnknownWord { text, instead } => format!("{} is unknown; {}", quoted(text), suggestion(instead)),
        ValueError::NoUnit(number) => {
            let number = shown(number);
            format!("the number {number} has no unit; write it in quotes, as in \"{number}s\"")
        }
        ValueError::NotDuration(value) => {
            format!("{} is not a duration; write it in quotes, as in \"35s\"", found(value))
        }
        ValueError::Duration(error) => duration_error(error),
        ValueError::TooShort(length) => format!("{length} is shorter than a second; write 1s or more, or \"off\""),
        ValueError::Setting(error) => format!("{}, \"wait\" or \"off\"", duration_error(error)),
        ValueError::Return(error) => format!("{}, or \"off\"", duration_error(error)),
        ValueError::ReturnWaits => "it never waits; write a duration such as 10s, or \"off\"".to_owned(),
        ValueError::RepWork(error) => format!("{}, or \"by-hand\"", duration_error(error)),
        ValueError::NotCount(value) => {
            format!("{} is not a whole number; write 1 to 1,000 without quotes", found(value))
        }
        ValueError::NotBreathingRate(value) => {
            format!("{} is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual", found(value))
        }
        ValueError::Limit(violation) => timing_violation(violation),
        ValueError::NotDay(value) => format!("{} is not a day; write 2026-11-30 without quotes", found(value)),
        ValueError::NotVersion(value) => format!("{} is not a whole number; write version = 1", found(value)),
    }
}

/// Returns a value as a sentence names it, such as "the number 3".
pub(super) fn found(value: &Found) -> String {
    match value {
        Found::Text(text) => quoted(text),
        Found::Number(number) => format!("the number {}", shown(number)),
        Found::Flag(flag) => flag.to_string(),
        Found::Date => "a date or time of day".to_owned(),
        Found::List => "a list".to_owned(),
        Found::Table => "a table".to_owned(),
    }
}

/// Returns what would be right instead of an unknown word.
pub(super) fn suggestion(instead: &Suggestion) -> String {
    match instead {
        Suggestion::Nearest(right) => format!("did you mean {right}?"),
        Suggestion::OneOf(known) => format!("known are {}", known.join(", ")),
    }
}

/// Returns a text of a file in quotes, cut and without anything that would disturb a terminal.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", shown(text))
}
