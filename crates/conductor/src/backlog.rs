//! The part of the journal that the port has not taken yet.

use holdwell_store::{Entry, EntryQueue, JournalPort};

/// Entries that the port has not taken yet, in order.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    waiting: EntryQueue,
}

impl Backlog {
    pub(super) fn push(&mut self, entry: Entry) {
        self.waiting.push(entry);
    }

    /// Offers everything again, in order, until the port has no more room.
    pub(super) fn offer_to(&mut self, port: &mut dyn JournalPort) {
        while let Some(entry) = self.waiting.pop() {
            if let Err(back) = port.offer(entry) {
                self.waiting.put_back(back);
                return;
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
