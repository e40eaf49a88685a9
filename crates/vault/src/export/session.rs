//! Taking sessions in. What happened and what was said of it is only ever more; what follows from it is that of the
//! later state.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, Result, ToSql, params, params_from_iter};

use super::check::{Cells, number, text};
use super::import::Import;
use super::names::Holds;
use crate::join::Drafts;
use crate::journal::ask_again;
use crate::journal::delete::{is_deleted, mark};
use crate::log::was_last;
use crate::note::take_drafts;
use holdwell_model::Id;
use holdwell_store::{Erased, ImportFinding};

/// Columns of a session that say what it was.
const CONTENT: [&str; 11] =
    ["preset", "preset_version", "plan", "name", "began", "saved", "state", "options", "holds", "held_ms", "entered"];

/// A session as it is here.
struct Here {
    client: Option<String>,
    version: i64,
    key: Key,
}

/// Key by which two states of a session are compared: the later saved one is the greater.
type Key = (i64, bool, String);

/// Takes a session in, with all that belongs to it. One that is another client's here stays as it is.
pub(super) fn take_session(import: &mut Import<'_>, row: &Cells, client: Option<Id>) -> Result<()> {
    let Ok(id) = text(row, "id").parse::<Id>() else { return Ok(()) };
    let client = client.map(|client| client.to_string());
    let Some(here) = here(import, id)? else {
        let gone = was_last(import.transaction, id, "discarded", "brought back")?
            || (client.is_none() && was_last(import.transaction, id, "erased", "brought back")?);
        if import.erased == Erased::StayErased && gone {
            import.report.findings.push(ImportFinding::SessionStaysDeleted(id));
            return Ok(());
        }
        let is_deleted = is_deleted(import.transaction, id, client.as_deref())?;
        stays_deleted(import, id, is_deleted);
        import.report.sessions += u32::from(!is_deleted);
        let _new = import.put("session", row)?;
        take_holds(import, id)?;
        take_said(import, id, Holds::default())?;
        return bring_back(import, id, client.as_deref());
    };
    let version = number(row, "version").unwrap_or(1);
    let is_given = here.client.is_none() && version > here.version;
    if here.client != client && !is_given {
        import.report.findings.push(ImportFinding::SessionOfAnother(id));
        return Ok(());
    }
    let sql = "update session set version = max(version, ?2), client = ?3 where id = ?1";
    let _one = import.transaction.prepare_cached(sql)?.execute(params![id.to_string(), version, client])?;
    let there = key_of(row);
    let is_deleted = is_deleted(import.transaction, id, client.as_deref())?;
    stays_deleted(import, id, is_deleted);
    import.report.sessions += u32::from(!is_deleted && (there > here.key || is_given));
    bring_back(import, id, client.as_deref())?;
    let before = Holds::here(import, id)?;
    if there > here.key {
        make_way(import, row)?;
    }
    if there >= here.key {
        take_holds(import, id)?;
    }
    take_said(import, id, before)
}

/// Reports that a session which the file has is deleted here, and is not brought back.
fn stays_deleted(import: &mut Import<'_>, session: Id, is_deleted: bool) {
    let stays = is_deleted && import.erased == Erased::StayErased;
    import.report.findings.extend(stays.then_some(ImportFinding::SessionStaysDeleted(session)));
}

/// Puts a deleted session back, where that was asked for.
fn bring_back(import: &mut Import<'_>, session: Id, client: Option<&str>) -> Result<()> {
    if import.erased == Erased::StayErased || !is_deleted(import.transaction, session, client)? {
        return Ok(());
    }
    import.report.sessions += 1;
    mark(import.transaction, session, false, import.now)
}

fn here(import: &Import<'_>, id: Id) -> Result<Option<Here>> {
    let sql = format!("select client, version, author, account, {} from session where id = ?1", CONTENT.join(", "));
    let mut session = import.transaction.prepare_cached(&sql)?;
    let row = session.query_row(params![id.to_string()], |row| {
        let mut cells = Cells::new();
        for column in CONTENT.into_iter().chain(["account"]) {
            cells.insert(column, row.get(column)?);
        }
        Ok(Here { client: row.get("client")?, version: row.get("version")?, key: key_of(&cells) })
    });
    row.optional()
}

fn key_of(row: &Cells) -> Key {
    let content = CONTENT.iter().chain(&["account"]).map(|column| format!("{:?}", row.get(column)));
    let has_account = !matches!(row.get("account"), None | Some(Value::Null));
    (number(row, "saved").unwrap_or(0), has_account, content.collect::<Vec<_>>().join("\n"))
}

/// Makes way for a later state of a session: the earlier one's statements about its holds go.
fn make_way(import: &Import<'_>, row: &Cells) -> Result<()> {
    let columns: Vec<&str> = CONTENT.into_iter().chain(["account", "author"]).collect();
    let set: Vec<String> = columns.iter().zip(2..).map(|(column, place)| format!("{column} = ?{place}")).collect();
    let sql = format!("update session set {} where id = ?1", set.join(", "));
    let id = text(row, "id");
    let cells: Vec<&dyn ToSql> =
        columns.iter().filter_map(|column| row.get(column)).map(|cell| cell as &dyn ToSql).collect();
    let all = [&id as &dyn ToSql].into_iter().chain(cells);
    let _one = import.transaction.prepare_cached(&sql)?.execute(params_from_iter(all))?;
    for table in ["added_step", "hold", "question"] {
        let _gone = import.transaction.execute(&format!("delete from {table} where session = ?1"), [id])?;
    }
    Ok(())
}

/// Takes in what follows from a state of a session.
fn take_holds(import: &Import<'_>, session: Id) -> Result<()> {
    put_all(import, &["added_step", "hold", "question"], session)
}

/// Takes in what only ever gets more, and lets what was said count: the names of the holds, and what is asked no more or
/// again.
fn take_said(import: &mut Import<'_>, session: Id, before: Holds) -> Result<()> {
    put_all(import, &["event", "resumed", "annotation", "correction", "note_signed", "addendum"], session)?;
    for row in rows(import, "note", session) {
        let (saved, author) = (number(row, "saved").unwrap_or(0), text(row, "author"));
        let Some(there) = Drafts::of_file(saved, author, text(row, "whole")) else { continue };
        if take_drafts(import.transaction, session, &there)? {
            import.report.findings.push(ImportFinding::NoteWrittenApart(session));
        }
    }
    before.name(import, session)?;
    ask_again(import.transaction, session)
}

fn put_all(import: &Import<'_>, tables: &[&str], session: Id) -> Result<()> {
    for table in tables {
        for row in rows(import, table, session) {
            let _new = import.put(table, row)?;
        }
    }
    Ok(())
}

pub(super) fn rows<'a>(import: &Import<'a>, table: &str, session: Id) -> impl Iterator<Item = &'a Cells> + use<'a> {
    import.checked.of(table, &session.to_string())
}
