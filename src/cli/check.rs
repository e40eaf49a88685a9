//! `holdwell check`: every problem of every file, and the steps whose technique goes by their timing.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Failure, Global, load};
use holdwell_app::text;
use holdwell_app::text::home::home_problem;
use holdwell_files::{Content, recognize};
use holdwell_home::{Diary, HomePlan, LARGEST_PLAN};
use holdwell_library::{Library, read_routine, techniques_by_timing};

pub(super) fn run(files: &[PathBuf], global: &Global) -> Result<(), Failure> {
    let library = load::library(global);
    let mut problems = Vec::new();
    for path in files {
        match read(path) {
            Ok(bytes) => problems.extend(check(&holdwell_files::shown(path), &bytes, &library)),
            Err(Failure::Input(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { say_techniques(files, &library) } else { Err(Failure::Input(problems)) }
}

/// Reads the bytes of a file. A home plan may hold recorded words, and is larger for it.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let is_plan = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("holdwell"));
    if is_plan { load::read_up_to(path, LARGEST_PLAN as u64) } else { load::read(path) }
}

/// Returns every problem of a file, whichever of ours it is.
fn check(file: &str, bytes: &[u8], library: &Library) -> Vec<String> {
    let of_home = |problems: Vec<_>| problems.iter().map(|problem| home_problem(file, problem)).collect();
    match recognize(bytes) {
        Some(Content::HomePlan) => HomePlan::read(bytes).err().map(of_home).unwrap_or_default(),
        Some(Content::Diary) => Diary::read(bytes).err().map(of_home).unwrap_or_default(),
        _ => holdwell_library::check(file, bytes, library).iter().map(text::file_problem).collect(),
    }
}

/// Says which steps of files without a problem take their technique from their timing: it decides what sounds.
fn say_techniques(files: &[PathBuf], library: &Library) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for path in files {
        let name = holdwell_files::shown(path);
        let Ok(routine) = read_routine(&name, &read(path)?, library) else { continue };
        for (number, technique) in techniques_by_timing(&routine, library) {
            let said = writeln!(out, "{}", text::technique_by_timing(&name, number, technique));
            said.context("the standard output cannot be written")?;
        }
    }
    Ok(())
}
