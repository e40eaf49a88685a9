//! The end of an appointment as people type it: "60" is in an hour, "15:00" and "3 pm" are on the clock.

use holdwell_editing::moment::{DayHalf, read_clock};
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

/// Reads minutes from now ("60", "1h30m") or an hour of the clock ("15:00", "15.00", "1500", "3 pm", "3:15"), which is the
/// next one within twelve hours. Returns the end in minutes since 1970.
pub fn parse_end(text: &str, now: &Zoned) -> Result<i64, EndProblem> {
    let text = text.trim().to_lowercase();
    let minute = now.timestamp().as_second().div_euclid(60);
    if is_clock(&text) {
        return next_at(&hours(&text).ok_or(EndProblem::Unreadable)?, now);
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

/// Says if a text means an hour of the clock: four digits are one, and no number of minutes.
fn is_clock(text: &str) -> bool {
    let has_half = ["am", "pm", "a.m.", "p.m."].iter().any(|half| text.ends_with(half));
    let is_number = text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    has_half || text.contains(':') || (is_number && (text.contains('.') || text.len() == 4))
}

/// Reads an hour of the clock; without am or pm one up to twelve may be either.
fn hours(text: &str) -> Option<Vec<(i8, i8)>> {
    let (time, half) = read_clock(text)?;
    let hours = match (half, time.hour()) {
        (DayHalf::NotSaid, hour @ 0..=12) => vec![hour % 12, hour % 12 + 12],
        (_, hour) => vec![hour],
    };
    Some(hours.into_iter().map(|hour| (hour, time.minute())).collect())
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
            ("15.00", 57),
            ("1500", 57),
            ("0300", 57),
            ("3.30 pm", 87),
            ("3.30 p.m.", 87),
            ("1.5h", 90),
            ("1:00", 657),
            ("0:30", 627),
        ] {
            assert_eq!(left(text), Ok(minutes), "{text}");
        }
        for text in ["", "soon", "15:60", "24:00", "13pm", "1:2:3", "-5:00", "15:", "15.60", "1560", "15.", "."] {
            assert_eq!(left(text), Err(EndProblem::Unreadable), "{text}");
        }
        for text in ["0", "-5", "13:00", "900", "99999999999", "24h"] {
            assert_eq!(left(text), Err(EndProblem::Over), "{text}");
        }
    }
}
