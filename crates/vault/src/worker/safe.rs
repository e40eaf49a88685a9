//! Requests about the vault itself: to open, to lock, to copy, to change its passphrase; and the search for a good copy
//! where it is damaged.

use std::path::Path;

use jiff::Timestamp;

use super::writer::VaultWorker;
use crate::file::{ClearCopy, Vault, newest_good_backup, restore};
use crate::person::Former;
use holdwell_store::{Done, Failure, Outcome, Passphrase, PassphraseChange, VaultError, WorkKind};

impl VaultWorker {
    pub(super) fn unlock(&mut self, passphrase: Passphrase) -> Outcome {
        if self.vault.is_some() {
            return Ok(Done::AlreadyOpen);
        }
        let now = self.now().timestamp();
        if !self.tries.may_try(now) {
            let wait = self.tries.next().map_or(0, |next| next.duration_since(now).as_secs().saturating_add(1));
            return Err(Failure::MustWait(wait));
        }
        // A damaged vault may have a copy that needs it.
        self.passphrase = Some(passphrase);
        match self.enter() {
            Ok(vault) => {
                self.opened(vault);
                Ok(Done::Unlocked)
            }
            Err(trouble) => {
                if matches!(trouble, VaultError::WrongPassphrase(_)) {
                    self.tries.wrong(now);
                }
                self.shut(&trouble);
                Err(trouble.into())
            }
        }
    }

    pub(super) fn lock(&mut self) -> Outcome {
        if self.vault.as_ref().is_some_and(|vault| !vault.is_encrypted()) {
            return Ok(Done::HasNoPassphrase);
        }
        self.may_close()?;
        if !self.unsaved.may_lock() {
            return Err(Failure::UnsavedChanges);
        }
        if self.vault.is_some() {
            self.shut(&VaultError::NeedsPassphrase(self.folder.vault()));
        }
        self.passphrase = None;
        Ok(Done::Locked)
    }

    /// Checks that the vault may be taken away now. A copy that is being made is waited for.
    fn may_close(&mut self) -> Result<(), Failure> {
        if self.under_way().is_some() {
            return Err(Failure::SessionRunning);
        }
        if !self.is_written() {
            return Err(Failure::JournalWaits);
        }
        self.wait_for_copy();
        Ok(())
    }

    pub(super) fn set_passphrase(&mut self, old: Option<&Passphrase>, new: Option<Passphrase>) -> Outcome {
        if self.vault.is_none() {
            return Err(self.is_shut());
        }
        self.may_close()?;
        let now = self.now().timestamp();
        self.shared.reading.close();
        let shared = std::sync::Arc::clone(&self.shared);
        let Some(vault) = &mut self.vault else { return Err(Failure::JournalWaits) };
        let mut progress = |done| shared.publisher.work(WorkKind::Rewrite, done);
        let changed = vault.set_passphrase(old, new.as_ref(), now, &mut progress);
        self.shared.publisher.rest();
        let done = match (old, &new) {
            (_, None) => PassphraseChange::Removed,
            (None, Some(_)) => PassphraseChange::Set,
            (Some(_), Some(_)) => PassphraseChange::Replaced,
        };
        if matches!(changed, Err(VaultError::WrongPassphrase(_) | VaultError::NeedsPassphrase(_))) {
            self.came_back();
        } else {
            if changed.is_ok() {
                self.passphrase = new;
            }
            // However it went, what is in place now is opened with the passphrase that holds now.
            self.vault = None;
            self.open();
        }
        let encrypted = self.vault.as_ref().map_or(old.is_some(), Vault::is_encrypted);
        match changed {
            Ok(left) => Ok(Done::PassphraseChanged(done, left)),
            Err(trouble @ (VaultError::WrongPassphrase(_) | VaultError::NeedsPassphrase(_))) => Err(trouble.into()),
            Err(trouble) => Err(Failure::PassphraseNotChanged { why: trouble, encrypted }),
        }
    }

    pub(super) fn restore(&mut self, copy: &Path) -> Outcome {
        self.exchange(|worker, now| {
            let publisher = &worker.shared.publisher;
            let passphrase = worker.passphrase.as_ref();
            restore(&worker.folder, (copy, ClearCopy::IsEncrypted), passphrase, now, &mut |done| {
                publisher.work(WorkKind::Restore, done);
            })
        })
        .map(Done::CopyRestored)
    }

    pub(super) fn begin_anew(&mut self) -> Outcome {
        self.exchange(|worker, now| Vault::begin_anew(&worker.folder, now).map(|(_, aside)| aside)).map(Done::BegunAnew)
    }

    /// Closes the vault, puts another one in its place, and opens what is there then.
    fn exchange<T>(&mut self, put: impl FnOnce(&Self, Timestamp) -> Result<T, VaultError>) -> Result<T, Failure> {
        if self.vault.is_some() {
            self.may_close()?;
        } else {
            // What is held waits for the vault that is there afterwards.
            self.wait_for_copy();
        }
        self.shared.reading.close();
        (self.vault, self.former) = (None, Former::default());
        let now = self.now().timestamp();
        let done = put(self, now);
        self.shared.publisher.rest();
        self.open();
        Ok(done?)
    }
}

impl VaultWorker {
    /// Looks for the copy to offer in the place of a damaged vault.
    pub(super) fn find_good_copy(&self) {
        self.shared.publisher.work(WorkKind::CheckCopies, 0.0);
        let good = newest_good_backup(&self.folder, self.passphrase.as_ref());
        self.shared.publisher.rest();
        self.shared.publisher.change(|kept| kept.newest_good = good);
    }
}
