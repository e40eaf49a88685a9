//! Sessions that were cut off by a crash or a power cut.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::delete::IS_THERE;
use super::row::{LINE, from_json, instant, plan_of, readable, session_line};
use super::settle;
use crate::board::recent_of;
use crate::log::log;
use holdwell_engine::RestorePoint;
use holdwell_model::{Id, Plan};
use holdwell_store::Unfinished;

/// Age up to which a session is gone on with: after an hour the client is no longer on the table.
const RESUMABLE: SignedDuration = SignedDuration::from_hours(1);

/// Finds the last session that was cut off; `running` is the one that runs now.
pub(crate) fn unfinished(connection: &Connection, now: Timestamp, running: Option<Id>) -> Result<Option<Unfinished>> {
    let sql = format!(
        "select {LINE} from session where state = 'running' and id is not ?1 and {IS_THERE}
            order by began desc, id desc"
    );
    let mut cut_off = connection.prepare_cached(&sql)?;
    let cut_off = cut_off.query_map(params![running.map(|running| running.to_string())], |row| {
        Ok((session_line(row)?, instant(row, "saved")?))
    })?;
    // One that cannot be read does not keep the one before it out of sight.
    let Some((session, kept)) = readable(cut_off)?.into_iter().next() else { return Ok(None) };
    let plan = plan_of(connection, session.id).ok().flatten();
    let fresh = now.duration_since(kept).abs() <= RESUMABLE;
    let point = plan.as_ref().filter(|_| fresh).and_then(|_| point(connection, session.id).ok().flatten());
    let plan = plan.unwrap_or_else(Plan::nothing);
    let whose = session.client.and_then(|client| recent_of(connection, client).ok().flatten());
    Ok(Some(Unfinished { session, whose, plan, kept, point: point.map(Box::new) }))
}

/// Reads the point from which a session can go on, however old; one that cannot be read is an error.
pub(super) fn point(connection: &Connection, session: Id) -> Result<Option<RestorePoint>> {
    let mut point = connection.prepare_cached("select whole from restore where session = ?1")?;
    point.query_row(params![session.to_string()], |row| from_json(row, "whole")).optional()
}

/// Keeps a session that was cut off as it is. Returns false where it was none.
pub(crate) fn keep_partial(connection: &Connection, session: Id, day: Date) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let sql = "update session set state = 'partial' where id = ?1 and state = 'running'";
    let was_cut_off = transaction.prepare_cached(sql)?.execute(params![session.to_string()])? > 0;
    if was_cut_off {
        let mut point = transaction.prepare_cached("delete from restore where session = ?1")?;
        let _gone = point.execute(params![session.to_string()])?;
        drop(point);
        settle::settle(&transaction, session)?;
        log(&transaction, day, "kept as it was cut off", session)?;
    }
    transaction.commit()?;
    Ok(was_cut_off)
}

/// Removes the text of a plan where no session has it any more.
pub(crate) fn forget_plan(connection: &Connection, hash: &str) -> Result<()> {
    let sql = "delete from plan where hash = ?1 and not exists (select 1 from session where plan = ?1)";
    connection.prepare_cached(sql)?.execute(params![hash]).map(drop)
}

/// Returns the end of the time in which a session that was cut off can be gone on with; `None` where it cannot.
pub(crate) fn resumable_until(unfinished: &Unfinished) -> Option<Timestamp> {
    unfinished.point.as_ref().and_then(|_| unfinished.kept.checked_add(RESUMABLE).ok())
}
