//! Connections to a vault's file, and what is set on each.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::files::{beside, length};
use super::key::Key;

/// Time that a connection waits for another before it says that it is busy.
const PATIENCE: Duration = Duration::from_secs(5);
/// The write-ahead log is cut back to this many bytes once it was folded in.
const LOG_LIMIT: u32 = 4 << 20;

/// Opens a file that is there, for reading and writing, and leaves it as it is: not even what a crash left in its
/// write-ahead log is folded in, for whoever finds that the file is not theirs leaves it alone.
pub(super) fn untouched(path: &Path, key: Option<&Key>) -> rusqlite::Result<Connection> {
    let connection = bare(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let left_log = length(&beside(path, "-wal")) > 0;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, left_log)?;
    Ok(connection)
}

/// Makes a connection the one that writes: every commit is on the disk before it is said to be kept, and what is
/// deleted is overwritten.
pub(super) fn for_writing(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_LIMIT, |_| Ok(()))?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Makes one file of a database: what its log holds is folded in, and the log goes. Fails as busy while another
/// connection is open.
pub(super) fn fold(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
}

/// Folds the log in and empties it. Fails as busy while somebody reads from it.
pub(super) fn empty_log(connection: &Connection) -> rusqlite::Result<()> {
    let busy: bool = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    if busy { Err(is_busy()) } else { Ok(()) }
}

/// Returns the error of a database that somebody else holds.
pub(super) fn is_busy() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None)
}

/// Turns the journal off for a file that is being written beside and thrown away if anything goes wrong: the safety of
/// a journal would only cost time.
pub(super) fn without_safety(connection: &Connection, database: &str) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(Some(database), "journal_mode", "off", |_| Ok(()))?;
    connection.pragma_update(Some(database), "synchronous", "off")
}

/// Opens a file for reading only.
pub(super) fn for_reading(path: &Path, key: Option<&Key>) -> rusqlite::Result<Connection> {
    let connection = bare(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a file with its key. A wrong key is noticed at the first reading, not here.
fn bare(path: &Path, key: Option<&Key>, access: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // SQLCipher would tell the standard error of every wrong passphrase.
    connection.pragma_update(None, "cipher_log_level", "none")?;
    if let Some(key) = key {
        connection.pragma_update(None, "key", key.words())?;
    }
    connection.busy_timeout(PATIENCE)?;
    // Nothing of a client in temporary files; nothing that a damaged or foreign schema could run.
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// Reads the whole file and says whether everything in it fits together.
pub(super) fn is_whole(connection: &Connection) -> rusqlite::Result<bool> {
    // SQLCipher's own check compares every page with its seal; it has nothing to say of a plain file.
    let broken_seals = connection.prepare("pragma cipher_integrity_check")?.exists([])?;
    if broken_seals {
        return Ok(false);
    }
    let verdict: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    Ok(verdict == "ok")
}
