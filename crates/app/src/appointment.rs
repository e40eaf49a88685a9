//! The end of an appointment as people type it: "60" is in an hour, "15:00" and "3 pm" are on the clock.

use holdwell_model::parse_duration;
use jiff::{Span, Zoned};

/// The longest time to the end of an appointment, in minutes.
const MOST: i64 = 12 * 60;

/// The reason why a text is no end of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndProblem {
    /// Neither minutes nor an hour.
    Unreadable,
    /// The hour is over, or more than twelve hours away.
    Over,
}

/// Reads minutes from now ("60", "1h30m") or an hour of the clock ("15:00", "3 pm", "3:15"), which is the next one within
/// twelve hours. Returns the end in minutes since 1970.
pub fn parse_end(text: &str, now: &Zoned) -> Result<i64, EndProblem> {
    let text = text.trim().to_lowercase();
    let minute = now.timestamp().as_second().div_euclid(60);
    let (hour, half) = match ["am", "pm"].into_iter().find_map(|half| Some((text.strip_suffix(half)?, half))) {
        Some((hour, half)) => (hour.trim(), Some(half)),
        None => (text.as_str(), None),
    };
    if half.is_some() || hour.contains(':') {
        return next_at(&clock(hour, half).ok_or(EndProblem::Unreadable)?, now);
    }
    let length = if let Ok(minutes) = text.parse::<i64>() {
        minutes
    } else {
        let length = parse_duration(&text).map_err(|_unreadable| EndProblem::Unreadable)?;
        i64::try_from(length.0 / 60_000).unwrap_or(i64::MAX)
    };
    match length {
        1..=MOST => Ok(minute + length),
        _ => Err(EndProblem::Over),
    }
}

/// Reads an hour of the clock; without am or pm one up to twelve may be either.
fn clock(text: &str, half: Option<&str>) -> Option<Vec<(i8, i8)>> {
    let (hour, minute) = text.split_once(':').unwrap_or((text, "00"));
    let number = |text: &str| text.parse::<i8>().ok().filter(|number| *number >= 0 && text.len() <= 2);
    let (hour, minute) = (number(hour)?, number(minute).filter(|minute| *minute < 60)?);
    let hours = match (half, hour) {
        (Some("am"), 1..=12) => vec![hour % 12],
        (Some(_), 1..=12) => vec![hour % 12 + 12],
        (None, 0..=12) => vec![hour % 12, hour % 12 + 12],
        (None, 13..=23) => vec![hour],
        _ => return None,
    };
    Some(hours.into_iter().map(|hour| (hour, minute)).collect())
}

/// Returns the next time at which the clock shows one of these.
fn next_at(hours: &[(i8, i8)], now: &Zoned) -> Result<i64, EndProblem> {
    let minute = now.timestamp().as_second().div_euclid(60);
    let days = [Some(now.clone()), now.checked_add(Span::new().days(1)).ok()];
    let at = |day: &Zoned, (hour, minute): (i8, i8)| day.with().hour(hour).minute(minute).second(0).build().ok();
    let ends = days.iter().flatten().flat_map(|day| hours.iter().filter_map(|hour| at(day, *hour)));
    let ends = ends.map(|end| end.timestamp().as_second().div_euclid(60));
    ends.filter(|end| (1..=MOST).contains(&(end - minute))).min().ok_or(EndProblem::Over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_read_as_people_type_them() {
        let now: Zoned = "2026-01-05T14:03:00[Europe/London]".parse().unwrap();
        let minute = now.timestamp().as_second() / 60;
        let left = |text: &str| parse_end(text, &now).map(|end| end - minute);
        for (text, minutes) in [
            ("60", 60),
            ("1h", 60),
            ("90 min", 90),
            ("1h30m", 90),
            ("15:00", 57),
            ("3:00", 57),
            ("3 pm", 57),
            ("3:30pm", 87),
            ("1:00", 657),
            ("0:30", 627),
        ] {
            assert_eq!(left(text), Ok(minutes), "{text}");
        }
        for text in ["", "soon", "15:60", "24:00", "13pm", "1:2:3", "-5:00", "15:"] {
            assert_eq!(left(text), Err(EndProblem::Unreadable), "{text}");
        }
        for text in ["0", "-5", "13:00", "900", "99999999999", "24h"] {
            assert_eq!(left(text), Err(EndProblem::Over), "{text}");
        }
    }
}
