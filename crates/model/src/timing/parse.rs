//! Durations as people type them, and the words that may stand in their place.

use std::str::FromStr;

use super::{LONGEST, RepWork};
use crate::{Millis, Setting};

/// The reason why a text is not a duration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DurationError {
    /// The text is not a duration at all.
    Unreadable(String),
    /// The text says zero where a length is needed.
    Zero,
    /// The text says more than a day.
    TooLong(String),
    /// The text is a range whose end comes before its start.
    Backwards(String),
}

/// Reads `"35s"`, `"1m30s"`, `"1h5m"`, `"90"` (seconds), `"1:30"`, `"90 seconds"`, `"1,5 min"` or `"1 minute and 30 seconds"`,
/// longer than nothing and at most a day.
pub fn parse_duration(text: &str) -> Result<Millis, DurationError> {
    let trimmed = text.trim();
    let unreadable = || DurationError::Unreadable(shown(text));
    let length = if trimmed.contains(':') { clock(trimmed) } else { units(trimmed) }.ok_or_else(unreadable)?;
    match length {
        Millis::ZERO => Err(DurationError::Zero),
        length if length > LONGEST => Err(DurationError::TooLong(shown(text))),
        length => Ok(length),
    }
}

/// Reads a length or a range such as `"20-45s"`, `"2m-5m"` or `"2 to 5 min"`; where the first part has no unit it takes
/// that of the second. A length is a range from itself to itself.
pub fn parse_range(text: &str) -> Result<(Millis, Millis), DurationError> {
    let parts = ["-", "–", " to "].iter().find_map(|between| text.split_once(between));
    let Some((low, high)) = parts else {
        return parse_duration(text).map(|length| (length, length));
    };
    let high = high.trim();
    let high = high.strip_suffix('.').unwrap_or(high);
    let digits = high.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = high.get(digits.len()..).unwrap_or_default();
    let bare = low.trim().chars().all(|c| c.is_ascii_digit() || is_point(c));
    let low = if bare { parse_duration(&format!("{}{unit}", low.trim()))? } else { parse_duration(low)? };
    let high = parse_duration(high)?;
    if low > high { Err(DurationError::Backwards(shown(text))) } else { Ok((low, high)) }
}

/// Returns one length for a range: its middle, in steps of five seconds where that lies within.
pub fn middle((low, high): (Millis, Millis)) -> Millis {
    let middle = Millis(u64::midpoint(low.0, high.0));
    let rounded = Millis(middle.0 / 5000 * 5000);
    if rounded >= low && !rounded.is_zero() && low < high { rounded } else { middle }
}

/// Reads what files write: `wait`, `off` or a duration.
impl FromStr for Setting {
    type Err = DurationError;
    fn from_str(text: &str) -> Result<Self, DurationError> {
        match text.trim() {
            "wait" => Ok(Self::Wait),
            "off" => Ok(Self::Off),
            text => parse_duration(text).map(Self::Timed),
        }
    }
}

/// Reads what files write: `by-hand` or a duration.
impl FromStr for RepWork {
    type Err = DurationError;
    fn from_str(text: &str) -> Result<Self, DurationError> {
        match text.trim() {
            "by-hand" => Ok(Self::ByHand),
            text => parse_duration(text).map(Self::Timed),
        }
    }
}

/// Reads `1:30` as a minute and a half, `1:00:00` as an hour.
fn clock(text: &str) -> Option<Millis> {
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 || parts.iter().skip(1).any(|part| part.len() != 2) {
        return None;
    }
    let mut secs: u64 = 0;
    for (index, part) in parts.iter().enumerate() {
        let value = whole(part)?;
        if index > 0 && value > 59 {
            return None;
        }
        secs = secs.checked_mul(60)?.checked_add(value)?;
    }
    Some(Millis::from_secs(secs))
}

/// Reads `1h5m`, `90 seconds`, `1.5s`, `1,5s`, or a bare number of seconds; units only from large to small.
fn units(text: &str) -> Option<Millis> {
    let text = text.strip_suffix('.').unwrap_or(text);
    if !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()) {
        return Some(Millis::from_secs(whole(text)?));
    }
    let (mut rest, mut total, mut largest) = (text, 0_u64, u64::MAX);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && !is_point(c))?;
        let (number, tail) = rest.split_at(digits);
        let word = tail.find(|c: char| !c.is_ascii_alphabetic() && c != ' ').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(word);
        let unit = unit.trim().to_ascii_lowercase();
        let size = match unit.strip_suffix(" and").unwrap_or(&unit) {
            "h" | "hr" | "hrs" | "hour" | "hours" => 3_600_000,
            "m" | "min" | "mins" | "minute" | "minutes" => 60_000,
            "s" | "sec" | "secs" | "second" | "seconds" => 1000,
            "ms" => 1,
            _ => return None,
        };
        if size >= largest {
            return None;
        }
        total = total.checked_add(scaled(number, size)?)?;
        (rest, largest) = (tail, size);
    }
    (largest < u64::MAX).then_some(Millis(total))
}

