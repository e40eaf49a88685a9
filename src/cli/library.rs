//! `holdwell library --html`: everything that comes with the program and with the clinic's own folder, for a clinician
//! to review.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;

use super::{Failure, Global, load, timeline};
use holdwell_app::text;
use holdwell_engine::{Options, unattended};
use holdwell_files::shown;
use holdwell_model::{Arc, Millis, Plan};
use holdwell_report::{Moment, review};

pub(super) fn run(out: Option<&Path>, global: &Global) -> Result<(), Failure> {
    let page = review(&load::library(global), moments, text::file_problem);
    let Some(path) = out else {
        return Ok(io::stdout().lock().write_all(page.as_bytes()).context("the page cannot be written")?);
    };
    Ok(holdwell_files::replace(path, |mut file| file.write_all(page.as_bytes()))
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
