//! The vault as a command has it: opened, used and closed, without threads.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::clients::save_client;
use super::export::{export, import_all};
use super::file::{Folder, Vault, error_at};
use super::home::{give_plan, take_diary};
use super::journal::unfinished;
use super::person::Former;
use super::search::Directory;
use super::tables::export_tables;
use holdwell_home::{Diary, HomePlan};
use holdwell_model::{Client, Id, fold};
use holdwell_store::{
    ClientLine, DiaryTaken, Erased, ExportError, ImportError, ImportReport, Passphrase, Unfinished, VaultError,
};

/// A vault that a command has opened.
pub struct Archive(Vault);

impl Archive {
    /// Opens the vault in a folder; one that is not there yet is begun.
    ///
    /// # Errors
    /// Whatever is the matter with it.
    pub fn open(folder: &Folder, passphrase: Option<&Passphrase>, now: &Zoned) -> Result<Self, VaultError> {
        Vault::open(folder, passphrase, now.timestamp()).map(Self)
    }

    /// Says if the vault has a passphrase.
    pub fn is_encrypted(&self) -> bool {
        self.0.is_encrypted()
    }

    /// Finds the clients that are meant: by id or by name, or all of them, and nobody, whose are the sessions without a
    /// client.
    ///
    /// # Errors
    /// Nobody, or more than one client, is meant.
    pub fn clients(&self, wanted: Option<&str>) -> Result<Vec<Option<Id>>, ExportError> {
        let lines = Directory::read(self.0.connection(), &TimeZone::UTC).map_err(|error| self.trouble(&error))?;
        let lines = lines.into_lines();
        let Some(wanted) = wanted else {
            return Ok(lines.into_iter().map(|line| Some(line.id)).chain([None]).collect());
        };
        let is_meant = |line: &ClientLine| line.id.to_string() == wanted || fold(&line.name) == fold(wanted.trim());
        let meant: Vec<Id> = lines.iter().filter(|line| is_meant(line)).map(|line| line.id).collect();
        match meant.as_slice() {
            [] => Err(ExportError::NoClient),
            [one] => Ok(vec![Some(*one)]),
            several => Err(ExportError::Several(several.to_vec())),
        }
    }

    /// Writes all that is kept about a client into a folder of its own in `out`, and answers that folder.
    ///
    /// # Errors
    /// The vault cannot be read, or the file cannot be written.
    pub fn export(&self, client: Option<Id>, out: &Path, now: &Zoned) -> Result<PathBuf, ExportError> {
        export(self.0.connection(), client, out, now)
    }

    /// Writes sessions, holds, measures and plans of care as tables into a folder of its own in `out`, and answers that folder.
    ///
    /// # Errors
    /// The vault cannot be read, or a file cannot be written.
    pub fn export_tables(&self, out: &Path, now: &Zoned) -> Result<PathBuf, ExportError> {
        export_tables(self.0.connection(), out, now)
    }

    /// Reads an exported file, or those in a folder, into the vault: joined with what is there, and never over something
    /// newer. `erased` says whether what was erased or deleted here stays away; `progress` hears how many of how many
    /// files are done.
    ///
    /// # Errors
    /// No file was found, or the vault cannot be written. The problem of one file is told, and keeps no other out.
    pub fn import(
        &self,
        path: &Path,
        erased: Erased,
        now: &Zoned,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<ImportReport, ImportError> {
        import_all(self.0.connection(), path, erased, now, progress)
    }

    /// Lists the names of all clients.
    ///
    /// # Errors
    /// The vault cannot be read.
    pub fn names(&self) -> Result<Vec<String>, VaultError> {
        let lines =
            Directory::read(self.0.connection(), &TimeZone::UTC).map_err(|error| self.trouble(&error))?.into_lines();
        Ok(lines.into_iter().map(|line| line.name).collect())
    }

    /// Keeps a client.
    ///
    /// # Errors
    /// The vault cannot be written.
    pub fn save(&self, client: &Client, now: &Zoned) -> Result<(), VaultError> {
        save_client(self.0.connection(), None, client, &mut Former::default(), now)
            .map_err(|error| self.trouble(&error))
    }

    /// Keeps a plan that is given to a client to take home. The answer is false where another client has it.
    ///
    /// # Errors
    /// The vault cannot be written.
    pub fn give_plan(&self, client: Id, plan: &HomePlan, now: &Zoned) -> Result<bool, VaultError> {
        give_plan(self.0.connection(), client, plan, now).map_err(|error| self.trouble(&error))
    }

    /// Takes a diary in, by the id of its plan; `None` where no such plan was given here.
    ///
    /// # Errors
    /// The vault cannot be written.
    pub fn take_diary(&self, diary: &Diary, now: &Zoned) -> Result<Option<DiaryTaken>, VaultError> {
        take_diary(self.0.connection(), diary, now).map_err(|error| self.trouble(&error))
    }

    /// Returns the session that was cut off last.
    ///
    /// # Errors
    /// The vault cannot be read.
    pub fn unfinished(&self, now: &Zoned) -> Result<Option<Unfinished>, VaultError> {
        unfinished(self.0.connection(), now.timestamp(), None).map_err(|error| self.trouble(&error))
    }

    fn trouble(&self, error: &rusqlite::Error) -> VaultError {
        error_at(error, self.0.connection())
    }
}
