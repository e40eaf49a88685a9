//! A folder with a vault in it, and a look at the files by other means than the program's own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::{files, noon, passphrase as words};
use holdwell_store::VaultError;
use holdwell_vault::{Folder, Vault};
use jiff::Timestamp;
use rusqlite::Connection;
use tempfile::TempDir;

/// Name that must neither be found nor lost.
pub const MARKER: &str = "Wilhelmina Featherstonehaugh";

/// A folder that goes when the test ends.
pub struct Place {
    /// Folder of the vault.
    pub dir: TempDir,
}

impl Place {
    /// Creates an empty folder.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// Creates a vault with the marker in it.
    pub fn with_marker() -> Self {
        let place = Self::new();
        drop(place.open(None).unwrap());
        place.write(MARKER, None);
        place
    }

    /// Returns the folder as the vault knows it.
    pub fn folder(&self) -> Folder {
        Folder::at(Some(self.dir.path().to_owned())).unwrap()
    }

    /// Opens the vault.
    pub fn open(&self, passphrase: Option<&str>) -> Result<Vault, VaultError> {
        Vault::open(&self.folder(), passphrase.map(words).as_ref(), noon())
    }

    /// Creates a vault with the marker in it and this passphrase, and leaves it open.
    pub fn encrypted(passphrase: &str) -> (Self, Vault) {
        let place = Self::with_marker();
        let mut vault = place.open(None).unwrap();
        let left = vault.set_passphrase(None, Some(&words(passphrase)), noon(), &mut |_| {}).unwrap();
        assert_eq!(left, Vec::<PathBuf>::new());
        (place, vault)
    }

    /// Returns the path of the vault.
    pub fn vault(&self) -> PathBuf {
        self.folder().vault()
    }

    /// Makes a backup at this instant.
    pub fn back_up(&self, passphrase: Option<&str>, at: Timestamp) -> PathBuf {
        self.open(passphrase).unwrap().backup(at, &mut |_| {}).unwrap().path
    }

    /// Adds a client, as another program of `SQLite` would.
    pub fn write(&self, name: &str, passphrase: Option<&str>) {
        write(&other_tool(&self.vault(), passphrase), name);
    }

    /// Returns the names of all clients.
    pub fn names(&self, passphrase: Option<&str>) -> Vec<String> {
        names(&self.vault(), passphrase)
    }

    /// Returns all files with their contents.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(self.dir.path())
    }

    /// Copies the whole folder, as a crash at this instant would leave it.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        let snapshot = Self::new();
        for (path, content) in self.files() {
            let to = snapshot.dir.path().join(path.strip_prefix(self.dir.path()).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, content).unwrap();
        }
        fs::create_dir_all(snapshot.folder().backups()).unwrap();
        snapshot
    }
}

/// Opens a database as any other program of `SQLite` or `SQLCipher` does, with nothing but the passphrase.
pub fn other_tool(path: &Path, passphrase: Option<&str>) -> Connection {
    assert!(path.exists(), "{} is not there", path.display());
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "cipher_log_level", "none").unwrap();
    if let Some(passphrase) = passphrase {
        connection.pragma_update(None, "key", passphrase).unwrap();
    }
    connection
}

/// Adds a client to a database.
pub fn write(connection: &Connection, name: &str) {
    let sql = "insert into client (id, version, author, saved, name, whole) values (hex(randomblob(16)), 1, 'me', 0, ?1, '{}')";
    assert_eq!(connection.execute(sql, [name]).unwrap(), 1);
}

/// Returns the names of all clients in a database. Its key is made once, however often it is copied and looked into.
pub fn names(path: &Path, passphrase: Option<&str>) -> Vec<String> {
    let connection = other_tool(path, passphrase.map(|passphrase| key(path, passphrase)).as_deref());
    let mut names = connection.prepare("select name from client order by rowid").unwrap();
    names.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Makes the key of an encrypted database, as other tools take it in place of the passphrase.
fn key(path: &Path, passphrase: &str) -> String {
    static KEYS: Mutex<BTreeMap<(Vec<u8>, String), String>> = Mutex::new(BTreeMap::new());
    let salt = fs::read(path).unwrap()[..16].to_vec();
    let asked = (salt, passphrase.to_owned());
    if let Some(key) = KEYS.lock().unwrap().get(&asked) {
        return key.clone();
    }
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<sha2::Sha512>(passphrase.as_bytes(), &asked.0, 256_000, &mut key);
    let mut words = String::from("x'");
    for byte in key.iter().chain(&asked.0) {
        write!(words, "{byte:02x}").unwrap();
    }
    words.push('\'');
    KEYS.lock().unwrap().insert(asked, words.clone());
    words
}
