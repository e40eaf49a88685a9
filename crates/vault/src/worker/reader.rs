//! The vault's second thread: it reads what is looked at and publishes it. It has a connection of its own, so that it
//! never waits for what is being written.
//!
//! A failed read is never published as if there were nothing: what was known stays, and the worker hears of it.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Zoned};
use rusqlite::{Connection, Result};

use super::Wall;
use super::inbox::{Asked, Inbox};
use super::publisher::{Publisher, replace};
use crate::board::start_board;
use crate::clients::client_page;
use crate::course::work_page;
use crate::file::database_error;
use crate::history::Sessions;
use crate::home::plan_owner;
use crate::journal::row::is_unreadable;
use crate::journal::{questions, resumable_until, session_page};
use crate::own::{own, photo};
use crate::practice::practice_page;
use crate::presets::preset_page;
use crate::search::Directory;
use holdwell_model::Id;
use holdwell_store::{
    ClientLine, HistoryPage, HistoryQuery, RowKind, Ticket, UnreadableRow, VaultError, VaultQuery, VaultSnapshot,
};

/// Longest time between two looks at the wall clock: while the machine sleeps it goes on, and nobody is woken by it.
const GLANCE: Duration = Duration::from_mins(1);

/// State of the reading that the two threads and the window share.
#[derive(Default)]
pub(super) struct Reading {
    wants: Mutex<Wants>,
    news: Condvar,
    /// Locked while something is read and published, so that whoever takes it away knows that nothing of it follows.
    source: Mutex<Option<Source>>,
}

/// Parts that are to be read.
#[derive(Default)]
struct Wants {
    looking: VaultQuery,
    /// The session that runs now.
    running: Option<Id>,
    /// The last request that was carried out.
    written: Option<Ticket>,
    news: bool,
    /// The vault is another than it was.
    changed: bool,
    quit: bool,
}

/// Connection that is read from.
struct Source {
    connection: Connection,
    path: PathBuf,
    directory: Option<Directory>,
    /// Every session as it is searched, once the history was looked at.
    sessions: Option<Sessions>,
    /// Snapshot that was last published; `None` before the first.
    last: Option<Published>,
    /// True where everything is to be read anew.
    stale: bool,
    /// Reason why something could not be read, until somebody asks.
    trouble: Option<VaultError>,
}

/// The state of the writer that is read.
#[derive(Clone, Copy)]
struct AsOf {
    /// The session that runs.
    running: Option<Id>,
    /// The last request that was carried out.
    written: Option<Ticket>,
}

/// A snapshot that was published, and its time.
struct Published {
    looking: VaultQuery,
    day: Date,
    /// From then on it is no longer what should be seen, though nothing was changed.
    until: Timestamp,
}

impl Reading {
    /// Looks at something else from now on.
    pub(super) fn look(&self, looking: VaultQuery) {
        self.want(|wants| wants.looking = looking);
    }

    /// Reads anew, because the vault is another than it was: `running` is the session that runs now, `written` the last
    /// request that was carried out.
    pub(super) fn changed(&self, running: Option<Id>, written: Option<Ticket>) {
        self.want(|wants| {
            (wants.changed, wants.running) = (true, running);
            wants.written = written;
        });
    }

    /// Reads from this connection to this file from now on.
    pub(super) fn open(&self, connection: Connection, path: PathBuf) {
        *self.source() =
            Some(Source { connection, path, directory: None, sessions: None, last: None, stale: true, trouble: None });
        self.want(|wants| wants.changed = true);
    }

    /// Lets go of the connection, and of everything that was read from it. When this comes back nothing more of it is
    /// published.
    pub(super) fn close(&self) {
        *self.source() = None;
    }

    /// Returns the reason why something could not be read from the file that is open now.
    pub(super) fn trouble(&self) -> Option<VaultError> {
        self.source().as_mut()?.trouble.take()
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

    /// Runs the thread: reads and publishes until it is asked to end.
    pub(super) fn run(&self, publisher: &Publisher, inbox: &Inbox, wall: &Wall) {
        let mut patience = GLANCE;
        loop {
            let wants = self.wants.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self.news.wait_timeout_while(wants, patience, |wants| !wants.news);
            let (mut wants, _) = waited.unwrap_or_else(PoisonError::into_inner);
            let (looking, quit) = (wants.looking.clone(), wants.quit);
            let as_of = AsOf { running: wants.running, written: wants.written };
            let changed = std::mem::take(&mut wants.changed);
            let news = std::mem::take(&mut wants.news);
            drop(wants);
            if quit {
                return;
            }
            patience = GLANCE;
            if let Some(source) = self.source().as_mut() {
                if changed {
                    source.changed();
                }
                let now = wall();
                if news || source.stale || source.is_old(&now) {
                    source.publish(looking, as_of, publisher, inbox, &now);
                }
                if let Err(error) = source.directory(&now) {
                    source.failed("clients", &error, inbox);
                }
                patience = source.fresh_for(&now).min(GLANCE);
            }
        }
    }
}

impl Source {
    fn changed(&mut self) {
        self.directory = None;
        self.sessions = None;
        self.stale = true;
    }

