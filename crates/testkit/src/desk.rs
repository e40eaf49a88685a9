//! A vault in a folder of its own, as a window sees it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::morning;
use holdwell_library::Preset;
use holdwell_model::{Client, Id};
use holdwell_store::{
    Done, Failure, Message, Outcome, Passphrase, Request, VaultHandle, VaultQuery, VaultSnapshot, VaultState, new_id,
};
use holdwell_vault::{Folder, OpenVault, VaultJournal, VaultThreads, Wall, open_vault};
use jiff::Timestamp;
use tempfile::TempDir;

/// Long enough for any disk; nothing waits for it where all is well.
const PATIENCE: Duration = Duration::from_mins(1);

/// A vault that is open, and both of its ends.
pub struct Desk {
    /// Window's end of the vault.
    pub handle: VaultHandle,
    /// Conductor's end of the vault.
    pub journal: VaultJournal,
    /// Folder of the vault.
    pub folder: PathBuf,
    bell: Arc<(Mutex<u64>, Condvar)>,
    threads: Option<VaultThreads>,
    _temp: Option<TempDir>,
}

impl Desk {
    /// Opens a new vault without a passphrase.
    pub fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let desk = Self::open(temp.path(), None);
        Self { _temp: Some(temp), ..desk }
    }

    /// Opens the vault in a folder and waits until it is open.
    #[track_caller]
    pub fn open(folder: &Path, passphrase: Option<Passphrase>) -> Self {
        let desk = Self::at(folder, passphrase);
        desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
        desk
    }

    /// Opens the vault in a folder, in whatever state it is.
    pub fn at(folder: &Path, passphrase: Option<Passphrase>) -> Self {
        Self::with_wall(folder, passphrase, Arc::new(morning))
    }

    /// Opens the vault in a folder, with a clock on its wall.
    pub fn with_wall(folder: &Path, passphrase: Option<Passphrase>, wall: Wall) -> Self {
        let bell = Arc::new((Mutex::new(0), Condvar::new()));
        let rung = Arc::clone(&bell);
        let wake = move || {
            *rung.0.lock().unwrap() += 1;
            rung.1.notify_all();
        };
        let open = open_vault(Folder::at(Some(folder.to_owned())).unwrap(), passphrase, wall, Box::new(wake)).unwrap();
        let OpenVault { handle, journal, threads } = open;
        Self { handle, journal, folder: folder.to_owned(), bell, threads: Some(threads), _temp: None }
    }

    /// Waits until this can be seen, and returns the snapshot.
    #[track_caller]
    pub fn wait(&self, what: &str, seen: impl Fn(&VaultSnapshot) -> bool) -> Arc<VaultSnapshot> {
        let mut rung = self.bell.0.lock().unwrap();
        loop {
            let kept = self.handle.kept();
            if seen(&kept) {
                return kept;
            }
            let (again, late) = self.bell.1.wait_timeout(rung, PATIENCE).unwrap();
            assert!(!late.timed_out(), "never seen: {what}; the vault is {:?}", kept.vault);
            rung = again;
        }
    }

    /// Sends a request and waits for its reply.
    #[track_caller]
    pub fn ask(&self, request: Request) -> Outcome {
        let sent = self.handle.send(request).unwrap();
        let mut rung = self.bell.0.lock().unwrap();
        loop {
            let mut messages = self.handle.messages().into_iter();
            let outcome = messages.find_map(|message| match message {
                Message::Reply(ticket, outcome) if ticket == sent => Some(outcome),
                Message::Reply(..) | Message::News(_) => None,
            });
            if let Some(outcome) = outcome {
                return outcome;
            }
            let (again, late) = self.bell.1.wait_timeout(rung, PATIENCE).unwrap();
            assert!(!late.timed_out(), "no reply came");
            rung = again;
        }
    }

    /// Sends a request that succeeds and returns what was done.
    #[track_caller]
    pub fn done(&self, request: Request) -> Done {
        self.ask(request).unwrap_or_else(|why| panic!("{why:?}"))
    }

    /// Sends a request that fails and returns the reason.
    #[track_caller]
    pub fn refused(&self, request: Request) -> Failure {
        self.ask(request).unwrap_err()
    }

    /// Sets what is looked at.
    pub fn look(&self, looking: VaultQuery) {
        let _shown = self.handle.send(Request::Look(looking)).unwrap();
    }

    /// Looks at this, and returns it as it stands after everything that was asked for before.
    #[track_caller]
    pub fn see(&self, looking: VaultQuery) -> Arc<VaultSnapshot> {
        // The other way round, what was looked at before could be taken for it.
        self.look(looking);
        let nothing = Request::RestorePreset(new_id(Timestamp::UNIX_EPOCH), 0);
        let ticket = self.handle.send(nothing).unwrap();
        self.wait("what was looked at", |kept| kept.written >= Some(ticket))
    }

    /// Saves a client of this name.
    #[track_caller]
    pub fn client(&self, name: &str) -> Client {
        let client = Client::new(new_id(Timestamp::from_second(1_772_000_000).unwrap()), name);
        self.done(Request::SaveClient(Box::new(client.clone())));
        client
    }

    /// Saves a preset of this name.
    #[track_caller]
    pub fn preset(&self, client: Id, name: &str) -> Preset {
        let preset = preset(client, name);
        self.done(Request::SavePreset(Box::new(preset.clone())));
        preset
    }

    /// Ends the threads: what was offered is written when this comes back.
    pub fn close(&mut self) {
        self.threads = None;
    }
}

/// Returns a preset of this name, not saved.
pub fn preset(client: Id, name: &str) -> Preset {
    Preset {
        id: new_id(morning().timestamp()),
        client,
        name: name.to_owned(),
        routine: "free-smrt".to_owned(),
        changes: Vec::new(),
        louder: 0,
        pinned: None,
        archived: false,
        version: 0,
        library: None,
    }
}
