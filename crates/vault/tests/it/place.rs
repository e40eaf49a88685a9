//! A folder with a vault in it, and a look at the files by other means than the program's own.

use std::fs;
use std::path::{Path, PathBuf};

use holdwell_store::Passphrase;
use holdwell_vault::{Folder, Vault, VaultError};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use tempfile::TempDir;

/// A word that stands for what must not be found, nor lost.
pub(crate) const MARKER: &str = "Wilhelmina Featherstonehaugh";

/// A folder that goes when the test ends.
pub(crate) struct Place {
    pub(crate) dir: TempDir,
}

impl Place {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A vault with the marker in it.
    pub(crate) fn with_marker() -> Self {
        let place = Self::new();
        drop(place.open(None).unwrap());
        place.write(MARKER, None);
        place
    }

    pub(crate) fn folder(&self) -> Folder {
        Folder::at(Some(self.dir.path().to_owned())).unwrap()
    }

    pub(crate) fn open(&self, passphrase: Option<&str>) -> Result<Vault, VaultError> {
        Vault::open(&self.folder(), passphrase.map(words).as_ref(), noon())
    }

    /// A vault with the marker in it and this passphrase, open.
    pub(crate) fn encrypted(passphrase: &str) -> (Self, Vault) {
        let place = Self::with_marker();
        let mut vault = place.open(None).unwrap();
        let left = vault.set_passphrase(None, Some(&words(passphrase)), noon(), &mut |_| {}).unwrap();
        assert_eq!(left, Vec::<PathBuf>::new());
        (place, vault)
    }

    /// The vault's file.
    pub(crate) fn vault(&self) -> PathBuf {
        self.folder().vault()
    }

    /// Makes a copy at this instant.
    pub(crate) fn back_up(&self, passphrase: Option<&str>, at: Timestamp) -> PathBuf {
        self.open(passphrase).unwrap().backup(at, &mut |_| {}).unwrap().path
    }

    /// Keeps one more client, as another program of `SQLite` would.
    pub(crate) fn write(&self, name: &str, passphrase: Option<&str>) {
        write(&other_tool(&self.vault(), passphrase), name);
    }

    /// The names of all clients.
    pub(crate) fn names(&self, passphrase: Option<&str>) -> Vec<String> {
        names(&self.vault(), passphrase)
    }

    /// Every file, with what is in it.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(self.dir.path())
    }

    /// A copy of the whole folder, as a crash at this instant would leave it.
    pub(crate) fn snapshot(&self) -> Self {
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

/// Every file below a folder, with what is in it.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let content = fs::read(&path).unwrap();
                files.push((path, content));
            }
        }
    }
    files.sort();
    files
}

/// The database as any other program of `SQLite` or `SQLCipher` opens it, with nothing but the passphrase.
pub(crate) fn other_tool(path: &Path, passphrase: Option<&str>) -> Connection {
    assert!(path.exists(), "{} is not there", path.display());
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "cipher_log_level", "none").unwrap();
    if let Some(passphrase) = passphrase {
        connection.pragma_update(None, "key", passphrase).unwrap();
    }
    connection
}

pub(crate) fn write(connection: &Connection, name: &str) {
    let sql = "insert into client (id, version, author, saved, name, whole) values (hex(randomblob(16)), 1, 'me', 0, ?1, '{}')";
    assert_eq!(connection.execute(sql, [name]).unwrap(), 1);
}

pub(crate) fn names(path: &Path, passphrase: Option<&str>) -> Vec<String> {
    let connection = other_tool(path, passphrase);
    let mut names = connection.prepare("select name from client order by rowid").unwrap();
    names.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

pub(crate) fn words(passphrase: &str) -> Passphrase {
    Passphrase::new(passphrase).unwrap()
}

/// Noon of a day.
pub(crate) fn noon() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

pub(crate) fn hours_later(hours: i64) -> Timestamp {
    noon() + SignedDuration::from_hours(hours)
}

/// Whether a text is anywhere in these bytes, as UTF-8 or as UTF-16.
pub(crate) fn holds(content: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |bytes: &[u8]| content.windows(bytes.len()).any(|window| window == bytes);
    holds(text.as_bytes()) || holds(&wide)
}
