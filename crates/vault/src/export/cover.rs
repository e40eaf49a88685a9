//! The page that goes with a client's copy.

use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, Result};

use super::{Document, name_in};
use crate::clients::client_of;
use crate::journal::row::if_readable;
use crate::keeping::rule;
use holdwell_model::Id;
use holdwell_report::{CoverPage, cover_page};

/// Kinds of data by the tables that hold them.
const CATEGORIES: [(&str, &str); 11] = [
    ("client", "name, cautions, places that hurt and notes about you"),
    ("preset", "routines that were made for you"),
    ("home_plan", "plans for home and what came back of them"),
    ("consent", "what you agreed to"),
    ("session", "sessions with their times, scores and remarks"),
    ("note", "notes of sessions"),
    ("note_signed", "signed notes of sessions"),
    ("addendum", "what was added to signed notes"),
    ("measure", "what was measured: pain, movement, scores of questionnaires"),
    ("care_plan", "plans of care with their goals"),
    ("follow_up", "what you said in the days after a session"),
];

/// Renders the page; nobody has none.
pub(super) fn cover(
    connection: &Connection,
    client: Option<Id>,
    document: &Document,
    now: &Zoned,
) -> Result<Option<String>> {
    let Some(id) = client else { return Ok(None) };
    let client = if_readable(client_of(connection, id))?.flatten();
    let has = |table: &str| document.tables.get(table).is_some_and(|rows| !rows.is_empty());
    let categories = CATEGORIES.into_iter().filter(|(table, _)| has(table)).map(|(_, words)| words);
    let sql = "select last_seen from client where id = ?1";
    let seen: Option<i64> = connection.query_row(sql, [id.to_string()], |row| row.get(0))?;
    let seen = seen.and_then(|millis| Timestamp::from_millisecond(millis).ok());
    let seen = seen.map(|seen| seen.to_zoned(now.time_zone().clone()).date());
    let written = client.as_ref().and_then(|client| client.keep_until);
    let by_rule = rule(connection)?.and_then(|rule| rule.until(seen, client.as_ref().and_then(|client| client.born)));
    Ok(Some(cover_page(&CoverPage {
        client: &name_in(document),
        categories: categories.chain(["the days on which they were looked at and changed"]).collect(),
        keep_until: written.or(by_rule),
        now,
    })))
}
