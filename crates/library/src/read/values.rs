//! What single values mean. Each function takes a value or says what it is instead and what would be right.

use strum::VariantArray;
use toml::de::DeValue;

use crate::words::{bare, instead, is_unseen, quoted};
use holdwell_model::{DurationError, Millis, RepWork, Setting, parse_duration, parse_range};

/// What a value is, for a sentence such as "the number 3 is not a duration".
pub(super) fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(number) => format!("the number {}", bare(&number.to_string())),
        DeValue::Float(number) => format!("the number {}", bare(&number.to_string())),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(_) => "a date or time of day".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// One line of text for people.
pub(super) fn text(value: &DeValue<'_>) -> Result<String, String> {
    let DeValue::String(text) = value else {
        return Err(format!("{} is not text; write it in quotes", described(value)));
    };
    if text.trim().is_empty() {
        return Err("the text is empty; write something or leave the key out".to_owned());
    }
    match text.chars().find(|c| is_unseen(*c)) {
        Some(c) => {
            Err(format!("the text holds the control character {}; write it on one line without it", c.escape_unicode()))
        }
        None => Ok(text.trim().to_owned()),
    }
}

/// Yes or no.
pub(super) fn flag(value: &DeValue<'_>) -> Result<bool, String> {
    value
        .as_bool()
        .ok_or_else(|| format!("{} is neither true nor false; write true or false without quotes", described(value)))
}

/// Reads one of the words that stand for the values of `T` in files.
pub(super) fn word<T>(value: &DeValue<'_>) -> Result<T, String>
where
    T: VariantArray + Copy + Into<&'static str>,
{
    let words = T::VARIANTS.iter().map(|choice| (*choice).into());
    let DeValue::String(text) = value else {
        let all = words.collect::<Vec<_>>().join(", ");
        return Err(format!("{} is not a word in quotes; write one of {all}", described(value)));
    };
    let found = T::VARIANTS.iter().find(|choice| (**choice).into() == text.as_ref());
    found.copied().ok_or_else(|| format!("{} is unknown; {}", quoted(text), instead(text, words)))
}

/// A length of time, longer than nothing and at most a day.
pub(super) fn duration(value: &DeValue<'_>) -> Result<Millis, String> {
    parse_duration(duration_text(value)?).map_err(|error| error.to_string())
}

/// A length of time that may be nothing, because leaving it out means the same.
pub(super) fn duration_or_nothing(value: &DeValue<'_>) -> Result<Millis, String> {
    match parse_duration(duration_text(value)?) {
        Err(DurationError::Zero) => Ok(Millis::ZERO),
        other => other.map_err(|error| error.to_string()),
    }
}

/// A range of times such as `20-45s`.
pub(super) fn range(value: &DeValue<'_>) -> Result<(Millis, Millis), String> {
    parse_range(duration_text(value)?).map_err(|error| error.to_string())
}

/// A phase around the work: `"wait"`, a duration, or `"off"`.
pub(super) fn setting(value: &DeValue<'_>) -> Result<Setting, String> {
    match duration_text(value)?.trim() {
        "wait" => Ok(Setting::Wait),
        "off" => Ok(Setting::Off),
        text => parse_duration(text).map(Setting::Timed).map_err(|error| format!("{error}, \"wait\" or \"off\"")),
    }
}

/// A phase that ends by itself: the return.
pub(super) fn setting_without_wait(value: &DeValue<'_>) -> Result<Setting, String> {
    match duration_text(value)?.trim() {
        "wait" => Err("it never waits; write a duration such as 10s, or \"off\"".to_owned()),
        "off" => Ok(Setting::Off),
        text => parse_duration(text).map(Setting::Timed).map_err(|error| format!("{error}, or \"off\"")),
    }
}

/// The work of one repetition: a duration or `"by-hand"`.
pub(super) fn rep_work(value: &DeValue<'_>) -> Result<RepWork, String> {
    match duration_text(value)?.trim() {
        "by-hand" => Ok(RepWork::ByHand),
        text => parse_duration(text).map(RepWork::Timed).map_err(|error| format!("{error}, or \"by-hand\"")),
    }
}

/// A whole number of repetitions.
pub(super) fn count(value: &DeValue<'_>) -> Result<u32, String> {
    let number = whole(value)
        .ok_or_else(|| format!("{} is not a whole number; write 1 to 1,000 without quotes", described(value)))?;
    match u32::try_from(number) {
        Ok(count @ 1..=1000) => Ok(count),
        _ => Err(format!("{number} is out of bounds; write 1 to 1,000")),
    }
}

/// Breaths a minute that a person can follow.
pub(super) fn breaths(value: &DeValue<'_>) -> Result<f32, String> {
    let number = match value {
        DeValue::Float(number) => number.as_str().parse().ok(),
        other => whole(other).map(|number| number as f32),
    };
    match number {
        Some(number) if (1.0..=30.0).contains(&number) => Ok(number),
        _ => Err(format!(
            "{} is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual",
            described(value)
        )),
    }
}

/// The version of the format that a file was written for.
pub(super) fn version(value: &DeValue<'_>) -> Result<i64, String> {
    whole(value).ok_or_else(|| format!("{} is not a whole number; write version = 1", described(value)))
}

/// A number too large for the computer is as wrong as it is large.
fn whole(value: &DeValue<'_>) -> Option<i64> {
    let DeValue::Integer(number) = value else { return None };
    let past_the_end = if number.as_str().starts_with('-') { i64::MIN } else { i64::MAX };
    Some(i64::from_str_radix(number.as_str(), number.radix()).unwrap_or(past_the_end))
}

fn duration_text<'v>(value: &'v DeValue<'_>) -> Result<&'v str, String> {
    match value {
        DeValue::String(text) => Ok(text),
        DeValue::Integer(number) => {
            Err(format!("{} has no unit; write it in quotes, as in \"{}s\"", described(value), bare(number.as_str())))
        }
        other => Err(format!("{} is not a duration; write it in quotes, as in \"35s\"", described(other))),
    }
}
