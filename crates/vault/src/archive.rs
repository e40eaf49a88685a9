//! The vault as a command has it: opened, used and closed, without threads.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::clients::save_client;
use super::export::{Problem, documents, export, import};
use super::file::{Folder, Vault, VaultError};
use super::journal::unfinished;
use super::search::Directory;
use holdwell_model::{Client, Id, fold};
use holdwell_store::{ClientLine, Erased, ImportReport, Passphrase, Unfinished};

/// A vault that a command has opened.
pub struct Archive(Vault);

impl Archive {
    /// Opens the vault in a folder; one that is not there yet is begun.
    ///
    /// # Errors
    /// Whatever is the matter with it, as a sentence.
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
    pub fn clients(&self, wanted: Option<&str>) -> Result<Vec<Option<Id>>, Problem> {
        let lines = Directory::read(self.0.connection(), &TimeZone::UTC)?.into_lines();
        let Some(wanted) = wanted else {
            return Ok(lines.into_iter().map(|line| Some(line.id)).chain([None]).collect());
        };
        let is_meant = |line: &ClientLine| line.id.to_string() == wanted || fold(&line.name) == fold(wanted.trim());
        let meant: Vec<Id> = lines.iter().filter(|line| is_meant(line)).map(|line| line.id).collect();
        match meant.as_slice() {
            [] => Err(Problem::NoClient),
            [one] => Ok(vec![Some(*one)]),
            several => Err(Problem::Several(several.to_vec())),
        }
    }

    /// Writes all that is kept about a client into a folder of its own in `out`, and answers that folder.
    ///
    /// # Errors
    /// The vault cannot be read, or the file cannot be written.
    pub fn export(&self, client: Option<Id>, out: &Path, now: &Zoned) -> Result<PathBuf, Problem> {
        export(self.0.connection(), client, out, now)
    }

    /// Lists the exported files that a path means.
    ///
    /// # Errors
    /// There are no documents, or the folder cannot be read.
    pub fn documents(path: &Path) -> Result<Vec<PathBuf>, Problem> {
        documents(path)
    }

    /// Reads an exported file into the vault: joined with what is there, and never over something newer. Whoever was
    /// erased here stays erased.
    ///
    /// # Errors
    /// The file has a problem, or its client was erased here; then nothing of it was taken.
    pub fn import(&self, file: &Path, now: &Zoned) -> Result<ImportReport, Problem> {
        import(self.0.connection(), file, Erased::StayErased, now.date())
    }

    /// Reads an exported file into the vault, and brings back whoever of it was erased here.
    ///
    /// # Errors
    /// The file has a problem; then nothing of it was taken.
    pub fn bring_back(&self, file: &Path, now: &Zoned) -> Result<ImportReport, Problem> {
        import(self.0.connection(), file, Erased::AreBroughtBack, now.date())
    }

    /// Lists the names of all clients.
    ///
    /// # Errors
    /// The vault cannot be read.
    pub fn names(&self) -> Result<Vec<String>, Problem> {
        let lines = Directory::read(self.0.connection(), &TimeZone::UTC)?.into_lines();
        Ok(lines.into_iter().map(|line| line.name).collect())
    }

    /// Keeps a client.
    ///
    /// # Errors
    /// The vault cannot be written.
    pub fn save(&self, client: &Client, now: &Zoned) -> Result<(), Problem> {
        Ok(save_client(self.0.connection(), client, now)?)
    }

    /// Returns the session that was cut off last.
    ///
    /// # Errors
    /// The vault cannot be read.
    pub fn unfinished(&self, now: &Zoned) -> Result<Option<Unfinished>, Problem> {
        Ok(unfinished(self.0.connection(), now.timestamp(), None)?)
    }
}
