//! Lengths, clocks, days and counts.

use holdwell_engine::{Projection, Rhythm};
use holdwell_model::Millis;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Zoned};

/// Returns a projected length: "about 22 min", or without "about" where no hands decide.
pub fn length(projection: Projection) -> String {
    let about = if projection.about { "about " } else { "" };
    format!("{about}{}", projection.length.spoken())
}

/// Returns a planned length to the second: `90 s`, `2 min`, `2 min 30 s`.
pub fn exact(length: Millis) -> String {
    length.exact()
}

/// Returns the hour and minute after a while, to the nearest minute.
pub fn clock_after(wall: &Zoned, length: Millis) -> String {
    let rounded =
        SignedDuration::from_millis(i64::try_from(length.0).unwrap_or(i64::MAX)) + SignedDuration::from_secs(30);
    wall.checked_add(rounded).map_or_else(|_| "later".to_owned(), |then| then.strftime("%H:%M").to_string())
}

/// Returns the time of day of a minute since 1970, where the wall stands.
pub fn clock_at(wall: &Zoned, minutes: i64) -> String {
    let then = minutes.checked_mul(60).and_then(|secs| jiff::Timestamp::from_second(secs).ok());
    then.map_or_else(
        || "later".to_owned(),
        |then| then.to_zoned(wall.time_zone().clone()).strftime("%H:%M").to_string(),
    )
}

/// The words of the chip while the time kept for closing runs.
pub const TIME_TO_CLOSE: &str = "time to close";

/// Says by how much the appointment is over: "12 min over", "just over".
pub fn over(by: Millis) -> String {
    match by.0 / 60_000 {
        0 => "just over".to_owned(),
        minutes => format!("{} over", exact(Millis::from_mins(minutes))),
    }
}

/// Says what of the appointment is no time for work: "5 min kept for closing".
pub fn kept_for_closing(reserve: Millis) -> String {
    if reserve.is_zero() {
        "nothing kept for closing".to_owned()
    } else {
        format!("{} kept for closing", exact(reserve))
    }
}

/// Compares a session with its appointment: "4 min in hand", "3 min over", "just enough time".
pub fn in_hand(millis: i64) -> String {
    let minutes = (millis.unsigned_abs() + 30_000) / 60_000;
    match (minutes, millis < 0) {
        (0, _) => "just enough time".to_owned(),
        (minutes, false) => format!("{} in hand", exact(Millis::from_mins(minutes))),
        (minutes, true) => format!("{} over", exact(Millis::from_mins(minutes))),
    }
}

/// Returns a tapped rhythm with its range: "about 10 a minute (9 to 11)".
pub fn a_minute(rhythm: Rhythm) -> String {
    let Rhythm { rate, slowest, fastest } = rhythm;
    if slowest == fastest {
        format!("about {rate} a minute")
    } else {
        format!("about {rate} a minute ({slowest} to {fastest})")
    }
}

/// Counts things: "3 holds", "1 hold".
pub fn count(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Returns a day as one speaks of it: "today", "yesterday", "12 Nov", "12 Nov 2024".
pub fn day(wall: &Zoned, at: Timestamp) -> String {
    day_of(wall, at.to_zoned(wall.time_zone().clone()).date())
}

/// Returns a day of the calendar as [`day`] does.
pub fn day_of(wall: &Zoned, then: Date) -> String {
    match wall.date().since(then).map_or(i64::MAX, |span| i64::from(span.get_days())) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ if then.year() == wall.year() => then.strftime("%-d %b").to_string(),
        _ => then.strftime("%-d %b %Y").to_string(),
    }
}

/// Returns a day as one speaks of it, with the clock: "today, 14:22".
pub fn moment(wall: &Zoned, at: Timestamp) -> String {
    format!("{}, {}", day(wall, at), clock(wall, at))
}

/// Returns the hour and minute of an instant: "14:22".
pub fn clock(wall: &Zoned, at: Timestamp) -> String {
    at.to_zoned(wall.time_zone().clone()).strftime("%H:%M").to_string()
}

/// Returns the words with a capital at their beginning.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns words of at most so many letters: what is longer ends in "…".
pub fn short(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let wall: Zoned = "2026-01-05T14:03:00[Europe/London]".parse().unwrap();
        let said = |at: &str| day(&wall, at.parse().unwrap());
        assert_eq!(said("2026-01-05T00:10:00Z"), "today");
        assert_eq!(said("2026-01-04T23:50:00Z"), "yesterday");
        assert_eq!(said("2026-01-03T08:00:00Z"), "3 Jan");
        assert_eq!(said("2025-11-12T08:00:00Z"), "12 Nov 2025");
        assert_eq!(moment(&wall, "2026-01-05T09:05:00Z".parse().unwrap()), "today, 09:05");
        assert_eq!((count(1, "hold"), count(2, "hold")), ("1 hold".to_owned(), "2 holds".to_owned()));
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(short("Sole", 4), "Sole");
        assert_eq!(short("Sole, rolling", 7), "Sole,…");
        assert_eq!(short("Öztürk", 3), "Öz…");
    }
}
