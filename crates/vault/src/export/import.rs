//! Reading what was exported: by id, as often as one likes, and never over something newer.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};
use serde_json::value::RawValue;

use super::table::{TABLES, Table, is_json};
use super::{Document, FORMAT, JSON, Line, Problem, VERSION};
use crate::journal::{know_client, know_words};
use crate::log::log;
use holdwell_model::Id;

/// The longest file that is read, in bytes.
const LONGEST: u64 = 512 << 20;

/// Counts of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Clients that are new or newer than they were.
    pub clients: u32,
    /// Presets that are new or newer than they were.
    pub presets: u32,
    /// Sessions that are new or newer than they were.
    pub sessions: u32,
}

/// Lists the exported files that a path means: itself, or those in the folder and in the folders of it, in order.
pub(crate) fn documents(path: &Path) -> Result<Vec<PathBuf>, Problem> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let problem = |error| Problem::Read { path: path.to_owned(), error };
    let mut found = vec![path.join(JSON)];
    for entry in fs::read_dir(path).map_err(problem)? {
        found.push(entry.map_err(problem)?.path().join(JSON));
    }
    found.retain(|file| file.is_file());
    found.sort();
    if found.is_empty() {
        let what = format!("nothing that was exported is in this folder; look for {JSON}");
        return Err(Problem::File { path: path.to_owned(), what });
    }
    Ok(found)
}

/// Reads one file into the vault: all of it, or nothing.
pub(crate) fn import(connection: &Connection, path: &Path, day: Date) -> Result<Imported, Problem> {
    let file = |what: String| Problem::File { path: path.to_owned(), what };
    let document = read(path)?;
    let transaction = connection.unchecked_transaction()?;
    let mut imported = Imported::default();
    for table in TABLES {
        let mut put = transaction.prepare(&table.sql())?;
        for (place, line) in document.tables.get(table.name).into_iter().flatten().enumerate() {
            let row = row(table, line).map_err(|what| file(format!("{} {}: {what}", table.name, place + 1)))?;
            let id = row.first().cloned();
            let new = put.execute(params_from_iter(row)).map_err(|error| refused(error, table, place, path))?;
            if new > 0 && table.name == "session" {
                make_way(&transaction, id.as_ref())?;
            }
            imported.count(table.name, new);
        }
    }
    if let Some(client) = document.client {
        known(&transaction, client, day)?;
    }
    transaction.commit()?;
    Ok(imported)
}

/// Makes way for a newer state of a session: the older one's statements about its holds go. What happened and what was
/// said of it stays: there is only ever more of it.
fn make_way(transaction: &Transaction<'_>, session: Option<&Value>) -> rusqlite::Result<()> {
    for table in ["added_step", "hold", "question"] {
        let _gone = transaction.execute(&format!("delete from {table} where session = ?1"), [session])?;
    }
    Ok(())
}

/// Updates a client's facts that follow from the sessions of now.
fn known(transaction: &Transaction<'_>, client: Id, day: Date) -> rusqlite::Result<()> {
    know_client(transaction, client)?;
    know_words(transaction, client, None)?;
    log(transaction, day, "imported", client)
}

fn read(path: &Path) -> Result<Document, Problem> {
    let file = |what: &str| Problem::File { path: path.to_owned(), what: what.to_owned() };
    let problem = |error| Problem::Read { path: path.to_owned(), error };
    if fs::metadata(path).map_err(problem)?.len() > LONGEST {
        return Err(file("this is longer than anything that was exported"));
    }
    let bytes = fs::read(path).map_err(problem)?;
    let document: Document = serde_json::from_slice(&bytes)
        .map_err(|error| file(&format!("this is not what `holdwell export` writes: {error}")))?;
    match document.version {
        _ if document.format != FORMAT => Err(file("this is not what `holdwell export` writes")),
        1..=VERSION => Ok(document),
        newer => Err(file(&format!("a newer Holdwell wrote this (version {newer}); import it with that one"))),
    }
}

/// The reason why a cell of an export cannot be imported, with its column.
#[derive(Debug, thiserror::Error)]
enum CellProblem {
    #[error("{0}: {1}")]
    NotJson(String, serde_json::Error),
    #[error("{0}: {1} is no whole number")]
    NotWhole(String, serde_json::Number),
    #[error("{0}: should be text or a number")]
    NoCell(String),
    #[error("{0}: is not what a {1} is")]
    Unreadable(String, &'static str),
    #[error("{0}: {1:?} is no id: {2}")]
    NoId(String, String, uuid::Error),
}

/// Returns a row as the table takes it.
fn row(table: &Table, line: &Line) -> Result<Vec<Value>, CellProblem> {
    let cell = |column: &&str| {
        let json = line.get(*column).map_or("null", |json| RawValue::get(json));
        let name = || (*column).to_owned();
        let value: serde_json::Value =
            serde_json::from_str(json).map_err(|error| CellProblem::NotJson(name(), error))?;
        Ok(match value {
            serde_json::Value::Null => Value::Null,
            _ if is_json(column) => Value::Text(readable(table, column, json)?),
            serde_json::Value::Number(number) => {
                Value::Integer(number.as_i64().ok_or_else(|| CellProblem::NotWhole(name(), number))?)
            }
            // A session that runs elsewhere does not run here.
            serde_json::Value::String(text) if *column == "state" && text == "running" => {
                Value::Text("partial".to_owned())
            }
            serde_json::Value::String(text) if is_id(table, column) => Value::Text(id(column, &text)?),
            serde_json::Value::String(text) => Value::Text(text),
            _ => return Err(CellProblem::NoCell(name())),
        })
    };
    table.columns.iter().map(cell).collect()
}

fn readable(table: &Table, column: &str, json: &str) -> Result<String, CellProblem> {
    let reads = column != "whole" || (table.reads)(json);
    reads.then(|| json.to_owned()).ok_or_else(|| CellProblem::Unreadable(column.to_owned(), table.name))
}

/// Says if a column holds an id that was made here.
fn is_id(table: &Table, column: &str) -> bool {
    matches!(column, "id" | "client" | "session" | "caution") || (column == "preset" && table.name != "hold")
}

/// Returns an id the way the vault writes it.
fn id(column: &str, text: &str) -> Result<String, CellProblem> {
    let id: Result<Id, _> = text.parse();
    id.map(|id| id.to_string()).map_err(|error| CellProblem::NoId(column.to_owned(), text.to_owned(), error))
}

/// Explains the vault's refusal of a row: the file's fault where the row breaks a rule, the vault's otherwise.
fn refused(error: rusqlite::Error, table: &Table, place: usize, path: &Path) -> Problem {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation | rusqlite::ErrorCode::TypeMismatch) => {
            let what = format!("{} {}: does not fit the others, or lacks something", table.name, place + 1);
            Problem::File { path: path.to_owned(), what }
        }
        _ => error.into(),
    }
}

impl Imported {
    fn count(&mut self, table: &str, new: usize) {
        let new = u32::try_from(new).unwrap_or(u32::MAX);
        match table {
            "client" => self.clients += new,
            "preset" => self.presets += new,
            "session" => self.sessions += new,
            _ => {}
        }
    }

    /// Adds both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            clients: self.clients + other.clients,
            presets: self.presets + other.presets,
            sessions: self.sessions + other.sessions,
        }
    }
}
