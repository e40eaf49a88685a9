//! What is written of a note and not signed: the text that counts, what came from other computers, addenda begun.

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::{is_signed, locked, session_note};
use crate::file::author;
use crate::format::NoteRow;
use crate::join::{Drafts, Save};
use crate::journal::client_of;
use crate::journal::row::{from_json, if_readable, json};
use crate::log::log_daily;
use crate::person::person_of;
use holdwell_model::Id;
use holdwell_store::{Failure, NoteText};

/// Reads what is written; `None` where nobody wrote anything.
pub(super) fn drafts(connection: &Connection, session: Id) -> Result<Option<Drafts>> {
    let sql = "select author, saved, whole from note where session = ?1";
    let read = |row: &rusqlite::Row<'_>| {
        let (author, whole): (String, NoteRow) = (row.get("author")?, from_json(row, "whole")?);
        Ok(Drafts::of_row(row.get("saved")?, &author, whole))
    };
    connection.prepare_cached(sql)?.query_row(params![session.to_string()], read).optional()
}

fn put(connection: &Connection, session: Id, drafts: &Drafts) -> Result<()> {
    let Some((save, row)) = drafts.to_row() else { return Ok(()) };
    let sql = "insert into note (session, author, saved, whole) values (?1, ?2, ?3, ?4)
        on conflict (session) do update set author = excluded.author, saved = excluded.saved, whole = excluded.whole";
    let row = params![session.to_string(), save.by, save.at, json(&row)?];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Writes the text of a note, made of what it was.
pub(super) fn write(
    connection: &Connection,
    session: Id,
    (was, text): (Option<&NoteText>, &NoteText),
    now: &Zoned,
) -> Result<()> {
    let (by, at) = (author(connection)?, now.timestamp().as_millisecond());
    let mut drafts = match drafts(connection, session)? {
        Some(mut drafts) => {
            drafts.write(was, text, (&by, at));
            drafts
        }
        None => Drafts::begin(text.clone(), Save { at, by }),
    };
    drafts.whose = client_of(connection, session)?;
    put(connection, session, &drafts)
}

/// Notes that somebody looked through a note that was written while the session was another client's.
pub(crate) fn look_through(
    connection: &Connection,
    session: Id,
    now: &Zoned,
) -> Result<std::result::Result<(), Failure>> {
    let transaction = connection.unchecked_transaction()?;
    let Some(mut drafts) = drafts(&transaction, session)? else { return Ok(Err(Failure::NoSuchText)) };
    drafts.whose = client_of(&transaction, session)?;
    drafts.confirm((&author(&transaction)?, now.timestamp().as_millisecond()));
    put(&transaction, session, &drafts)?;
    log_daily(&transaction, now.date(), "note looked through", session)?;
    transaction.commit().map(Ok)
}

/// Says if a note was written while the session was that of another client than now, or of one where it is nobody's.
pub(super) fn is_of_another(connection: &Connection, session: Id, drafts: &Drafts) -> Result<bool> {
    let Some(whose) = drafts.whose else { return Ok(false) };
    let now = client_of(connection, session)?.map(|client| person_of(connection, client)).transpose()?;
    Ok(now != Some(person_of(connection, whose)?))
}

/// Puts a text away that another computer wrote, or takes that back.
pub(crate) fn put_away(
    connection: &Connection,
    session: Id,
    (text, is_away): (&NoteText, bool),
    now: &Zoned,
) -> Result<std::result::Result<(), Failure>> {
    let transaction = connection.unchecked_transaction()?;
    let Some(mut drafts) = drafts(&transaction, session)? else { return Ok(Err(Failure::NoSuchText)) };
    let by = author(&transaction)?;
    let stamp = (by.as_str(), now.timestamp().as_millisecond());
    if is_away {
        let signed = session_note(&transaction, session)?.signed;
        drafts.put_away(text, signed.last().map(|signed| &signed.text), stamp);
    } else {
        drafts.take_back(text, stamp);
    }
    put(&transaction, session, &drafts)?;
    log_daily(&transaction, now.date(), "note written", session)?;
    transaction.commit().map(Ok)
}

/// Keeps an addendum that is begun and not signed.
pub(crate) fn begin_addendum(
    connection: &Connection,
    session: Id,
    (was, text): (&str, &str),
    now: &Zoned,
) -> Result<std::result::Result<(), Failure>> {
    let transaction = connection.unchecked_transaction()?;
    if !is_signed(&transaction, session)? {
        return Ok(Err(locked(&transaction, session)?.unwrap_or(Failure::NoteNotSigned)));
    }
    let (by, at) = (author(&transaction)?, now.timestamp().as_millisecond());
    let mut drafts = if let Some(drafts) = drafts(&transaction, session)? {
        drafts
    } else {
        let signed = session_note(&transaction, session)?.signed.pop();
        Drafts::begin(signed.map(|signed| signed.text).unwrap_or_default(), Save { at, by: by.clone() })
    };
    drafts.begin_addendum(was, text, (&by, at));
    put(&transaction, session, &drafts)?;
    log_daily(&transaction, now.date(), "note written", session)?;
    transaction.commit().map(Ok)
}

/// Forgets what was begun of an addendum that is signed now: what is the same, and what was begun here.
pub(super) fn forget_begun(connection: &Connection, session: Id, added: &str) -> Result<()> {
    let by = author(connection)?;
    // What cannot be read stays as it is.
    let Some(mut drafts) = if_readable(drafts(connection, session))?.flatten() else { return Ok(()) };
    drafts.begun.retain(|one| one.save.by != by && one.text.trim() != added);
    put(connection, session, &drafts)
}

/// Joins what is written here with what a file has. Returns true where another text than before stands apart from the
/// note. What cannot be read here stays as it is.
pub(crate) fn take_drafts(connection: &Connection, session: Id, there: &Drafts) -> Result<bool> {
    let Some(here) = if_readable(drafts(connection, session))? else { return Ok(false) };
    let joined = here.as_ref().map_or_else(|| there.clone(), |here| here.join(there));
    if here.as_ref() == Some(&joined) {
        return Ok(false);
    }
    let before = session_note(connection, session)?;
    put(connection, session, &joined)?;
    let after = session_note(connection, session)?;
    let known: Vec<&NoteText> = before.apart().into_iter().map(|(_, text)| text).collect();
    Ok(after.apart().iter().any(|(_, text)| known.iter().all(|known| !known.is_same_text(text))))
}
