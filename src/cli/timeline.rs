//! `holdwell timeline`: what happens when, where nobody gives a command.

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

use super::{Failure, Global, load};
use holdwell_engine::{Options, Stretch, Unattended, unattended};
use holdwell_model::{Millis, Phase, Plan, PlanStep, Side};

/// One phase of the timeline.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    pub(super) at_ms: u64,
    pub(super) length_ms: u64,
    pub(super) phase: &'static str,
    pub(super) step: u32,
    position: String,
    pub(super) side: Option<&'static str>,
    pub(super) wait: bool,
    #[serde(skip)]
    title: &'a str,
}

/// Format of a timeline.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Table,
    Json,
}

pub(super) fn run(file: &Path, global: &Global, form: Form) -> Result<(), Failure> {
    let plan = load::listed_plan(file, global)?;
    let run = unattended(&plan, Options::of(&plan));
    let rows = rows(&plan, &run);
    let mut out = io::stdout().lock();
    let written = match form {
        Form::Json => {
            serde_json::to_string_pretty(&rows).map_err(io::Error::other).and_then(|text| writeln!(out, "{text}"))
        }
        Form::Table => table(&mut out, &plan, &rows, run.length()),
    };
    Ok(written.context("the timeline cannot be written")?)
}

pub(super) fn rows<'a>(plan: &'a Plan, run: &Unattended) -> Vec<Row<'a>> {
    let steps: HashMap<u32, &PlanStep> = plan.steps.iter().map(|step| (step.number, &**step)).collect();
    let row = |stretch: Stretch| {
        let step = steps.get(&stretch.step)?;
        Some(Row {
            at_ms: stretch.at.0,
            length_ms: stretch.length.0,
            phase: stretch.phase.key(),
            step: stretch.step,
            position: position(step),
            side: side(step, stretch.phase, stretch.side),
            wait: stretch.waits,
            title: &step.title,
        })
    };
    run.stretches(plan).into_iter().filter_map(row).collect()
}

/// Returns the library's ids of the contacts, or the name of a step that is described in place.
fn position(step: &PlanStep) -> String {
    let ids = step.contacts.iter().map(|contact| contact.position.as_deref().unwrap_or(&contact.name));
    ids.collect::<Vec<_>>().join("+")
}

/// Returns the side of a phase; blocks and listening work on the midline have none to speak of.
fn side(step: &PlanStep, phase: Phase, side: Option<Side>) -> Option<&'static str> {
    let sideless = step.timing.kind().is_sideless();
    let side = side.filter(|side| !(sideless && phase == Phase::Work && *side == Side::Midline));
    side.map(Side::key)
}

fn table(out: &mut dyn io::Write, plan: &Plan, rows: &[Row<'_>], total: Millis) -> io::Result<()> {
    writeln!(out, "{}", plan.name)?;
    for row in rows {
        let side = row.side.unwrap_or("");
        let length = Millis(row.length_ms).to_string();
        let wait = if row.wait { "about" } else { "" };
        let at = Millis(row.at_ms).clock();
        writeln!(out, "{at:>8}  {:<8}{wait:>6} {length:>8}  {:>4}  {side:<8} {}", row.phase, row.step, row.title)?;
    }
    let about = if rows.iter().any(|row| row.wait) { "about " } else { "" };
    writeln!(out, "{:>8}  total: {about}{}", total.clock(), total.spoken())
}
