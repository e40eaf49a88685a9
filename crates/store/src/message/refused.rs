//! Files that were to be imported, and of which nothing was taken.

use std::path::PathBuf;

use holdwell_files::{Content, ReadError};

use crate::VaultError;

/// Reason why an import came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// What was chosen is nothing that can be imported.
    Refused(RefusedFile),
    /// Something is the matter with the vault.
    Vault(VaultError),
}

/// A file of which nothing was taken, and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusedFile {
    /// Its client was erased here. They come back only where that is asked for.
    WasErased(PathBuf),
    /// It cannot be read, or is not what it should be.
    NotRead(PathBuf, FileFault),
}

/// Fault of a file that was to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// It is not read.
    Unreadable(ReadError),
    /// It is a folder in which no file has this name, and so nothing that was exported.
    NothingExported(&'static str),
    /// It is longer than any file of an export.
    TooLong,
    /// It is not of an export's form; with what it is instead, where that is known.
    NoExport(Option<Content>),
    /// It is an export that cannot be read from this line on.
    BrokenFrom(usize),
    /// It says that it is of version 0, which never was.
    VersionZero,
    /// A newer program wrote it, in this version.
    Newer(u32),
    /// A row of a table, counted from 1, cannot be taken.
    Row {
        /// Name of the table.
        table: &'static str,
        /// Number of the row.
        row: usize,
        /// Fault of the row.
        fault: RowFault,
    },
    /// There is no row of its client, or more than one.
    ClientMissing,
    /// Its plans are not those of its sessions.
    OtherPlans,
    /// Its rows do not fit each other.
    RowsClash,
}

/// Fault of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// What stands in this column.
    Cell(&'static str, CellFault),
    /// There is another one with its key.
    Twice,
    /// The column `whole` says something else than the columns beside it.
    WholeDiffers,
    /// The column `whole` is another plan than that of its hash.
    AnotherPlan,
    /// The column `origin` says something else than `whole`.
    OriginDiffers,
    /// It does not belong to the client of the file.
    AnotherClient,
}

/// Fault of what stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// Nothing stands there.
    Missing,
    /// This program cannot read it.
    Unreadable,
    /// It is no text.
    NoText,
    /// It is no whole number from the first to the second.
    NoNumber(i64, i64),
    /// It is no instant that can be counted with.
    NoInstant,
    /// This text is no id.
    NoId(String),
}

impl From<VaultError> for ImportError {
    fn from(trouble: VaultError) -> Self {
        Self::Vault(trouble)
    }
}
