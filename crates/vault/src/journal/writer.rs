//! Writes a session down as it happens.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Result, Transaction, TransactionBehavior, params};
use sha2::{Digest as _, Sha256};

use super::row::{column, from_json, instant, json, maybe_id, plan_of, state_of, state_word};
use super::settle;
use crate::file::author;
use holdwell_engine::{Event, Options, Record, Release, RestorePoint};
use holdwell_model::{Arc, Id, Millis, PlanStep, Region};
use holdwell_store::{Entry, SessionStart, SessionState};

/// Counts the entries that can be written now: an event waits for the point that follows it, which comes from the same
/// wake of the conductor.
pub(crate) fn ready(entries: &[Entry]) -> usize {
    entries.iter().rposition(|entry| !matches!(entry, Entry::Event(_))).map_or(0, |last| last + 1)
}

/// Writes a session down as it happens. One of them lives as long as the program: it knows which session the entries
/// belong to, since they do not say it.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    current: Option<Current>,
}

/// The session that is being written.
#[derive(Debug, Clone)]
struct Current {
    /// Data of the beginning, so that the session can begin again in another file.
    start: SessionStart,
    state: SessionState,
    /// True where the session is known to be in the file that is written now: where it is not there any more, it was
    /// erased.
    known: bool,
    /// Entry that was last written; `None` where nobody knows.
    written: Option<Written>,
}

/// The records and added steps as they were last written: what is the same allocation is not written again.
#[derive(Debug, Clone, Default)]
struct Written {
    records: Arc<Vec<Arc<Record>>>,
    added: Vec<Arc<PlanStep>>,
}

impl Writer {
    /// Returns the session that is being written, or was last.
    pub(crate) fn current(&self) -> Option<Id> {
        self.current.as_ref().map(|current| current.start.id)
    }

    /// Says if the session that is being written is under way.
    pub(crate) fn is_under_way(&self, connection: &Connection) -> Result<bool> {
        let Some(current) = &self.current else { return Ok(false) };
        let mut state = connection.prepare_cached("select state from session where id = ?1")?;
        let state: Option<String> = state.query_row(params![current.id()], |row| row.get("state")).optional()?;
        let waits = !current.known && current.state == SessionState::Running;
        Ok(state.map_or(waits, |state| state == state_word(SessionState::Running)))
    }

    /// Takes nothing as written before, not even that the session began: the file under the connection may be another
    /// one.
    pub(crate) fn forget(&mut self) {
        if let Some(current) = &mut self.current {
            (current.written, current.known) = (None, false);
        }
    }

    /// Looks at the session again after something was changed by hand in the file that is written: it may belong to
    /// somebody else now, or be gone for good.
    pub(crate) fn look_again(&mut self, connection: &Connection) -> Result<()> {
        let Some(current) = self.current.as_mut().filter(|current| current.known) else { return Ok(()) };
        let mut client = connection.prepare_cached("select client from session where id = ?1")?;
        match client.query_row(params![current.id()], |row| maybe_id(row, "client")).optional()? {
            Some(client) => current.start.client = client,
            None => self.current = None,
        }
        Ok(())
    }

    /// Writes entries, in one transaction: either all of them are kept when this comes back, or none. Writing the
    /// same entries twice is writing them once, so that whoever does not know offers them again.
    ///
    /// Entries of a session that began unseen, or was erased meanwhile, are let go. One that is missing because the file
    /// is another one begins again.
    pub(crate) fn take(&mut self, connection: &Connection, entries: &[Entry], now: Timestamp) -> Result<()> {
        let mut current = self.current.clone();
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        for (place, entry) in entries.iter().enumerate() {
            match (entry, &mut current) {
                (Entry::Begin(start), _) => {
                    begin(&transaction, start, now)?;
                    current = Some(Current::of((**start).clone()));
                }
                (Entry::Resume(id), _) => current = resume(&transaction, *id, now)?,
                (_, None) => {}
                (entry, Some(session)) => {
                    let here = entries.get(place..).unwrap_or_default();
                    match (session.find(&transaction, here, now)?, entry) {
                        (Found::Erased, _) => current = None,
                        (Found::Elsewhere, _) | (_, Entry::Begin(_) | Entry::Resume(_)) => {}
                        (Found::Here, Entry::Event(event)) => session.event(&transaction, event)?,
                        (Found::Here, Entry::Restore(point)) => session.restore(&transaction, point, now)?,
                        (Found::Here, Entry::CueTimingReport(account)) => session.account(&transaction, account)?,
                    }
                }
            }
        }
        transaction.commit()?;
        self.current = current;
        Ok(())
    }
}

