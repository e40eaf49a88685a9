//! The vault's thread: it alone writes.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Zoned;

use super::Wall;
use super::inbox::{Asked, Inbox, Next, Takes};
use super::publisher::Publisher;
use super::reader::Reading;
use super::unsaved::UnsavedChanges;
use crate::file::{Copies, Folder, UnlockThrottle, Vault, database_error};
use crate::journal::Writer;
use crate::log::log_daily;
use crate::person::{Former, know_persons_anew};
use holdwell_engine::EventKind;
use holdwell_model::Id;
use holdwell_store::{Entry, News, Passphrase, Recording, Ticket, VaultError, VaultState};

/// Time from a failure to the next try.
const AGAIN: Duration = Duration::from_secs(1);

/// State that the vault's threads and the ends of their users share.
pub(super) struct Shared {
    pub(super) inbox: Inbox,
    pub(super) reading: Reading,
    pub(super) publisher: Publisher,
    pub(super) wall: Wall,
}

/// The vault, whatever state it is in, and the journal that is written into it.
pub(super) struct VaultWorker {
    pub(super) shared: Arc<Shared>,
    pub(super) folder: Folder,
    pub(super) vault: Option<Vault>,
    /// True where the vault was open before: where it is gone, none is begun in its place.
    was_open: bool,
    /// True where an unavailable vault may come back by itself.
    comes_back: bool,
    pub(super) tries: UnlockThrottle,
    /// The passphrase that was last said, while the vault is not locked: a copy may need it, too.
    pub(super) passphrase: Option<Passphrase>,
    pub(super) copying: Option<JoinHandle<()>>,
    writer: Writer,
    pub(super) unsaved: UnsavedChanges,
    /// What persons were before they were changed, until the vault is locked or another one takes its place.
    pub(super) former: Former,
    /// Entries that could not be written yet; they come before everything that waits in the inbox.
    held: Vec<Entry>,
    /// The last request that was carried out, or is.
    written: Option<Ticket>,
    /// The last reason why something could not be read, once it was told.
    unreadable: Option<VaultError>,
}

impl VaultWorker {
    pub(super) fn new(shared: Arc<Shared>, folder: Folder) -> Self {
        Self {
            shared,
            folder,
            vault: None,
            was_open: false,
            comes_back: false,
            tries: UnlockThrottle::default(),
            passphrase: None,
            copying: None,
            unsaved: UnsavedChanges::default(),
            former: Former::default(),
            writer: Writer::default(),
            held: Vec::new(),
            written: None,
            unreadable: None,
        }
    }

    /// Runs the thread: opens the vault, and does what comes until it is asked to end.
    pub(super) fn run(&mut self, passphrase: Option<Passphrase>) {
        self.passphrase = passphrase;
        self.open();
        while self.step() {}
        // Whoever opens the vault next takes what is half written for left by a crash.
        self.wait_for_copy();
    }

    /// Waits for the next thing to do, and does it; `false` when all is done.
    pub(super) fn step(&mut self) -> bool {
        let takes = if self.vault.is_some() && self.held.is_empty() { Takes::Entries } else { Takes::Nothing };
        let waits = !self.held.is_empty() || self.comes_back;
        match self.shared.inbox.next(takes, waits.then_some(AGAIN)) {
            Next::Write(entries) => {
                self.held = entries;
                self.write();
            }
            Next::Do(asked) => {
                self.write();
                self.act(asked);
            }
            Next::Nothing => self.again(),
            Next::Quit => {
                // What comes after what is held is written, too.
                let held = !self.held.is_empty();
                self.write();
                if held && self.held.is_empty() {
                    return true;
                }
                let entries = self.held.len() + self.shared.inbox.waiting();
                if entries > 0 {
                    tracing::warn!(entries, "the vault ends with something that it could not write");
                }
                return false;
            }
        }
        true
    }

    fn act(&mut self, asked: Asked) {
        match asked {
            Asked::Request(ticket, request) => {
                (self.written, self.unreadable) = (Some(ticket), None);
                if let Some(outcome) = self.carry_out(ticket, *request) {
                    self.shared.publisher.reply(ticket, outcome);
                }
            }
            Asked::Unreadable => {
                if let Some(trouble) = self.shared.reading.trouble() {
                    self.unreadable(&trouble);
                }
            }
            Asked::NewDay => self.copy_daily(),
            Asked::Looked(action, id) => {
                let Some(vault) = &self.vault else { return };
                if log_daily(vault.connection(), self.now().date(), action, id).is_err() {
                    tracing::warn!(action, "what was looked at could not be logged");
                }
            }
        }
    }

    pub(super) fn again(&mut self) {
        if self.vault.is_none() && self.comes_back {
            self.open();
        }
        self.write();
    }

    /// Opens the vault, or says why not.
    pub(super) fn open(&mut self) {
        match self.enter() {
            Ok(vault) => self.opened(vault),
            Err(trouble) => self.shut(&trouble),
        }
    }

    /// Opens the vault that is in the folder, with the passphrase that was last said. A copy that is still being made
    /// of the one before is waited for: opening a vault throws away what is half written.
    pub(super) fn enter(&mut self) -> Result<Vault, VaultError> {
        self.wait_for_copy();
        let open = if self.was_open { Vault::open_again } else { Vault::open };
        open(&self.folder, self.passphrase.as_ref(), self.now().timestamp())
    }

    /// Takes over a vault that was opened, and may be another than before: what waits is written, and what is looked at
    /// is read.
    pub(super) fn opened(&mut self, vault: Vault) {
        self.vault = Some(vault);
        self.was_open = true;
        self.tries = UnlockThrottle::default();
        self.comes_back = false;
        self.writer.forget();
        self.know_persons();
        self.came_back();
        self.copy_daily();
    }