    /// Says if time alone has changed what should be seen.
    fn is_old(&self, now: &Zoned) -> bool {
        self.last.as_ref().is_some_and(|last| last.day != now.date() || last.until <= now.timestamp())
    }

    /// Returns the time for which nothing changes by itself.
    fn fresh_for(&self, now: &Zoned) -> Duration {
        let left = self.last.as_ref().map(|last| last.until.duration_since(now.timestamp()));
        left.map_or(GLANCE, |left| Duration::try_from(left).unwrap_or_default())
    }

    /// Reads what is not published yet, and publishes it.
    fn publish(&mut self, looking: VaultQuery, as_of: AsOf, publisher: &Publisher, inbox: &Inbox, now: &Zoned) {
        let anew = std::mem::take(&mut self.stale) || self.is_old(now);
        if self.last.as_ref().is_some_and(|last| last.day != now.date()) {
            inbox.note(Asked::NewDay);
        }
        let before = self.last.take().map(|last| last.looking).unwrap_or_default();
        let mut kept = (*publisher.kept()).clone();
        let mut reads = Reads { anew, failed: None };
        // All of it as of one moment: the writer may commit between two reads.
        reads.put("vault", self.connection.execute_batch("begin"), |()| ());
        if anew || looking.clients != before.clients {
            let found = self.search(looking.clients.as_deref(), now);
            reads.put("clients", found, |found| (kept.clients, kept.may_be_erased) = found);
        }
        if anew || looking.history != before.history {
            let found = looking.history.as_ref().map(|query| self.history(query, now)).transpose();
            reads.put("history", found, |found| kept.history = found.map(Arc::new));
        }
        let connection = &self.connection;
        reads.board(connection, &mut kept, as_of.running, now);
        reads.pages(connection, &mut kept, &before, &looking);
        reads.look("holds", (&before.holds, &looking.holds), &mut kept.holds, |client| {
            Ok(Some(Arc::new(work_page(connection, *client)?)))
        });
        reads.look("practice", (&before.practice, &looking.practice), &mut kept.practice, |since| {
            Ok(Some(Arc::new(practice_page(connection, *since, now)?)))
        });
        reads.look("photo", (&before.photo, &looking.photo), &mut kept.photo, |position| {
            Ok(photo(connection, position)?.map(|photo| (position.clone(), Arc::new(photo))))
        });
        reads.look("plan", (&before.plan, &looking.plan), &mut kept.plan, |plan| {
            Ok(Some(Arc::new(plan_owner(connection, *plan)?)))
        });
        if anew || looking.questions != before.questions {
            let open = looking.questions.map_or(Ok(Vec::new()), |of| questions(connection, of));
            reads.put("questions", open, |open| kept.questions = Arc::new(open));
        }
        // A read that failed may have ended it.
        if !connection.is_autocommit() {
            let ended = connection.execute_batch("commit");
            let ended = ended.or_else(|error| connection.execute_batch("rollback").and(Err(error)));
            reads.put("vault", ended, |()| ());
        }
        note(inbox, "client looked at", before.client, looking.client);
        note(inbox, "preset looked at", before.preset, looking.preset);
        note(inbox, "session looked at", before.session, looking.session);
        self.last = Some(Published { looking, day: now.date(), until: changes_by_itself(&kept, now) });
        if reads.failed.is_none() {
            kept.written = as_of.written;
        }
        publisher.change(|old| replace(old, kept));
        if let Some((what, error)) = reads.failed {
            self.failed(what, &error, inbox);
        }
    }

    /// Finds the clients who are searched for, and of all of them those whose records no longer have to be kept.
    fn search(&mut self, words: Option<&str>, now: &Zoned) -> Result<(Arc<Vec<ClientLine>>, DatedLines)> {
        let Some(words) = words else { return Ok(Default::default()) };
        let directory = self.directory(now)?;
        Ok((Arc::new(directory.find(words)), Arc::new(directory.may_be_erased(now.date()))))
    }

    /// Finds a window of the history.
    fn history(&mut self, query: &HistoryQuery, now: &Zoned) -> Result<HistoryPage> {
        let sessions = match &mut self.sessions {
            Some(sessions) => sessions,
            none => none.insert(Sessions::read(&self.connection, now.time_zone())?),
        };
        Ok(sessions.find(query))
    }

    /// Returns every client. They are read as soon as there is time, so that the first keystroke does not wait for it.
    fn directory(&mut self, now: &Zoned) -> Result<&Directory> {
        match &mut self.directory {
            Some(directory) => Ok(directory),
            none => Ok(none.insert(Directory::read(&self.connection, now.time_zone())?)),
        }
    }

