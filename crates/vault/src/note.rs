//! Notes of sessions for the file: written, signed, added to.

mod drafts;

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

pub(super) use self::drafts::{begin_addendum, look_through, put_away, take_drafts};
use self::drafts::{drafts, forget_begun, write};
use super::consent::of_session;
use super::file::author;
use super::journal::delete::IS_THERE;
use super::journal::row::{BEGAN, from_json, if_readable, instant, json, or_named, state_word};
use super::log::log_daily;
use super::person::IS_PERSON;
use holdwell_model::Id;
use holdwell_store::{Addendum, Failure, LastNote, NoteText, SessionNote, SessionState, SignedNote, new_id};

/// Keeps the note of a session as it is written now. A signed one is locked.
pub(super) fn save_note(
    connection: &Connection,
    session: Id,
    (was, text): (&NoteText, &NoteText),
    now: &Zoned,
) -> Result<std::result::Result<(), Failure>> {
    let transaction = connection.unchecked_transaction()?;
    if let Some(why) = locked(&transaction, session)? {
        return Ok(Err(why));
    }
    write(&transaction, session, (Some(was), text), now)?;
    log_daily(&transaction, now.date(), "note written", session)?;
    transaction.commit().map(Ok)
}

/// Signs the note of a session with this text.
pub(super) fn sign_note(
    connection: &Connection,
    session: Id,
    (text, by): (&NoteText, &str),
    now: &Zoned,
) -> Result<std::result::Result<(), Failure>> {
    let transaction = connection.unchecked_transaction()?;
    if let Some(why) = locked(&transaction, session)? {
        return Ok(Err(why));
    }
    write(&transaction, session, (None, text), now)?;
    let sql = "insert into note_signed (id, session, at, author, signed_by, whole) values (?1, ?2, ?3, ?4, ?5, ?6)";
    let (id, at) = (new_id(now.timestamp()).to_string(), now.timestamp().as_millisecond());
    let row = params![id, session.to_string(), at, author(&transaction)?, by, json(text)?];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    log_daily(&transaction, now.date(), "note signed", session)?;
    transaction.commit().map(Ok)
}

/// Adds a text to a signed note. It comes after all that was added before, also where the clock was put back since.
pub(super) fn add_to_note(
    connection: &Connection,
    session: Id,
    (text, by): (&str, &str),
    now: &Zoned,
) -> Result<std::result::Result<(), Failure>> {
    let transaction = connection.unchecked_transaction()?;
    if !is_signed(&transaction, session)? {
        return Ok(Err(Failure::NoteNotSigned));
    }
    let sql = "insert into addendum (id, session, at, author, signed_by, text)
        values (?1, ?2, max(?3, coalesce((select max(at) + 1 from addendum where session = ?2), 0)), ?4, ?5, ?6)";
    let (id, at) = (new_id(now.timestamp()).to_string(), now.timestamp().as_millisecond());
    let row = params![id, session.to_string(), at, author(&transaction)?, by, text];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    forget_begun(&transaction, session, text)?;
    log_daily(&transaction, now.date(), "note added to", session)?;
    transaction.commit().map(Ok)
}

/// Returns the reason why the note of a session cannot be written.
fn locked(connection: &Connection, session: Id) -> Result<Option<Failure>> {
    let sql = "select 1 from session where id = ?1 and state <> ?2";
    let is_over = params![session.to_string(), state_word(SessionState::Running)];
    if !connection.prepare_cached(sql)?.exists(is_over)? {
        return Ok(Some(Failure::NoSuchSession));
    }
    Ok(is_signed(connection, session)?.then_some(Failure::NoteIsSigned))
}

fn is_signed(connection: &Connection, session: Id) -> Result<bool> {
    connection.prepare_cached("select 1 from note_signed where session = ?1")?.exists(params![session.to_string()])
}

