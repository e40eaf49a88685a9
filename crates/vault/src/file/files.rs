//! Files for their owner alone, and kept through a power cut.
//!
//! No database is touched here while a connection to it is open: on Unix, closing a file by other means would take the
//! connection's locks away.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Makes a folder that only its owner can look into, where there is none.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    owner::folder(&mut builder);
    builder.create(path)
}

/// Opens a file for writing, makes it where there is none, and lets only its owner read it.
pub(super) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    owner::file(&mut options);
    let file = options.open(path)?;
    owner::tighten(&file)?;
    Ok(file)
}

/// Lets only the owner of a file read it.
pub(super) fn tighten(path: &Path) -> io::Result<()> {
    owner::tighten(&holdwell_files::open(path)?)
}

/// Copies a file to a new place and waits until it is on the disk.
pub(super) fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = holdwell_files::open(from).map_err(io::Error::from)?;
    let mut to = open_private(to)?;
    to.set_len(0)?;
    io::copy(&mut from, &mut to)?;
    to.sync_all()
}

/// Waits until what was written to a file is on the disk.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    OpenOptions::new().read(true).write(true).open(path)?.sync_all()
}

/// Gives a file its final name and waits until the name is on the disk.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)
}

/// Removes a file; that there is none is fine.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Removes a database with all that stands beside it.
pub(super) fn remove_whole(path: &Path) -> io::Result<()> {
    remove(path)?;
    remove_beside(path)
}

/// Removes what a database that is no longer here left beside it, and waits until it is gone: a log must never meet
/// another file than its own.
pub(super) fn clear_beside(path: &Path) -> io::Result<()> {
    remove_beside(path)?;
    sync_folder_of(path)
}

fn remove_beside(path: &Path) -> io::Result<()> {
    ["-wal", "-shm", "-journal"].into_iter().try_for_each(|ending| remove(&beside(path, ending)))
}

/// Waits until the names in the folder of this file are on the disk.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), owner::sync_folder)
}

/// Returns the name of a file beside another: `vault.db-wal`, say, where `SQLite` keeps its log.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Returns the length of a file in bytes; 0 where there is none.
pub(super) fn length(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |about| about.len())
}

/// Returns the files in a folder whose name ends so, in order of their names.
pub(super) fn ending_in(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut names: Vec<OsString> = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name());
    }
    names.retain(|name| name.to_str().is_some_and(|name| name.ends_with(ending)));
    names.sort();
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

#[cfg(unix)]
mod owner {
    use std::fs::{DirBuilder, File, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
    use std::path::Path;

    pub(super) fn folder(builder: &mut DirBuilder) {
        builder.mode(0o700);
    }

    pub(super) fn file(options: &mut OpenOptions) {
        options.mode(0o600);
    }

    /// Bits of a mode that grant anything to anybody but the owner.
    const OTHERS: u32 = 0o077;

    /// Closes a file to others: one that was put here by hand may be open.
    pub(super) fn tighten(file: &File) -> io::Result<()> {
        if file.metadata()?.permissions().mode() & OTHERS == 0 {
            return Ok(());
        }
        set(file, 0o600)
    }

    fn set(file: &File, mode: u32) -> io::Result<()> {
        match file.set_permissions(Permissions::from_mode(mode)) {
            // A drive that knows no owners has none to protect from.
            Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) => {
                Ok(())
            }
            done => done,
        }
    }

    pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network drives have files that can be flushed, and folders that cannot.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            done => done,
        }
    }
}

/// Elsewhere a user's data folder is theirs alone by inheritance, and a folder cannot be flushed.
#[cfg(not(unix))]
mod owner {
    use std::fs::{DirBuilder, File, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(super) fn folder(_: &mut DirBuilder) {}

    pub(super) fn file(_: &mut OpenOptions) {}

    pub(super) fn tighten(_: &File) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files in `/proc` cannot be flushed, as on some network drives.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_cannot_be_flushed_stops_nobody() {
        assert_eq!(File::open("/proc").unwrap().sync_all().unwrap_err().kind(), io::ErrorKind::InvalidInput);
        sync_folder_of(Path::new("/proc/anything")).unwrap();
    }
}
