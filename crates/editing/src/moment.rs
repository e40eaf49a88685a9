//! A day and a time of day as text in fields.

use holdwell_store::SessionPage;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};

/// A day and a time of day, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MomentDraft {
    /// The day.
    pub day: String,
    /// The time of day.
    pub time: String,
}

/// A moment that cannot be read, or cannot be; the application has the sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentProblem {
    /// The day cannot be read.
    Day,
    /// The time of day cannot be read.
    Time,
    /// The moment lies ahead.
    Future,
}

impl MomentDraft {
    /// Creates a draft of an instant, where the wall stands.
    pub fn of(at: Timestamp, wall: &Zoned) -> Self {
        let at = at.to_zoned(wall.time_zone().clone());
        Self { day: at.date().to_string(), time: at.strftime("%H:%M").to_string() }
    }

    /// Creates the draft of the beginning of a session.
    pub fn of_session(page: &SessionPage, wall: &Zoned) -> Self {
        Self::of(page.session.began, wall)
    }

    /// Writes the day out, so that "yesterday" means the same day tomorrow; what cannot be read stays as it is.
    pub fn settle(&mut self, today: Date) {
        if let Some(day) = read_day(&self.day, today) {
            self.day = day.to_string();
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// The day or the time cannot be read, or the moment lies ahead.
    pub fn read(&self, wall: &Zoned) -> Result<Timestamp, MomentProblem> {
        let day = read_day(&self.day, wall.date()).ok_or(MomentProblem::Day)?;
        let (time, _) = read_clock(&self.time).ok_or(MomentProblem::Time)?;
        let at = day.to_datetime(time).to_zoned(wall.time_zone().clone()).ok().ok_or(MomentProblem::Day)?;
        if at.timestamp() > wall.timestamp() { Err(MomentProblem::Future) } else { Ok(at.timestamp()) }
    }
}

/// Reads "2026-01-05", "5.1.2026", "5 Jan 2026", "5 Jan" (the last one there was), "today" or "yesterday".
fn read_day(text: &str, today: Date) -> Option<Date> {
    let text = text.trim().to_lowercase();
    let known = match text.as_str() {
        "today" => Some(today),
        "yesterday" => today.checked_sub(1.day()).ok(),
        _ => ["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y"].iter().find_map(|form| Date::strptime(form, &text).ok()),
    };
    let of_year = |year: i16| {
        ["%d %b %Y", "%d %B %Y"].iter().find_map(|form| Date::strptime(form, format!("{text} {year}")).ok())
    };
    let last = || of_year(today.year()).filter(|day| *day <= today).or_else(|| of_year(today.year() - 1));
    known.or_else(last)
}

/// Half of the day that was said with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayHalf {
    /// Neither: up to twelve it may be either.
    NotSaid,
    /// The first or the second, by "am" or "pm".
    Said,
}

/// Reads "14:00", "14.00", "1400", "9", "2 pm", "2:30 pm" or "2.30 p.m.".
pub fn read_clock(text: &str) -> Option<(Time, DayHalf)> {
    let text = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm").replace('.', ":");
    let (digits, half) = match text.strip_suffix("pm").map(|rest| (rest, Some(12))) {
        Some(found) => found,
        None => text.strip_suffix("am").map_or((text.as_str(), None), |rest| (rest, Some(0))),
    };
    let digits = digits.trim();
    let (hour, minute) = match digits.split_once(':') {
        Some((hour, minute)) => (hour, minute),
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    if !(1..=2).contains(&minute.len()) {
        return None;
    }
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let (hour, said) = match half {
        None => (hour, DayHalf::NotSaid),
        Some(half) if (1..=12).contains(&hour) => (hour % 12 + half, DayHalf::Said),
        Some(_) => return None,
    };
    Some((Time::new(hour, minute, 0, 0).ok()?, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(day: &str, time: &str) -> Result<String, MomentProblem> {
        let wall: Zoned = "2026-03-02T15:00[Europe/London]".parse().unwrap();
        let draft = MomentDraft { day: day.to_owned(), time: time.to_owned() };
        draft.read(&wall).map(|at| at.to_zoned(wall.time_zone().clone()).strftime("%Y-%m-%d %H:%M").to_string())
    }

    #[test]
    fn a_moment_is_read_as_people_write_it() {
        for (day, time, is) in [
            ("2026-02-27", "14:00", "2026-02-27 14:00"),
            ("27.2.2026", "1400", "2026-02-27 14:00"),
            ("27 Feb 2026", "2 pm", "2026-02-27 14:00"),
            ("27 Feb 2026", "2.05 p.m.", "2026-02-27 14:05"),
            ("27 february", "14.05", "2026-02-27 14:05"),
            ("24 Dec", "9", "2025-12-24 09:00"),
            (" today ", "12:30 am", "2026-03-02 00:30"),
            ("Yesterday", "12 pm", "2026-03-01 12:00"),
        ] {
            assert_eq!(read(day, time).as_deref(), Ok(is), "{day} {time}");
        }
    }

    #[test]
    fn what_is_no_moment_or_has_not_been_is_said() {
        assert_eq!(read("30.2.2026", "14:00"), Err(MomentProblem::Day));
        assert_eq!(read("soon", "14:00"), Err(MomentProblem::Day));
        for time in ["25:00", "14:60", "", "13 pm", "noon", "é1", "14:0025"] {
            assert_eq!(read("today", time), Err(MomentProblem::Time), "{time}");
        }
        assert_eq!(read("today", "15:01"), Err(MomentProblem::Future));
    }

    #[test]
    fn a_draft_is_read_as_the_instant_that_it_was_made_of() {
        let wall: Zoned = "2026-03-02T15:00[Europe/London]".parse().unwrap();
        let at: Timestamp = "2025-07-01T09:20:00Z".parse().unwrap();
        assert_eq!(MomentDraft::of(at, &wall).read(&wall), Ok(at));
    }
}