/// Reads all that is kept of the note of a session.
pub(super) fn session_note(connection: &Connection, session: Id) -> Result<SessionNote> {
    let id = session.to_string();
    let mut unreadable = Vec::new();
    let drafts = if_readable(drafts(connection, session))?;
    unreadable.extend(drafts.is_none().then(|| id.clone()));
    let sql = "select id, at, signed_by, whole from note_signed where session = ?1 order by at, id";
    let mut signed = connection.prepare_cached(sql)?;
    let signed = signed.query_map(params![id], |row| or_named(row, "id", read_signed(row)))?;
    let signed = or_listed(signed, &mut unreadable)?;
    let is_unreadable = !unreadable.is_empty();
    let sql = "select id, at, signed_by, text from addendum where session = ?1 order by at, id";
    let mut addenda = connection.prepare_cached(sql)?;
    let addenda = addenda.query_map(params![id], |row| or_named(row, "id", read_addendum(row)))?;
    let addenda = or_listed(addenda, &mut unreadable)?;
    let drafts = drafts.flatten();
    let is_of_another =
        drafts.as_ref().map_or(Ok(false), |drafts| drafts::is_of_another(connection, session, drafts))?;
    let (texts, begun) = drafts.map(|drafts| (drafts.texts, drafts.begun)).unwrap_or_default();
    let mut texts = texts.into_iter().map(|one| (one.at(), one.text));
    Ok(SessionNote {
        unreadable,
        is_unreadable,
        is_of_another,
        draft: texts.next(),
        others: texts.collect(),
        begun: begun.into_iter().map(|one| (one.at(), one.text)).collect(),
        signed,
        addenda,
        last: last_note(connection, session)?,
        consent: of_session(connection, session)?,
    })
}

/// Collects the rows that can be read, and lists the ids of the others.
fn or_listed<T>(
    rows: impl Iterator<Item = Result<std::result::Result<T, String>>>,
    unreadable: &mut Vec<String>,
) -> Result<Vec<T>> {
    let mut read = Vec::new();
    for row in rows {
        match row? {
            Ok(row) => read.push(row),
            Err(id) => unreadable.push(id),
        }
    }
    Ok(read)
}

fn read_addendum(row: &Row<'_>) -> Result<Addendum> {
    Ok(Addendum { at: instant(row, "at")?, by: row.get("signed_by")?, text: row.get("text")? })
}

fn read_signed(row: &Row<'_>) -> Result<SignedNote> {
    Ok(SignedNote { at: instant(row, "at")?, by: row.get("signed_by")?, text: from_json(row, "whole")? })
}

/// Reads the note of the session before one of the same person; one that cannot be read is passed over.
fn last_note(connection: &Connection, session: Id) -> Result<Option<LastNote>> {
    let begun = format!(
        "select coalesce(client.person, client.id) as person, {BEGAN} as began
        from session join client on client.id = session.client where session.id = ?1"
    );
    let begun = connection
        .prepare_cached(&begun)?
        .query_row(params![session.to_string()], |row| {
            Ok((row.get::<_, String>("person")?, row.get::<_, i64>("began")?))
        })
        .optional()?;
    let Some((person, began)) = begun else { return Ok(None) };
    let sql = format!(
        "select {BEGAN} as began, coalesce(
                (select whole from note_signed where note_signed.session = session.id order by at, id limit 1),
                (select whole from note where note.session = session.id)
            ) as whole
        from session
        where session.client {IS_PERSON} and {BEGAN} < ?2 and {IS_THERE} and whole is not null
        order by 1 desc limit 1"
    );
    let last = connection.prepare_cached(&sql)?.query_row(params![person, began], |row| {
        Ok(LastNote { began: instant(row, "began")?, text: from_json(row, "whole")? })
    });
    Ok(if_readable(last.optional())?.flatten())
}

/// Reads the name with which a note was signed last.
pub(super) fn signs_as(connection: &Connection) -> Result<Option<String>> {
    let sql = "select signed_by from note_signed order by at desc, id desc limit 1";
    Ok(if_readable(connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional())?.flatten())
}
