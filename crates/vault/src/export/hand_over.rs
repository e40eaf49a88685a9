//! All clients at once, for whoever goes on with the practice: each in a folder of their own, and a list that says whose
//! folder is which.

use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Zoned;
use jiff::tz::TimeZone;
use rusqlite::Connection;

use super::{COVER, JSON, PAGE, Stop, note, written};
use crate::file::{OwnFolder, error_at};
use crate::log::was_last;
use crate::person::shown_as;
use crate::search::Directory;
use holdwell_model::Id;
use holdwell_report::{Handed, handed_over};
use holdwell_store::{ExportError, HandedOver};

/// The name of the list.
const LIST: &str = "clients.html";

/// Everything that the program writes into the folder of a client or a session.
const OURS: [&str; 4] = [JSON, PAGE, COVER, note::PAGE];

/// Writes every client, and the sessions of nobody, into a folder. What an earlier time left there of somebody who was
/// erased since is taken out first.
pub(crate) fn hand_over(connection: &Connection, out: &Path, now: &Zoned) -> Result<HandedOver, ExportError> {
    let all = || -> Result<HandedOver, Stop<ExportError>> {
        let unwritten = |fault| Stop::Reason(ExportError::NotWritten(out.to_owned(), fault));
        let own = OwnFolder::make(out).map_err(unwritten)?;
        let (erased, left) = take_out_erased(connection, out)?;
        let lines = Directory::read(connection, &TimeZone::UTC)?.into_lines();
        let mut handed = Vec::new();
        for line in &lines {
            let mut rows = vec![(line.id, line.name.clone())];
            rows.extend(shown_as(connection, line.id)?);
            for (id, name) in rows {
                let _folder = written(connection, Some(id), out, now)?;
                handed.push(Handed { folder: id.to_string(), name, sessions: line.sessions });
            }
        }
        let _nobodys = written(connection, None, out, now)?;
        let page = handed_over(&handed, now);
        let list = out.join(LIST);
        own.write(LIST, page.as_bytes()).map_err(|error| Stop::Reason(ExportError::NotWritten(list, error.into())))?;
        Ok(HandedOver { folder: out.to_owned(), clients: lines.len(), erased, left })
    };
    all().map_err(|stop| match stop {
        Stop::Reason(reason) => reason,
        Stop::Database(error) => error_at(&error, connection).into(),
    })
}

/// Takes the files out that were written here of clients and sessions that were erased since. Returns the number of
/// folders that are gone, and those that hold something else still.
fn take_out_erased(connection: &Connection, out: &Path) -> Result<(usize, Vec<PathBuf>), Stop<ExportError>> {
    let unread = |error: io::Error| Stop::Reason(ExportError::NotWritten(out.to_owned(), error.into()));
    let (mut gone, mut left) = (0, Vec::new());
    for entry in fs::read_dir(out).map_err(unread)? {
        let entry = entry.map_err(unread)?;
        let id = entry.file_name().to_str().and_then(|name| name.parse::<Id>().ok());
        let Some(id) = id.filter(|_| entry.file_type().is_ok_and(|kind| kind.is_dir())) else { continue };
        if !was_last(connection, id, "erased", "brought back")? {
            continue;
        }
        let path = entry.path();
        if let Ok(own) = OwnFolder::make(&path) {
            for name in OURS {
                own.remove(name);
            }
        }
        match fs::remove_dir(&path) {
            Ok(()) => gone += 1,
            Err(_) => left.push(path),
        }
    }
    left.sort();
    Ok((gone, left))
}
