//! What is asked of the vault itself: to open, to lock, to copy, to change its passphrase.

use std::path::Path;

use jiff::Timestamp;

use super::copying::Wish;
use super::writer::Keeper;
use crate::store::vault::{Trouble, Vault, restore};
use crate::store::{Answer, Passphrase, Request, VaultState};

const RUNNING: &str = "A session is being recorded. This waits until it is over.";
const WAITING: &str = "Something is not written yet, and would be lost. Make room for it first.";

impl Keeper {
    /// Does what is asked, and says what became of it; `None` where that is still to come, or is seen by itself.
    pub(super) fn answer(&mut self, request: Request) -> Option<Answer> {
        let done = match request {
            Request::Look(looking) => {
                self.shared.reading.look(looking);
                return None;
            }
            Request::Unlock(passphrase) => self.unlock(&passphrase),
            Request::Lock => self.lock(),
            Request::SetPassphrase { old, new } => self.set_passphrase(old.as_ref(), new.as_ref()),
            Request::Backup => match self.copy(Wish::Asked) {
                // The answer comes when the copy is made.
                Ok(()) => return None,
                Err(trouble) => Err(trouble.to_string()),
            },
            Request::Restore(path) => self.restore(&path),
            Request::BeginAnew => self.begin_anew(),
            inside => return Some(self.keep(inside)),
        };
        Some(done.map_or_else(Answer::Failed, Answer::Done))
    }

    /// Why nothing inside the vault can be asked for.
    pub(super) fn is_shut(&self) -> Answer {
        Answer::Failed(match &self.shared.shown.kept().vault {
            VaultState::Locked { .. } => "The vault is locked. Unlock it first.".to_owned(),
            VaultState::Unavailable { why, .. } => why.clone(),
            VaultState::Opening | VaultState::Open { .. } => "The vault is being opened. Try again.".to_owned(),
        })
    }

    fn unlock(&mut self, passphrase: &Passphrase) -> Result<String, String> {
        if self.vault.is_some() {
            return Ok("The vault is open.".to_owned());
        }
        let now = self.now().timestamp();
        if !self.tries.may_try(now) {
            let wait = self.tries.next().map_or(0, |next| next.duration_since(now).as_secs().saturating_add(1));
            return Err(format!("After several wrong passphrases the next one has to wait: try again in {wait} s."));
        }
        // A damaged vault may have a copy that needs it.
        self.passphrase = Some(passphrase.clone());
        match Vault::open(&self.folder, Some(passphrase), now) {
            Ok(vault) => {
                self.opened(vault);
                Ok("Unlocked".to_owned())
            }
            Err(trouble) => {
                if matches!(trouble, Trouble::WrongPassphrase(_)) {
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
        if self.vault.is_some() {
            self.shut(&Trouble::NeedsPassphrase(self.folder.vault()));
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

    fn set_passphrase(&mut self, old: Option<&Passphrase>, new: Option<&Passphrase>) -> Result<String, String> {
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
        let changed =
            vault.set_passphrase(old, new, now, &mut |done| shared.shown.work("Writing the vault anew", done));
        self.shared.shown.rest();
        if changed.is_ok() {
            self.passphrase = new.cloned();
        }
        self.came_back();
        let left = changed.map_err(|trouble| trouble.to_string())?;
        let done = match (old, new) {
            (_, None) => "The vault has no passphrase any more",
            (None, Some(_)) => "The vault has a passphrase now",
            (Some(_), Some(_)) => "The vault has another passphrase now",
        };
        if left.is_empty() {
            return Ok(done.to_owned());
        }
        let left: Vec<String> = left.iter().map(|copy| copy.display().to_string()).collect();
        Ok(format!("{done}. These copies could not be changed and are as they were: {}.", left.join(", ")))
    }

    fn restore(&mut self, copy: &Path) -> Result<String, String> {
        self.exchange(|keeper, now| {
            let shown = &keeper.shared.shown;
            let passphrase = keeper.passphrase.as_ref();
            restore(&keeper.folder, copy, passphrase, now, &mut |done| shown.work("Putting the copy in place", done))
        })
        .map(|aside| said("The copy is in place", aside.as_deref()))
    }

    fn begin_anew(&mut self) -> Result<String, String> {
        self.exchange(|keeper, now| Vault::begin_anew(&keeper.folder, now).map(|(_, aside)| aside))
            .map(|aside| said("An empty vault was begun", aside.as_deref()))
    }

    /// Closes the vault, puts another one in its place, and opens what is there then.
    fn exchange<T>(&mut self, put: impl FnOnce(&Self, Timestamp) -> Result<T, Trouble>) -> Result<T, String> {
        if self.vault.is_some() {
            self.may_close()?;
        }
        self.shared.reading.close();
        self.vault = None;
        let now = self.now().timestamp();
        let done = put(self, now);
        self.shared.shown.rest();
        let passphrase = self.passphrase.clone();
        self.open(passphrase.as_ref());
        done.map_err(|trouble| trouble.to_string())
    }
}

/// What was done, and where the vault is that was there before.
fn said(done: &str, aside: Option<&Path>) -> String {
    aside
        .map_or_else(|| format!("{done}."), |aside| format!("{done}. What was there before is in {}.", aside.display()))
}
