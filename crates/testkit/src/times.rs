//! The day on which the tests take place.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

/// Returns ten o'clock of that day, in UTC.
pub fn morning() -> Zoned {
    "2026-03-02T10:00[UTC]".parse().unwrap()
}

/// Returns noon of that day.
pub fn noon() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

/// Returns the instant so many hours after noon.
pub fn hours_later(hours: i64) -> Timestamp {
    noon() + SignedDuration::from_hours(hours)
}

/// Returns the instant so many milliseconds after another.
pub fn after(begin: Timestamp, millis: u64) -> Timestamp {
    begin + SignedDuration::from_millis(millis.cast_signed())
}

/// Returns an instant as a clock in UTC shows it.
pub fn zoned(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::UTC)
}
