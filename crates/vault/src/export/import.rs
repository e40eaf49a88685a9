//! Reading what was exported: as often as one likes and in any order, and never over something newer.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use rusqlite::{Connection, Transaction, params, params_from_iter};

use super::check::{Cells, Checked, check, text};
use super::deletion::take_deletions;
use super::session::take_session;
use super::table::{TABLES, Table};
use super::take::{take_client, take_presets};
use super::{Document, FORMAT, JSON, Problem, VERSION};
use crate::journal::{know_client, know_words};
use crate::log::{log, was_last};
use crate::person::know_persons_anew;
use holdwell_model::Id;
use holdwell_store::{Erased, ImportReport};

/// The longest file that is read, in bytes.
const LONGEST: u64 = 512 << 20;

/// The result of importing the files that a path means.
#[derive(Debug, Default)]
pub struct Imported {
    /// Report on the files that were taken, together.
    pub report: ImportReport,
    /// Problems of the other files; of those nothing was taken.
    pub problems: Vec<Problem>,
}

/// Reads each file that a path means into the vault. What is wrong with one keeps no other out; a fault of the vault ends
/// it. `progress` hears how many of how many files are done.
pub(crate) fn import_all(
    connection: &Connection,
    path: &Path,
    erased: Erased,
    now: &Zoned,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Imported, Problem> {
    let files = documents(path)?;
    let (mut all, mut fault) = (Imported::default(), None);
    for (done, file) in files.iter().enumerate() {
        progress(done, files.len());
        match import(connection, file, erased, now) {
            Ok(report) => all.report = all.report.and(report),
            Err(trouble @ Problem::Vault(_)) => {
                fault = Some(trouble);
                break;
            }
            Err(problem) => all.problems.push(problem),
        }
    }
    // What was taken stays, whatever became of the rest: as whom its clients are shown follows from all of them.
    let known = know_persons_anew(connection).err().map(Problem::from);
    fault.or(known).map_or(Ok(all), |trouble| Err(trouble.at(connection)))
}

/// Lists the exported files that a path means: itself, or those in the folder and in the folders of it, in order.
fn documents(path: &Path) -> Result<Vec<PathBuf>, Problem> {
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
fn import(connection: &Connection, path: &Path, erased: Erased, now: &Zoned) -> Result<ImportReport, Problem> {
    let document = read(path)?;
    let checked = check(&document).map_err(|what| Problem::File { path: path.to_owned(), what })?;
    let transaction = connection.unchecked_transaction()?;
    if let Some(client) = document.client
        && was_last(&transaction, client, "erased", "brought back")?
    {
        if erased == Erased::StayErased {
            return Err(Problem::Erased(path.to_owned()));
        }
        log(&transaction, now.date(), "brought back", client)?;
    }
    let report = ImportReport::default();
    let mut import = Import { transaction: &transaction, checked: &checked, erased, now, report };
    import.all(document.client).map_err(|error| refused(error, path))?;
    let report = import.report;
    if let Some(client) = document.client {
        know_client(&transaction, client)?;
        know_words(&transaction, client, None)?;
        // A line each time: a copy of the day is due where anything may have come.
        log(&transaction, now.date(), "imported", client)?;
    }
    transaction.commit()?;
    Ok(report)
}

/// An import under way.
pub(super) struct Import<'a> {
    pub(super) transaction: &'a Transaction<'a>,
    pub(super) checked: &'a Checked,
    pub(super) erased: Erased,
    pub(super) now: &'a Zoned,
    pub(super) report: ImportReport,
}

impl Import<'_> {
    fn all(&mut self, client: Option<Id>) -> rusqlite::Result<()> {
        take_client(self)?;
        let checked = self.checked;
        for seen in checked.rows("caution_seen") {
            let sql = "insert into caution_seen (client, caution, at) values (?1, ?2, ?3)
                on conflict (client, caution) do update set at = min(at, excluded.at)";
            let row = params![text(seen, "client"), text(seen, "caution"), super::check::number(seen, "at")];
            let _one = self.transaction.prepare_cached(sql)?.execute(row)?;
        }
        take_presets(self)?;
        take_deletions(self)?;
        for row in checked.rows("plan") {
            let _new = self.put("plan", row)?;
        }
        for row in checked.rows("session") {
            take_session(self, row, client)?;
        }
        // The texts of plans whose sessions were not taken.
        for row in checked.rows("plan") {
            crate::journal::forget_plan(self.transaction, text(row, "hash"))?;
        }
        Ok(())
    }

    /// Puts a row in, where there is none with its key yet. Gives how many were put in.
    pub(super) fn put(&self, table: &str, row: &Cells) -> rusqlite::Result<usize> {
        let Some(table) = TABLES.iter().find(|known| known.name == table) else { return Ok(0) };
        self.transaction.prepare_cached(&table.insert())?.execute(params_from_iter(in_order(table, row)))
    }
}

/// Returns the cells of a row in the order of the columns.
pub(super) fn in_order<'a>(table: &Table, row: &'a Cells) -> Vec<&'a rusqlite::types::Value> {
    table.columns.iter().filter_map(|(column, _)| row.get(column)).collect()
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
        0 => Err(file("no Holdwell wrote this: there is no version 0")),
        newer => Err(file(&format!("a newer Holdwell wrote this (version {newer}); import it with that one"))),
    }
}

/// Explains the vault's refusal of a file: the file's fault where it breaks a rule, the vault's otherwise.
fn refused(error: rusqlite::Error, path: &Path) -> Problem {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation | rusqlite::ErrorCode::TypeMismatch) => {
            let what = "its rows do not fit each other; nothing was taken".to_owned();
            Problem::File { path: path.to_owned(), what }
        }
        _ => error.into(),
    }
}
