//! Reading files that somebody else wrote: only regular ones, opened without blocking, and no more of them than a limit;
//! and writing a file wholly or not at all.
//!
//! A folder that is read may hold anything under any name: a pipe that nobody writes into, a device without an end, a
//! link to nowhere, a file of two gigabytes. Every file that the program reads is opened here.
//!
//! ```
//! use holdwell_files::{FileKind, ReadError, read};
//!
//! let folder = std::env::temp_dir();
//! assert_eq!(read(&folder, 1 << 20), Err(ReadError::NotAFile(FileKind::Folder)));
//! ```
#![deny(missing_docs)]

mod recognize;
mod replace;
mod shown;
mod table;

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

pub use recognize::{Content, DIVIDERS, recognize};
pub use replace::replace;
pub use shown::{is_unseen, shown};
pub use table::{Row, TableProblem, table};

/// The reason why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadError {
    /// Nothing has this name.
    Missing,
    /// The name is a link, and what it leads to is gone.
    DanglingLink,
    /// Something else than a file has the name.
    NotAFile(FileKind),
    /// The file has more bytes than this.
    TooLarge(u64),
    /// The system refuses it.
    Refused(io::ErrorKind),
}

/// Something that has a name in a folder and is not a regular file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A folder.
    Folder,
    /// A pipe, which is empty until another program writes into it.
    Pipe,
    /// A device, which may have no end.
    Device,
    /// A socket, or something that this system alone knows.
    Socket,
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            kind => Self::Refused(kind),
        }
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        let kind = match error {
            ReadError::Missing | ReadError::DanglingLink => io::ErrorKind::NotFound,
            ReadError::NotAFile(_) => io::ErrorKind::InvalidInput,
            ReadError::TooLarge(_) => io::ErrorKind::FileTooLarge,
            ReadError::Refused(kind) => kind,
        };
        kind.into()
    }
}

/// Opens a regular file for reading, and never waits for anybody.
///
/// # Errors
/// There is no such file, it is no regular file, or it may not be read.
pub fn open(path: &Path) -> Result<File, ReadError> {
    // Looked at first: opening a device may already do something to it.
    let about = fs::metadata(path).map_err(|error| without_target(path, error))?;
    regular(about.file_type())?;
    let mut options = OpenOptions::new();
    options.read(true);
    system::never_wait(&mut options);
    let file = options.open(path)?;
    // Looked at again: it may have been exchanged in between.
    regular(file.metadata()?.file_type())?;
    Ok(file)
}

/// Says if two paths lead to the same file, which need not be there yet.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let there = |folder: PathBuf| Some(folder.join(path.file_name()?));
        path.canonicalize().ok().or_else(|| folder.canonicalize().ok().and_then(there))
    };
    real(one).is_some_and(|one| real(other) == Some(one))
}

/// Reads a whole regular file of at most `limit` bytes. A larger one costs no more memory than that.
///
/// # Errors
/// As [`open`], or the file is larger.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let file = open(path)?;
    let length = file.metadata()?.len();
    if length > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    // It may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(ReadError::TooLarge(limit)) } else { Ok(bytes) }
}

fn without_target(path: &Path, error: io::Error) -> ReadError {
    let is_there = error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_ok();
    if is_there { ReadError::DanglingLink } else { error.into() }
}

fn regular(kind: FileType) -> Result<(), ReadError> {
    if kind.is_file() { Ok(()) } else { Err(ReadError::NotAFile(system::kind(kind))) }
}

#[cfg(unix)]
mod system {
    use std::fs::{FileType, OpenOptions};
    use std::os::unix::fs::{FileTypeExt as _, OpenOptionsExt as _};

    use super::FileKind;
    use rustix::fs::OFlags;

    pub(super) fn never_wait(options: &mut OpenOptions) {
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }

    pub(super) fn kind(kind: FileType) -> FileKind {
        if kind.is_dir() {
            FileKind::Folder
        } else if kind.is_fifo() {
            FileKind::Pipe
        } else if kind.is_char_device() || kind.is_block_device() {
            FileKind::Device
        } else {
            FileKind::Socket
        }
    }
}

/// Elsewhere folders hold files and folders only.
#[cfg(not(unix))]
mod system {
    use std::fs::{FileType, OpenOptions};

    use super::FileKind;

    pub(super) fn never_wait(_: &mut OpenOptions) {}

    pub(super) fn kind(kind: FileType) -> FileKind {
        if kind.is_dir() { FileKind::Folder } else { FileKind::Device }
    }
}

#[cfg(test)]
mod tests;
