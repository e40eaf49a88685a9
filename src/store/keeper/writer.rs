//! The vault's thread: it alone writes.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Zoned;
use rusqlite::params;

use super::Wall;
use super::inbox::{Asked, Inbox, Next, Takes};
use super::reader::Reading;
use super::shown::Shown;
use crate::engine::EventKind;
use crate::model::Id;
use crate::store::journal::Writer;
use crate::store::log::log_daily;
use crate::store::vault::{Folder, Tries, Trouble, Vault, backups};
use crate::store::{Answer, Entry, Passphrase, Recording, VaultState};

/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// What the vault's threads and the ends of their users share.
pub(super) struct Shared {
    pub(super) inbox: Inbox,
    pub(super) reading: Reading,
    pub(super) shown: Shown,
    pub(super) wall: Wall,
}

/// The vault, whatever state it is in, and the journal that is written into it.
pub(super) struct Keeper {
    pub(super) shared: Arc<Shared>,
    pub(super) folder: Folder,
    pub(super) vault: Option<Vault>,
    /// Whether an unavailable vault may come back by itself.
    comes_back: bool,
    pub(super) tries: Tries,
    /// The passphrase that was last said, while the vault is not locked: a copy may need it, too.
    pub(super) passphrase: Option<Passphrase>,
    pub(super) copying: Option<JoinHandle<()>>,
    writer: Writer,
    /// What could not be written yet; it comes before everything that waits in the inbox.
    held: Vec<Entry>,
}

impl Keeper {
    pub(super) fn new(shared: Arc<Shared>, folder: Folder) -> Self {
        Self {
            shared,
            folder,
            vault: None,
            comes_back: false,
            tries: Tries::default(),
            passphrase: None,
            copying: None,
            writer: Writer::default(),
            held: Vec::new(),
        }
    }

