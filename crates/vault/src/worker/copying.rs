//! Copies are made on a thread of their own, while the vault goes on being written.

use std::sync::Arc;
use std::thread::Builder;

use super::writer::VaultWorker;
use crate::file::{file_error, is_due};
use holdwell_store::{Done, Failure, News, Ticket, VaultError, WorkKind};

/// Reason for making a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CopyReason {
    /// Somebody asked for it with this ticket.
    Asked(Ticket),
    /// There is none of this day yet.
    Daily,
}

impl VaultWorker {
    /// Begins a copy. Replies when it is made; where nobody asked, tells only that it failed.
    pub(super) fn copy(&mut self, wish: CopyReason) -> Result<(), VaultError> {
        // One at a time: whoever asks for another has it made after this one.
        self.wait_for_copy();
        let Some(vault) = &self.vault else { return Err(VaultError::NeedsPassphrase(self.folder.vault())) };
        let copier = vault.copier()?;
        let (shared, now) = (Arc::clone(&self.shared), self.now().timestamp());
        let copy = move || {
            let copies = copier.copies().clone();
            let progress = &mut |done| shared.publisher.work(WorkKind::Copy, done);
            let made = match wish {
                CopyReason::Asked(_) => copier.copy(now, progress).map(Some),
                CopyReason::Daily => copier.copy_if_changed(now, progress),
            };
            shared.publisher.rest();
            let copies = Arc::new(copies.list());
            shared.publisher.change(|kept| kept.backups = copies);
            match (made, wish) {
                (made, CopyReason::Asked(ticket)) => {
                    shared.publisher.reply(ticket, made.map(|_| Done::CopyMade).map_err(Failure::NoCopy));
                }
                (Ok(_), CopyReason::Daily) => {}
                (Err(why), CopyReason::Daily) => shared.publisher.news(News::NoCopy(why)),
            }
        };
        let started = Builder::new().name("vault copy".to_owned()).spawn(copy);
        self.copying = Some(started.map_err(|error| file_error(&error, &self.folder.backups()))?);
        Ok(())
    }

    /// Begins a copy where there is none of this day yet: the vault was opened, or another day has begun.
    pub(super) fn copy_daily(&mut self) {
        if self.vault.is_some()
            && is_due(&self.folder, &self.now())
            && let Err(trouble) = self.copy(CopyReason::Daily)
        {
            self.shared.publisher.news(News::NoCopy(trouble));
        }
    }

    /// Waits until a copy that is being made is made.
    pub(super) fn wait_for_copy(&mut self) {
        if self.copying.take().is_some_and(|copying| copying.join().is_err()) {
            tracing::error!("the thread of a copy ended with a panic");
        }
    }
}
