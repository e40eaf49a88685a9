//! Setting, changing and taking away the passphrase.
//!
//! Everything is written anew beside the old: the vault to `vault.db.new`, then each copy to its own `.new`. As long as
//! `vault.db.new` is there nothing has happened, and a start throws all of it away. Giving it the vault's name is the
//! instant of the change; whatever `.new` is left then is complete, and a start gives it its name. So a crash at any
//! instant leaves either the old passphrase on everything or the new one, and nobody has to remember a key.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ffi};

use super::backup::{Progress, check};
use super::error::{database_error, file_error};
use super::files::{beside, ending_in, length};
use super::inspect::{self, FileKind};
use super::key::Key;
use super::{Folder, Vault, connect, files, migrate, open};
use holdwell_store::{Passphrase, VaultError};

const NEW: &str = ".new";

impl Vault {
    /// Sets, changes or takes away the passphrase, of the vault and of all its copies. The one in use has to be said
    /// again. No reader may be open. Gives the copies that could not be changed, damaged ones for the most part: they
    /// are as they were.
    ///
    /// From the instant of the change on nothing is an error any more; should the file not open again then, this vault
    /// takes nothing, and has to be opened anew.
    ///
    /// # Errors
    /// The passphrase is not changed: the old one holds, everywhere. Unless it was the passphrase that was wrong, the
    /// vault has to be opened anew.
    pub fn set_passphrase(
        &mut self,
        old: Option<&Passphrase>,
        new: Option<&Passphrase>,
        now: Timestamp,
        progress: Progress<'_>,
    ) -> Result<Vec<PathBuf>, VaultError> {
        let path = self.path();
        match (&self.key, old) {
            (Some(_), None) => return Err(VaultError::NeedsPassphrase(path)),
            (Some(key), Some(old)) if !key.is_of(old) => return Err(VaultError::WrongPassphrase(path)),
            _ => {}
        }
        let key = new.map(Key::fresh).transpose().map_err(|error| database_error(&error, &path))?;
        // One file without a log, or there is a reader; and nothing of the old log can meet the new file.
        connect::fold(&self.connection).map_err(|error| database_error(&error, &path))?;
        let change = Change { folder: &self.folder, from: self.key.as_ref(), old, to: key.as_ref() };
        let mut left = match change.prepare(progress) {
            Ok(left) => left,
            Err(trouble) => {
                finish_or_discard(&self.folder)?;
                connect::for_writing(&self.connection).map_err(|error| database_error(&error, &path))?;
                return Err(trouble);
            }
        };
        left.extend(self.exchange(key, now, progress)?);
        Ok(left)
    }

    /// Puts the new files in the place of the old, and gives the copies for which that was not possible: they are tried
    /// again at the next start.
    fn exchange(
        &mut self,
        key: Option<Key>,
        now: Timestamp,
        progress: Progress<'_>,
    ) -> Result<Vec<PathBuf>, VaultError> {
        let (path, new) = (self.path(), beside(&self.path(), NEW));
        // The file is closed while it is exchanged; should it not open again, nothing can be written by mistake.
        let closed = Connection::open_in_memory().and_then(|connection| {
            connection.pragma_update(None, "query_only", true)?;
            Ok(connection)
        });
        self.connection = closed.map_err(|error| database_error(&error, &path))?;
        if let Err(error) = files::rename(&new, &path)
            // Where only the folder could not be flushed, it has its name.
            && new.exists()
        {
            finish_or_discard(&self.folder)?;
            return Err(file_error(&error, &path));
        }
        self.key = key;
        progress(1.0);
        name_the_new(&self.folder, progress);
        match open::with_key(&self.folder, self.key.as_ref(), now, migrate::STEPS) {
            Ok(connection) => self.connection = connection,
            Err(trouble) => tracing::warn!(?trouble, "the vault does not open after its passphrase was changed"),
        }
        let left = new_files(&self.folder).unwrap_or_default();
        Ok(left.into_iter().map(|new| new.with_extension("")).collect())
    }
}

/// One change of the passphrase.
struct Change<'a> {
    folder: &'a Folder,
    from: Option<&'a Key>,
    /// For copies that were made with another salt.
    old: Option<&'a Passphrase>,
    to: Option<&'a Key>,
}

