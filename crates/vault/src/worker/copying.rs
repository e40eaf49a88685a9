//! Copies are made on a thread of their own, while the vault goes on being written.

use std::sync::Arc;
use std::thread::Builder;

use jiff::Timestamp;

use super::writer::VaultWorker;
use crate::file::{Copier, VaultError, backups, is_due};
use holdwell_store::{Done, Failure, News, Ticket};

/// Reason for making a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CopyReason {
    /// Somebody asked for it with this ticket.
    Asked(Ticket),
    /// The last one is a day old.
    Daily,
}

impl VaultWorker {
    /// Begins a copy. Replies when it is made; where nobody asked, tells only that it failed.
    pub(super) fn copy(&mut self, wish: CopyReason) -> Result<(), VaultError> {
        // One at a time: whoever asks for another has it made after this one.
        self.wait_for_copy();
        let Some(vault) = &self.vault else { return Err(VaultError::NeedsPassphrase(self.folder.vault())) };
        let copier = vault.copier()?;
        let (shared, folder, now) = (Arc::clone(&self.shared), self.folder.clone(), self.now().timestamp());
        let copy = move || {
            let made = Copier::copy(copier, now, &mut |done| shared.publisher.work("Making a copy", done));
            shared.publisher.rest();
            let copies = Arc::new(backups(&folder));
            shared.publisher.change(|kept| kept.backups = copies);
            let made = made.map_err(|trouble| trouble.to_string());
            match (made, wish) {
                (made, CopyReason::Asked(ticket)) => {
                    shared.publisher.reply(ticket, made.map(|_| Done::CopyMade).map_err(Failure::NoCopy));
                }
                (Ok(_), CopyReason::Daily) => {}
                (Err(why), CopyReason::Daily) => shared.publisher.news(News::NoCopy(why)),
            }
        };
        let started = Builder::new().name("vault copy".to_owned()).spawn(copy);
        self.copying = Some(started.map_err(|error| VaultError::of_file(&error, &self.folder.backups()))?);
        Ok(())
    }

    /// Begins a copy where the last one is older than a day: the vault was opened.
    pub(super) fn copy_daily(&mut self) {
        if is_due(&self.folder, self.now().timestamp()) {
            self.copy_by_itself();
        }
    }

    /// Begins a copy where none was made on this day yet: another day has begun while the vault was open.
    pub(super) fn copy_of_the_day(&mut self) {
        let now = self.now();
        let day = |made: Timestamp| made.to_zoned(now.time_zone().clone()).date();
        if backups(&self.folder).first().is_none_or(|last| day(last.made) != now.date()) {
            self.copy_by_itself();
        }
    }

    fn copy_by_itself(&mut self) {
        if self.vault.is_some()
            && let Err(trouble) = self.copy(CopyReason::Daily)
        {
            self.shared.publisher.news(News::NoCopy(trouble.to_string()));
        }
    }

    /// Waits until a copy that is being made is made.
    pub(super) fn wait_for_copy(&mut self) {
        if self.copying.take().is_some_and(|copying| copying.join().is_err()) {
            tracing::error!("the thread of a copy ended with a panic");
        }
    }
}
