//! Opening the vault's file: whose it is, whether it is whole, and at which version.
//!
//! A big vault has to open at once, so nothing here reads more than the first pages. The whole of it is read whenever a
//! copy is made.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use super::backup::Copier;
use super::copies::backups;
use super::error::{database_error, file_error};
use super::files::{beside, length};
use super::inspect::{self, FileKind};
use super::key::Key;
use super::migrate::{self, Steps};
use super::{Folder, connect, files, installation};
use holdwell_store::{Damage, Passphrase, VaultError};

/// Opens the vault that is there, or begins an empty one where there never was one.
pub(super) fn open(
    folder: &Folder,
    passphrase: Option<&Passphrase>,
    now: Timestamp,
    steps: Steps,
) -> Result<(Connection, Option<Key>), VaultError> {
    let path = folder.vault();
    match (inspect::kind(&path)?, passphrase) {
        // What has copies, or a log, was once there.
        (FileKind::Missing | FileKind::Empty, _)
            if !backups(folder).is_empty() || length(&beside(&path, "-wal")) > 0 =>
        {
            Err(VaultError::Damaged(path, Damage::Missing))
        }
        (FileKind::Missing | FileKind::Empty, _) => begin(folder, now, steps).map(|connection| (connection, None)),
        (FileKind::Plain, _) => with_key(folder, None, now, steps).map(|connection| (connection, None)),
        (FileKind::Encrypted(_), None) => Err(VaultError::NeedsPassphrase(path)),
        (FileKind::Encrypted(salt), Some(passphrase)) => {
            let key = Key::of_file(passphrase, salt, &path);
            match with_key(folder, Some(&key), now, steps) {
                Err(VaultError::WrongPassphrase(path)) if is_right_after_all(folder, passphrase, &key) => {
                    Err(VaultError::Damaged(path, Damage::Header))
                }
                opened => opened.map(|connection| (connection, Some(key))),
            }
        }
    }
}

/// Begins an empty vault.
pub(super) fn begin(folder: &Folder, now: Timestamp, steps: Steps) -> Result<Connection, VaultError> {
    let path = folder.vault();
    let made = files::open_private(&path).and_then(|_| files::sync_folder_of(&path));
    made.map_err(|error| file_error(&error, &path))?;
    with_key(folder, None, now, steps)
}

/// Opens the file that is there, for writing, at the newest version. It is not changed before it is known to be a vault
/// of this program, and whole as far as can be seen.
pub(super) fn with_key(
    folder: &Folder,
    key: Option<&Key>,
    now: Timestamp,
    steps: Steps,
) -> Result<Connection, VaultError> {
    let path = folder.vault();
    let at = |error| database_error(&error, &path);
    // What others could read since it was copied here by hand is closed to them.
    files::open_private(&path).map_err(|error| file_error(&error, &path))?;
    let mut connection = connect::untouched(&path, key).map_err(at)?;
    let version = migrate::version(&connection).map_err(|error| first_reading(database_error(&error, &path), key))?;
    if version > migrate::newest(steps) {
        return Err(VaultError::Newer(path, version, migrate::newest(steps)));
    }
    if is_cut(&connection, &path).map_err(at)? {
        return Err(VaultError::Damaged(path, Damage::Truncated));
    }
    let empty = migrate::is_empty(&connection).map_err(at)?;
    if !empty && !migrate::is_vault(&connection).map_err(at)? {
        return Err(VaultError::Damaged(path, Damage::Foreign));
    }
    connect::for_writing(&connection).map_err(at)?;
    if !empty && version < migrate::newest(steps) {
        Copier::new(folder, key, &connection)?.copy_if_changed(now, &mut |_| {})?;
    }
    migrate::migrate(&mut connection, steps).map_err(at)?;
    installation::settle(&connection, &path).map_err(at)?;
    Ok(connection)
}

/// Explains why a file cannot be read from its first page on. With a key, it is the key; and `SQLite` compares the
/// length that the first page tells with that of the file.
pub(super) fn first_reading(trouble: VaultError, key: Option<&Key>) -> VaultError {
    match trouble {
        VaultError::Damaged(path, Damage::Header) if key.is_some() => VaultError::WrongPassphrase(path),
        VaultError::Damaged(path, Damage::Content) => VaultError::Damaged(path, Damage::Truncated),
        trouble => trouble,
    }
}

/// Says if more pages are missing at the end of a file than its log can make up for.
fn is_cut(connection: &Connection, path: &Path) -> rusqlite::Result<bool> {
    // SQLCipher tells its size of a page as a text.
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0).map(u64::from));
    let page = number("select cast(page_size as integer) from pragma_page_size")?;
    let pages = number("select page_count from pragma_page_count")?;
    // The log has a header of 32 bytes, and before each page another of 24.
    let logged = length(&beside(path, "-wal")).saturating_sub(32) / (page + 24);
    Ok(length(path) / page.max(1) + logged < pages)
}

/// Says if a passphrase that does not open the vault is right, and the vault's beginning is damaged: it opens the
/// newest copy, which has the same salt; or it opens the vault itself with the salt of the copy.
fn is_right_after_all(folder: &Folder, passphrase: &Passphrase, key: &Key) -> bool {
    let reads = |file: &Path, key: &Key| {
        connect::untouched(file, Some(key)).and_then(|connection| migrate::version(&connection)).is_ok()
    };
    let Some(copy) = backups(folder).into_iter().next() else { return false };
    match inspect::kind(&copy.path) {
        Ok(FileKind::Encrypted(salt)) if key.has(&salt) => reads(&copy.path, key),
        Ok(FileKind::Encrypted(salt)) => reads(&folder.vault(), &Key::of_file(passphrase, salt, &folder.vault())),
        _ => false,
    }
}
