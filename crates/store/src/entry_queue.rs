//! Entries of the journal that wait to be written.

use std::collections::VecDeque;

use super::Entry;

/// Entries that wait to be written, in order. Of a session's restore points only the newest is kept: it carries what the
/// earlier ones did, and follows the events that led to it.
#[derive(Debug, Default)]
pub struct EntryQueue {
    waiting: VecDeque<Entry>,
}

impl EntryQueue {
    /// Adds an entry. A restore point takes the place of an earlier one of the same session.
    pub fn push(&mut self, entry: Entry) {
        if matches!(entry, Entry::Restore(_)) {
            let stops = |entry: &Entry| matches!(entry, Entry::Restore(_) | Entry::Begin(_) | Entry::Resume(_));
            let last = self.waiting.iter().rposition(stops);
            let older = last.filter(|last| matches!(self.waiting.get(*last), Some(Entry::Restore(_))));
            drop(older.and_then(|older| self.waiting.remove(older)));
        }
        self.waiting.push_back(entry);
    }

    /// Takes the oldest entry out.
    pub fn pop(&mut self) -> Option<Entry> {
        self.waiting.pop_front()
    }

    /// Puts an entry back to where it was taken out.
    pub fn put_back(&mut self, entry: Entry) {
        self.waiting.push_front(entry);
    }

    /// Takes the oldest entries out, as many as there are up to this number.
    pub fn take(&mut self, count: usize) -> Vec<Entry> {
        self.waiting.drain(..count.min(self.waiting.len())).collect()
    }

    /// Returns the entries, the oldest first.
    pub fn entries(&mut self) -> &[Entry] {
        self.waiting.make_contiguous()
    }

    /// Returns the number of entries that wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Returns true where nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Drops everything that waits.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }
}
