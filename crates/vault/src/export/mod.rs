//! All that is kept about a client, out of the vault and into it again: a page to read, and JSON that holds every row.
//!
//! Names of files and folders carry ids only, never a name.

mod cell;
mod check;
mod course;
mod cover;
mod deletion;
mod hand_over;
mod home;
mod import;
mod names;
mod note;
mod session;
mod table;
mod take;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub(super) use hand_over::hand_over;
pub(super) use import::import_all;
pub(super) use note::export_note;

use super::clients::{client_of, is_client};
use super::consent::own_consents;
use super::course::own_course;
use super::file::{OwnFolder, error_at};
use super::home::own_home_plans;
use super::journal::delete::IS_THERE;
use super::journal::row::{BEGAN, is_unreadable, maybe_instant};
use super::journal::{SAYS_WHOSE, session_page};
use super::log::log_daily;
use super::person::{shown, shown_as, shown_instead};
use super::presets::preset_page;
use holdwell_model::Id;
use holdwell_report::{ClientRecord, KeptPreset, client_record};
use holdwell_store::{Course, ExportError};

/// Name of the format, as the file says it.
const FORMAT: &str = "holdwell-client";
/// The version of the file that this program writes, and the newest that it reads.
const VERSION: u32 = 5;
/// The name of the file that is read again.
const JSON: &str = "client.json";
/// The name of the page.
const PAGE: &str = "client.html";
/// The name of the page that goes with a client's copy.
const COVER: &str = "cover.html";
/// The folder of the sessions that belong to nobody.
const NOBODY: &str = "no-client";

/// A row: what stands in each column.
type Line = BTreeMap<String, Box<RawValue>>;

/// All that is kept about a client.
#[derive(Debug, Serialize, Deserialize)]
struct Document {
    format: String,
    version: u32,
    /// Client of the document; `None` for the sessions without a client.
    client: Option<Id>,
    /// Instant at which the document was written.
    exported: Timestamp,
    tables: BTreeMap<String, Vec<Line>>,
    /// Log of views and changes, by day.
    log: Vec<LogLine>,
}

/// A line of the log about a client.
#[derive(Debug, Serialize, Deserialize)]
struct LogLine {
    day: String,
    action: String,
}

/// Reason why an export or an import stopped.
enum Stop<E> {
    /// One that can be told as it is.
    Reason(E),
    /// An error of the database; whoever has the vault knows its file.
    Database(rusqlite::Error),
}

impl<E> From<rusqlite::Error> for Stop<E> {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Writes all that is kept about a client, or of the sessions without one, into a folder of its own in `out`, for nobody
/// but its owner, and logs that; answers that folder.
pub(super) fn export(
    connection: &Connection,
    client: Option<Id>,
    out: &Path,
    now: &Zoned,
) -> Result<PathBuf, ExportError> {
    let all = || -> Result<PathBuf, Stop<ExportError>> {
        let folder = written(connection, client, out, now)?;
        // Whoever is shown as them goes with them, each with a file of their own.
        for (other, _) in client.map_or(Ok(Vec::new()), |client| shown_as(connection, client))? {
            let _theirs = written(connection, Some(other), out, now)?;
        }
        Ok(folder)
    };
    all().map_err(|stop| match stop {
        Stop::Reason(reason) => reason,
        Stop::Database(error) => error_at(&error, connection).into(),
    })
}

fn written(connection: &Connection, client: Option<Id>, out: &Path, now: &Zoned) -> Result<PathBuf, Stop<ExportError>> {
    let folder = out.join(client.map_or_else(|| NOBODY.to_owned(), |client| client.to_string()));
    let document = document(connection, client, now)?;
    let page = page(connection, client, &document, now)?;
    let unwritten = |path: &Path, fault| Stop::Reason(ExportError::NotWritten(path.to_owned(), fault));
    let own = OwnFolder::make(&folder).map_err(|fault| unwritten(&folder, fault))?;
    let json =
        serde_json::to_vec_pretty(&document).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let cover = cover::cover(connection, client, &document, now)?.map(|cover| (COVER, cover.into_bytes()));
    for (name, bytes) in [(JSON, json), (PAGE, page.into_bytes())].into_iter().chain(cover) {
        own.write(name, &bytes).map_err(|error| unwritten(&folder.join(name), error.into()))?;
    }
    client.map_or(Ok(()), |client| log_daily(connection, now.date(), "exported", client))?;
    Ok(folder)
}

fn document(connection: &Connection, client: Option<Id>, now: &Zoned) -> rusqlite::Result<Document> {
    let rows = |table: &table::Table| Ok((table.name.to_owned(), table.rows_of(connection, client)?));
    let tables: BTreeMap<_, _> = table::TABLES.iter().map(rows).collect::<rusqlite::Result<_>>()?;
    Ok(Document {
        format: FORMAT.to_owned(),
        version: VERSION,
        client,
        exported: now.timestamp(),
        tables,
        log: client.map_or(Ok(Vec::new()), |client| log_of(connection, client))?,
    })
}

fn log_of(connection: &Connection, client: Id) -> rusqlite::Result<Vec<LogLine>> {
    let sql = format!(
        "select day, action from log where not {SAYS_WHOSE} and (what = ?1
            or what in (select id from preset where client = ?1) or what in (select id from session where client = ?1))
        order by id"
    );
    let mut lines = connection.prepare(&sql)?;
    let lines = lines.query_map(params![client.to_string()], |row| {
        Ok(LogLine { day: row.get("day")?, action: row.get("action")? })
    })?;
    lines.collect()
}

