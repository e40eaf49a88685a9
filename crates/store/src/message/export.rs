//! Reasons why an export comes to nothing.

use std::io;
use std::path::PathBuf;

use crate::VaultError;
use holdwell_model::Id;

/// Reason why a client was not exported, or not found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportError {
    /// Nobody is called so.
    NoClient,
    /// More than one client is called so.
    Several(Vec<Id>),
    /// Nobody wrote a note of the session.
    NoNote,
    /// A file or a folder cannot be written.
    NotWritten(PathBuf, WriteFault),
    /// Something is the matter with the vault.
    Vault(VaultError),
}

/// Reason why a file or a folder of an export cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteFault {
    /// There is something under its name that is not a folder of one's own.
    NotOurs,
    /// The system refuses it, in its own words.
    System(String),
}

impl From<VaultError> for ExportError {
    fn from(trouble: VaultError) -> Self {
        Self::Vault(trouble)
    }
}

impl From<io::Error> for WriteFault {
    fn from(error: io::Error) -> Self {
        Self::System(error.to_string())
    }
}
