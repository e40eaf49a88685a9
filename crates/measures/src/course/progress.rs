//! Progress of a course: "3 of 6".

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::plan::CarePlan;

/// Visits of a course, of those that were planned. Two sessions on one day are one visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Visits that there were.
    pub done: u16,
    /// Visits that were planned.
    pub planned: u16,
}

/// Step of a course that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CourseDue {
    /// The day on which to assess again has come.
    Reassess(Date),
    /// All visits that were planned have been.
    AllDone,
}

impl Progress {
    /// Returns the number of the next visit; it may be more than were planned.
    pub const fn next(self) -> u16 {
        self.done.saturating_add(1)
    }
}

impl CarePlan {
    /// Counts the visits by the days on which there were sessions, in any order.
    pub fn progress(&self, days: &[Date]) -> Progress {
        let done = self.visits(days).len();
        Progress { done: u16::try_from(done).unwrap_or(u16::MAX), planned: self.sessions }
    }

    /// Returns the number of the visit on a day, with all that were planned; `None` for a day without one.
    pub fn place(&self, days: &[Date], day: Date) -> Option<Progress> {
        let place = self.visits(days).into_iter().position(|visit| visit == day)?;
        let done = u16::try_from(place + 1).unwrap_or(u16::MAX);
        Some(Progress { done, planned: self.sessions })
    }

    /// Returns what is due today; nothing once the course is over.
    pub fn due(&self, days: &[Date], today: Date) -> Option<CourseDue> {
        if self.ended.is_some() {
            return None;
        }
        let reassess = self.reassess.filter(|day| *day <= today).map(CourseDue::Reassess);
        reassess.or_else(|| (self.visits(days).len() >= usize::from(self.sessions)).then_some(CourseDue::AllDone))
    }

    /// Returns the day on which the next visit is expected; `None` where that is open or the course is over.
    pub fn next_day(&self, days: &[Date]) -> Option<Date> {
        let every = self.every_days.filter(|_| self.ended.is_none())?;
        let visits = self.visits(days);
        if visits.len() >= usize::from(self.sessions) {
            return None;
        }
        visits.last().map_or(Some(self.begun), |last| last.checked_add(i64::from(every).days()).ok())
    }

    /// Returns the days of the course on which there were sessions.
    pub(super) fn visits(&self, days: &[Date]) -> BTreeSet<Date> {
        days.iter().copied().filter(|day| self.includes(*day)).collect()
    }
}