/// Returns the name that stands beside a client who cannot be read.
fn name_in(document: &Document) -> String {
    let row = document.tables.get("client").and_then(|rows| rows.first());
    let name = row.and_then(|row| serde_json::from_str(row.get("name")?.get()).ok());
    name.unwrap_or_default()
}

/// Lists every session of a client, or of nobody, that is not deleted, newest first, as the ids stand there.
fn sessions_of(connection: &Connection, client: Option<Id>) -> rusqlite::Result<Vec<String>> {
    let sql = format!("select id from session where client is ?1 and {IS_THERE} order by {BEGAN} desc");
    let mut sessions = connection.prepare(&sql)?;
    let client = client.map(|client| client.to_string());
    sessions.query_map(params![client], |row| row.get("id"))?.collect()
}

/// Lists every preset of a client, as the ids stand there, with the time that it was deleted; those last used first.
fn presets_of(connection: &Connection, client: Id) -> rusqlite::Result<Vec<(String, Option<Timestamp>)>> {
    let sql = "select id, deleted from preset where client = ?1 order by deleted is not null, used desc, id desc";
    let mut presets = connection.prepare(sql)?;
    presets
        .query_map(params![client.to_string()], |row| Ok((row.get("id")?, maybe_instant(row, "deleted")?)))?
        .collect()
}

/// Reads the page of a row; one that cannot be read is named on the page, and stands in the JSON as it is.
fn page_of<T>(
    id: &str,
    bad: &mut Vec<String>,
    read: impl FnOnce(Id) -> rusqlite::Result<Option<T>>,
) -> rusqlite::Result<Option<T>> {
    let Ok(parsed) = id.parse::<Id>() else {
        bad.push(id.to_owned());
        return Ok(None);
    };
    match read(parsed) {
        Err(error) if is_unreadable(&error) => {
            bad.push(id.to_owned());
            Ok(None)
        }
        page => page,
    }
}

fn page(
    connection: &Connection,
    client: Option<Id>,
    document: &Document,
    now: &Zoned,
) -> Result<String, Stop<ExportError>> {
    let mut bad = Vec::new();
    let mut who = None;
    let mut presets = Vec::new();
    let (mut home, mut consents) = (Vec::new(), Vec::new());
    let mut course = Course::default();
    if let Some(client) = client {
        if !is_client(connection, client)? {
            return Err(Stop::Reason(ExportError::NoClient));
        }
        who = page_of(&client.to_string(), &mut bad, |id| client_of(connection, id))?;
        // Whoever reads the page sees every caution; the row that is imported again is their own.
        who = match who {
            Some(client) => Some(shown(connection, client, &mut Vec::new())?),
            None => shown_instead(connection, client, &name_in(document))?,
        };
        for (id, deleted) in presets_of(connection, client)? {
            let page = page_of(&id, &mut bad, |id| preset_page(connection, id))?;
            presets.extend(page.map(|page| KeptPreset { page, deleted }));
        }
        let mut unreadable = Vec::new();
        home = own_home_plans(connection, client, &mut unreadable)?;
        course = own_course(connection, client, &mut unreadable)?;
        consents = own_consents(connection, client, &mut unreadable)?;
        bad.extend(unreadable.into_iter().map(|row| row.id));
    }
    let mut sessions = Vec::new();
    for id in sessions_of(connection, client)? {
        let page = page_of(&id, &mut bad, |id| session_page(connection, id))?;
        bad.extend(page.iter().flat_map(|page| page.note.unreadable.iter().cloned()));
        sessions.extend(page);
    }
    Ok(client_record(&ClientRecord {
        client: who.as_ref(),
        name: client.map(|_| name_in(document)).filter(|_| who.is_none()),
        presets,
        home,
        course,
        consents,
        sessions,
        unreadable: bad,
        log: document.log.iter().map(|line| (line.day.as_str(), line.action.as_str())).collect(),
        now,
    }))
}
