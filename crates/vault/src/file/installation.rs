//! The opaque id of this installation: whoever saves here saves under it.
//!
//! A vault that stands in another place than when it was last open, because it was copied, put back, or carried to
//! another computer, gets a new one: two computers must never save under one id, or neither would know what the other
//! had seen. One that was put back may stand where the one before stood, and nothing may be changed in it: a file beside
//! it says so until it has its own id.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, Result, params};
use sha2::{Digest as _, Sha256};

use super::files::{self, beside};

/// The author of rows from before installations had ids.
const NOBODY: &str = "therapist";

/// Returns the id under which is saved.
pub(crate) fn author(connection: &Connection) -> Result<String> {
    Ok(about(connection, "installation")?.unwrap_or_else(|| NOBODY.to_owned()))
}

/// A file beside a vault that was put back.
const PUT_BACK: &str = ".put-back";

/// Notes that the vault that comes here is another one than was here.
pub(super) fn put_back(path: &Path) -> io::Result<()> {
    let mark = beside(path, PUT_BACK);
    files::open_private(&mark).and_then(|_| files::sync_folder_of(&mark))
}

/// Gives the vault an id where it has none, was put back, or stands elsewhere than before.
pub(super) fn settle(connection: &Connection, path: &Path) -> Result<()> {
    let (place, mark) = (place(path), beside(path, PUT_BACK));
    let was_put_back = mark.exists();
    if !was_put_back
        && about(connection, "place")?.as_ref() == Some(&place)
        && about(connection, "installation")?.is_some()
    {
        return Ok(());
    }
    let transaction = connection.unchecked_transaction()?;
    let id: String = transaction.query_row("select lower(hex(randomblob(16)))", [], |row| row.get(0))?;
    for (key, value) in [("installation", id), ("place", place)] {
        let sql = "insert or replace into about (key, value) values (?1, ?2)";
        let _one = transaction.execute(sql, params![key, value])?;
    }
    transaction.commit()?;
    // One that stays brings another id the next time, which does no harm.
    files::remove(&mark).unwrap_or_default();
    Ok(())
}

fn about(connection: &Connection, key: &str) -> Result<Option<String>> {
    let mut value = connection.prepare_cached("select value from about where key = ?1")?;
    value.query_row([key], |row| row.get(0)).optional()
}

/// Tells one place of a file from another, and nothing else of it.
pub(super) fn place(path: &Path) -> String {
    let file = fs::metadata(path).map(|about| identity(&about)).unwrap_or_default();
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    format!("{:x}", Sha256::digest(format!("{} {file}", place.display())))
}

#[cfg(unix)]
fn identity(about: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{} {}", about.dev(), about.ino())
}

#[cfg(not(unix))]
fn identity(about: &fs::Metadata) -> String {
    about.created().map(|made| format!("{made:?}")).unwrap_or_default()
}
