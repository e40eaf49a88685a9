//! What is asked of the vault itself: to open, to lock, to copy, to change its passphrase; and which of its copies is
//! good where it is damaged.

use std::path::Path;

use jiff::Timestamp;

use super::copying::CopyReason;
use super::task::OfTheVault;
use super::writer::VaultWorker;
use crate::file::{Vault, VaultError, newest_good_backup, restore};
use holdwell_store::{Answer, Passphrase, VaultState};

const RUNNING: &str = "A session is being recorded. This waits until it is over.";
const UNKEPT: &str =
    "Not locked: something could not be kept, and would be gone with the lock. The next lock gives it up.";
const WAITING: &str = "Something is not written yet, and would be lost. Make room for it first.";

impl VaultWorker {
    /// Does what is asked of the vault itself, and says what became of it; `None` where that is still to come.
    pub(super) fn keep_vault(&mut self, request: OfTheVault) -> Option<Answer> {
        let done = match request {
            OfTheVault::Unlock(passphrase) => self.unlock(passphrase),
            OfTheVault::Lock => self.lock(),
            OfTheVault::SetPassphrase { old, new } => self.set_passphrase(old.as_ref(), new),
            OfTheVault::Backup => match self.copy(CopyReason::Asked) {
                // The answer comes when the copy is made.
                Ok(()) => return None,
                Err(trouble) => Err(trouble.to_string()),
            },
            OfTheVault::Restore(path) => self.restore(&path),
            OfTheVault::BeginAnew => self.begin_anew(),
            OfTheVault::Erase(id) => return Some(self.erase(id)),
        };
        Some(done.map_or_else(Answer::Failed, Answer::Done))
    }

    /// Why nothing inside the vault can be asked for.
    pub(super) fn is_shut(&self) -> Answer {
        Answer::Failed(match &self.shared.publisher.kept().vault {
            VaultState::Locked { .. } => "The vault is locked. Unlock it first.".to_owned(),
            VaultState::Unavailable { why, .. } => why.clone(),
            VaultState::Opening | VaultState::Open { .. } => "The vault is being opened. Try again.".to_owned(),
        })
    }

    fn unlock(&mut self, passphrase: Passphrase) -> Result<String, String> {
        if self.vault.is_some() {
            return Ok("The vault is open.".to_owned());
        }
        let now = self.now().timestamp();
        if !self.tries.may_try(now) {
            let wait = self.tries.next().map_or(0, |next| next.duration_since(now).as_secs().saturating_add(1));
            return Err(format!("After several wrong passphrases the next one has to wait: try again in {wait} s."));
        }
        // A damaged vault may have a copy that needs it.
        self.passphrase = Some(passphrase);
        match self.enter() {
            Ok(vault) => {
                self.opened(vault);
                Ok("Unlocked".to_owned())
            }
            Err(trouble) => {
                if matches!(trouble, VaultError::WrongPassphrase(_)) {
                    self.tries.wrong(now);
                }
                self.shut(&trouble);
                Err(trouble.to_string())
            }
        }
    }

    fn lock(&mut self) -> Result<String, String> {
        if self.vault.as_ref().is_some_and(|vault| !vault.is_encrypted()) {
            return Ok("The vault has no passphrase, and stays open.".to_owned());
        }
        self.may_close()?;
        if !self.unsaved.may_lock() {
            return Err(UNKEPT.to_owned());
        }
        if self.vault.is_some() {
            self.shut(&VaultError::NeedsPassphrase(self.folder.vault()));
        }
        self.passphrase = None;
        Ok("Locked".to_owned())
    }

    /// Whether the vault may be taken away now. A copy that is being made is waited for.
    fn may_close(&mut self) -> Result<(), String> {
        if self.under_way().is_some() {
            return Err(RUNNING.to_owned());
        }
        if !self.is_written() {
            return Err(WAITING.to_owned());
        }
        self.wait_for_copy();
        Ok(())
    }

    fn set_passphrase(&mut self, old: Option<&Passphrase>, new: Option<Passphrase>) -> Result<String, String> {
        if let Answer::Failed(why) = self.is_shut()
            && self.vault.is_none()
        {
            return Err(why);
        }
        self.may_close()?;
        let now = self.now().timestamp();
        self.shared.reading.close();
        let shared = std::sync::Arc::clone(&self.shared);
        let Some(vault) = &mut self.vault else { return Err(WAITING.to_owned()) };
        let mut progress = |done| shared.publisher.work("Writing the vault anew", done);
        let changed = vault.set_passphrase(old, new.as_ref(), now, &mut progress);
        self.shared.publisher.rest();
        let done = match (old, &new) {
            (_, None) => "The vault has no passphrase any more",
            (None, Some(_)) => "The vault has a passphrase now",
            (Some(_), Some(_)) => "The vault has another passphrase now",
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
        let left = changed.map_err(|trouble| trouble.to_string())?;
        if left.is_empty() {
            return Ok(done.to_owned());
        }
        let left: Vec<String> = left.iter().map(|copy| copy.display().to_string()).collect();
        Ok(format!("{done}. These copies could not be changed and are as they were: {}.", left.join(", ")))
    }

    fn restore(&mut self, copy: &Path) -> Result<String, String> {
        self.exchange(|worker, now| {
            let publisher = &worker.shared.publisher;
            let passphrase = worker.passphrase.as_ref();
            restore(&worker.folder, copy, passphrase, now, &mut |done| {
                publisher.work("Putting the copy in place", done);
            })
        })
        .map(|aside| said("The copy is in place", aside.as_deref()))
    }

    fn begin_anew(&mut self) -> Result<String, String> {
        self.exchange(|worker, now| Vault::begin_anew(&worker.folder, now).map(|(_, aside)| aside))
            .map(|aside| said("An empty vault was begun", aside.as_deref()))
    }

    /// Closes the vault, puts another one in its place, and opens what is there then.
    fn exchange<T>(&mut self, put: impl FnOnce(&Self, Timestamp) -> Result<T, VaultError>) -> Result<T, String> {
        if self.vault.is_some() {
            self.may_close()?;
        } else {
            // What is held waits for the vault that is there afterwards.
            self.wait_for_copy();
        }
        self.shared.reading.close();
        self.vault = None;
        let now = self.now().timestamp();
        let done = put(self, now);
        self.shared.publisher.rest();
        self.open();
        done.map_err(|trouble| trouble.to_string())
    }
}

impl VaultWorker {
    /// Looks for the copy to offer in the place of a damaged vault.
    pub(super) fn find_good_copy(&self) {
        self.shared.publisher.work("Checking the copies", 0.0);
        let good = newest_good_backup(&self.folder, self.passphrase.as_ref());
        self.shared.publisher.rest();
        self.shared.publisher.change(|kept| kept.newest_good = good);
    }
}

/// What was done, and where the vault is that was there before.
fn said(done: &str, aside: Option<&Path>) -> String {
    aside
        .map_or_else(|| format!("{done}."), |aside| format!("{done}. What was there before is in {}.", aside.display()))
}
