//! `holdwell library`: everything that comes with the program and with the clinic's own folder, for a clinician to review,
//! and what she remarks.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;

use super::{Failure, Global, args, load, timeline};
use holdwell_app::text;
use holdwell_app::text::remarks::{remark_line, remarks_problem, row_problem};
use holdwell_engine::{Options, unattended};
use holdwell_files::shown;
use holdwell_library::Library;
use holdwell_model::{Arc, Millis, Plan};
use holdwell_report::{Moment, Remarks, Review, Words, read_remarks, review, review_csv};

/// Writes the form that was asked for. Rows of the remarks that could not be taken are told; while there are any, the
/// file that holds them is not written over.
pub(super) fn run(asked: &args::Library, global: &Global) -> Result<(), Failure> {
    let library = load::library(global);
    let remarks = asked.remarks.as_deref().map(|file| remarks(file, &library)).transpose()?.unwrap_or_default();
    let problems = problems(asked, &remarks);
    if !problems.is_empty() && is_own_file(asked) {
        let stays = "nothing was written over it; mend these rows, or name another file with --out";
        let file = asked.remarks.as_deref().map(shown).unwrap_or_default();
        return Err(Failure::Input(problems.into_iter().chain([format!("{file}: {stays}")]).collect()));
    }
    let text = if asked.html {
        let words = Words { timeline: &moments, sentence: &text::file_problem };
        review(&library, &Review { since: asked.since, remarks: &remarks.found, words })
    } else if asked.csv {
        review_csv(&library, &remarks.found)
    } else {
        remarks.found.iter().map(|remark| remark_line(remark, &library)).collect()
    };
    write(asked.out.as_deref(), &text)?;
    if problems.is_empty() { Ok(()) } else { Err(Failure::Input(problems)) }
}

/// Lists what of the remarks could not be taken, by file and line.
fn problems(asked: &args::Library, remarks: &Remarks) -> Vec<String> {
    let file = asked.remarks.as_deref().map(shown).unwrap_or_default();
    let problem = |(line, problem): &(usize, _)| format!("{file}:{line}: {}", row_problem(problem));
    remarks.problems.iter().map(problem).collect()
}

/// Says if what is written would replace the remarks.
fn is_own_file(asked: &args::Library) -> bool {
    let both = asked.remarks.as_deref().zip(asked.out.as_deref());
    both.is_some_and(|(remarks, out)| holdwell_files::is_same(remarks, out))
}

fn remarks(file: &Path, library: &Library) -> Result<Remarks, Failure> {
    let problem = |problem| Failure::Input(vec![format!("{}: {}", shown(file), remarks_problem(problem))]);
    read_remarks(&load::read(file)?, library).map_err(problem)
}

fn write(out: Option<&Path>, text: &str) -> Result<(), Failure> {
    let Some(path) = out else {
        return Ok(io::stdout().lock().write_all(text.as_bytes()).context("the library cannot be written")?);
    };
    Ok(holdwell_files::replace(path, |mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("{} cannot be written", shown(path)))?)
}

/// Lists the same rows as `timeline` shows.
fn moments(plan: &Arc<Plan>) -> Vec<Moment> {
    let run = unattended(plan, Options::of(plan));
    let rows = timeline::rows(plan, &run).into_iter().map(|row| Moment {
        at: Millis(row.at_ms),
        length: Millis(row.length_ms),
        phase: row.phase,
        step: row.step,
        side: row.side,
        about: row.wait,
    });
    rows.collect()
}
