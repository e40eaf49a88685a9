//! Reading the files that are named on the command line.

use std::path::{Path, PathBuf};

use super::{Failure, Global};
use holdwell_app::text;
use holdwell_files::{ReadError, shown};
use holdwell_library::{LARGEST_FILE, Library, Problem, compile, folder, read_routine};
use holdwell_model::{Arc, Plan};

/// Reads the bytes of a file, or returns a sentence about why there are none.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let problem = |error| Failure::Input(vec![text::file_problem(&Problem::whole(shown(path), error))]);
    holdwell_files::read(path, LARGEST_FILE).map_err(problem)
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
    let (name, bytes) = (shown(path), read(path)?);
    let library = library(global);
    let problems = |problems: Vec<_>| Failure::Input(problems.iter().map(text::file_problem).collect());
    let routine = read_routine(&name, &bytes, &library).map_err(problems)?;
    compile(&routine, &library).map(Arc::new).map_err(problems)
}

/// Reads the routine that was named without a subcommand. A word that is no file was meant as a subcommand.
pub(crate) fn given(path: &Path, global: &Global) -> Result<Arc<Plan>, Failure> {
    let is_word = path.components().count() == 1 && path.extension().is_none();
    if is_word && matches!(holdwell_files::open(path), Err(ReadError::Missing)) {
        let what = format!("{} is neither a subcommand nor a file; holdwell --help lists them", shown(path));
        return Err(Failure::Usage(what));
    }
    plan(path, global)
}

/// Reads a routine that has a timeline of its own.
pub(super) fn listed_plan(path: &Path, global: &Global) -> Result<Arc<Plan>, Failure> {
    let plan = plan(path, global)?;
    if plan.free {
        let what = "a free routine has no timeline: each press begins or ends a hold; give it steps, or run it";
        return Err(Failure::Input(vec![format!("{}: {what}", shown(path))]));
    }
    Ok(plan)
}
