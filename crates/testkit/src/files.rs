//! Temporary folders, and a look at the files in them.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that goes when the test ends.
pub struct TempFolder(TempDir);

impl TempFolder {
    /// Creates an empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Returns the path of a file in the folder.
    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }
}

/// Returns the paths of all files below a folder, sorted.
pub fn paths(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// Returns all files below a folder with their contents, sorted by path.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let read = |path: PathBuf| {
        let content = fs::read(&path).unwrap();
        (path, content)
    };
    paths(folder).into_iter().map(read).collect()
}

/// Returns the files below a folder that contain these bytes. A file may go while they are read.
pub fn files_with(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let contains = |path: &PathBuf| contains(&fs::read(path).unwrap_or_default(), bytes);
    paths(folder).into_iter().filter(contains).collect()
}

/// Returns true if a text is anywhere in these bytes, as UTF-8 or as UTF-16.
pub fn holds(content: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    contains(content, text.as_bytes()) || contains(content, &wide)
}

fn contains(content: &[u8], bytes: &[u8]) -> bool {
    content.windows(bytes.len()).any(|window| window == bytes)
}