impl Change<'_> {
    /// Writes everything anew beside the old. The vault comes first: its `.new` says that nothing has happened yet.
    fn prepare(&self, progress: Progress<'_>) -> Result<Vec<PathBuf>, VaultError> {
        let vault = self.folder.vault();
        let copies = self.folder.copies();
        let bytes = |file: &Path| length(file).max(1) as f32;
        let all = bytes(&vault) + copies.iter().map(|copy| bytes(copy)).sum::<f32>();
        // A log alone is nothing that could be read and written anew.
        let mut left: Vec<PathBuf> = self.folder.lone_logs().into_iter().map(|(log, _)| log).collect();
        let mut done = bytes(&vault);
        self.convert(&vault, self.from)?;
        progress(done / all);
        for copy in copies {
            let converted = self.key_of(&copy).and_then(|key| self.convert(&copy, key.as_ref()));
            done += bytes(&copy);
            progress(done / all);
            match converted {
                Ok(()) => {}
                Err(VaultError::Damaged(..) | VaultError::WrongPassphrase(_) | VaultError::NeedsPassphrase(_)) => {
                    // Half of it must never get the name of the copy.
                    let new = beside(&copy, NEW);
                    files::remove_whole(&new).map_err(|error| file_error(&error, &new))?;
                    left.push(copy);
                }
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(left)
    }

    /// Returns the key of a copy.
    fn key_of(&self, copy: &Path) -> Result<Option<Key>, VaultError> {
        match (inspect::kind(copy)?, self.from, self.old) {
            (FileKind::Encrypted(salt), Some(key), _) if key.has(&salt) => Ok(Some(key.clone())),
            (FileKind::Encrypted(salt), _, Some(old)) => Ok(Some(Key::of_file(old, salt, copy))),
            (FileKind::Encrypted(_), _, None) => Err(VaultError::NeedsPassphrase(copy.to_owned())),
            _ => Ok(None),
        }
    }

    /// Writes one file anew, checks it, and waits until it is on the disk.
    fn convert(&self, file: &Path, key: Option<&Key>) -> Result<(), VaultError> {
        let new = beside(file, NEW);
        make_empty(&new)?;
        export(file, key, &new, self.to).map_err(|error| open::first_reading(database_error(&error, file), key))?;
        finish(&new, self.to)
    }
}

/// Writes a file that is in clear anew under a key.
pub(super) fn write_anew(file: &Path, new: &Path, key: Option<&Key>) -> Result<(), VaultError> {
    make_empty(new)?;
    export(file, None, new, key).map_err(|error| database_error(&error, file))?;
    finish(new, key)
}

fn make_empty(new: &Path) -> Result<(), VaultError> {
    let made = files::open_private(new).and_then(|made| made.set_len(0)).and_then(|()| files::sync_folder_of(new));
    made.map_err(|error| file_error(&error, new))
}

/// Checks what was written, and waits until it is on the disk.
fn finish(new: &Path, key: Option<&Key>) -> Result<(), VaultError> {
    check(new, key)?;
    files::sync(new).map_err(|error| file_error(&error, new))
}

/// Writes all of a database into an empty file under another key.
fn export(file: &Path, key: Option<&Key>, new: &Path, to: Option<&Key>) -> rusqlite::Result<()> {
    let source = connect::untouched(file, key)?;
    let version = migrate::version(&source)?;
    let new = ToSqlOutput::Borrowed(ValueRef::Text(new.as_os_str().as_encoded_bytes()));
    source.execute("attach ?1 as new key ?2", (new, to.map_or("", Key::words)))?;
    connect::without_safety(&source, "new")?;
    source.query_row("select sqlcipher_export('new')", [], |_| Ok(())).map_err(told)?;
    // The export leaves the version behind.
    source.pragma_update(Some("new"), "user_version", version)?;
    source.execute_batch("detach new")
}

/// Reads the code from the words of an error: the export tells in words alone what went wrong.
fn told(error: rusqlite::Error) -> rusqlite::Error {
    let codes = [ffi::SQLITE_FULL, ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB, ffi::SQLITE_IOERR, ffi::SQLITE_READONLY];
    let rusqlite::Error::SqliteFailure(_, Some(words)) = &error else { return error };
    let code = codes.into_iter().find(|code| words == ffi::code_to_str(*code));
    code.map_or(error, |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
}

/// Finishes or discards what a crash in the middle of a change left behind.
pub(super) fn finish_or_discard(folder: &Folder) -> Result<(), VaultError> {
    let new = beside(&folder.vault(), NEW);
    if !new.exists() {
        name_the_new(folder, &mut |_| {});
        return Ok(());
    }
    let copies = new_files(folder)?.into_iter().filter(|file| *file != new);
    // The vault's own comes last: for as long as it is there everything else is thrown away.
    for file in copies.chain([new.clone()]) {
        let gone = files::remove_whole(&file).and_then(|()| files::sync_folder_of(&file));
        gone.map_err(|error| file_error(&error, &file))?;
    }
    Ok(())
}

/// Gives every new copy its name. One that cannot have it keeps nobody from the vault: it is tried again at the next
/// start.
fn name_the_new(folder: &Folder, progress: Progress<'_>) {
    for new in new_files(folder).unwrap_or_default() {
        let copy = new.with_extension("");
        // What a vault that was set aside has in its log is in the new file, too: the log goes, or it would stay as it
        // was under the other passphrase, and keep the file from being read.
        if let Err(error) = files::clear_beside(&copy).and_then(|()| files::rename(&new, &copy)) {
            tracing::warn!(kind = %error.kind(), "a copy could not be put in the place of the one before");
        }
        progress(1.0);
    }
}

fn new_files(folder: &Folder) -> Result<Vec<PathBuf>, VaultError> {
    let mut found = Vec::new();
    for place in [folder.path().to_owned(), folder.backups()] {
        found.extend(ending_in(&place, ".db.new").map_err(|error| file_error(&error, &place))?);
    }
    Ok(found)
}
