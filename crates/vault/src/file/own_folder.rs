//! A folder of our own, in a place where others may write: no link is followed, and no file of anybody else is opened.

use std::io;
use std::path::Path;

use holdwell_store::WriteFault;

/// A folder that is its owner's alone.
pub(crate) struct OwnFolder(system::Folder);

impl OwnFolder {
    /// Makes a folder for its owner alone, or takes one that is the owner's already.
    ///
    /// # Errors
    /// There is something else under this name: a link, a file, or the folder of somebody else.
    pub(crate) fn make(path: &Path) -> Result<Self, WriteFault> {
        if let Some(parent) = path.parent() {
            super::files::make_folder(parent)?;
        }
        system::Folder::make(path).map(Self)
    }

    /// Writes a file that only its owner can read: beside, and under its name as soon as all of it is on the disk. What
    /// had the name before is not written to.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let part = format!("{name}.part");
        self.0.write_new(&part, bytes).and_then(|()| self.0.rename(&part, name)).inspect_err(|_| self.0.remove(&part))
    }

    /// Takes a file out that was written here, whole or half; where there is none nothing happens.
    pub(crate) fn remove(&self, name: &str) {
        self.0.remove(name);
        self.0.remove(&format!("{name}.part"));
    }
}

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::io::{self, Write as _};
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, fchmod, fstat, fsync, mkdirat, open, openat, renameat, unlinkat};
    use rustix::io::Errno;
    use rustix::process::geteuid;

    use super::WriteFault;

    pub(super) struct Folder(OwnedFd);

    impl Folder {
        pub(super) fn make(path: &Path) -> Result<Self, WriteFault> {
            let system = |error: Errno| WriteFault::from(io::Error::from(error));
            match mkdirat(CWD, path, Mode::RWXU) {
                Ok(()) | Err(Errno::EXIST) => {}
                Err(error) => return Err(system(error)),
            }
            let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::RDONLY | OFlags::CLOEXEC;
            let folder = open(path, flags, Mode::empty()).map_err(|error| match error {
                Errno::NOTDIR | Errno::LOOP => WriteFault::NotOurs,
                error => system(error),
            })?;
            let about = fstat(&folder).map_err(system)?;
            if about.st_uid != geteuid().as_raw() {
                return Err(WriteFault::NotOurs);
            }
            if about.st_mode & 0o077 != 0 {
                match fchmod(&folder, Mode::RWXU) {
                    // A drive that knows no owners has none to protect from.
                    Ok(()) | Err(Errno::PERM | Errno::NOTSUP) => {}
                    Err(error) => return Err(system(error)),
                }
            }
            Ok(Self(folder))
        }

        pub(super) fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
            self.remove(name);
            let flags = OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::WRONLY | OFlags::CLOEXEC;
            let mut file = File::from(openat(&self.0, name, flags, Mode::RUSR | Mode::WUSR)?);
            file.write_all(bytes)?;
            file.sync_all()
        }

        pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
            renameat(&self.0, from, &self.0, to)?;
            match fsync(&self.0) {
                // Some network drives have files that can be flushed, and folders that cannot.
                Err(Errno::INVAL | Errno::NOTSUP) => Ok(()),
                done => Ok(done?),
            }
        }

        pub(super) fn remove(&self, name: &str) {
            unlinkat(&self.0, name, AtFlags::empty()).unwrap_or_default();
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, OpenOptions};
    use std::io::{self, Write as _};
    use std::path::{Path, PathBuf};

    use super::WriteFault;

    pub(super) struct Folder(PathBuf);

    impl Folder {
        pub(super) fn make(path: &Path) -> Result<Self, WriteFault> {
            match fs::create_dir(path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
                _ => {}
            }
            if !fs::symlink_metadata(path)?.is_dir() {
                return Err(WriteFault::NotOurs);
            }
            Ok(Self(path.to_owned()))
        }

        pub(super) fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
            self.remove(name);
            let mut file = OpenOptions::new().write(true).create_new(true).open(self.0.join(name))?;
            file.write_all(bytes)?;
            file.sync_all()
        }

        pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
            fs::rename(self.0.join(from), self.0.join(to))
        }

        pub(super) fn remove(&self, name: &str) {
            fs::remove_file(self.0.join(name)).unwrap_or_default();
        }
    }
}
