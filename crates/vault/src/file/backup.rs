//! Copies of the vault: written beside, opened and checked before they are called one, the last seven kept.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use rusqlite::backup::{Backup as Pages, StepResult};

use super::files::{beside, ending_in, length};
use super::folder::{Name, dated};
use super::inspect::{self, FileKind};
use super::key::Key;
use super::{Damage, Folder, Vault, VaultError, connect, files};
use holdwell_store::{Backup, Passphrase};

/// Number of copies that are kept.
const KEPT: usize = 7;
/// A copy older than this asks for the next.
const OLD: SignedDuration = SignedDuration::from_hours(24);
/// The pages that are copied between two looks at the progress: a megabyte.
const STRIDE: i32 = 256;
/// Share of the copying in the work; the rest is the check.
const COPYING: f32 = 0.7;

/// Listener to the share of something long that is done, 0 to 1.
pub(super) type Progress<'a> = &'a mut dyn FnMut(f32);

/// Copier of the vault: makes one copy, on any thread, while the vault goes on being written.
///
/// The vault is copied page by page rather than by `VACUUM INTO`: that tells how far the copy is, takes half the time, and keeps the
/// key as well. A transaction of its own holds the vault still meanwhile, so that no commit makes the copy begin anew.
#[derive(Debug)]
pub struct Copier {
    source: Connection,
    key: Option<Key>,
    folder: Folder,
}

impl Vault {
    /// Returns a copier for another thread.
    pub fn copier(&self) -> Result<Copier, VaultError> {
        Copier::new(&self.folder, self.key.as_ref())
    }

    /// Makes a copy now.
    pub fn backup(&self, now: Timestamp, progress: Progress<'_>) -> Result<Backup, VaultError> {
        self.copier()?.copy(now, progress)
    }
}

/// Says if the last copy is older than a day, or there is none. One from the future says that a clock was wrong.
pub fn is_due(folder: &Folder, now: Timestamp) -> bool {
    backups(folder).first().is_none_or(|last| now.duration_since(last.made).abs() >= OLD)
}

impl Copier {
    pub(super) fn new(folder: &Folder, key: Option<&Key>) -> Result<Self, VaultError> {
        let path = folder.vault();
        let source = connect::for_reading(&path, key).map_err(|error| VaultError::of(&error, &path))?;
        Ok(Self { source, key: key.cloned(), folder: folder.clone() })
    }

    /// Makes the copy, checks it, gives it its name, and lets the oldest go.
    pub fn copy(self, now: Timestamp, progress: Progress<'_>) -> Result<Backup, VaultError> {
        let (path, made) = self.folder.free_name(Name::Backup, now);
        let part = beside(&path, ".part");
        let written = self.write(&part, progress).and_then(|()| check(&part, self.key.as_ref()));
        written.inspect_err(|_| discard(&part)).map_err(|trouble| self.said_of_what_is_known(trouble))?;
        let kept = files::sync(&part).and_then(|()| files::rename(&part, &path));
        kept.map_err(|error| VaultError::of_file(&error, &path))?;
        progress(1.0);
        let_old_ones_go(&self.folder);
        Ok(Backup { bytes: length(&path), path, made })
    }

    /// Names a known file in the trouble, for nobody knows the one that is being written. Damage is that of the vault.
    fn said_of_what_is_known(&self, trouble: VaultError) -> VaultError {
        let known = if trouble.is_damage() { self.folder.vault() } else { self.folder.backups() };
        trouble.at(&known)
    }

    fn write(&self, part: &Path, progress: Progress<'_>) -> Result<(), VaultError> {
        let made = files::open_private(part).and_then(|file| file.set_len(0));
        made.map_err(|error| VaultError::of_file(&error, part))?;
        self.pages(part, progress).map_err(|error| VaultError::of(&error, part))
    }

    fn pages(&self, part: &Path, progress: Progress<'_>) -> rusqlite::Result<()> {
        let mut target = connect::untouched(part, self.key.as_ref())?;
        connect::without_safety(&target, "main")?;
        let still = self.source.unchecked_transaction()?;
        still.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
        let pages = Pages::new(&still, &mut target)?;
        loop {
            let step = pages.step(STRIDE)?;
            let now = pages.progress();
            progress(COPYING * (1.0 - now.remaining as f32 / now.pagecount.max(1) as f32));
            match step {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ => return Err(connect::is_busy()),
            }
        }
    }
}

/// Opens a file that was just written, makes one file of it that needs nothing beside it, and reads all of it.
pub(super) fn check(file: &Path, key: Option<&Key>) -> Result<(), VaultError> {
    let at = |error| VaultError::of(&error, file);
    let connection = connect::untouched(file, key).map_err(at)?;
    connect::fold(&connection).map_err(at)?;
    connect::is_whole(&connection)
        .map_err(at)?
        .then_some(())
        .ok_or_else(|| VaultError::Damaged(file.to_owned(), Damage::Content))
}

/// Takes back a file that did not come to anything. Where even that fails, the next start does it.
pub(super) fn discard(part: &Path) {
    files::remove_whole(part).unwrap_or_default();
}

/// Takes back every copy that a crash cut off.
pub(super) fn discard_parts(folder: &Folder) {
    for part in ending_in(&folder.backups(), ".part").unwrap_or_default() {
        discard(&part);
    }
}

/// Lists the copies, newest first.
pub fn backups(folder: &Folder) -> Vec<Backup> {
    let with_size = |(path, made): (PathBuf, Timestamp)| Backup { bytes: length(&path), path, made };
    dated(Name::Backup, &folder.backups()).into_iter().rev().map(with_size).collect()
}

/// Lists the vaults that were set aside, and the remains of one that was missing. Nothing removes them but hands.
pub(crate) fn vaults_set_aside(folder: &Folder) -> Vec<(PathBuf, Timestamp)> {
    let mut aside = dated(Name::Aside, folder.path());
    aside.extend(folder.lone_logs());
    aside
}

/// Finds the newest copy that can be put in the vault's place: opened and read whole. Without the passphrase an
/// encrypted one is only looked at from outside.
pub fn newest_good_backup(folder: &Folder, passphrase: Option<&Passphrase>) -> Option<Backup> {
    backups(folder).into_iter().find(|copy| is_good(&copy.path, passphrase))
}

fn is_good(copy: &Path, passphrase: Option<&Passphrase>) -> bool {
    let key = match (inspect::kind(copy), passphrase) {
        (Ok(FileKind::Plain), _) => None,
        (Ok(FileKind::Encrypted(salt)), Some(passphrase)) => Some(Key::new(passphrase, salt)),
        (Ok(FileKind::Encrypted(_)), None) => return true,
        _ => return false,
    };
    let connection = connect::for_reading(copy, key.as_ref());
    connection.and_then(|connection| connect::is_whole(&connection)).unwrap_or(false)
}

/// Keeps the newest seven. One that cannot be removed is tried again after the next copy.
fn let_old_ones_go(folder: &Folder) {
    for old in backups(folder).into_iter().skip(KEPT) {
        files::remove(&old.path).unwrap_or_default();
    }
}
