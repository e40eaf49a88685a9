//! Reasons why a vault cannot be opened or written, as sentences for the person who wants to work.

use std::io;
use std::path::{Path, PathBuf};

use holdwell_files::{ReadError, shown};
use rusqlite::{ErrorCode, ffi};

/// Reasons why a vault cannot be opened or written: the fault, its place, and the remedy. Nothing of a client is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// This machine has no folder for data.
    #[error("This machine names no folder for a program's data. Say where the vault should be: --data DIR.")]
    NoFolder,
    /// Writing is not allowed.
    #[error(
        "{} cannot be written to. Nothing is lost: allow writing there, or choose another folder with --data DIR.",
        shown(.0)
    )]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("The disk that holds {} is full. What is already kept is safe: make room on it, then try again.", shown(.0))]
    Full(PathBuf),
    /// The file or its folder cannot be reached.
    #[error(
        "{} cannot be reached ({}). If it is on a network drive or a stick, connect that again, then try again.",
        shown(.0), .1
    )]
    Unreachable(PathBuf, String),
    /// Something else than a file has the name.
    #[error("{} is {}, and no vault or copy of one. Nothing was changed: name a file.", shown(.0), .1)]
    NotAFile(PathBuf, holdwell_files::FileKind),
    /// Another instance has it.
    #[error(
        "Another Holdwell has {} open. Go on working there, or close it first; nothing is lost.",
        shown(.0)
    )]
    InUse(PathBuf),
    /// Another program keeps it locked.
    #[error("Another program keeps {} locked. Close it there, then try again; nothing is lost.", shown(.0))]
    Busy(PathBuf),
    /// The file is not as it was written.
    #[error(
        "The vault {} is damaged: {}. It was left as it is: restore the newest good copy, or set it aside and begin anew.",
        shown(.0), .1
    )]
    Damaged(PathBuf, Damage),
    /// A newer program wrote it.
    #[error(
        "{} was made by a newer Holdwell (its version is {}, this one knows {}). It was left alone: open it with that one.",
        shown(.0), .1, .2
    )]
    Newer(PathBuf, u32, u32),
    /// The passphrase is not the one.
    #[error("This is not the passphrase of {}. Nothing was changed: try again.", shown(.0))]
    WrongPassphrase(PathBuf),
    /// The vault has a passphrase, and none was given.
    #[error("{} has a passphrase. Unlock it in the window, or name a file that holds it: --passphrase-file FILE.", shown(.0))]
    NeedsPassphrase(PathBuf),
    /// A copy in clear would take the place of a vault with a passphrase.
    #[error(
        "{} is in clear, and the vault that it would replace has a passphrase. Nothing was changed: unlock the vault first, \
        and the copy is encrypted on its way in; or say that everything may be in clear: restore --in-clear.",
        shown(.0)
    )]
    ClearCopy(PathBuf),
    /// Something that has no sentence of its own; the words are the database's, without any content.
    #[error("{} could not be used ({}). What is already kept is safe: try again, and start Holdwell anew if it stays so.", shown(.0), .1)]
    Other(PathBuf, String),
}

/// Kind of damage to a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Damage {
    /// The file is gone while its copies are there.
    #[error("the file is missing, though there are copies of it")]
    Missing,
    /// The file does not begin as a vault does.
    #[error("its beginning cannot be read")]
    Header,
    /// A part of the file is missing.
    #[error("the end of the file is missing")]
    Truncated,
    /// Pages do not fit together.
    #[error("parts of it cannot be read")]
    Content,
    /// The file is a database of another program.
    #[error("it is no vault of Holdwell")]
    Foreign,
}

impl VaultError {
    /// Explains an error of the database to the person, at this file.
    pub(crate) fn of(error: &rusqlite::Error, path: &Path) -> Self {
        let path = path.to_owned();
        let (rusqlite::Error::SqliteFailure(code, _) | rusqlite::Error::SqlInputError { error: code, .. }) = error
        else {
            return Self::Other(path, "an unexpected value".to_owned());
        };
        let words = || ffi::code_to_str(code.extended_code).to_owned();
        match (code.code, code.extended_code) {
            // The shared index beside the write-ahead log is the first to notice a disk without room.
            (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => Self::Full(path),
            (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Self::ReadOnly(path),
            (ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::FileLockingProtocolFailed, _) => {
                Self::Unreachable(path, words())
            }
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Busy(path),
            (ErrorCode::DatabaseCorrupt, _) => Self::Damaged(path, Damage::Content),
            (ErrorCode::NotADatabase, _) => Self::Damaged(path, Damage::Header),
            _ => Self::Other(path, words()),
        }
    }

    /// Explains an error of the file system to the person, at this file.
    pub(crate) fn of_file(error: &io::Error, path: &Path) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path),
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly(path),
            // The words of the kind, not of the error: those would name the path again.
            kind => Self::Unreachable(path, kind.to_string()),
        }
    }

    /// Explains to the person why this file is not read.
    pub(crate) fn of_reading(error: ReadError, path: &Path) -> Self {
        match error {
            ReadError::NotAFile(kind) => Self::NotAFile(path.to_owned(), kind),
            ReadError::Refused(kind) => Self::of_file(&kind.into(), path),
            error => Self::Unreachable(path.to_owned(), error.to_string()),
        }
    }

    /// Returns the same trouble with another file.
    pub(crate) fn at(self, other: &Path) -> Self {
        let other = other.to_owned();
        match self {
            Self::NoFolder => Self::NoFolder,
            Self::ReadOnly(_) => Self::ReadOnly(other),
            Self::Full(_) => Self::Full(other),
            Self::Unreachable(_, why) => Self::Unreachable(other, why),
            Self::NotAFile(_, kind) => Self::NotAFile(other, kind),
            Self::InUse(_) => Self::InUse(other),
            Self::Busy(_) => Self::Busy(other),
            Self::Damaged(_, what) => Self::Damaged(other, what),
            Self::Newer(_, version, newest) => Self::Newer(other, version, newest),
            Self::WrongPassphrase(_) => Self::WrongPassphrase(other),
            Self::NeedsPassphrase(_) => Self::NeedsPassphrase(other),
            Self::ClearCopy(_) => Self::ClearCopy(other),
            Self::Other(_, why) => Self::Other(other, why),
        }
    }

    /// Says if a copy may take the place of the file.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(..))
    }
}
