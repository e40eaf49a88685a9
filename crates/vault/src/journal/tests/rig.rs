//! A session that tells its journal what a conductor would tell it, and a vault in memory.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use rusqlite::{Connection, params};

use crate::journal::Writer;
use holdwell_engine::{Command, Engine, Event, Input, Options, Output};
use holdwell_library::{Library, compile, read_routine};
use holdwell_model::{Arc, Client, Id, Millis, Plan, SessionTime};
use holdwell_store::{Entry, SessionStart};

pub(super) const NOON: &str = "2026-03-02T12:00:00Z";

pub(super) fn noon() -> Timestamp {
    NOON.parse().unwrap()
}

pub(super) fn zoned(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::UTC)
}

pub(super) fn day() -> Date {
    zoned(noon()).date()
}

pub(super) fn after(begin: Timestamp, millis: u64) -> Timestamp {
    begin + SignedDuration::from_millis(millis.cast_signed())
}

pub(super) fn id(number: u128) -> Id {
    Id::from(uuid::Uuid::from_u128(number))
}

/// An empty vault.
pub(super) fn vault() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(include_str!("../../schema/0001.sql")).unwrap();
    connection.execute_batch(include_str!("../../schema/0002.sql")).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection
}

/// A client in it.
pub(super) fn client(connection: &Connection, number: u128, name: &str) -> Id {
    let client = Client::new(id(number), name);
    let whole = serde_json::to_string(&client).unwrap();
    let sql = "insert into client (id, version, author, saved, name, whole) values (?1, 1, 'test', 0, ?2, ?3)";
    let _one = connection.execute(sql, params![client.id.to_string(), name, whole]).unwrap();
    client.id
}

/// How many rows a table has.
pub(super) fn count(connection: &Connection, table: &str) -> u32 {
    connection.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap()
}

pub(super) fn text(connection: &Connection, sql: &str) -> String {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// A routine of these steps.
pub(super) fn routine(technique: &str, steps: &str) -> Arc<Plan> {
    let text = format!(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"test\"\nname = \"Test\"\n\
         technique = \"{technique}\"\n{steps}"
    );
    let library = Library::builtin();
    Arc::new(compile(&read_routine("test.toml", text.as_bytes(), &library).unwrap(), &library).unwrap())
}

/// Two sides of the psoas, rated before and checked again after, then the piriformis of one side.
pub(super) fn points() -> Arc<Plan> {
    routine(
        "counterstrain",
        "[[step]]\nposition = \"psoas\"\nside = \"right-then-left\"\nrate = \"wait\"\nsettle = \"off\"\nreturn = \"10s\"\n\
         timing = { kind = \"fixed\", hold = \"90s\" }\nrecheck = \"wait\"\n\
         [[step]]\nname = \"Other\"\nsetup = \"Lie\"\nside = \"left\"\nsettle = \"wait\"\nreturn = \"off\"\nrecheck = \"off\"\n\
         timing = { kind = \"fixed\", hold = \"30s\" }\n",
    )
}

/// A session and the entries it has told so far.
pub(super) struct Run {
    pub(super) engine: Engine,
    pub(super) now: SessionTime,
    pub(super) start: SessionStart,
    /// What was told and not taken yet.
    pub(super) entries: Vec<Entry>,
    /// Every event so far.
    pub(super) events: Vec<Event>,
    wake: Option<SessionTime>,
}

impl Run {
    /// A session that has begun.
    pub(super) fn begin(number: u128, plan: &Arc<Plan>, client: Option<Id>) -> Self {
        let options = Options::of(plan);
        let start =
            SessionStart { id: id(number), began: noon(), plan: Arc::clone(plan), options, client, preset: None };
        let entries = vec![Entry::Begin(Box::new(start.clone()))];
        let engine = Engine::new(plan, options);
        let mut run = Self { engine, now: SessionTime::ZERO, start, entries, events: Vec::new(), wake: None };
        run.handle(Input::Command(Command::Advance));
        run
    }

    /// A session that goes on, where it was cut off.
    pub(super) fn resume(start: &SessionStart, engine: Engine, at: SessionTime, stood_still: Millis) -> Self {
        let entries = vec![Entry::Resume(start.id)];
        let mut run = Self { engine, now: at, start: start.clone(), entries, events: Vec::new(), wake: None };
        run.handle(Input::Gap { since: at, length: stood_still });
        run
    }

    fn handle(&mut self, input: Input) {
        self.engine.handle(self.now, input);
        loop {
            match self.engine.poll() {
                Output::Event(event) => {
                    self.events.push(event.clone());
                    self.entries.push(Entry::Event(event));
                }
                Output::Restore(point) => self.entries.push(Entry::Restore(Box::new(point.without_undo()))),
                Output::WaitUntil(wake, _) => {
                    self.wake = wake;
                    return;
                }
                Output::Cancel { .. } | Output::Cue(_) | Output::Notice(_) => {}
            }
        }
    }

    /// Time passes, in seconds.
    pub(super) fn pass(&mut self, secs: u64) -> &mut Self {
        let until = SessionTime(self.now.0 + secs * 1000);
        while let Some(wake) = self.wake.filter(|wake| *wake <= until) {
            self.now = wake;
            self.handle(Input::Tick);
        }
        self.now = until;
        self
    }

    pub(super) fn tell(&mut self, command: Command) -> &mut Self {
        self.handle(Input::Command(command));
        self
    }

    pub(super) fn advance(&mut self) -> &mut Self {
        self.tell(Command::Advance)
    }

    pub(super) fn score(&mut self, kind: holdwell_engine::ScoreKind, value: u8) -> &mut Self {
        self.tell(Command::Score { kind, value })
    }

    /// The instant on the wall, where the session was never cut off.
    pub(super) fn wall(&self) -> Timestamp {
        after(self.start.began, self.now.0)
    }

    /// What was told is taken.
    pub(super) fn keep(&mut self, writer: &mut Writer, connection: &Connection) {
        let now = self.wall();
        writer.take(connection, &self.entries, now).unwrap();
        self.entries.clear();
    }
}
