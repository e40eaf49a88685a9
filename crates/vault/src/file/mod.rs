//! The vault's file and its life: opened and locked, encrypted and changed, copied and put back.
//!
//! Everything here waits for the disk; it is for a thread of its own. Nothing here reads a clock.

mod backup;
mod connect;
mod copies;
mod error;
mod files;
mod folder;
mod inspect;
mod installation;
mod key;
mod lock;
mod migrate;
mod open;
mod own_folder;
mod passphrase;
mod restore;
#[cfg(test)]
mod tests;
mod unlock_throttle;

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::Connection;

use self::inspect::FileKind;
use self::key::Key;
use self::lock::Lock;
use holdwell_store::{Cause, Damage, Passphrase, VaultError};

pub use backup::Copier;
pub(crate) use backup::vaults_set_aside;
pub use copies::{Copies, backups, is_due, newest_good_backup};
pub(crate) use error::{database_error, error_at, file_error};
pub use folder::Folder;
pub(crate) use installation::author;
pub(crate) use own_folder::OwnFolder;
pub use restore::{ClearCopy, restore};
pub use unlock_throttle::UnlockThrottle;

/// An open vault. While it lives no other instance can open it.
#[derive(Debug)]
pub struct Vault {
    connection: Connection,
    key: Option<Key>,
    folder: Folder,
    // Let go of last.
    _lock: Lock,
}

impl Vault {
    /// Opens the vault of a folder, or begins one where there never was one. What a crash left unfinished is finished
    /// or discarded first, and a copy is made before an older vault is brought to this version. A vault without a
    /// passphrase opens whatever is given.
    ///
    /// # Errors
    /// The vault cannot be opened. The file is then as it was.
    pub fn open(folder: &Folder, passphrase: Option<&Passphrase>, now: Timestamp) -> Result<Self, VaultError> {
        let lock = take(folder)?;
        let (connection, key) = open::open(folder, passphrase, now, migrate::STEPS)?;
        Ok(Self { connection, key, folder: folder.clone(), _lock: lock })
    }

    /// Opens a vault that was open in this folder before. Where nothing of it is left there, as where its drive is gone,
    /// none is begun in its place.
    pub(crate) fn open_again(
        folder: &Folder,
        passphrase: Option<&Passphrase>,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        let path = folder.vault();
        if folder.is_bare() {
            return Err(VaultError::Unreachable(path, Cause::File(io::ErrorKind::NotFound)));
        }
        if inspect::kind(&path)? == FileKind::Empty {
            return Err(VaultError::Damaged(path, Damage::Truncated));
        }
        Self::open(folder, passphrase, now)
    }

    /// Sets aside what is in place, and begins an empty vault although there are copies. Gives the name of what was set
    /// aside.
    pub fn begin_anew(folder: &Folder, now: Timestamp) -> Result<(Self, Option<PathBuf>), VaultError> {
        let lock = take(folder)?;
        let aside = restore::move_aside(folder, now)?;
        let connection = open::begin(folder, now, migrate::STEPS)?;
        Ok((Self { connection, key: None, folder: folder.clone(), _lock: lock }, aside))
    }

    /// Returns the connection that writes.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The connection that writes, for a transaction.
    #[cfg(test)]
    pub(crate) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// A further connection, for reading only; it sees every commit and never waits for one. It costs no second
    /// making of the key. It has to be closed before the passphrase is changed.
    pub(crate) fn reader(&self) -> Result<Connection, VaultError> {
        let path = self.path();
        connect::for_reading(&path, self.key.as_ref()).map_err(|error| database_error(&error, &path))
    }

    /// Overwrites for good what was deleted: the file is written anew without its gaps, and its log is emptied. No
    /// reader may be in the middle of reading.
    pub fn erase_free_space(&self) -> Result<(), VaultError> {
        let erased = self.connection.execute_batch("vacuum").and_then(|()| connect::empty_log(&self.connection));
        erased.map_err(|error| database_error(&error, &self.path()))
    }

    /// Says if the vault has a passphrase.
    pub fn is_encrypted(&self) -> bool {
        self.key.is_some()
    }

    /// Returns the path of the vault's file.
    pub fn path(&self) -> PathBuf {
        self.folder.vault()
    }

    /// Returns the folder of the vault and its copies.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }
}

/// Takes a folder for this instance, and finishes or discards what a crash left in it.
fn take(folder: &Folder) -> Result<Lock, VaultError> {
    folder.make()?;
    let lock = Lock::take(folder)?;
    passphrase::finish_or_discard(folder)?;
    restore::finish(folder)?;
    backup::discard_parts(folder);
    folder.close_to_others();
    Ok(lock)
}
