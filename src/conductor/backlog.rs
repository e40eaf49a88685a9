//! What the journal has not taken yet.

use std::collections::VecDeque;

use crate::store::{Entry, JournalPort};

/// What the port has not taken yet, in order. Of the restore points only the newest is worth keeping, and it follows the events
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
