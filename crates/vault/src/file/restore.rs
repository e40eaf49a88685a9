//! Putting a copy in the vault's place, and setting a damaged vault aside. Nothing is ever overwritten.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backup::{Progress, check, discard};
use super::copies::backups;
use super::error::{database_error, file_error, reading_error};
use super::files::{beside, length};
use super::folder::RESTORED;
use super::inspect::{self, FileKind};
use super::key::Key;
use super::passphrase::write_anew;
use super::{Folder, connect, files, installation, migrate, open};
use holdwell_store::{Damage, Passphrase, VaultError};

/// A copy on its way here.
const FETCHED: &str = ".fetched";
/// The same, while it is being encrypted.
const ENCRYPTED: &str = ".encrypted";
const STRIDE: usize = 1 << 20;

/// Treatment of a copy in clear that takes the place of a vault with a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClearCopy {
    /// It is encrypted on the way in, with the passphrase of the vault; where that is not known, nothing is done.
    #[default]
    IsEncrypted,
    /// It stays in clear, because somebody said so in words.
    StaysInClear,
}

/// Puts a copy in the place of the vault, which must not be open. The copy stays where it is; it is opened and read
/// whole before anything else happens. Gives what was in place and is set aside now.
///
/// # Errors
/// The copy cannot be used, or the vault cannot be reached; what was in place is then still there.
pub fn restore(
    folder: &Folder,
    (copy, clear): (&Path, ClearCopy),
    passphrase: Option<&Passphrase>,
    now: Timestamp,
    progress: Progress<'_>,
) -> Result<Option<PathBuf>, VaultError> {
    let _lock = super::take(folder)?;
    let (fetched, restored) = (beside(&folder.vault(), FETCHED), beside(&folder.vault(), RESTORED));
    // Looked at where it lies first: what is no copy fills no disk.
    inspect::kind(copy)?;
    let good = fetch(copy, (&fetched, folder), progress).and_then(|()| is_usable(&fetched, copy, passphrase)).and_then(
        |kind| {
            if clear == ClearCopy::StaysInClear { Ok(()) } else { encrypt(folder, kind, copy, passphrase) }
        },
    );
    good.inspect_err(|_| discard(&fetched))?;
    let ready = files::sync(&fetched).and_then(|()| files::rename(&fetched, &restored));
    // Nobody knows the file that is being put in place.
    ready.map_err(|error| file_error(&error, &folder.vault()))?;
    let vault = folder.vault();
    installation::put_back(&vault).map_err(|error| file_error(&error, &vault))?;
    let aside = move_aside(folder, now)?;
    progress(0.9);
    finish(folder)?;
    progress(1.0);
    Ok(aside)
}

/// Copies a file, with what its write-ahead log may hold, into the folder of the vault. What cannot be read is said of the
/// copy, what cannot be written of the vault.
fn fetch(copy: &Path, (to, folder): (&Path, &Folder), progress: Progress<'_>) -> Result<(), VaultError> {
    let (here, vault) = (|error: io::Error| file_error(&error, copy), folder.vault());
    let there = |error: io::Error| file_error(&error, &vault);
    let mut source = holdwell_files::open(copy).map_err(|error| reading_error(error, copy))?;
    let (whole, mut done) = (length(copy).max(1) as f32, 0);
    let mut target = files::open_private(to).and_then(|to| to.set_len(0).map(|()| to)).map_err(there)?;
    let mut stretch = vec![0; STRIDE];
    loop {
        let read = source.read(&mut stretch).map_err(here)?;
        if read == 0 {
            break;
        }
        target.write_all(stretch.get(..read).unwrap_or_default()).map_err(there)?;
        done += read;
        progress((done as f32 / whole).min(1.0) * 0.5);
    }
    let log = beside(copy, "-wal");
    if length(&log) > 0 { files::copy_private(&log, &beside(to, "-wal")).map_err(there) } else { Ok(()) }
}

