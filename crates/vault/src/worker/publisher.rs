//! Publishing of snapshots of the vault.

use std::sync::{Arc, Mutex, PoisonError};

use holdwell_store::{
    Backup, Mailbox, News, Outcome, SharedSnapshot, Ticket, VaultSnapshot, VaultState, Work, WorkKind,
};

/// Called when something new is published; wakes the window.
pub type Wake = Box<dyn Fn() + Send>;

/// The published snapshot, and the window that is woken by a new one.
pub(super) struct Publisher {
    kept: SharedSnapshot,
    mailbox: Mailbox,
    wake: Mutex<Wake>,
}

impl Publisher {
    pub(super) fn new(kept: SharedSnapshot, mailbox: Mailbox, wake: Wake) -> Self {
        Self { kept, mailbox, wake: Mutex::new(wake) }
    }

    /// Returns the snapshot as it is.
    pub(super) fn kept(&self) -> Arc<VaultSnapshot> {
        Arc::clone(&self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Publishes a change.
    pub(super) fn change(&self, change: impl FnOnce(&mut VaultSnapshot)) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut kept));
        drop(kept);
        self.wake();
    }

    fn wake(&self) {
        (self.wake.lock().unwrap_or_else(PoisonError::into_inner))();
    }

    /// Publishes how the vault is now, with the copies that there are.
    pub(super) fn publish(&self, state: VaultState, backups: Vec<Backup>) {
        self.change(|kept| {
            (kept.vault, kept.backups, kept.newest_good) = (state, Arc::new(backups), None);
        });
    }

    /// Takes everything off the screen that is inside the vault; its state and its copies stay.
    pub(super) fn clear(&self) {
        self.change(|kept| replace(kept, VaultSnapshot::default()));
    }

    /// Says how far something is that takes long, in steps of a hundredth.
    pub(super) fn work(&self, kind: WorkKind, done: f32) {
        let done = (done * 100.0).round() / 100.0;
        let work = Work { kind, done };
        if self.kept().work != Some(work) {
            self.change(|kept| kept.work = Some(work));
        }
    }

    /// Clears the work that is shown: nothing that takes long is done any more.
    pub(super) fn rest(&self) {
        self.change(|kept| kept.work = None);
    }

    /// Replies to a request.
    pub(super) fn reply(&self, ticket: Ticket, outcome: Outcome) {
        self.mailbox.reply(ticket, outcome);
        self.wake();
    }

    /// Tells something that nobody asked for.
    pub(super) fn news(&self, news: News) {
        self.mailbox.news(news);
        self.wake();
    }
}

/// Replaces what is inside the vault, and leaves what is said about it.
pub(super) fn replace(kept: &mut VaultSnapshot, inside: VaultSnapshot) {
    let VaultSnapshot { vault, work, backups, newest_good, .. } = std::mem::take(kept);
    *kept = VaultSnapshot { vault, work, backups, newest_good, ..inside };
}
