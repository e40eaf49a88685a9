//! Reading the files that are named on the command line.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Failure, Global};
use holdwell_app::text;
use holdwell_library::{Library, compile, folder, read_routine};
use holdwell_model::{Arc, Plan};

/// Reads the bytes of a file, or returns a sentence about why there are none.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Input(vec![format!("{}: cannot be read: {error}", path.display())]))
}

/// Reads the library that comes with the program, and that of a clinic's own folder. A file of the clinic's with a
/// problem is left out whole; the window tells it, and `holdwell check` where it is named.
pub(super) fn library(global: &Global) -> Library {
    let mut library = Library::builtin();
    if let Some(folder) = clinic(global) {
        folder::add(&mut library, &folder);
    }
    library
}

/// Returns the folder of a clinic's own library; `None` where no folder is known.
pub(crate) fn clinic(global: &Global) -> Option<PathBuf> {
    holdwell_vault::Folder::at(global.data.clone()).ok().map(|folder| folder.path().join("library"))
}

/// Reads a routine ready to run, or returns every problem of its file.
///
/// # Errors
/// The file cannot be read, or is no routine.
pub(crate) fn plan(path: &Path, global: &Global) -> Result<Arc<Plan>, Failure> {
    let (name, bytes) = (path.display().to_string(), read(path)?);
    let library = library(global);
    let problems = |problems: Vec<_>| Failure::Input(problems.iter().map(text::file_problem).collect());
    let routine = read_routine(&name, &bytes, &library).map_err(problems)?;
    compile(&routine, &library).map(Arc::new).map_err(problems)
}

/// Reads a routine that has a timeline of its own.
pub(super) fn listed_plan(path: &Path, global: &Global) -> Result<Arc<Plan>, Failure> {
    let plan = plan(path, global)?;
    if plan.free {
        let what = "a free routine has no timeline: each press begins or ends a hold; give it steps, or run it";
        return Err(Failure::Input(vec![format!("{}: {what}", path.display())]));
    }
    Ok(plan)
}
