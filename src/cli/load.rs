//! Reading the files that are named on the command line.

use std::fs;
use std::path::Path;

use super::Failure;
use crate::library::{Library, compile, read_routine};
use crate::model::{Arc, Plan};

/// The bytes of a file, or a sentence about why there are none.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Input(vec![format!("{}: cannot be read: {error}", path.display())]))
}

/// A routine ready to run, or every problem of its file.
///
/// # Errors
/// The file cannot be read, or is no routine.
pub fn plan(path: &Path) -> Result<Arc<Plan>, Failure> {
    let (name, bytes) = (path.display().to_string(), read(path)?);
    let library = Library::builtin();
    let problems = |problems: Vec<_>| Failure::Input(problems.iter().map(ToString::to_string).collect());
    let routine = read_routine(&name, &bytes, &library).map_err(problems)?;
    compile(&routine, &library).map(Arc::new).map_err(problems)
}

/// A routine that has a timeline of its own.
pub(super) fn listed_plan(path: &Path) -> Result<Arc<Plan>, Failure> {
    let plan = plan(path)?;
    if plan.free {
        let what = "a free routine has no timeline: each press begins or ends a hold; give it steps, or run it";
        return Err(Failure::Input(vec![format!("{}: {what}", path.display())]));
    }
    Ok(plan)
}
