//! Plans that were given to a client to take home, and the diaries that came back.

use jiff::Timestamp;
use jiff::civil::Date;

use holdwell_home::{Brought, Diary, DiaryEntry, HomePlan};
use holdwell_model::{Arc, Id};

/// A plan that was given to a client, with all of its diary that came back.
#[derive(Debug, Clone, PartialEq)]
pub struct HomePlanPage {
    /// The plan, without its recorded words.
    pub plan: Arc<HomePlan>,
    /// Instant at which it was given.
    pub given: Timestamp,
    /// Diary, as far as it came back.
    pub diary: Diary,
}

/// A diary that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryTaken {
    /// Client who the plan was given to.
    pub client: Id,
    /// The plan.
    pub plan: Id,
    /// Entries that came.
    pub brought: Brought,
}

impl HomePlanPage {
    /// Returns the days on which something was done, of those that were planned until today.
    pub fn days_done_of_planned(&self, today: Date) -> (usize, u32) {
        (self.diary.days_done(), self.plan.days_planned_by(today))
    }

    /// Returns the last entry that says something was new or worse, from a day on.
    pub fn worse_since(&self, day: Date) -> Option<&DiaryEntry> {
        self.diary.entries().iter().rev().find(|entry| entry.day >= day && entry.worse == Some(true))
    }
}