/// Says if a character divides the whole from its decimals, in one country or another.
const fn is_point(c: char) -> bool {
    matches!(c, '.' | ',')
}

/// Multiplies a number of at most three decimals by a unit, without floating point. After a comma three digits may just as
/// well be thousands, and are not read.
fn scaled(number: &str, size: u64) -> Option<u64> {
    let (whole_part, decimals) = number.split_once(is_point).unwrap_or((number, "0"));
    let most = if number.contains(',') { 2 } else { 3 };
    if decimals.is_empty() || decimals.len() > most {
        return None;
    }
    let thousandths = whole(&format!("{decimals:0<3}"))?;
    whole(whole_part)?.checked_mul(size)?.checked_add(thousandths.checked_mul(size)? / 1000)
}

fn whole(text: &str) -> Option<u64> {
    (!text.is_empty() && text.chars().all(|c| c.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Cuts a wrong text to the length at which it is shown back.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (text, millis) in [
            ("35s", 35_000),
            ("1m30s", 90_000),
            ("90", 90_000),
            ("1:30", 90_000),
            ("1h5m", 3_900_000),
            ("1:00:00", 3_600_000),
            ("1.5s", 1500),
            ("250ms", 250),
            ("2 min", 120_000),
            (" 8s ", 8000),
            ("24h", 86_400_000),
            ("90 seconds", 90_000),
            ("90 sec.", 90_000),
            ("1 Minute and 30 Seconds", 90_000),
            ("1 hour 5 minutes", 3_900_000),
            ("1,5 min", 90_000),
            ("2,25s", 2250),
        ] {
            assert_eq!(parse_duration(text), Ok(Millis(millis)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_duration() {
        for text in [
            "",
            "s",
            "abc",
            "1m1h",
            "1:5",
            "1:60",
            "-5s",
            "5x",
            "1..5s",
            "5s5",
            "1:2:3:4",
            "é",
            "1,000s",
            "1,5,5s",
            "5 secondss",
            "and",
        ] {
            assert!(matches!(parse_duration(text), Err(DurationError::Unreadable(_))), "{text}");
        }
        assert_eq!(parse_duration("0s"), Err(DurationError::Zero));
        for text in ["24h1s", "90000", "99999999h"] {
            assert!(matches!(parse_duration(text), Err(DurationError::TooLong(_))), "{text}");
        }
        assert!(parse_duration("99999999999999999999").is_err());
    }

    #[test]
    fn ranges_share_the_unit_of_their_end() {
        assert_eq!(parse_range("20-45s"), Ok((Millis::from_secs(20), Millis::from_secs(45))));
        assert_eq!(parse_range("3-5m"), Ok((Millis::from_mins(3), Millis::from_mins(5))));
        assert_eq!(parse_range("30s-2m"), Ok((Millis::from_secs(30), Millis::from_mins(2))));
        assert_eq!(parse_range("2 to 5 min"), Ok((Millis::from_mins(2), Millis::from_mins(5))));
        assert_eq!(parse_range("20–45 s"), Ok((Millis::from_secs(20), Millis::from_secs(45))));
        assert_eq!(parse_range("1:30-2:00"), Ok((Millis::from_secs(90), Millis::from_mins(2))));
        assert_eq!(parse_range("1,5 to 2 min"), Ok((Millis::from_secs(90), Millis::from_mins(2))));
        assert_eq!(parse_range("20-45 seconds"), Ok((Millis::from_secs(20), Millis::from_secs(45))));
        assert_eq!(parse_range("90s"), Ok((Millis::from_secs(90), Millis::from_secs(90))));
        assert!(matches!(parse_range("45-20s"), Err(DurationError::Backwards(_))));
    }

    #[test]
    fn what_is_written_reads_back() {
        for millis in [1, 999, 1000, 1500, 35_000, 60_000, 90_000, 3_600_000, 3_661_001, 86_400_000] {
            assert_eq!(parse_duration(&Millis(millis).to_string()), Ok(Millis(millis)));
        }
    }
}
