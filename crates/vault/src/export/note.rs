//! The note of a session as a page of its own.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use rusqlite::Connection;

use super::Stop;
use crate::clients::client_of;
use crate::file::{OwnFolder, error_at};
use crate::journal::row::if_readable;
use crate::journal::session_page;
use crate::log::log_daily;
use holdwell_model::Id;
use holdwell_report::{NotePage, note_page};
use holdwell_store::{ExportError, SessionPage};

/// The name of the page; that of its folder is the session's id.
pub(super) const PAGE: &str = "note.html";

/// Writes the note of a session into a folder of its own in `out`, for nobody but its owner, and logs that; answers the
/// file.
pub(crate) fn export_note(
    connection: &Connection,
    session: Id,
    out: &Path,
    now: &Zoned,
) -> Result<PathBuf, ExportError> {
    let written = || -> Result<PathBuf, Stop<ExportError>> {
        let page = if_readable(session_page(connection, session))?.flatten();
        let page = page.filter(|page| page.note.is_signed() || page.note.draft.is_some());
        let page = page.ok_or(Stop::Reason(ExportError::NoNote))?;
        let folder = out.join(session.to_string());
        let file = folder.join(PAGE);
        let unwritten = |path: &Path, fault| Stop::Reason(ExportError::NotWritten(path.to_owned(), fault));
        let own = OwnFolder::make(&folder).map_err(|fault| unwritten(&folder, fault))?;
        let bytes = rendered(connection, &page, now)?.into_bytes();
        own.write(PAGE, &bytes).map_err(|error| unwritten(&file, error.into()))?;
        log_daily(connection, now.date(), "note written out", session)?;
        Ok(file)
    };
    written().map_err(|stop| match stop {
        Stop::Reason(reason) => reason,
        Stop::Database(error) => error_at(&error, connection).into(),
    })
}

fn rendered(connection: &Connection, page: &SessionPage, now: &Zoned) -> rusqlite::Result<String> {
    let client = page.session.client.map_or(Ok(None), |client| if_readable(client_of(connection, client)))?.flatten();
    Ok(note_page(&NotePage {
        client: client.as_ref().map(|client| client.name.as_str()),
        session: &page.session,
        note: &page.note,
        zone: now.time_zone(),
    }))
}
