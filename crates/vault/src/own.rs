//! The therapist's own positions, routines and photos, what she likes and what she knows.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use super::file::author;
use super::format::Stored;
use super::journal::row::{from_json, json, readable};
use super::keeping::{erasures, rule};
use super::note::signs_as;
use holdwell_model::{Arc, Position, Routine};
use holdwell_store::{Draft, NoteTemplate, Photo, TextBlock, UserContent};

/// Reads all of the therapist's own content but the photos themselves.
pub(super) fn own(connection: &Connection) -> Result<UserContent> {
    let mut used = connection.prepare_cached("select position, times from used where times > 0")?;
    let used = used.query_map([], |row| Ok((row.get("position")?, row.get("times")?)))?;
    let mut drafts = connection.prepare_cached("select routine, whole from draft order by saved desc, routine")?;
    let drafts = drafts
        .query_map([], |row| Ok(Arc::new(Draft { routine: row.get("routine")?, whole: from_json(row, "whole")? })))?;
    Ok(UserContent {
        positions: entries::<Position>(connection, ContentTable::Position)?,
        routines: entries::<Routine>(connection, ContentTable::Routine)?,
        favourites: names(connection, "select position from favourite")?,
        used: readable(used)?.into_iter().collect(),
        recent: recent(connection)?,
        photos: names(connection, "select position from photo")?,
        drafts: readable(drafts)?,
        known: names(connection, "select advice from known")?,
        text_blocks: entries::<TextBlock>(connection, ContentTable::TextBlock)?,
        note_templates: entries::<NoteTemplate>(connection, ContentTable::NoteTemplate)?,
        signs_as: signs_as(connection)?,
        retention: rule(connection)?,
        erasures: erasures(connection)?,
    })
}

/// Reads the positions of the last sessions, those held last first.
fn recent(connection: &Connection) -> Result<Vec<String>> {
    let sql = "select hold.position as position from hold join session on session.id = hold.session
        where hold.position is not null and session.id in (select id from session order by began desc limit 30)
        group by hold.position order by max(session.began) desc, max(hold.bout) desc";
    let mut recent = connection.prepare_cached(sql)?;
    recent.query_map([], |row| row.get("position"))?.collect()
}

/// Table of the content of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentTable {
    /// Positions.
    Position,
    /// Routines.
    Routine,
    /// Sentences for notes.
    TextBlock,
    /// Templates for notes.
    NoteTemplate,
}

impl ContentTable {
    const fn table(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Routine => "routine",
            Self::TextBlock => "text_block",
            Self::NoteTemplate => "note_template",
        }
    }
}

fn entries<T: Stored>(connection: &Connection, shelf: ContentTable) -> Result<Vec<Arc<T>>> {
    let sql = format!("select whole from {} where deleted is null order by saved desc, id", shelf.table());
    let mut entries = connection.prepare_cached(&sql)?;
    readable(entries.query_map([], |row| from_json(row, "whole").map(Arc::new))?)
}

fn names(connection: &Connection, sql: &str) -> Result<BTreeSet<String>> {
    connection.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// Keeps an entry, new or changed; one that was deleted is back with it.
pub(super) fn save<T: Stored>(
    connection: &Connection,
    shelf: ContentTable,
    id: &str,
    entry: &T,
    now: Timestamp,
) -> Result<()> {
    let sql = format!(
        "insert into {} (id, version, author, saved, whole) values (?1, 1, ?2, ?3, ?4)
        on conflict (id) do update set version = version + 1, author = excluded.author, saved = excluded.saved,
            deleted = null, whole = excluded.whole",
        shelf.table()
    );
    let row = params![id, author(connection)?, now.as_millisecond(), json(entry)?];
    connection.prepare_cached(&sql)?.execute(row).map(drop)
}

/// Deletes an entry as of an instant, or takes that back. Returns false where there is none.
pub(super) fn delete(
    connection: &Connection,
    shelf: ContentTable,
    id: &str,
    deleted: Option<Timestamp>,
) -> Result<bool> {
    let sql = format!("update {} set deleted = ?2, version = version + 1, author = ?3 where id = ?1", shelf.table());
    let deleted = deleted.map(Timestamp::as_millisecond);
    connection.prepare_cached(&sql)?.execute(params![id, deleted, author(connection)?]).map(|found| found > 0)
}

/// Keeps what is being built as it stands.
pub(super) fn keep_draft(connection: &Connection, draft: &Draft, now: Timestamp) -> Result<()> {
    let sql = "insert or replace into draft (routine, saved, whole) values (?1, ?2, ?3)";
    let row = params![draft.routine, now.as_millisecond(), json(&draft.whole)?];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Drops the draft under this id.
pub(super) fn drop_draft(connection: &Connection, routine: &str) -> Result<()> {
    connection.prepare_cached("delete from draft where routine = ?1")?.execute(params![routine]).map(drop)
}

/// Sets a position as a favourite since an instant, or as none any longer.
pub(super) fn favour(connection: &Connection, position: &str, since: Option<Timestamp>) -> Result<()> {
    let Some(since) = since else {
        return connection.prepare_cached("delete from favourite where position = ?1")?.execute([position]).map(drop);
    };
    let sql = "insert or ignore into favourite (position, author, saved) values (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![position, author(connection)?, since.as_millisecond()]).map(drop)
}

/// Notes that a piece of advice was answered with "I know".
pub(super) fn know(connection: &Connection, advice: &str, now: Timestamp) -> Result<()> {
    let sql = "insert or ignore into known (advice, author, saved) values (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![advice, author(connection)?, now.as_millisecond()]).map(drop)
}

/// Reads the photo of a position.
pub(super) fn photo(connection: &Connection, position: &str) -> Result<Option<Photo>> {
    let mut photo = connection.prepare_cached("select width, height, jpeg from photo where position = ?1")?;
    let read =
        |row: &Row<'_>| Ok(Photo { width: row.get("width")?, height: row.get("height")?, jpeg: row.get("jpeg")? });
    photo.query_row([position], read).optional()
}

/// Gives a position a photo, or takes it away.
pub(super) fn set_photo(connection: &Connection, position: &str, photo: Option<&Photo>, now: Timestamp) -> Result<()> {
    let Some(photo) = photo else {
        return connection.prepare_cached("delete from photo where position = ?1")?.execute([position]).map(drop);
    };
    let sql = "insert into photo (position, version, author, saved, width, height, jpeg)
        values (?1, 1, ?2, ?3, ?4, ?5, ?6)
        on conflict (position) do update set version = version + 1, author = excluded.author, saved = excluded.saved,
            width = excluded.width, height = excluded.height, jpeg = excluded.jpeg";
    let row = params![position, author(connection)?, now.as_millisecond(), photo.width, photo.height, photo.jpeg];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}
