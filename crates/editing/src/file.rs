//! Reading a routine's file that somebody chose.

use std::path::Path;

use holdwell_files::shown;
use holdwell_library::{LARGEST_FILE, Library, Problem, read_routine};
use holdwell_model::Routine;

/// Reads the routine of a file, or returns every problem of it.
///
/// # Errors
/// The file is no regular one, is too large, may not be read, or is not a routine as it should be.
pub fn read(path: &Path, library: &Library) -> Result<Routine, Vec<Problem>> {
    let name = shown(path.file_name().map_or(path, Path::new));
    let bytes = holdwell_files::read(path, LARGEST_FILE).map_err(|why| vec![Problem::whole(&name, why)])?;
    read_routine(&name, &bytes, library)
}
