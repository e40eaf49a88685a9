//! Plans that were given to a client to take home, and the diaries that came back.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

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
    /// Instants at which the entries came, by what each is known by.
    pub came: BTreeMap<(Date, u8), Timestamp>,
}

/// The answer to whose a plan is.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanOwner {
    /// The plan that was asked for.
    pub plan: Id,
    /// The client who it was given to, by id and name, and the plan with its diary; `None` where it was not given here.
    pub given: Option<(Id, String, HomePlanPage)>,
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

    /// Returns the last entry that says something was new or worse and that nobody could know when the client was seen:
    /// it is of that day or a later one, or came later. Of a client who was never seen every entry is.
    pub fn worse_since(&self, seen: Option<&Zoned>) -> Option<&DiaryEntry> {
        let is_news = |entry: &DiaryEntry| {
            let came = self.came.get(&entry.key());
            seen.is_none_or(|seen| entry.day >= seen.date() || came.is_some_and(|came| *came > seen.timestamp()))
        };
        self.diary.entries().iter().rev().find(|entry| entry.worse == Some(true) && is_news(entry))
    }
}
