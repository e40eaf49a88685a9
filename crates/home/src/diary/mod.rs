//! The diary: what a client did at home, and how it was.

mod code;
mod file;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::read::{DAYS, MOST_ITEMS};
use holdwell_library::{LONGEST_TEXT, without_unseen};
use holdwell_model::Id;

pub use code::CodeFault;
pub(crate) use code::{day_after, days_since, number_of};

/// The most entries of a diary: five years, once a day.
pub(crate) const MOST_ENTRIES: usize = 2000;
/// The most times a day.
const MOST_TIMES: u8 = 24;

/// The record of a home plan, entry by entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diary {
    /// The id of the plan, by which it finds its client.
    pub plan: Id,
    /// The entries in their order, each time of a day once.
    entries: Vec<DiaryEntry>,
}

/// One time that the plan was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryEntry {
    /// The day.
    pub day: Date,
    /// Number of the time of that day, from 1. With the plan and the day it is what an entry is known by.
    pub time: u8,
    /// Result of each item of the plan, in its order.
    pub items: Vec<Did>,
    /// Pain before, 0 to 10.
    pub before: Option<u8>,
    /// Pain after, 0 to 10.
    pub after: Option<u8>,
    /// True where anything is new or worse.
    pub worse: Option<bool>,
    /// A word about it.
    pub word: Option<String>,
}

/// Results of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Did {
    /// Done.
    Done,
    /// Done, but for a shorter time than planned.
    Shortened,
    /// Begun and stopped.
    Stopped,
    /// Not begun.
    LeftOut,
}

/// Numbers of entries that another diary brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Brought {
    /// Entries that were not there.
    pub new: usize,
    /// Entries that say something else now.
    pub changed: usize,
}

impl DiaryEntry {
    /// Makes an entry of which nothing is known but when it was.
    pub const fn new(day: Date, time: u8) -> Self {
        Self { day, time, items: Vec::new(), before: None, after: None, worse: None, word: None }
    }

    /// Returns what the entry is known by, within its plan.
    pub const fn key(&self) -> (Date, u8) {
        (self.day, self.time)
    }

    /// Returns the entry as a file takes it: whatever somebody typed can be read again.
    pub(super) fn within_limits(self) -> Self {
        let pain = |pain: Option<u8>| pain.map(|pain| pain.min(10));
        let word = self.word.map(|word| without_unseen(&word).trim().chars().take(LONGEST_TEXT).collect::<String>());
        Self {
            day: self.day.clamp(DAYS.0, DAYS.1),
            time: self.time.clamp(1, MOST_TIMES),
            items: self.items.into_iter().take(MOST_ITEMS).collect(),
            before: pain(self.before),
            after: pain(self.after),
            worse: self.worse,
            word: word.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()),
        }
    }

    /// Returns true where something was done: all of it, or a part.
    pub fn was_done(&self) -> bool {
        self.items.iter().any(|did| matches!(did, Did::Done | Did::Shortened))
    }
}

impl Diary {
    /// Begins the diary of a plan.
    pub const fn new(plan: Id) -> Self {
        Self { plan, entries: Vec::new() }
    }

    /// Returns the entries in their order.
    pub fn entries(&self) -> &[DiaryEntry] {
        &self.entries
    }

    /// Puts an entry in. One of the same day and time is replaced: what is said last counts. Where there are more than a
    /// diary takes, the oldest goes.
    pub fn put(&mut self, entry: DiaryEntry) -> Brought {
        let entry = entry.within_limits();
        match self.entries.binary_search_by_key(&entry.key(), DiaryEntry::key) {
            Err(place) => {
                self.entries.insert(place, entry);
                if self.entries.len() > MOST_ENTRIES {
                    self.entries.remove(0);
                }
                Brought { new: 1, changed: 0 }
            }
            Ok(place) => {
                let there = self.entries.get_mut(place).filter(|there| **there != entry);
                let changed = there.map(|there| *there = entry).is_some();
                Brought { new: 0, changed: changed.into() }
            }
        }
    }

    /// Takes another part of the same diary in: what is there already counts once. A diary of another plan brings nothing.
    pub fn join(&mut self, other: Self) -> Brought {
        let mut all = Brought::default();
        if other.plan == self.plan {
            for entry in other.entries {
                let brought = self.put(entry);
                all = Brought { new: all.new + brought.new, changed: all.changed + brought.changed };
            }
        }
        all
    }

    /// Returns the number of days on which something was done.
    pub fn days_done(&self) -> usize {
        let mut days: Vec<Date> = self.entries.iter().filter(|entry| entry.was_done()).map(|entry| entry.day).collect();
        days.dedup();
        days.len()
    }
}
