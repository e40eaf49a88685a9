//! Single values: each function reads one or returns the reason why it cannot be read.

use jiff::civil::Date;
use strum::VariantArray;
use toml::de::DeValue;

pub(super) use crate::problem::ValueError;

use crate::problem::Suggestion;
use crate::words::unseen;
use holdwell_model::{
    BREATHING_RATES, COUNTS, DurationError, Millis, RepWork, SHORTEST, Setting, TimingViolation, parse_duration,
    parse_range,
};

/// The most characters of a name or another text.
pub const LONGEST_TEXT: usize = 2000;

/// Reads one line of text for people.
pub(super) fn text(value: &DeValue<'_>) -> Result<String, ValueError> {
    let DeValue::String(text) = value else {
        return Err(ValueError::NotText(value.into()));
    };
    if text.trim().is_empty() {
        return Err(ValueError::Empty);
    }
    let length = text.chars().count();
    if length > LONGEST_TEXT {
        return Err(ValueError::TooLong(length));
    }
    match unseen(text) {
        Some(unseen) => Err(ValueError::Control(unseen)),
        None => Ok(text.trim().to_owned()),
    }
}

/// Reads yes or no.
pub(super) fn flag(value: &DeValue<'_>) -> Result<bool, ValueError> {
    value.as_bool().ok_or_else(|| ValueError::NotFlag(value.into()))
}

/// Reads one of the words that stand for the values of `T` in files.
pub(super) fn word<T>(value: &DeValue<'_>) -> Result<T, ValueError>
where
    T: VariantArray + Copy + Into<&'static str>,
{
    let known = || T::VARIANTS.iter().map(|choice| (*choice).into()).collect();
    let DeValue::String(text) = value else {
        return Err(ValueError::NotWord { found: value.into(), known: known() });
    };
    let found = T::VARIANTS.iter().find(|choice| (**choice).into() == text.as_ref());
    found.copied().ok_or_else(|| {
        let instead = Suggestion::instead_of(text, known());
        ValueError::UnknownWord { text: text.clone().into_owned(), instead }
    })
}

/// Reads a length of time, longer than nothing and at most a day.
pub(super) fn duration(value: &DeValue<'_>) -> Result<Millis, ValueError> {
    Ok(parse_duration(duration_text(value)?)?)
}

/// Reads a length of time that may be nothing, because leaving it out means the same.
pub(super) fn duration_or_nothing(value: &DeValue<'_>) -> Result<Millis, ValueError> {
    match parse_duration(duration_text(value)?) {
        Err(DurationError::Zero) => Ok(Millis::ZERO),
        other => Ok(other?),
    }
}

/// Reads a range of times such as `20-45s`.
pub(super) fn range(value: &DeValue<'_>) -> Result<(Millis, Millis), ValueError> {
    Ok(parse_range(duration_text(value)?)?)
}

/// Reads a phase around the work: `"wait"`, a duration, or `"off"`.
pub(super) fn setting(value: &DeValue<'_>) -> Result<Setting, ValueError> {
    followed(duration_text(value)?.parse().map_err(ValueError::Setting)?)
}

fn followed(setting: Setting) -> Result<Setting, ValueError> {
    match setting {
        Setting::Timed(length) if length < SHORTEST => Err(ValueError::TooShort(length)),
        setting => Ok(setting),
    }
}

/// Reads a phase that ends by itself: the return.
pub(super) fn setting_without_wait(value: &DeValue<'_>) -> Result<Setting, ValueError> {
    match duration_text(value)?.parse().map_err(ValueError::Return)? {
        Setting::Wait => Err(ValueError::ReturnWaits),
        setting => followed(setting),
    }
}

/// Reads the work of one repetition: a duration or `"by-hand"`.
pub(super) fn rep_work(value: &DeValue<'_>) -> Result<RepWork, ValueError> {
    duration_text(value)?.parse().map_err(ValueError::RepWork)
}

/// Reads a whole number of repetitions.
pub(super) fn count(value: &DeValue<'_>) -> Result<u32, ValueError> {
    let number = whole(value).ok_or_else(|| ValueError::NotCount(value.into()))?;
    let count = u32::try_from(number).ok().filter(|count| COUNTS.contains(count));
    count.ok_or(ValueError::Limit(TimingViolation::Count(number)))
}

/// Reads breaths a minute that a person can follow.
pub(super) fn breathing_rate(value: &DeValue<'_>) -> Result<f32, ValueError> {
    let number = match value {
        DeValue::Float(number) => number.as_str().parse().ok(),
        other => whole(other).map(|number| number as f32),
    };
    number.filter(|rate| BREATHING_RATES.contains(rate)).ok_or_else(|| ValueError::NotBreathingRate(value.into()))
}

/// Reads a day, written as one: `2026-11-30`.
pub(super) fn day(value: &DeValue<'_>) -> Result<Date, ValueError> {
    let DeValue::Datetime(day) = value else { return Err(ValueError::NotDay(value.into())) };
    day.to_string().parse().map_err(|_error| ValueError::NotDay(value.into()))
}

/// Reads the version of the format that a file was written for.
pub(super) fn version(value: &DeValue<'_>) -> Result<i64, ValueError> {
    whole(value).ok_or_else(|| ValueError::NotVersion(value.into()))
}

/// Reads a whole number; one too large for the computer is as wrong as it is large.
fn whole(value: &DeValue<'_>) -> Option<i64> {
    let DeValue::Integer(number) = value else { return None };
    let past_the_end = if number.as_str().starts_with('-') { i64::MIN } else { i64::MAX };
    Some(i64::from_str_radix(number.as_str(), number.radix()).unwrap_or(past_the_end))
}

fn duration_text<'v>(value: &'v DeValue<'_>) -> Result<&'v str, ValueError> {
    match value {
        DeValue::String(text) => Ok(text),
        DeValue::Integer(number) => Err(ValueError::NoUnit(number.as_str().to_owned())),
        other => Err(ValueError::NotDuration(other.into())),
    }
}
