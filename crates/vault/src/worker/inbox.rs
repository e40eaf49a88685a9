//! Work of the vault's thread: one place where it waits, and where nobody else ever does.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::journal::ready;
use holdwell_model::Id;
use holdwell_store::{Entry, EntryQueue, Recording, Request, Ticket, VaultQuery};

/// The entries of the journal that fit: an hour of holds; what does not fit waits with whoever offers it.
const ENTRIES: usize = 1024;
/// The entries that are set aside while the vault is locked: a long day. Beyond it the sessions are let go.
const ASIDE: usize = 50_000;
/// The requests that fit.
const ASKED: usize = 64;

/// Requests and other work beside writing the journal.
#[derive(Debug)]
pub(super) enum Asked {
    /// A window or a command wants something.
    Request(Ticket, Box<Request>),
    /// Something was looked at, and is logged.
    Looked(&'static str, Id),
    /// The reader could not read something.
    Unreadable,
    /// Another day has begun.
    NewDay,
}

/// State of the vault toward entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// The vault takes entries.
    Entries,
    /// The vault takes none: they stay where they are.
    Nothing,
}

/// Work that is to be done next.
#[derive(Debug)]
pub(super) enum Next {
    /// These entries are to be written, all of them together.
    Write(Vec<Entry>),
    /// This was asked.
    Do(Asked),
    /// Nothing came for as long as was waited.
    Nothing,
    /// Everything is done, and nothing more will come.
    Quit,
}

/// The queue of the vault's thread. It is locked only to put something in or to take it out, never while something is
/// written.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    contents: Mutex<Contents>,
    news: Condvar,
    /// Something was written, or is not going to be.
    written: Condvar,
}

#[derive(Debug, Default)]
struct Contents {
    entries: EntryQueue,
    /// Sessions that began while the vault was locked: they are written once it is unlocked.
    aside: EntryQueue,
    asked: VecDeque<Asked>,
    /// The last request that was taken in.
    ticket: Ticket,
    /// Number of events that were written.
    kept: u64,
    /// State of the recording, as the vault's thread last told it.
    recording: Recording,
    /// The session whose entries come now has gaps from a time when the vault was locked: the rest is let go as well.
    unrecorded: bool,
    quit: bool,
    gone: bool,
}

impl Inbox {
    /// Takes an entry in, or gives it back.
    pub(super) fn offer(&self, entry: Entry) -> Result<(), Entry> {
        let mut contents = self.lock();
        if contents.gone {
            return Err(entry);
        }
        if matches!(entry, Entry::Begin(_) | Entry::Resume(_)) {
            contents.unrecorded = false;
        }
        // What is set aside comes first, whatever became of the vault since.
        if contents.recording == Recording::Locked || !contents.aside.is_empty() {
            contents.set_aside(entry);
            self.written.notify_all();
            return Ok(());
        }
        if contents.unrecorded {
            self.written.notify_all();
            return Ok(());
        }
        contents.push(entry)?;
        drop(contents);
        self.news.notify_one();
        Ok(())
    }

    /// Returns the state of the recording.
    pub(super) fn recording(&self) -> Recording {
        let contents = self.lock();
        if contents.unrecorded { Recording::Locked } else { contents.recording }
    }

    /// Takes a request in, or gives it back. A look goes to the reader at once.
    pub(super) fn send(&self, request: Request, look: impl FnOnce(VaultQuery)) -> Result<Ticket, Box<Request>> {
        let mut contents = self.lock();
        if contents.gone || contents.asked.len() >= ASKED {
            return Err(Box::new(request));
        }
        let ticket = contents.ticket.next();
        contents.ticket = ticket;
        match request {
            Request::Look(looking) => look(looking),
            request => contents.asked.push_back(Asked::Request(ticket, Box::new(request))),
        }
        drop(contents);
        self.news.notify_one();
        Ok(ticket)
    }

    /// Takes in what the reader says. There is always room: people look slower than this is written.
    pub(super) fn note(&self, what: Asked) {
        let mut contents = self.lock();
        if contents.asked.len() < 2 * ASKED {
            contents.asked.push_back(what);
        }
        drop(contents);
        self.news.notify_one();
    }

