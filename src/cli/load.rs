//! Reading the files that are named on the command line.

use std::path::{Path, PathBuf};

use super::{Failure, Global};
use holdwell_app::text;
use holdwell_files::{ReadError, shown};
use holdwell_library::{LARGEST_FILE, Library, Problem, compile, folder, read_routine};
use holdwell_model::{Arc, Plan, Routine};

/// Reads the bytes of a file, or returns a sentence about why there are none.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    read_up_to(path, LARGEST_FILE)
}

/// Reads the bytes of a file of at most this many, or returns a sentence about why there are none.
pub(super) fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let problem = |error| match error {
        ReadError::TooLarge(most) if most != LARGEST_FILE => {
            Failure::Input(vec![format!("{}: {}", shown(path), text::read_error(error))])
        }
        error => Failure::Input(vec![text::file_problem(&Problem::whole(shown(path), error))]),
    };
    holdwell_files::read(path, limit).map_err(problem)
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
    let library = library(global);
    let routine = routine(path, &library)?;
    compile(&routine, &library).map(Arc::new).map_err(|problems| told(&problems))
}

/// Reads a routine, or returns every problem of its file.
pub(super) fn routine(path: &Path, library: &Library) -> Result<Routine, Failure> {
    read_routine(&shown(path), &read(path)?, library).map_err(|problems| told(&problems))
}

fn told(problems: &[Problem]) -> Failure {
    Failure::Input(problems.iter().map(text::file_problem).collect())
}

/// Refuses to write a file over another one that is needed.
pub(super) fn not_over(out: &Path, other: &Path) -> Result<(), Failure> {
    if holdwell_files::is_same(out, other) {
        let what = format!("{} would be written over {}; name another file", shown(out), shown(other));
        return Err(Failure::Usage(what));
    }
    Ok(())
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
