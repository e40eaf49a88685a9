//! The record of a session, and the sessions of a client.

use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::correct::corrections;
use super::delete::IS_THERE;
use super::question::{BLANK, read_asks};
use super::row::{
    BEGAN, LINE, added_steps, from_json, good, instant, maybe_id, or_named, plan_of, records, session_line,
};
use crate::note::session_note;
use crate::person::IS_PERSON;
use holdwell_engine::Record;
use holdwell_model::{Arc, Id};
use holdwell_store::{Annotation, RowKind, SessionLine, SessionPage, UnreadableRow, corrected};

/// Reads all that is kept of a session; `None` where there is none of this id.
pub(crate) fn session_page(connection: &Connection, session: Id) -> Result<Option<SessionPage>> {
    let mut whole = connection.prepare_cached(&format!("select {LINE} from session where id = ?1"))?;
    let found = whole.query_row(params![session.to_string()], |row| {
        let preset = maybe_id(row, "preset")?.zip(row.get("preset_version")?);
        let has_account = row.get::<_, Option<String>>("account")?.is_some();
        let account = has_account.then(|| from_json(row, "account")).transpose()?;
        Ok((session_line(row)?, preset, account))
    });
    let Some((line, preset, account)) = found.optional()? else { return Ok(None) };
    let Some(plan) = plan_of(connection, session)? else { return Ok(None) };
    let corrections = corrections(connection, session)?;
    let now = |record: &Arc<Record>| Arc::new(corrected(record, &corrections));
    let (mut records, mut recorded) = (records(connection, session)?, Vec::new());
    for record in &mut records {
        if corrections.iter().any(|one| one.item() == Some(record.item)) {
            recorded.push(std::mem::replace(record, now(record)));
        }
    }
    Ok(Some(SessionPage {
        session: line,
        plan,
        added: added_steps(connection, session)?,
        records,
        corrections,
        recorded,
        preset,
        account,
        annotations: annotations(connection, session)?,
        note: session_note(connection, session)?,
    }))
}

/// Lists the last sessions of a client, newest first. One that cannot be read is added to `bad`.
pub(crate) fn sessions_of(
    connection: &Connection,
    client: Id,
    most: u32,
    bad: &mut Vec<UnreadableRow>,
) -> Result<Vec<SessionLine>> {
    let sql = format!(
        "select {LINE} from session where session.client {IS_PERSON} and {IS_THERE} order by {BEGAN} desc limit ?2"
    );
    let mut sessions = connection.prepare_cached(&sql)?;
    let sessions =
        sessions.query_map(params![client.to_string(), most], |row| or_named(row, "id", session_line(row)))?;
    good(sessions, RowKind::Session, bad)
}

fn annotations(connection: &Connection, session: Id) -> Result<Vec<Annotation>> {
    let sql = "select at, bout, asks, text from annotation
        where session = ?1 and (asks is null or text <> ?2) order by at, id";
    let mut annotations = connection.prepare_cached(sql)?;
    let annotations = annotations.query_map(params![session.to_string(), BLANK], |row| {
        let asks: Option<String> = row.get("asks")?;
        Ok(Annotation {
            at: instant(row, "at")?,
            item: row.get("bout")?,
            answers: asks.as_deref().and_then(read_asks),
            text: row.get("text")?,
        })
    })?;
    annotations.collect()
}