/// Says if there is a point of the session to which the first of these belongs.
fn brings_point(entries: &[Entry]) -> bool {
    matches!(entries.iter().find(|entry| !matches!(entry, Entry::Event(_))), Some(Entry::Restore(_)))
}

/// Place of the session that an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// In this file.
    Here,
    /// The session was here, and was erased.
    Erased,
    /// In another file, and nothing comes with this entry that would let it begin again here.
    Elsewhere,
}

/// Puts a session that begins into the file, where it is not there already.
pub(super) fn begin(connection: &Connection, start: &SessionStart, now: Timestamp) -> Result<()> {
    let plan = json(&start.plan)?;
    let hash = format!("{:x}", Sha256::digest(plan.as_bytes()));
    let mut text = connection.prepare_cached("insert or ignore into plan (hash, whole) values (?1, ?2)")?;
    let _new = text.execute(params![hash, plan])?;
    // A client who was erased while the session was about to begin is nobody.
    let sql = "insert or ignore into session
        (id, author, client, preset, preset_version, plan, name, began, saved, state, options)
        values (?1, ?2, (select id from client where id = ?3), ?4, ?5, ?6, ?7, ?8, ?9, 'running', ?10)";
    let _new = connection.prepare_cached(sql)?.execute(params![
        start.id.to_string(),
        author(connection)?,
        start.client.map(|client| client.to_string()),
        start.preset.map(|(preset, _)| preset.to_string()),
        start.preset.map(|(_, version)| version),
        hash,
        start.plan.name,
        start.began.as_millisecond(),
        now.as_millisecond(),
        json(&start.options)?,
    ])?;
    if let Some((preset, _)) = start.preset {
        let mut used = connection.prepare_cached("update preset set used = ?2 where id = ?1")?;
        let _found = used.execute(params![preset.to_string(), start.began.as_millisecond()])?;
    }
    Ok(())
}

/// Goes on with a session that was cut off: from its point on, the wall is ahead of its clock by what lies between.
fn resume(connection: &Connection, id: Id, now: Timestamp) -> Result<Option<Current>> {
    let Some(plan) = plan_of(connection, id)? else { return Ok(None) };
    let mut session = connection.prepare_cached("select * from session where id = ?1")?;
    let start = session.query_row(params![id.to_string()], |row| {
        Ok(SessionStart {
            id,
            began: instant(row, "began")?,
            options: from_json(row, "options").unwrap_or_else(|_| Options::of(&plan)),
            client: maybe_id(row, "client")?,
            preset: maybe_id(row, "preset")?.zip(row.get("preset_version")?),
            plan,
        })
    })?;
    if let Some(point) = super::cut_off::point(connection, id)? {
        let sql = "insert or replace into resumed (session, from_ms, zero) values (?1, ?2, ?3)";
        let at = column(Millis(point.at.0));
        let mut resumed = connection.prepare_cached(sql)?;
        let _new = resumed.execute(params![id.to_string(), at, now.as_millisecond().saturating_sub(at)])?;
    }
    Ok(Some(Current::of(start)))
}

impl Current {
    const fn of(start: SessionStart) -> Self {
        Self { start, state: SessionState::Running, known: true, written: None }
    }

    /// Returns the id as the columns hold it.
    fn id(&self) -> String {
        self.start.id.to_string()
    }

    /// Looks for the session. Where the file is another one than it began in, it begins again with the next point,
    /// which carries everything that was done.
    fn find(&mut self, connection: &Connection, entries: &[Entry], now: Timestamp) -> Result<Found> {
        let mut session = connection.prepare_cached("select 1 from session where id = ?1")?;
        if session.exists(params![self.id()])? {
            self.known = true;
        } else if self.known {
            return Ok(Found::Erased);
        } else if brings_point(entries) {
            begin(connection, &self.start, now)?;
            *self = Self::of(self.start.clone());
        } else {
            return Ok(Found::Elsewhere);
        }
        Ok(Found::Here)
    }

    fn event(&self, connection: &Connection, event: &Event) -> Result<()> {
        let sql = "insert or ignore into event (session, seq, at_ms, whole) values (?1, ?2, ?3, ?4)";
        let seq = i64::try_from(event.seq).unwrap_or(i64::MAX);
        let row = params![self.id(), seq, column(Millis(event.at.0)), json(event)?];
        connection.prepare_cached(sql)?.execute(row).map(drop)
    }

    fn account(&self, connection: &Connection, account: &serde_json::Value) -> Result<()> {
        let mut session = connection.prepare_cached("update session set account = ?2 where id = ?1")?;
        session.execute(params![self.id(), account.to_string()]).map(drop)
    }

