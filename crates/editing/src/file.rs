//! Reading a routine's file that somebody chose.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use holdwell_library::{Library, Problem, read_routine};
use holdwell_model::Routine;

/// A file larger than this is not read; the reader would refuse it.
const LARGEST: u64 = 1024 * 1024;

/// A problem with a file that is no readable routine; the application has the sentence. Each has the file's name.
#[derive(Debug, Clone, PartialEq)]
pub enum FileProblem {
    /// The system cannot read the file, for its own reason.
    Unreadable(String, String),
    /// A folder, or something else that is no file.
    NotAFile(String),
    /// The file is larger than 1 MiB.
    TooLarge(String),
    /// The reader's problem; it names the file itself.
    Wrong(Problem),
}

/// Reads the routine of a file, or returns every problem of it.
pub fn read(path: &Path, library: &Library) -> Result<Routine, Vec<FileProblem>> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let unreadable = |error: io::Error| vec![FileProblem::Unreadable(name.clone(), error.to_string())];
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(vec![FileProblem::NotAFile(name)]);
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(vec![FileProblem::TooLarge(name)]);
    }
    read_routine(&name, &bytes, library).map_err(|problems| problems.into_iter().map(FileProblem::Wrong).collect())
}
