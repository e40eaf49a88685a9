//! `holdwell check`: every problem of every file.

use std::path::PathBuf;

use super::{Failure, Global, load};
use holdwell_app::text;

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
    if problems.is_empty() { Ok(()) } else { Err(Failure::Input(problems)) }
}
