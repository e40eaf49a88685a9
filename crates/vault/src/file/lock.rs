//! One instance at a time.

use std::fs::{File, TryLockError};
use std::io;

use super::error::file_error;
use super::{Folder, files};
use holdwell_store::VaultError;

/// Holds the folder for this instance, until it is dropped; the system lets go of it after a crash.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Drop for Lock {
    /// Unlocks the file. Closing it is not enough: a program that is being started at this instant has it open as well.
    fn drop(&mut self) {
        if let Err(why) = self.file.unlock() {
            tracing::debug!(%why, "the vault's lock goes with its file");
        }
    }
}

impl Lock {
    /// Takes the folder, or says at once that another instance has it.
    pub(super) fn take(folder: &Folder) -> Result<Self, VaultError> {
        let path = folder.lock();
        // What is wrong is said of the folder: nobody knows the file.
        let file = files::open_private(&path).map_err(|error| file_error(&error, folder.path()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(VaultError::InUse(folder.vault())),
            // Where files cannot be locked, the database's own locks still keep two writers apart.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Self { file }),
            Err(TryLockError::Error(error)) => Err(file_error(&error, folder.path())),
        }
    }
}
