//! Reading what was exported: as often as one likes and in any order, and never over something newer.

use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Zoned;
use rusqlite::{Connection, Transaction, params, params_from_iter};

use super::check::{Cells, Checked, check, text};
use super::course::{take_course, take_follow_ups};
use super::deletion::take_deletions;
use super::home::take_home;
use super::session::take_session;
use super::table::{TABLES, Table};
use super::take::{take_client, take_presets};
use super::{Document, FORMAT, JSON, Stop, VERSION};
use crate::file::error_at;
use crate::journal::{know_client, know_words};
use crate::log::{log, was_last};
use crate::person::know_persons_anew;
use holdwell_files::{Content, ReadError, recognize};
use holdwell_model::Id;
use holdwell_store::{Erased, FileFault, ImportError, ImportReport, RefusedFile};

/// The longest file that is read, in bytes.
const LONGEST: u64 = 512 << 20;

/// Reads each file that a path means into the vault. What is wrong with one keeps no other out; a fault of the vault ends
/// it. `progress` hears how many of how many files are done.
pub(crate) fn import_all(
    connection: &Connection,
    path: &Path,
    erased: Erased,
    now: &Zoned,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<ImportReport, ImportError> {
    let files = documents(path).map_err(ImportError::Refused)?;
    let (mut all, mut fault) = (ImportReport::default(), None);
    for (done, file) in files.iter().enumerate() {
        progress(done, files.len());
        match import(connection, file, erased, now) {
            Ok(report) => all = all.and(report),
            Err(Stop::Reason(refused)) => all.refused.push(refused),
            Err(Stop::Database(error)) => {
                fault = Some(error);
                break;
            }
        }
    }
    // What was taken stays, whatever became of the rest: as whom its clients are shown follows from all of them.
    let fault = fault.or(know_persons_anew(connection).err());
    fault.map_or(Ok(all), |error| Err(error_at(&error, connection).into()))
}

/// Lists the exported files that a path means: itself, or those in the folder and in the folders of it, in order.
fn documents(path: &Path) -> Result<Vec<PathBuf>, RefusedFile> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = vec![path.join(JSON)];
    for entry in fs::read_dir(path).map_err(|error| unreadable(error, path))? {
        found.push(entry.map_err(|error| unreadable(error, path))?.path().join(JSON));
    }
    // What is there and no file is told when it is read.
    found.retain(|file| file.symlink_metadata().is_ok());
    found.sort();
    if found.is_empty() {
        return Err(RefusedFile::NotRead(path.to_owned(), FileFault::NothingExported(JSON)));
    }
    Ok(found)
}

/// Reads one file into the vault: all of it, or nothing.
fn import(
    connection: &Connection,
    path: &Path,
    erased: Erased,
    now: &Zoned,
) -> Result<ImportReport, Stop<RefusedFile>> {
    let document = read(path).map_err(Stop::Reason)?;
    let checked = check(&document).map_err(|fault| Stop::Reason(RefusedFile::NotRead(path.to_owned(), fault)))?;
    let transaction = connection.unchecked_transaction()?;
    if let Some(client) = document.client
        && was_last(&transaction, client, "erased", "brought back")?
    {
        if erased == Erased::StayErased {
            return Err(Stop::Reason(RefusedFile::WasErased(path.to_owned())));
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
        take_home(self)?;
        take_course(self)?;
        for consent in checked.rows("consent") {
            let _new = self.put("consent", consent)?;
        }
        take_deletions(self)?;
        for row in checked.rows("plan") {
            let _new = self.put("plan", row)?;
        }
        for row in checked.rows("session") {
            take_session(self, row, client)?;
        }
        take_follow_ups(self, client)?;
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

fn read(path: &Path) -> Result<Document, RefusedFile> {
    let file = |fault| RefusedFile::NotRead(path.to_owned(), fault);
    let bytes = holdwell_files::read(path, LONGEST).map_err(|error| {
        file(if matches!(error, ReadError::TooLarge(_)) { FileFault::TooLong } else { FileFault::Unreadable(error) })
    })?;
    let document: Document = serde_json::from_slice(&bytes).map_err(|error| file(no_export(&bytes, &error)))?;
    match document.version {
        _ if document.format != FORMAT => Err(file(FileFault::NoExport(None))),
        1..=VERSION => Ok(document),
        0 => Err(file(FileFault::VersionZero)),
        newer => Err(file(FileFault::Newer(newer))),
    }
}

fn unreadable(error: io::Error, path: &Path) -> RefusedFile {
    RefusedFile::NotRead(path.to_owned(), FileFault::Unreadable(error.into()))
}

/// Says that a file was not written by an export, and what it is. The parser's own words would echo what is in it.
fn no_export(bytes: &[u8], error: &serde_json::Error) -> FileFault {
    match recognize(bytes) {
        Some(Content::ClientExport) => FileFault::BrokenFrom(error.line()),
        content => FileFault::NoExport(content),
    }
}

/// Returns whose fault it is that a row was not taken: the file's where it breaks a rule, the vault's otherwise.
fn refused(error: rusqlite::Error, path: &Path) -> Stop<RefusedFile> {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation | rusqlite::ErrorCode::TypeMismatch) => {
            Stop::Reason(RefusedFile::NotRead(path.to_owned(), FileFault::RowsClash))
        }
        _ => error.into(),
    }
}
