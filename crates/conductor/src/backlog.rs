//! Entries that the journal has not taken yet.

use std::collections::VecDeque;

use holdwell_store::{Entry, JournalPort};

/// Entries that the port has not taken yet, in order. Of a session's restore points only the newest is worth keeping,
/// and it follows the events that led to it.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    waiting: VecDeque<Entry>,
}

impl Backlog {
    pub(super) fn push(&mut self, entry: Entry) {
        if matches!(entry, Entry::Restore(_)) {
            let other = |waiting: &Entry| matches!(waiting, Entry::Restore(_) | Entry::Begin(_) | Entry::Resume(_));
            let last = self.waiting.iter().rposition(other);
            let older = last.filter(|last| matches!(self.waiting.get(*last), Some(Entry::Restore(_))));
            drop(older.and_then(|older| self.waiting.remove(older)));
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
