//! `holdwell check`: every problem of every file, and the steps whose technique goes by their timing.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;

use super::{Failure, Global, load};
use holdwell_app::text;
use holdwell_library::{Library, read_routine, techniques_by_timing};

pub(super) fn run(files: &[PathBuf], global: &Global) -> Result<(), Failure> {
    let library = load::library(global);
    let mut problems = Vec::new();
    for path in files {
        match load::read(path) {
            Ok(bytes) => {
                let found = holdwell_library::check(&holdwell_files::shown(path), &bytes, &library);
                problems.extend(found.iter().map(text::file_problem));
            }
            Err(Failure::Input(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { say_techniques(files, &library) } else { Err(Failure::Input(problems)) }
}

/// Says which steps of files without a problem take their technique from their timing: it decides what sounds.
fn say_techniques(files: &[PathBuf], library: &Library) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for path in files {
        let name = holdwell_files::shown(path);
        let Ok(routine) = read_routine(&name, &load::read(path)?, library) else { continue };
        for (number, technique) in techniques_by_timing(&routine, library) {
            let said = writeln!(out, "{}", text::technique_by_timing(&name, number, technique));
            said.context("the standard output cannot be written")?;
        }
    }
    Ok(())
}
