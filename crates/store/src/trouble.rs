//! Faults of a vault. The sentences about it are the application's.

use std::io;
use std::path::{Path, PathBuf};

use holdwell_files::{FileKind, ReadError};

/// Reason why a vault cannot be opened or written, with the file that it is about. Nothing of a client is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultError {
    /// This machine has no folder for data.
    NoFolder,
    /// Writing is not allowed.
    ReadOnly(PathBuf),
    /// The disk is full.
    Full(PathBuf),
    /// The file or its folder cannot be reached.
    Unreachable(PathBuf, Cause),
    /// Something else than a file has the name.
    NotAFile(PathBuf, FileKind),
    /// Another instance has it.
    InUse(PathBuf),
    /// Another program keeps it locked.
    Busy(PathBuf),
    /// The file is not as it was written.
    Damaged(PathBuf, Damage),
    /// A newer program wrote it: its version, and the newest that this one knows.
    Newer(PathBuf, u32, u32),
    /// The passphrase is not the one.
    WrongPassphrase(PathBuf),
    /// The vault has a passphrase, and none was given.
    NeedsPassphrase(PathBuf),
    /// A copy in clear would take the place of a vault with a passphrase.
    ClearCopy(PathBuf),
    /// Something that has no sentence of its own.
    Other(PathBuf, Cause),
    /// The system starts no more threads.
    NoThread,
    /// The vault's thread ended with a panic.
    Ended,
}

/// Cause that made a file unusable, as it was reported from below. Nothing of what is kept is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The file is not one that is read.
    Reading(ReadError),
    /// The file system, with the kind of its error.
    File(io::ErrorKind),
    /// The database, in its own words for the code of its error.
    Database(&'static str),
    /// A value that was not expected.
    UnexpectedValue,
}

/// Kind of damage to a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Damage {
    /// The file is gone while its copies are there.
    Missing,
    /// The file does not begin as a vault does.
    Header,
    /// A part of the file is missing.
    Truncated,
    /// Pages do not fit together.
    Content,
    /// The file is a database of another program.
    Foreign,
}

impl VaultError {
    /// Returns the same trouble with another file.
    #[must_use]
    pub fn at(self, other: &Path) -> Self {
        let other = other.to_owned();
        match self {
            Self::NoFolder | Self::NoThread | Self::Ended => self,
            Self::ReadOnly(_) => Self::ReadOnly(other),
            Self::Full(_) => Self::Full(other),
            Self::Unreachable(_, cause) => Self::Unreachable(other, cause),
            Self::NotAFile(_, kind) => Self::NotAFile(other, kind),
            Self::InUse(_) => Self::InUse(other),
            Self::Busy(_) => Self::Busy(other),
            Self::Damaged(_, what) => Self::Damaged(other, what),
            Self::Newer(_, version, newest) => Self::Newer(other, version, newest),
            Self::WrongPassphrase(_) => Self::WrongPassphrase(other),
            Self::NeedsPassphrase(_) => Self::NeedsPassphrase(other),
            Self::ClearCopy(_) => Self::ClearCopy(other),
            Self::Other(_, cause) => Self::Other(other, cause),
        }
    }

    /// Says if a copy may take the place of the file.
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(..))
    }
}
