//! A vault in a folder of its own, as a window sees it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use holdwell_engine::{Command, Engine, Input, Options, Output};
use holdwell_library::Preset;
use holdwell_library::{Library, compile, read_routine};
use holdwell_model::{Client, Id, Plan, SessionTime};
use holdwell_store::{
    Done, Entry, Failure, Message, Outcome, Passphrase, Request, SessionStart, VaultHandle, VaultQuery, VaultSnapshot,
    VaultState, new_id,
};
use holdwell_vault::{Folder, OpenVault, VaultJournal, VaultThreads, Wall, open_vault};
use jiff::{Timestamp, Zoned};
use tempfile::TempDir;

/// Long enough for any disk; nothing waits for it where all is well.
const PATIENCE: Duration = Duration::from_mins(1);

/// A vault that is open, and both of its ends.
pub(crate) struct Desk {
    pub(crate) handle: VaultHandle,
    pub(crate) journal: VaultJournal,
    pub(crate) folder: PathBuf,
    bell: Arc<(Mutex<u64>, Condvar)>,
    threads: Option<VaultThreads>,
    _temp: Option<TempDir>,
}

/// The instant at which every test takes place.
pub(crate) fn now() -> Zoned {
    "2026-03-02T10:00[UTC]".parse().unwrap()
}

pub(crate) fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}

impl Desk {
    /// A new vault without a passphrase.
    pub(crate) fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let desk = Self { _temp: None, ..Self::at(temp.path(), None) };
        let desk = Self { _temp: Some(temp), ..desk };
        desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
        desk
    }

    /// The vault in a folder, in whatever state it is.
    pub(crate) fn at(folder: &Path, passphrase: Option<Passphrase>) -> Self {
        Self::with_wall(folder, passphrase, Arc::new(now))
    }

    /// The same, with a clock on its wall.
    pub(crate) fn with_wall(folder: &Path, passphrase: Option<Passphrase>, wall: Wall) -> Self {
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

    /// Waits until this can be seen, and gives what can be seen.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, seen: impl Fn(&VaultSnapshot) -> bool) -> Arc<VaultSnapshot> {
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

    /// Sends a request, and waits for its reply.
    #[track_caller]
    pub(crate) fn ask(&self, request: Request) -> Outcome {
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

    /// Sends a request, and expects that it is carried out.
    #[track_caller]
    pub(crate) fn done(&self, request: Request) -> Done {
        self.ask(request).unwrap_or_else(|why| panic!("{why:?}"))
    }

    /// Sends a request, and expects that it is not carried out.
    #[track_caller]
    pub(crate) fn refused(&self, request: Request) -> Failure {
        self.ask(request).unwrap_err()
    }

    pub(crate) fn look(&self, looking: VaultQuery) {
        let _shown = self.handle.send(Request::Look(looking)).unwrap();
    }

    /// A client of this name, kept.
    #[track_caller]
    pub(crate) fn client(&self, name: &str) -> Client {
        let client = Client::new(new_id(Timestamp::from_second(1_772_000_000).unwrap()), name);
        self.done(Request::SaveClient(Box::new(client.clone())));
        client
    }

    /// A preset of this name, kept.
    #[track_caller]
    pub(crate) fn preset(&self, client: Id, name: &str) -> Preset {
        let preset = preset(client, name);
        self.done(Request::SavePreset(Box::new(preset.clone())));
        preset
    }

    /// Ends the threads: what was offered is written when this comes back.
    pub(crate) fn close(&mut self) {
        self.threads = None;
    }
}

pub(crate) fn preset(client: Id, name: &str) -> Preset {
    Preset {
        id: new_id(now().timestamp()),
        client,
        name: name.to_owned(),
        routine: "free-smrt".to_owned(),
        changes: Vec::new(),
        louder: 0,
        pinned: None,
        archived: false,
        version: 0,
    }
}

/// A routine of two holds.
pub(crate) fn plan() -> Arc<Plan> {
    let text = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"Two holds\"\ntechnique = \"smrt\"\n\
        [[step]]\nposition = \"psoas\"\nside = \"left\"\n[[step]]\nposition = \"psoas\"\nside = \"right\"\n";
    let library = Library::builtin();
    Arc::new(compile(&read_routine("t.toml", text.as_bytes(), &library).unwrap(), &library).unwrap())
}

/// Everything that a session writes down from its beginning to its end, with a note in its first hold.
pub(crate) fn session(id: Id, client: Option<Id>, note: &str) -> Vec<Entry> {
    let plan = plan();
    let options = Options::of(&plan);
    let start = SessionStart { id, began: now().timestamp(), plan: plan.clone(), options, client, preset: None };
    let mut entries = vec![Entry::Begin(Box::new(start))];
    let mut engine = Engine::new(&plan, options);
    let mut told = vec![
        (SessionTime(0), Input::Command(Command::Advance)),
        (SessionTime(2_000), Input::Command(Command::Advance)),
        (SessionTime(9_000), Input::Command(Command::Note(note.to_owned()))),
        (SessionTime(10_000), Input::Unattended),
    ];
    told.reverse();
    let mut next = None;
    while let Some((at, input)) = next.take().or_else(|| told.pop()) {
        engine.handle(at, input);
        loop {
            match engine.poll() {
                Output::Event(event) => entries.push(Entry::Event(event)),
                Output::Restore(point) => entries.push(Entry::Restore(point)),
                Output::WaitUntil(wake, _) => {
                    next = wake.filter(|_| told.is_empty()).map(|wake| (wake, Input::Tick));
                    break;
                }
                Output::Cancel { .. } | Output::Cue(_) | Output::Notice(_) => {}
            }
        }
    }
    entries
}

/// Every file below a folder in which these bytes stand.
pub(crate) fn files_with(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let (mut folders, mut found) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read(&path).unwrap_or_default().windows(bytes.len()).any(|part| part == bytes) {
                found.push(path);
            }
        }
    }
    found
}
