//! Making a copy of the vault: written beside, opened and checked before it is called one.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::backup::{Backup as Pages, StepResult};

use super::copies::Copies;
use super::error::{database_error, file_error};
use super::files::{beside, ending_in};
use super::folder::{Name, dated};
use super::key::Key;
use super::{Folder, Vault, connect, files};
use holdwell_store::{Backup, Damage, VaultError};

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
    copies: Copies,
    number: u64,
}

impl Vault {
    /// Returns a copier for another thread.
    pub fn copier(&self) -> Result<Copier, VaultError> {
        Copier::new(&self.folder, self.key.as_ref(), &self.connection)
    }

    /// Makes a copy now.
    pub fn backup(&self, now: Timestamp, progress: Progress<'_>) -> Result<Backup, VaultError> {
        self.copier()?.copy(now, progress)
    }
}

impl Copier {
    /// Makes a copier of the vault that this connection writes; the copy's number is kept in it.
    pub(super) fn new(folder: &Folder, key: Option<&Key>, vault: &Connection) -> Result<Self, VaultError> {
        let path = folder.vault();
        let at = |error| database_error(&error, &path);
        let copies = Copies::with_key(folder, key);
        let number = copies.number_next(vault).map_err(at)?;
        let source = connect::for_reading(&path, key).map_err(at)?;
        Ok(Self { source, key: key.cloned(), folder: folder.clone(), copies, number })
    }

    /// Returns the copies that there are.
    pub fn copies(&self) -> &Copies {
        &self.copies
    }

    /// Makes the copy, unless the newest one is whole and has the same content: what is the same pushes nothing out.
    pub fn copy_if_changed(self, now: Timestamp, progress: Progress<'_>) -> Result<Option<Backup>, VaultError> {
        let same = self.copies.has_content_of(&self.source).unwrap_or(false);
        if same { Ok(None) } else { self.copy(now, progress).map(Some) }
    }

    /// Makes the copy, checks it, gives it its name, and lets old ones go. It is answered only where it stands.
    pub fn copy(self, now: Timestamp, progress: Progress<'_>) -> Result<Backup, VaultError> {
        let (path, made) = self.folder.copy_name(now, self.number);
        let part = beside(&path, ".part");
        let written = self.write(&part, progress).and_then(|()| check(&part, self.key.as_ref()));
        written.inspect_err(|_| discard(&part)).map_err(|trouble| self.said_of_what_is_known(trouble))?;
        let kept = files::sync(&part).and_then(|()| files::rename(&part, &path));
        kept.map_err(|error| file_error(&error, &path))?;
        self.copies.let_old_ones_go(&path);
        let about = fs::metadata(&path).map_err(|error| file_error(&error, &path))?;
        progress(1.0);
        Ok(Backup { bytes: about.len(), path, made })
    }

    /// Names a known file in the trouble, for nobody knows the one that is being written. Damage is that of the vault.
    fn said_of_what_is_known(&self, trouble: VaultError) -> VaultError {
        let known = if trouble.is_damage() { self.folder.vault() } else { self.folder.backups() };
        trouble.at(&known)
    }

    fn write(&self, part: &Path, progress: Progress<'_>) -> Result<(), VaultError> {
        let made = files::open_private(part).and_then(|file| file.set_len(0));
        made.map_err(|error| file_error(&error, part))?;
        self.pages(part, progress).map_err(|error| database_error(&error, part))
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
    let at = |error| database_error(&error, file);
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

/// Lists the vaults that were set aside, and the remains of one that was missing. Nothing removes them but hands.
pub(crate) fn vaults_set_aside(folder: &Folder) -> Vec<(PathBuf, Timestamp)> {
    let mut aside = dated(Name::Aside, folder.path());
    aside.extend(folder.lone_logs());
    aside
}
