//! The folder with the voices' files: the owner's alone, and gone with the program. One that a killed program left behind
//! goes when the next one is made.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::TempDir;

/// Beginning of the name of each such folder.
const PREFIX: &str = "holdwell-voice-";
/// The file that is locked as long as somebody uses the folder: the system lets go of it whatever ends a program.
const LOCK: &str = "in-use";
/// Tries to make a folder that nobody else takes for one that was left behind.
const TRIES: usize = 3;

/// A folder that the owner alone can read. It goes when it is dropped.
pub struct VoiceFolder {
    // The lock goes after the folder.
    folder: TempDir,
    _lock: File,
}

impl VoiceFolder {
    /// Makes a folder with files: names and contents. Those that were left behind go.
    ///
    /// # Errors
    /// It cannot be made or written.
    pub fn new(files: &[(&str, &[u8])]) -> io::Result<Self> {
        Self::below(&std::env::temp_dir(), files)
    }

    fn below(parent: &Path, files: &[(&str, &[u8])]) -> io::Result<Self> {
        sweep(parent);
        let new = (0..TRIES).find_map(|_| Self::locked(parent).transpose());
        let new = new.unwrap_or_else(|| Err(io::ErrorKind::WouldBlock.into()))?;
        for (name, bytes) in files {
            let mut file = OpenOptions::new().write(true).create_new(true).open(new.path().join(name))?;
            file.write_all(bytes)?;
        }
        Ok(new)
    }

    /// Makes a folder and locks it; `None` where somebody swept it away before it was locked.
    fn locked(parent: &Path) -> io::Result<Option<Self>> {
        let mut new = tempfile::Builder::new();
        let _prefix = new.prefix(PREFIX);
        #[cfg(unix)]
        let _mode = {
            use std::os::unix::fs::PermissionsExt as _;
            new.permissions(fs::Permissions::from_mode(0o700))
        };
        let folder = new.tempdir_in(parent)?;
        let place = folder.path().join(LOCK);
        let lock = File::create_new(&place)?;
        lock.lock()?;
        Ok(place.exists().then_some(Self { folder, _lock: lock }))
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Takes away the folders that nobody uses any more. What cannot be taken away stays: it is nobody's secret.
fn sweep(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        // Of another user's folder nothing can be taken away.
        if is_ours
            && let Ok(lock) = holdwell_files::open(&entry.path().join(LOCK))
            && lock.try_lock().is_ok()
        {
            let _stays = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(parent: &Path) -> usize {
        fs::read_dir(parent).unwrap().count()
    }

    #[test]
    fn what_a_killed_program_left_goes_and_what_is_in_use_stays() {
        let parent = tempfile::tempdir().unwrap();
        let kept = VoiceFolder::below(parent.path(), &[("voice.bin", b"voice")]).unwrap();
        let left = parent.path().join("holdwell-voice-left");
        fs::create_dir(&left).unwrap();
        File::create_new(left.join(LOCK)).unwrap();
        fs::write(left.join("voice.bin"), b"voice").unwrap();
        let others = parent.path().join("holdwell-voice-of-another");
        fs::create_dir(&others).unwrap();
        let other = VoiceFolder::below(parent.path(), &[]).unwrap();
        assert!(!left.exists() && others.exists());
        assert_eq!(fs::read(kept.path().join("voice.bin")).unwrap(), b"voice");
        drop((kept, other));
        assert_eq!(folders(parent.path()), 1);
    }
}