    /// Returns the work that is to be done next: entries first, so that whatever is asked finds everything written.
    /// Waits for at most `patience`, however often something comes that cannot be done now, or for as long as it takes.
    pub(super) fn next(&self, takes: Takes, patience: Option<Duration>) -> Next {
        let mut next = None;
        let waits = |contents: &mut Contents| {
            next = contents.next(takes);
            next.is_none()
        };
        let contents = self.lock();
        match patience {
            None => drop(self.news.wait_while(contents, waits).unwrap_or_else(PoisonError::into_inner)),
            Some(patience) => {
                let waited = self.news.wait_timeout_while(contents, patience, waits);
                drop(waited.unwrap_or_else(PoisonError::into_inner));
            }
        }
        next.unwrap_or(Next::Nothing)
    }

    /// Sets the state of the recording, for whoever records. A locked vault lets go of what waits, for its session has a
    /// gap from now on; what began after it was locked is whole, and is written once it is unlocked.
    pub(super) fn say(&self, recording: Recording) {
        let mut contents = self.lock();
        contents.recording = recording;
        if recording == Recording::Kept && !contents.aside.is_empty() {
            let mut aside = std::mem::take(&mut contents.aside);
            while let Some(entry) = contents.entries.pop() {
                aside.push(entry);
            }
            contents.entries = aside;
            self.news.notify_one();
        }
        if recording == Recording::Locked && !contents.entries.is_empty() {
            contents.let_go_of_the_rest();
        }
        self.written.notify_all();
    }

    /// Notes that these entries are kept.
    pub(super) fn kept(&self, entries: &[Entry]) {
        let events = entries.iter().filter(|entry| matches!(entry, Entry::Event(_))).count();
        self.lock().kept += events as u64;
        self.written.notify_all();
    }

    /// Waits until so many events are kept, or are not going to be; returns true where they are.
    pub(super) fn wait_for(&self, events: u64) -> bool {
        let waits = |contents: &mut Contents| {
            let records = matches!(contents.recording, Recording::InMemory | Recording::Kept);
            contents.kept < events && records && !contents.unrecorded && !contents.gone
        };
        let contents = self.written.wait_while(self.lock(), waits).unwrap_or_else(PoisonError::into_inner);
        contents.kept >= events
    }

    /// Counts the entries that wait here.
    pub(super) fn waiting(&self) -> usize {
        self.lock().entries.len()
    }

    /// Asks the thread to end when everything is done.
    pub(super) fn quit(&self) {
        self.lock().quit = true;
        self.news.notify_one();
    }

    /// Notes that nobody takes anything out any more.
    pub(super) fn gone(&self) {
        let mut contents = self.lock();
        contents.gone = true;
        if contents.recording != Recording::Locked {
            contents.recording = Recording::Failing;
        }
        self.written.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Contents {
    /// Lets go of the rest of a session whose begin is in the vault, and sets aside what began after it.
    fn let_go_of_the_rest(&mut self) {
        self.unrecorded = true;
        while let Some(entry) = self.entries.pop() {
            self.unrecorded &= !matches!(entry, Entry::Begin(_));
            if !self.unrecorded {
                self.aside.push(entry);
            }
        }
    }

    /// Keeps an entry in memory while the vault is locked, if the whole session of it is there.
    fn set_aside(&mut self, entry: Entry) {
        let is_first = matches!(entry, Entry::Begin(_));
        if self.aside.len() >= ASIDE {
            self.aside.clear();
        }
        self.unrecorded |= self.aside.is_empty() && !is_first;
        if !self.unrecorded {
            self.aside.push(entry);
        }
    }

    fn push(&mut self, entry: Entry) -> Result<(), Entry> {
        if self.entries.len() >= ENTRIES {
            return Err(entry);
        }
        self.entries.push(entry);
        Ok(())
    }

    fn next(&mut self, takes: Takes) -> Option<Next> {
        let ready = match ready(self.entries.entries()) {
            // The point that they wait for has no room any more.
            0 if self.entries.len() >= ENTRIES => ENTRIES,
            ready => ready,
        };
        if takes == Takes::Entries && ready > 0 {
            return Some(Next::Write(self.entries.take(ready)));
        }
        self.asked.pop_front().map(Next::Do).or_else(|| self.quit.then_some(Next::Quit))
    }
}