    /// Tells the worker of a failed read; everything is read anew next time. The error itself may name what is in the
    /// vault, and is not logged.
    fn failed(&mut self, what: &'static str, error: &rusqlite::Error, inbox: &Inbox) {
        tracing::warn!(what, code = ?error.sqlite_error_code(), "the vault could not be read");
        self.stale = true;
        self.trouble = Some(database_error(error, &self.path));
        inbox.note(Asked::Unreadable);
    }
}

/// Lines with a day.
type DatedLines = Arc<Vec<(Date, ClientLine)>>;

/// One round of reading.
struct Reads {
    anew: bool,
    /// Part that could not be read first, and the reason.
    failed: Option<(&'static str, rusqlite::Error)>,
}

impl Reads {
    /// Takes over what was read; where it could not be read, all stays as it was.
    fn put<T>(&mut self, what: &'static str, read: Result<T>, take: impl FnOnce(T)) {
        match read {
            Ok(read) => take(read),
            Err(error) => self.failed = self.failed.take().or(Some((what, error))),
        }
    }

    /// Reads the content of Start, and all that is shown everywhere.
    fn board(&mut self, connection: &Connection, kept: &mut VaultSnapshot, running: Option<Id>, now: &Zoned) {
        if !self.anew {
            return;
        }
        let board = start_board(connection, now.date(), now.timestamp(), running);
        self.put("start", board, |board| kept.start = Arc::new(board));
        self.put("count", count(connection), |count| kept.all_clients = count);
        self.put("own", own(connection), |own| {
            // Whoever has made something of it goes by whether it is the same.
            if *kept.own != own {
                kept.own = Arc::new(own);
            }
        });
    }

    /// Reads the pages of a client, a preset and a session. What of them cannot be read costs itself alone, and is named.
    fn pages(&mut self, connection: &Connection, kept: &mut VaultSnapshot, before: &VaultQuery, wanted: &VaultQuery) {
        let of = |query: &VaultQuery| (query.client, query.preset, query.session);
        if !self.anew && of(before) == of(wanted) {
            return;
        }
        let anew = std::mem::replace(&mut self.anew, true);
        let mut bad = Vec::new();
        self.look("client", (&before.client, &wanted.client), &mut kept.client, |id| {
            let page = client_page(connection, *id, &mut bad);
            Ok(named(page, RowKind::Client, *id, &mut bad)?.map(Arc::new))
        });
        self.look("preset", (&before.preset, &wanted.preset), &mut kept.preset, |id| {
            Ok(named(preset_page(connection, *id), RowKind::Preset, *id, &mut bad)?.map(Arc::new))
        });
        self.look("session", (&before.session, &wanted.session), &mut kept.session, |id| {
            Ok(named(session_page(connection, *id), RowKind::Session, *id, &mut bad)?.map(Arc::new))
        });
        self.anew = anew;
        if *kept.unreadable != bad {
            kept.unreadable = Arc::new(bad);
        }
    }

    /// Reads the part that is looked at, where that is another one than before or all is read anew. Of another one
    /// nothing was known.
    fn look<K: PartialEq, T>(
        &mut self,
        what: &'static str,
        (before, wanted): (&Option<K>, &Option<K>),
        place: &mut Option<T>,
        read: impl FnOnce(&K) -> Result<Option<T>>,
    ) {
        if before != wanted {
            *place = None;
        } else if !self.anew {
            return;
        }
        self.put(what, wanted.as_ref().map_or(Ok(None), read), |read| *place = read);
    }
}

/// Names a page that cannot be read, and takes it for none.
fn named<T>(page: Result<Option<T>>, kind: RowKind, id: Id, bad: &mut Vec<UnreadableRow>) -> Result<Option<T>> {
    match page {
        Err(error) if is_unreadable(&error) => {
            bad.push(UnreadableRow { kind, id: id.to_string() });
            Ok(None)
        }
        page => page,
    }
}

/// Returns the instant at which something of this changes though nobody changes it: a day ends, or a session that was
/// cut off gets too old to go on with.
fn changes_by_itself(kept: &VaultSnapshot, now: &Zoned) -> Timestamp {
    let midnight = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()).map(|midnight| midnight.timestamp());
    let too_old = kept.start.unfinished.as_deref().and_then(resumable_until);
    let too_old = too_old.and_then(|last| last.checked_add(SignedDuration::from_millis(1)).ok());
    let after = [midnight.ok(), too_old].into_iter().flatten().filter(|at| *at > now.timestamp());
    after.min().unwrap_or(Timestamp::MAX)
}

fn count(connection: &Connection) -> Result<u32> {
    connection.prepare_cached("select count(*) from client where person is null")?.query_row([], |row| row.get(0))
}

/// Logs that something is looked at now that was not.
fn note(inbox: &Inbox, action: &'static str, before: Option<Id>, now: Option<Id>) {
    if let Some(id) = now.filter(|_| before != now) {
        inbox.note(Asked::Looked(action, id));
    }
}
