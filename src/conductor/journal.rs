//! Where a session is written down as it happens.

use std::collections::VecDeque;

use crate::engine::{Event, RestorePoint};

/// One thing to be kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A line of the journal.
    Event(Event),
    /// The session can be continued from here; it makes the earlier ones needless.
    Restore(Box<RestorePoint>),
}

/// The store, as the conductor knows it. Append only; it never makes the conductor wait.
pub trait JournalPort: Send {
    /// Takes an entry, or gives it back where there is no room now; it will be offered again.
    ///
    /// # Errors
    /// The entry itself.
    fn offer(&mut self, entry: Entry) -> Result<(), Entry>;

    /// Whether what was taken is kept.
    fn recording(&self) -> Recording;
}

/// Whether a session is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recording {
    /// It is not, and nobody expects it: nothing is kept but in memory.
    #[default]
    InMemory,
    /// It is.
    Kept,
    /// It should be, and is not.
    Failing,
}

/// Keeps the journal in memory, for as long as the program runs.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    /// Every event since the program began.
    pub events: Vec<Event>,
    /// From where the last session could be continued.
    pub restore: Option<Box<RestorePoint>>,
}

impl JournalPort for MemoryJournal {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        match entry {
            Entry::Event(event) => self.events.push(event),
            Entry::Restore(point) => self.restore = Some(point),
        }
        Ok(())
    }

    fn recording(&self) -> Recording {
        Recording::InMemory
    }
}

/// What the port has not taken yet. Of the restore points only the newest is worth keeping, and it follows the events
/// that led to it.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    waiting: VecDeque<Entry>,
}

impl Backlog {
    pub(super) fn push(&mut self, entry: Entry) {
        if matches!(entry, Entry::Restore(_)) {
            self.waiting.retain(|waiting| !matches!(waiting, Entry::Restore(_)));
        }
        self.waiting.push_back(entry);
    }

    /// Offers everything again, in order, until the port has no more room.
    pub(super) fn offer_to(&mut self, port: &mut dyn JournalPort) {
        while let Some(entry) = self.waiting.pop_front() {
            if let Err(back) = port.offer(entry) {
                self.waiting.push_front(back);
                return;
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