    /// The thread: opens the vault, and does what comes until it is asked to end.
    pub(super) fn run(&mut self, passphrase: Option<&Passphrase>) {
        self.passphrase = passphrase.cloned();
        self.open(passphrase);
        while self.step() {}
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
                if !self.held.is_empty() {
                    tracing::warn!(entries = self.held.len(), "the vault ends with something that it could not write");
                }
                return held && self.held.is_empty();
            }
        }
        true
    }

    fn act(&mut self, asked: Asked) {
        match asked {
            Asked::Request(request) => {
                if let Some(answer) = self.answer(*request) {
                    self.shared.shown.answer(answer);
                }
            }
            Asked::Looked(action, id) => {
                let Some(vault) = &self.vault else { return };
                if log_daily(vault.connection(), self.now().date(), action, id).is_err() {
                    tracing::warn!(action, "what was looked at could not be logged");
                }
            }
        }
    }

    fn again(&mut self) {
        if self.vault.is_none() && self.comes_back {
            let passphrase = self.passphrase.clone();
            self.open(passphrase.as_ref());
        }
        self.write();
    }

    /// Opens the vault, or says why not.
    pub(super) fn open(&mut self, passphrase: Option<&Passphrase>) {
        match Vault::open(&self.folder, passphrase, self.now().timestamp()) {
            Ok(vault) => self.opened(vault),
            Err(trouble) => self.shut(&trouble),
        }
    }

    /// The vault is open: what waits is written, and what is looked at is read.
    pub(super) fn opened(&mut self, vault: Vault) {
        self.vault = Some(vault);
        self.tries = Tries::default();
        self.comes_back = false;
        self.came_back();
        self.copy_daily();
    }

    /// The file of the open vault is another than it was, or another program's connections were in its way.
    pub(super) fn came_back(&mut self) {
        let Some(vault) = &self.vault else { return };
        match vault.reader() {
            Ok(reader) => self.shared.reading.open(reader),
            Err(trouble) => return self.shut(&trouble),
        }
        let state = VaultState::Open { encrypted: vault.is_encrypted(), path: vault.path() };
        self.writer.forget();
        self.shared.inbox.say(Recording::Kept);
        self.write();
        let backups = Arc::new(backups(&self.folder));
        self.shared.shown.change(|kept| (kept.vault, kept.backups) = (state, backups));
    }

    /// The vault is not open: nothing of what it holds stays in sight.
    pub(super) fn shut(&mut self, trouble: &Trouble) {
        self.shared.reading.close();
        self.vault = None;
        self.writer.forget();
        let locked = matches!(trouble, Trouble::NeedsPassphrase(_) | Trouble::WrongPassphrase(_));
        self.comes_back = may_pass(trouble);
        let state = if locked {
            VaultState::Locked { wrong: self.tries.count(), next: self.tries.next() }
        } else {
            VaultState::Unavailable { why: trouble.to_string(), damaged: trouble.is_damage() }
        };
        if locked {
            self.held.clear();
        }
        self.shared.inbox.say(if locked { Recording::Locked } else { Recording::Failing });
        if self.shared.shown.kept().vault != state {
            self.shared.shown.clear();
            let backups = if locked { Arc::default() } else { Arc::new(backups(&self.folder)) };
            self.shared.shown.change(|kept| (kept.vault, kept.backups) = (state, backups));
        }
    }

    /// Writes what is held. Where that fails it stays held, and the reason is said once.
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
                    let done = "The session is recorded again, with everything that waited.";
                    self.shared.shown.answer(Answer::Done(done.to_owned()));
                }
                if seen || failing {
                    self.shared.reading.changed(self.writer.current());
                }
            }
            Err(error) => {
                let trouble = Trouble::of(&error, &vault.path());
                self.fails(&trouble);
            }
        }
    }

    /// What is held could not be written. A file that is damaged or out of reach is let go of, and opened anew when it
    /// can be; what is held stays.
    fn fails(&mut self, trouble: &Trouble) {
        if self.shared.inbox.recording() != Recording::Failing {
            self.shared.inbox.say(Recording::Failing);
            let held = "What happens is held, and written when it can be.";
            let said = format!("The session is not being recorded. {trouble} {held}");
            self.shared.shown.answer(Answer::Failed(said));
        }
        if trouble.is_damage() || matches!(trouble, Trouble::Unreachable(..)) {
            self.shut(trouble);
        }
    }

    /// The session that is recorded now; `None` where none is under way.
    pub(super) fn under_way(&self) -> Option<Id> {
        let (current, vault) = (self.writer.current()?, self.vault.as_ref()?);
        let sql = "select 1 from session where id = ?1 and state = 'running'";
        let runs = vault.connection().prepare_cached(sql).and_then(|mut sql| sql.exists(params![current.to_string()]));
        // In doubt it runs: nothing is taken away from under a session.
        runs.unwrap_or(true).then_some(current)
    }

    /// Whether nothing waits to be written.
    pub(super) fn is_written(&self) -> bool {
        self.held.is_empty() && !self.shared.inbox.holds()
    }

    /// Something was changed by hand: it is read anew.
    pub(super) fn changed(&self) {
        self.shared.reading.changed(self.writer.current());
    }

    pub(super) fn now(&self) -> Zoned {
        (self.shared.wall)()
    }
}

/// Whether an unavailable vault may be there again without anybody doing something in this window.
const fn may_pass(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Full(_) | Trouble::ReadOnly(_) | Trouble::Unreachable(..) | Trouble::InUse(_) | Trouble::Busy(_)
    )
}

/// Whether an entry changes what a window shows of the vault.
fn is_seen(entry: &Entry) -> bool {
    match entry {
        Entry::Event(event) => matches!(event.kind, EventKind::Finished(_) | EventKind::Undone { .. }),
        Entry::Begin(_) | Entry::Resume(_) | Entry::Account(_) => true,
        Entry::Restore(_) => false,
    }
}