/// Opens a fetched copy and reads all of it. A fault is said of the copy that it came from.
fn is_usable(fetched: &Path, copy: &Path, passphrase: Option<&Passphrase>) -> Result<FileKind, VaultError> {
    let kind = inspect::kind(fetched).map_err(|trouble| trouble.at(copy))?;
    let key = match inspect::kind(fetched).map_err(|trouble| trouble.at(copy))? {
        FileKind::Missing | FileKind::Empty => return Err(VaultError::Damaged(copy.to_owned(), Damage::Truncated)),
        FileKind::Plain => None,
        FileKind::Encrypted(salt) => {
            let passphrase = passphrase.ok_or_else(|| VaultError::NeedsPassphrase(copy.to_owned()))?;
            Some(Key::of_file(passphrase, salt, fetched))
        }
    };
    let at = |error| open::first_reading(database_error(&error, copy), key.as_ref());
    let connection = connect::untouched(fetched, key.as_ref()).map_err(at)?;
    let version = migrate::version(&connection).map_err(at)?;
    let newest = migrate::newest(migrate::STEPS);
    if version > newest {
        return Err(VaultError::Newer(copy.to_owned(), version, newest));
    }
    if !migrate::is_vault(&connection).map_err(at)? {
        return Err(VaultError::Damaged(copy.to_owned(), Damage::Foreign));
    }
    drop(connection);
    check(fetched, key.as_ref()).map_err(|trouble| trouble.at(copy))?;
    Ok(kind)
}

/// Encrypts a fetched copy that is in clear, where the vault that it replaces has a passphrase: nobody who restores means
/// to lay everything open.
fn encrypt(folder: &Folder, kind: FileKind, copy: &Path, passphrase: Option<&Passphrase>) -> Result<(), VaultError> {
    let vault = folder.vault();
    if kind != FileKind::Plain || !was_encrypted(folder) {
        return Ok(());
    }
    let passphrase = passphrase.ok_or_else(|| VaultError::ClearCopy(copy.to_owned()))?;
    if !opens(&vault, passphrase) && !backups(folder).iter().any(|copy| opens(&copy.path, passphrase)) {
        return Err(VaultError::WrongPassphrase(vault));
    }
    let (fetched, new) = (beside(&vault, FETCHED), beside(&vault, ENCRYPTED));
    let key = Key::fresh(passphrase).map_err(|error| database_error(&error, &vault))?;
    let written = write_anew(&fetched, &new, Some(&key)).and_then(|()| {
        discard(&fetched);
        files::rename(&new, &fetched).map_err(|error| file_error(&error, &vault))
    });
    written.inspect_err(|_| discard(&new))
}

/// Says if the vault has a passphrase. Where it is damaged or gone, its copies tell.
fn was_encrypted(folder: &Folder) -> bool {
    let is = |file: &Path| match inspect::kind(file) {
        Ok(FileKind::Encrypted(_)) => Some(true),
        Ok(FileKind::Plain) => Some(false),
        _ => None,
    };
    is(&folder.vault()).unwrap_or_else(|| backups(folder).iter().any(|copy| is(&copy.path) == Some(true)))
}

/// Says if a passphrase opens a vault, or a copy of it.
fn opens(vault: &Path, passphrase: &Passphrase) -> bool {
    let Ok(FileKind::Encrypted(salt)) = inspect::kind(vault) else { return false };
    let key = Key::of_file(passphrase, salt, vault);
    connect::for_reading(vault, Some(&key)).and_then(|vault| migrate::version(&vault)).is_ok()
}

/// Gives the vault a name with a date. Its log goes with it, and is in both places until the vault is in the new one:
/// a crash in between parts nothing. Of a vault that is missing the log may be all that is left.
pub(super) fn move_aside(folder: &Folder, now: Timestamp) -> Result<Option<PathBuf>, VaultError> {
    let path = folder.vault();
    let log = beside(&path, "-wal");
    let (is_there, has_log) = (path.exists(), length(&log) > 0);
    if !is_there && !has_log {
        return Ok(None);
    }
    let aside = folder.free_name(now);
    let aside_log = beside(&aside, "-wal");
    let through = || -> io::Result<()> {
        if has_log {
            files::copy_private(&log, &aside_log)?;
        }
        if is_there {
            files::rename(&path, &aside)?;
        }
        files::clear_beside(&path)
    };
    through().map_err(|error| file_error(&error, &path))?;
    Ok(Some(if is_there { aside } else { aside_log }))
}

/// Finishes a restoring: a good copy beside a missing vault takes its place. Beside a vault it had not come so far, and
/// goes.
pub(super) fn finish(folder: &Folder) -> Result<(), VaultError> {
    let path = folder.vault();
    discard(&beside(&path, FETCHED));
    discard(&beside(&path, ENCRYPTED));
    let restored = beside(&path, RESTORED);
    if path.exists() {
        discard(&restored);
        return Ok(());
    }
    if !restored.exists() {
        return Ok(());
    }
    let placed = files::clear_beside(&path).and_then(|()| files::rename(&restored, &path));
    placed.map_err(|error| file_error(&error, &path))
}