    /// Writes all that changed of the session since the last point, and this point, from which it can go on.
    fn restore(&mut self, connection: &Connection, point: &RestorePoint, now: Timestamp) -> Result<()> {
        self.write_added(connection, point)?;
        self.write_records(connection, point)?;
        self.written = Some(Written { records: Arc::clone(point.records()), added: point.added_steps().to_vec() });
        let state = state_of(point.finish());
        let finished = point.records().iter().filter(|record| record.is_finished()).count();
        let held: Millis = point.records().iter().map(|record| record.held()).sum();
        let sql = "update session set state = ?2, holds = ?3, held_ms = ?4, saved = ?5 where id = ?1";
        let holds = u32::try_from(finished).unwrap_or(u32::MAX);
        let (id, now) = (self.id(), now.as_millisecond());
        let _one = connection.prepare_cached(sql)?.execute(params![id, state_word(state), holds, column(held), now])?;
        if state == SessionState::Running {
            let sql = "insert or replace into restore (session, saved, whole) values (?1, ?2, ?3)";
            let _one = connection.prepare_cached(sql)?.execute(params![id, now, json(point)?])?;
        } else {
            let mut kept = connection.prepare_cached("delete from restore where session = ?1")?;
            let _gone = kept.execute(params![id])?;
        }
        // The end of a session can be taken back, and then it has not been.
        let before = std::mem::replace(&mut self.state, state);
        match (before, state) {
            (SessionState::Running, SessionState::Running) => Ok(()),
            (_, SessionState::Running) => settle::unsettle(connection, self.start.id),
            _ => settle::settle(connection, self.start.id),
        }
    }

    fn write_added(&self, connection: &Connection, point: &RestorePoint) -> Result<()> {
        let written = self.written.as_ref().map_or(&[][..], |written| &written.added);
        let planned = self.start.plan.steps.len();
        let id = self.id();
        let sql = "insert or replace into added_step (session, step, whole) values (?1, ?2, ?3)";
        for (index, step) in point.added_steps().iter().enumerate() {
            if !written.get(index).is_some_and(|written| Arc::ptr_eq(written, step)) {
                let place = i64::try_from(planned + index).unwrap_or(i64::MAX);
                let _one = connection.prepare_cached(sql)?.execute(params![id, place, json(step)?])?;
            }
        }
        if self.written.is_none() || written.len() > point.added_steps().len() {
            let left = i64::try_from(planned + point.added_steps().len()).unwrap_or(i64::MAX);
            let mut gone = connection.prepare_cached("delete from added_step where session = ?1 and step >= ?2")?;
            let _gone = gone.execute(params![id, left])?;
        }
        Ok(())
    }

    fn write_records(&self, connection: &Connection, point: &RestorePoint) -> Result<()> {
        let records = point.records();
        let written = self.written.as_ref().map_or(&[][..], |written| &written.records);
        // A command that is taken back may take the beginning of a hold with it.
        let stays = written.iter().zip(records.iter()).all(|(old, new)| old.item == new.item);
        if self.written.is_none() || !stays || written.len() > records.len() {
            let mut holds = connection.prepare_cached("delete from hold where session = ?1")?;
            let _gone = holds.execute(params![self.id()])?;
            return records.iter().try_for_each(|record| self.write_record(connection, record, point));
        }
        for (index, record) in records.iter().enumerate() {
            if !written.get(index).is_some_and(|written| Arc::ptr_eq(written, record)) {
                self.write_record(connection, record, point)?;
            }
        }
        Ok(())
    }

    fn write_record(&self, connection: &Connection, record: &Record, point: &RestorePoint) -> Result<()> {
        let step = record.step_of(&self.start.plan, point.added_steps());
        write_hold(connection, &self.start, record, step)
    }
}

/// Writes the record of a hold, with what is searched for of its step.
pub(super) fn write_hold(
    connection: &Connection,
    start: &SessionStart,
    record: &Record,
    step: Option<&Arc<PlanStep>>,
) -> Result<()> {
    let contact = step.and_then(|step| step.contacts.first());
    let released = match record.released {
        Release::At(held) => Some(column(held)),
        Release::NotSaid | Release::No => None,
    };
    let sql = "insert or replace into hold
        (session, bout, step, side, position, region, technique, held_ms, released_ms, whole)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection
        .prepare_cached(sql)?
        .execute(params![
            start.id.to_string(),
            record.item,
            record.step,
            record.side.key(),
            contact.and_then(|contact| contact.position.as_ref()),
            contact.and_then(|contact| contact.region).map(Region::key),
            step.map_or(start.plan.technique, |step| step.technique).key(),
            column(record.held()),
            released,
            json(record)?,
        ])
        .map(drop)
}
