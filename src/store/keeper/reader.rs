//! The vault's second thread: it reads what is looked at and publishes it. It has a connection of its own, so that it
//! never waits for what is being written.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use jiff::Zoned;
use jiff::civil::Date;
use rusqlite::Connection;

use super::Wall;
use super::inbox::Inbox;
use super::shown::Shown;
use crate::model::Id;
use crate::store::board::start_board;
use crate::store::clients::client_page;
use crate::store::journal::{questions, session_page};
use crate::store::own::{own, photo};
use crate::store::presets::preset_page;
use crate::store::search::Directory;
use crate::store::{Kept, Looking};

/// What the two threads and the window share of the reading.
#[derive(Default)]
pub(super) struct Reading {
    wants: Mutex<Wants>,
    news: Condvar,
    /// Locked while something is read and published, so that whoever takes it away knows that nothing of it follows.
    source: Mutex<Option<Source>>,
}

/// What is to be read.
#[derive(Default)]
struct Wants {
    looking: Looking,
    /// The session that runs now.
    running: Option<Id>,
    news: bool,
    /// The vault is another than it was.
    changed: bool,
    quit: bool,
}

/// What is read from.
struct Source {
    connection: Connection,
    directory: Option<Directory>,
    /// What was last published, and on which day; `None`: nothing yet.
    last: Option<(Looking, Date)>,
}

impl Reading {
    /// Something else is looked at.
    pub(super) fn look(&self, looking: Looking) {
        self.want(|wants| wants.looking = looking);
    }

    /// The vault is another than it was; `running` is the session that runs now.
    pub(super) fn changed(&self, running: Option<Id>) {
        self.want(|wants| (wants.changed, wants.running) = (true, running));
    }

    /// From now on it is read from this connection.
    pub(super) fn open(&self, connection: Connection) {
        *self.source() = Some(Source { connection, directory: None, last: None });
        self.want(|wants| wants.changed = true);
    }

    /// Lets go of the connection, and of everything that was read from it. When this comes back nothing more of it is
    /// published.
    pub(super) fn close(&self) {
        *self.source() = None;
    }

    pub(super) fn quit(&self) {
        self.want(|wants| wants.quit = true);
    }

    fn want(&self, change: impl FnOnce(&mut Wants)) {
        let mut wants = self.wants.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut wants);
        wants.news = true;
        drop(wants);
        self.news.notify_one();
    }

    fn source(&self) -> MutexGuard<'_, Option<Source>> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The thread: reads and publishes until it is asked to end.
    pub(super) fn run(&self, shown: &Shown, inbox: &Inbox, wall: &Wall) {
        loop {
            let wants = self.wants.lock().unwrap_or_else(PoisonError::into_inner);
            let mut wants = self.news.wait_while(wants, |wants| !wants.news).unwrap_or_else(PoisonError::into_inner);
            let (looking, running, quit) = (wants.looking.clone(), wants.running, wants.quit);
            let changed = std::mem::take(&mut wants.changed);
            wants.news = false;
            drop(wants);
            if quit {
                return;
            }
            if let Some(source) = self.source().as_mut() {
                if changed {
                    source.changed();
                }
                let now = wall();
                source.publish(looking, running, shown, inbox, &now);
                let _ready = source.directory(&now);
            }
        }
    }
}

impl Source {
    fn changed(&mut self) {
        self.directory = None;
        // Everything is read anew, and nothing is logged as looked at anew.
        if let Some((_, day)) = &mut self.last {
            *day = Date::MIN;
        }
    }

    /// Reads what is not published yet, and publishes it.
    fn publish(&mut self, looking: Looking, running: Option<Id>, shown: &Shown, inbox: &Inbox, now: &Zoned) {
        let (before, day) = self.last.take().unwrap_or_default();
        let anew = day != now.date();
        let mut kept = (*shown.kept()).clone();
        if anew {
            kept.start = Arc::new(said("start", start_board(&self.connection, now.date(), now.timestamp(), running)));
            kept.all_clients = said("count", count(&self.connection));
            let own = said("own", own(&self.connection));
            // Whoever has made something of it goes by whether it is the same.
            if *kept.own != own {
                kept.own = Arc::new(own);
            }
        }
        if anew || looking.clients != before.clients {
            self.search(looking.clients.as_deref(), &mut kept, now);
        }
        let connection = &self.connection;
        if anew || looking.client != before.client {
            let page = looking.client.and_then(|id| said("client", client_page(connection, id)));
            kept.client = page.map(Arc::new);
        }
        if anew || looking.preset != before.preset {
            let page = looking.preset.and_then(|id| said("preset", preset_page(connection, id)));
            kept.preset = page.map(Arc::new);
        }
        if anew || looking.session != before.session {
            let page = looking.session.and_then(|id| said("session", session_page(connection, id)));
            kept.session = page.map(Arc::new);
        }
        if anew || looking.photo != before.photo {
            let read = |position: &String| said("photo", photo(connection, position));
            let found = looking.photo.as_ref().and_then(|position| Some((position.clone(), read(position)?)));
            kept.photo = found.map(|(position, photo)| (position, Arc::new(photo)));
        }
        if anew || looking.questions != before.questions {
            let open = looking.questions.map(|of| said("questions", questions(connection, of)));
            kept.questions = Arc::new(open.unwrap_or_default());
        }
        note(inbox, "client looked at", before.client, looking.client);
        note(inbox, "session looked at", before.session, looking.session);
        self.last = Some((looking, now.date()));
        shown.change(|old| old.replace(kept));
    }

    fn search(&mut self, words: Option<&str>, kept: &mut Kept, now: &Zoned) {
        let Some(words) = words else {
            (kept.clients, kept.may_be_erased) = Default::default();
            return;
        };
        let directory = self.directory(now);
        kept.may_be_erased = Arc::new(directory.may_be_erased(now.date()));
        kept.clients = Arc::new(directory.find(words));
    }

    /// Every client. It is read as soon as there is time, so that the first keystroke does not wait for it.
    fn directory(&mut self, now: &Zoned) -> &Directory {
        let connection = &self.connection;
        self.directory.get_or_insert_with(|| said("clients", Directory::read(connection, now.time_zone())))
    }
}

fn count(connection: &Connection) -> rusqlite::Result<u32> {
    connection.prepare_cached("select count(*) from client")?.query_row([], |row| row.get(0))
}

/// Has it logged that something is looked at now that was not.
fn note(inbox: &Inbox, action: &'static str, before: Option<Id>, now: Option<Id>) {
    if let Some(id) = now.filter(|_| before != now) {
        inbox.looked(action, id);
    }
}

/// What was read; where it cannot be read, nothing. The error itself may name what is in the vault, and is not logged.
fn said<T: Default>(what: &'static str, read: rusqlite::Result<T>) -> T {
    read.unwrap_or_else(|error| {
        tracing::warn!(what, code = ?error.sqlite_error_code(), "the vault could not be read");
        T::default()
    })
}
