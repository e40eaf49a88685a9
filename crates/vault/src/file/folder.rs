//! The folder of the vault and of everything that belongs to it.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::error::file_error;
use super::files::{beside, ending_in, make_folder, tighten};
use holdwell_store::VaultError;

/// The folder of the vault: `vault.db`, `vault.lock`, and `backups/` with its copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// Names this folder, or the platform's own. Nothing is made yet.
    pub fn at(folder: Option<PathBuf>) -> Result<Self, VaultError> {
        let own = || directories::ProjectDirs::from("", "", "holdwell").map(|dirs| dirs.data_dir().to_owned());
        let path = folder.or_else(own).ok_or(VaultError::NoFolder)?;
        // Whoever changes the working directory later does not change the vault.
        let path = std::path::absolute(&path).map_err(|error| file_error(&error, &path))?;
        Ok(Self(path))
    }

    /// Returns the path of the folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Returns the path of the vault's file.
    pub fn vault(&self) -> PathBuf {
        self.0.join("vault.db")
    }

    /// Says if there is a vault, or was one.
    pub fn has_vault(&self) -> bool {
        self.vault().exists() || !dated(Name::Backup, &self.backups()).is_empty()
    }

    /// Returns the folder of the copies.
    pub fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// Returns the file that only one instance has locked.
    pub(super) fn lock(&self) -> PathBuf {
        self.0.join("vault.lock")
    }

    /// Lists the files that were set aside, and the copies: all that has content beside the vault.
    pub(super) fn copies(&self) -> Vec<PathBuf> {
        let mut found = dated(Name::Aside, self.path());
        found.extend(dated(Name::Backup, &self.backups()));
        found.into_iter().map(|(path, _)| path).collect()
    }

    /// Closes the copies, and what was set aside, to everybody but their owner: they may have been put here by hand. One that
    /// cannot be closed is as readable as it was.
    pub(super) fn close_to_others(&self) {
        for copy in self.copies() {
            if let Err(error) = tighten(&copy) {
                tracing::warn!(kind = %error.kind(), "a copy could not be closed to others");
            }
        }
    }

    /// Lists the logs that were set aside without a vault, because that was missing.
    pub(super) fn lone_logs(&self) -> Vec<(PathBuf, Timestamp)> {
        let logs = ending_in(self.path(), ".db-wal").unwrap_or_default().into_iter();
        let of_vault = |log: &PathBuf| log.with_extension("db");
        let alone = logs.filter(|log| !of_vault(log).exists());
        alone.filter_map(|log| made(Name::Aside, &of_vault(&log)).map(|made| (log, made))).collect()
    }

    /// Finds a name with this instant for what is set aside; seconds are added where something has it.
    pub(super) fn free_name(&self, now: Timestamp) -> PathBuf {
        let mut at = now;
        loop {
            let path = self.0.join(format!("{}.db", at.strftime(Name::Aside.pattern())));
            match at.checked_add(SignedDuration::from_secs(1)) {
                Ok(later) if path.exists() || beside(&path, "-wal").exists() => at = later,
                _ => return path,
            }
        }
    }

    /// Returns the name of a copy, and its instant, cut to the second that the name tells.
    pub(super) fn copy_name(&self, now: Timestamp, number: u64) -> (PathBuf, Timestamp) {
        let name = format!("{}-{number:05}.db", now.strftime(Name::Backup.pattern()));
        (self.backups().join(name), Timestamp::from_second(now.as_second()).unwrap_or(now))
    }

    /// Says if nothing of a vault is here: no file, no copy, nothing that was set aside or is being put in place.
    pub(super) fn is_bare(&self) -> bool {
        !self.vault().exists() && !beside(&self.vault(), RESTORED).exists() && self.copies().is_empty()
    }

    /// Makes the folders where they are missing, for nobody but their owner.
    pub(super) fn make(&self) -> Result<(), VaultError> {
        for folder in [self.0.clone(), self.backups()] {
            make_folder(&folder).map_err(|error| file_error(&error, &folder))?;
        }
        Ok(())
    }
}

/// A copy that was found to be good and waits for the vault's place.
pub(super) const RESTORED: &str = ".restored";

/// The names of files with a date, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// A copy.
    Backup,
    /// A vault that was set aside.
    Aside,
}

impl Name {
    const fn pattern(self) -> &'static str {
        match self {
            Self::Backup => "vault-%Y-%m-%dT%H-%M-%SZ",
            Self::Aside => "vault-set-aside-%Y-%m-%dT%H-%M-%SZ",
        }
    }

    /// Reads the number in the name of a copy; `None` for one from before there were numbers.
    pub(super) fn number(path: &Path) -> Option<u64> {
        let (_, number) = split(path)?;
        number?.parse().ok()
    }
}

/// Splits the name of a file into the part with the date and, behind a dash, the number.
fn split(path: &Path) -> Option<(String, Option<&str>)> {
    let (date, rest) = path.file_name()?.to_str()?.strip_suffix(".db")?.rsplit_once('Z')?;
    let number = rest.strip_prefix('-').filter(|number| number.bytes().all(|digit| digit.is_ascii_digit()));
    (rest.is_empty() || number.is_some()).then(|| (format!("{date}Z"), number))
}

/// Lists the files of a folder that bear such a name, each with the instant that it was made, oldest first. A folder
/// that cannot be read has none.
pub(super) fn dated(name: Name, folder: &Path) -> Vec<(PathBuf, Timestamp)> {
    let files = ending_in(folder, ".db").unwrap_or_default().into_iter();
    let mut found: Vec<_> = files.filter_map(|path| made(name, &path).map(|made| (path, made))).collect();
    found.sort_by_key(|(_, made)| *made);
    found
}

/// Reads the instant in the name of a file.
fn made(name: Name, path: &Path) -> Option<Timestamp> {
    let (date, number) = split(path)?;
    if name == Name::Aside && number.is_some() {
        return None;
    }
    let civil = DateTime::strptime(name.pattern(), date).ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
