//! Meaning of an error of the database or of the file system for a vault.

use std::io;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, ffi};

use holdwell_files::ReadError;
use holdwell_store::{Cause, Damage, VaultError};

/// Returns the trouble that an error of the database is, at this file.
pub(crate) fn database_error(error: &rusqlite::Error, path: &Path) -> VaultError {
    let path = path.to_owned();
    let (rusqlite::Error::SqliteFailure(code, _) | rusqlite::Error::SqlInputError { error: code, .. }) = error else {
        return VaultError::Other(path, Cause::UnexpectedValue);
    };
    let cause = Cause::Database(ffi::code_to_str(code.extended_code));
    match (code.code, code.extended_code) {
        // The shared index beside the write-ahead log is the first to notice a disk without room.
        (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => VaultError::Full(path),
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => VaultError::ReadOnly(path),
        (ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::FileLockingProtocolFailed, _) => {
            VaultError::Unreachable(path, cause)
        }
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => VaultError::Busy(path),
        (ErrorCode::DatabaseCorrupt, _) => VaultError::Damaged(path, Damage::Content),
        (ErrorCode::NotADatabase, _) => VaultError::Damaged(path, Damage::Header),
        _ => VaultError::Other(path, cause),
    }
}

/// Returns the trouble that an error of the database is, at the file of this connection.
pub(crate) fn error_at(error: &rusqlite::Error, connection: &Connection) -> VaultError {
    database_error(error, Path::new(connection.path().unwrap_or_default()))
}

/// Returns the trouble that an error of the file system is, at this file.
pub(crate) fn file_error(error: &io::Error, path: &Path) -> VaultError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => VaultError::Full(path),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => VaultError::ReadOnly(path),
        // The kind, not the error: its own words would name the path again.
        kind => VaultError::Unreachable(path, Cause::File(kind)),
    }
}

/// Returns the trouble that this file is not read.
pub(crate) fn reading_error(error: ReadError, path: &Path) -> VaultError {
    match error {
        ReadError::NotAFile(kind) => VaultError::NotAFile(path.to_owned(), kind),
        ReadError::Refused(kind) => file_error(&kind.into(), path),
        error => VaultError::Unreachable(path.to_owned(), Cause::Reading(error)),
    }
}