    /// Works out as whom each client is shown: an import that was cut off has left it undone.
    fn know_persons(&self) {
        if let Some(vault) = &self.vault
            && know_persons_anew(vault.connection()).is_err()
        {
            tracing::warn!("as whom each client is shown could not be worked out");
        }
    }

    /// Goes on with a vault that can be read and written again. It is not said to be open before what is held is in it:
    /// where that fails it may be shut again at once.
    pub(super) fn came_back(&mut self) {
        self.write();
        let Some(vault) = &self.vault else { return };
        match vault.reader() {
            Ok(reader) => self.shared.reading.open(reader, vault.path()),
            Err(trouble) => return self.shut(&trouble),
        }
        if self.held.is_empty() {
            self.shared.inbox.say(Recording::Kept);
        }
        let state = VaultState::Open { encrypted: vault.is_encrypted(), path: vault.path() };
        self.shared.publisher.publish(state, vault.copies().list());
    }

    /// Shuts the vault: nothing of its content stays in sight.
    pub(super) fn shut(&mut self, trouble: &VaultError) {
        self.shared.reading.close();
        self.vault = None;
        let locked = matches!(trouble, VaultError::NeedsPassphrase(_) | VaultError::WrongPassphrase(_));
        self.comes_back = may_pass(trouble);
        let state = if locked {
            VaultState::Locked { wrong: self.tries.count(), next: self.tries.next() }
        } else {
            VaultState::Unavailable(trouble.clone())
        };
        if locked {
            self.held.clear();
            self.former = Former::default();
        }
        self.shared.inbox.say(if locked { Recording::Locked } else { Recording::Failing });
        if self.shared.publisher.kept().vault != state {
            self.shared.publisher.clear();
            let copies = || Copies::new(&self.folder, self.passphrase.as_ref()).list();
            let backups = if locked { Vec::new() } else { copies() };
            self.shared.publisher.publish(state, backups);
        }
        if trouble.is_damage() {
            self.find_good_copy();
        }
    }

    /// Handles a failed read. A damaged vault is not shown as if there were nothing in it; anything else is said once,
    /// for the reader tries it again and again.
    fn unreadable(&mut self, trouble: &VaultError) {
        if trouble.is_damage() {
            return self.shut(trouble);
        }
        if self.unreadable.as_ref() != Some(trouble) {
            self.shared.publisher.news(News::Unreadable(trouble.clone()));
            self.unreadable = Some(trouble.clone());
        }
    }

    /// Writes the held entries. If that fails they stay held, and the reason is said once.
    pub(super) fn write(&mut self) {
        let Some(vault) = self.vault.as_ref().filter(|_| !self.held.is_empty()) else { return };
        let failing = self.shared.inbox.recording() == Recording::Failing;
        match self.writer.take(vault.connection(), &self.held, self.now().timestamp()) {
            Ok(()) => {
                let seen = self.held.iter().any(is_seen);
                self.shared.inbox.kept(&self.held);
                self.held.clear();
                if failing {
                    self.shared.inbox.say(Recording::Kept);
                    self.shared.publisher.news(News::RecordingAgain);
                }
                if seen || failing {
                    self.shared.reading.changed(self.writer.current(), self.written);
                }
            }
            Err(error) => {
                let trouble = database_error(&error, &vault.path());
                self.fails(&trouble);
            }
        }
    }

    /// Handles a failure to write. A file that is damaged or out of reach is let go of, and opened anew when that can
    /// be done; the held entries stay.
    fn fails(&mut self, trouble: &VaultError) {
        if self.shared.inbox.recording() != Recording::Failing {
            self.shared.inbox.say(Recording::Failing);
            self.shared.publisher.news(News::NotRecording(trouble.clone()));
        }
        if trouble.is_damage() || matches!(trouble, VaultError::Unreachable(..)) {
            self.shut(trouble);
        }
    }

    /// Returns the session that is recorded now; `None` where none is under way.
    pub(super) fn under_way(&self) -> Option<Id> {
        let (current, vault) = (self.writer.current()?, self.vault.as_ref()?);
        // In doubt it runs: nothing is taken away from under a session.
        self.writer.is_under_way(vault.connection()).unwrap_or(true).then_some(current)
    }

    /// Says if nothing waits to be written.
    pub(super) fn is_written(&self) -> bool {
        self.held.is_empty() && self.shared.inbox.waiting() == 0
    }

    /// Has everything read anew after something was changed by hand.
    pub(super) fn changed(&mut self) {
        if let Some(vault) = &self.vault
            && self.writer.look_again(vault.connection()).is_err()
        {
            tracing::warn!("whose the session is could not be read");
        }
        self.shared.reading.changed(self.writer.current(), self.written);
    }

    pub(super) fn now(&self) -> Zoned {
        (self.shared.wall)()
    }
}

/// Says if an unavailable vault may be there again without anybody doing something in this window.
const fn may_pass(trouble: &VaultError) -> bool {
    matches!(
        trouble,
        VaultError::Full(_)
            | VaultError::ReadOnly(_)
            | VaultError::Unreachable(..)
            | VaultError::InUse(_)
            | VaultError::Busy(_)
    )
}

/// Says if an entry changes what a window shows of the vault.
fn is_seen(entry: &Entry) -> bool {
    match entry {
        Entry::Event(event) => matches!(event.kind, EventKind::Finished(_) | EventKind::Undone { .. }),
        Entry::Begin(_) | Entry::Resume(_) | Entry::CueTimingReport(_) => true,
        Entry::Restore(_) => false,
    }
}
