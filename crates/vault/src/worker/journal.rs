//! The conductor's end of the vault.

use std::sync::Arc;

use super::writer::Shared;
use holdwell_store::{Entry, JournalPort, Recording};

/// Writes sessions into the vault, on the vault's own thread: whatever the disk does, nobody who offers waits for it.
pub struct VaultJournal(pub(super) Arc<Shared>);

impl JournalPort for VaultJournal {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        self.0.inbox.offer(entry)
    }

    fn recording(&self) -> Recording {
        self.0.inbox.recording()
    }
}

/// Tells how much of the journal is kept, to somebody who has time to wait for it.
pub struct JournalProgress(pub(super) Arc<Shared>);

impl VaultJournal {
    /// Returns the progress of the journal.
    pub fn progress(&self) -> JournalProgress {
        JournalProgress(Arc::clone(&self.0))
    }
}

impl JournalProgress {
    /// Waits until so many events, counted from when the vault was opened, are kept, or until the vault says that it
    /// does not keep them now.
    ///
    /// Returns true where they are kept.
    pub fn wait_for(&self, events: u64) -> bool {
        self.0.inbox.wait_for(events)
    }
}
