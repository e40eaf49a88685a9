//! Recognizes the kind of a file by its first pages, without opening it.

use std::io::Read as _;
use std::path::Path;

use super::error::{file_error, reading_error};
use super::files::{beside, length};
use super::key::Salt;
use holdwell_files::ReadError;
use holdwell_store::{Damage, VaultError};

/// First bytes of every plain `SQLite` file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// The page of both kinds of file.
const PAGE: usize = 4096;
/// Number of pages that are looked at.
const PAGES: usize = 8;

/// Kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// There is none.
    Missing,
    /// The file has no content yet.
    Empty,
    /// A plain database.
    Plain,
    /// The file looks as random as an encrypted database does; it begins with its salt.
    Encrypted(Salt),
}

/// Looks at a file. It is not changed.
pub(super) fn kind(path: &Path) -> Result<FileKind, VaultError> {
    let mut pages = Vec::with_capacity(PAGES * PAGE);
    match holdwell_files::open(path) {
        Err(ReadError::Missing) => return Ok(FileKind::Missing),
        Err(error) => return Err(reading_error(error, path)),
        Ok(file) => file.take((PAGES * PAGE) as u64).read_to_end(&mut pages),
    }
    .map_err(|error| file_error(&error, path))?;
    let damaged = |what| Err(VaultError::Damaged(path.to_owned(), what));
    match pages.first_chunk::<16>() {
        None if pages.is_empty() && length(&beside(path, "-wal")) == 0 => Ok(FileKind::Empty),
        None => damaged(Damage::Truncated),
        Some(MAGIC) => Ok(FileKind::Plain),
        Some(_) if !pages.chunks_exact(PAGE).all(looks_random) => damaged(Damage::Header),
        // An encrypted file consists of whole pages.
        Some(_) if !length(path).is_multiple_of(PAGE as u64) => damaged(Damage::Truncated),
        Some(salt) => Ok(FileKind::Encrypted(*salt)),
    }
}

/// Says if a page may be ciphertext. Of random bytes half have their highest bit set, give or take 32; text and empty
/// pages have next to none. A plain vault with a broken beginning is told from an encrypted one in this way, so that
/// nobody is asked for a passphrase that does not exist.
fn looks_random(page: &[u8]) -> bool {
    let high = page.iter().filter(|byte| **byte >= 0x80).count();
    high.abs_diff(page.len() / 2) < page.len() / 10
}
