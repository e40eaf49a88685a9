//! Writing a file wholly or not at all.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Writes a file beside its place, and gives it its name as soon as all of it is on the disk. Where that fails nothing is
/// left of it, and what had the name before is as it was.
///
/// # Errors
/// The file cannot be written.
pub fn replace<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(File) -> Result<T, E>) -> Result<T, E> {
    let is_other = fs::metadata(path).is_ok_and(|about| !about.is_file());
    if is_other {
        // A device or a pipe is written to; a file must not take its place.
        return write(File::create(path)?);
    }
    // What a link leads to is replaced, and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let part = part(&path);
    let written = whole(&part, write);
    let named = written.and_then(|written| Ok(fs::rename(&part, &path).map(|()| written)?));
    // There is none where it could not be begun.
    named.inspect_err(|_| fs::remove_file(&part).unwrap_or_default())
}

fn whole<T, E: From<io::Error>>(part: &Path, write: impl FnOnce(File) -> Result<T, E>) -> Result<T, E> {
    // What an earlier try left is removed, and not written into: it may be a link.
    match fs::remove_file(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let file = File::create_new(part)?;
    let kept = file.try_clone()?;
    let written = write(file)?;
    kept.sync_all()?;
    Ok(written)
}

fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}
