//! Sessions that are entered afterwards.

use jiff::Zoned;
use rusqlite::{Connection, Result, params};

use super::row::{column, json, state_word};
use super::writer::{begin, write_hold};
use super::{amend, settle};
use crate::log::log;
use crate::own::drop_draft;
use holdwell_model::Millis;
use holdwell_store::{LateSession, SessionState};

/// Enters a session that was not recorded as it happened, and marks it so. One that is there already stays as it is.
pub(crate) fn enter_session(connection: &Connection, late: &LateSession, now: &Zoned) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let (start, id) = (&late.start, late.start.id.to_string());
    // With it goes the draft, or it would be offered again after a power cut.
    late.draft.as_deref().map_or(Ok(()), |draft| drop_draft(&transaction, draft))?;
    if transaction.prepare_cached("select 1 from session where id = ?1")?.exists(params![id])? {
        return transaction.commit();
    }
    let ended = start.began.as_millisecond().saturating_add(column(late.length));
    let ended = jiff::Timestamp::from_millisecond(ended).unwrap_or(start.began);
    begin(&transaction, start, ended)?;
    let planned = start.plan.steps.len();
    for (index, step) in late.steps.iter().enumerate() {
        let place = i64::try_from(planned + index).unwrap_or(i64::MAX);
        let sql = "insert into added_step (session, step, whole) values (?1, ?2, ?3)";
        let _one = transaction.prepare_cached(sql)?.execute(params![id, place, json(step)?])?;
    }
    for record in &late.records {
        let step = record.step_of(&start.plan, &late.steps);
        write_hold(&transaction, start, record, step)?;
    }
    let finished = late.records.iter().filter(|record| record.is_finished()).count();
    let held: Millis = late.records.iter().map(|record| record.held()).sum();
    let sql = "update session set state = ?2, holds = ?3, held_ms = ?4, entered = ?5 where id = ?1";
    let (state, holds) = (state_word(SessionState::Complete), u32::try_from(finished).unwrap_or(u32::MAX));
    let row = params![id, state, holds, column(held), now.timestamp().as_millisecond()];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    if !late.remark.trim().is_empty() {
        amend::put(&transaction, start.id, None, None, late.remark.trim(), now.timestamp())?;
    }
    if let Some(client) = start.client {
        settle::know_client(&transaction, client)?;
        settle::know_words(&transaction, client, Some(start.id))?;
    }
    log(&transaction, now.date(), "session entered afterwards", start.id)?;
    transaction.commit()
}
