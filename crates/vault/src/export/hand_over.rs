//! All clients at once, for whoever goes on with the practice: each in a folder of their own, and a list that says whose
//! folder is which.

use std::path::Path;

use jiff::Zoned;
use jiff::tz::TimeZone;
use rusqlite::Connection;

use super::{Stop, written};
use crate::file::{OwnFolder, error_at};
use crate::person::shown_as;
use crate::search::Directory;
use holdwell_report::{Handed, handed_over};
use holdwell_store::ExportError;

/// The name of the list.
const LIST: &str = "clients.html";

/// Writes every client, and the sessions of nobody, into a folder; answers how many clients there are.
pub(crate) fn hand_over(connection: &Connection, out: &Path, now: &Zoned) -> Result<usize, ExportError> {
    let all = || -> Result<usize, Stop<ExportError>> {
        let own = OwnFolder::make(out).map_err(|fault| Stop::Reason(ExportError::NotWritten(out.to_owned(), fault)))?;
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
        Ok(lines.len())
    };
    all().map_err(|stop| match stop {
        Stop::Reason(reason) => reason,
        Stop::Database(error) => error_at(&error, connection).into(),
    })
}
