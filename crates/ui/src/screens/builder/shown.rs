//! The view of a routine, worked out once for each change and never in every frame.

use std::collections::BTreeMap;

use holdwell_app::runnable::DraftProblem;
use holdwell_app::stats::RoutineStats;
use holdwell_library::edit::{Document, Key};
use holdwell_library::{Advice, Library, advise, compile, faults, outline};
use holdwell_model::{Arc, Caution, Client, Group, Phase, Plan, PlanStep, Technique};
use holdwell_store::UserContent;

/// The content on which the view of a routine depends.
pub(super) struct Basis<'a> {
    pub(super) library: &'a Arc<Library>,
    pub(super) own: &'a Arc<UserContent>,
    /// The client of the next session.
    pub(super) client: Option<&'a Arc<Client>>,
}

/// A routine as the screen shows it.
#[derive(Debug)]
pub(super) struct Shown {
    revision: u64,
    library: Arc<Library>,
    own: Arc<UserContent>,
    client: Option<Arc<Client>>,
    /// Each step, disabled ones among them.
    pub(super) lines: Vec<Line>,
    /// The routine as it would run, or the reason why it cannot.
    pub(super) run: Result<RoutineStats, DraftProblem>,
    /// The advice that was not dismissed yet.
    pub(super) advice: Vec<Advice>,
    /// The phases to scale.
    pub(super) phases: Vec<Phased>,
}

/// A step as its row shows it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) key: Key,
    /// The number in the routine; none where the step is switched off.
    pub(super) number: Option<u32>,
    /// As it would run.
    pub(super) step: PlanStep,
    /// "right, then left  ·  35 s  ·  optional".
    pub(super) words: String,
    pub(super) disabled: bool,
    /// The fault of the step.
    pub(super) fault: Option<String>,
    /// The group that begins with it.
    pub(super) begins: Option<Group>,
    /// The step belongs to a group.
    pub(super) grouped: bool,
}

/// One phase of the strip.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phased {
    pub(super) key: Key,
    pub(super) number: u32,
    pub(super) phase: Phase,
    pub(super) technique: Technique,
    pub(super) secs: f32,
    pub(super) optional: bool,
}

impl Shown {
    pub(super) fn new(document: &Document, basis: &Basis<'_>) -> Self {
        let library = basis.library;
        let run = run(document, library);
        let lines = lines(document, library);
        let cautions: &[Caution] = basis.client.map_or(&[], |client| &client.cautions);
        let said = |lengths: &RoutineStats| advise(&lengths.offer.plan, library, cautions);
        let advice = run.as_ref().map(said).unwrap_or_default();
        let known = |advice: &Advice| basis.own.known.contains(&advice.key);
        Self {
            revision: document.revision(),
            library: Arc::clone(library),
            own: Arc::clone(basis.own),
            client: basis.client.cloned(),
            advice: advice.into_iter().filter(|advice| !known(advice)).collect(),
            phases: run.as_ref().map(|lengths| phases(lengths, &lines)).unwrap_or_default(),
            lines,
            run,
        }
    }

    /// Returns true if the view is still up to date.
    pub(super) fn is_of(&self, document: &Document, basis: &Basis<'_>) -> bool {
        let client = match (&self.client, basis.client) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        let same = Arc::ptr_eq(&self.library, basis.library) && Arc::ptr_eq(&self.own, basis.own);
        client && same && self.revision == document.revision()
    }

    /// Returns the plan of a routine that can be run.
    pub(super) fn plan(&self) -> Option<&Arc<Plan>> {
        self.run.as_ref().ok().map(|lengths| &lengths.offer.plan)
    }

    pub(super) fn line(&self, key: Key) -> Option<&Line> {
        self.lines.iter().find(|line| line.key == key)
    }
}

fn run(document: &Document, library: &Library) -> Result<RoutineStats, DraftProblem> {
    if !document.draft().is_complete() {
        let empty = document.draft().entries().is_empty();
        return Err(if empty { DraftProblem::NoStep } else { DraftProblem::AllOff });
    }
    let plan = compile(&document.routine(), library).map_err(DraftProblem::Invalid)?;
    Ok(RoutineStats::of(Arc::new(plan), library))
}

fn lines(document: &Document, library: &Library) -> Vec<Line> {
    let whole = document.draft().whole();
    let mut wrong: BTreeMap<usize, String> = BTreeMap::new();
    for (step, rule) in faults(&whole, library) {
        if let Some(step) = step {
            wrong.entry(step).or_insert_with(|| rule.to_string());
        }
    }
    let mut number = 0;
    let mut before: Option<&str> = None;
    let entries = document.draft().entries().iter().zip(outline(&whole, library)).enumerate();
    let line = |(index, (entry, step)): (usize, (&'_ holdwell_library::edit::Entry, PlanStep))| {
        if !entry.disabled {
            number += 1;
        }
        let group = entry.step.group.as_deref();
        let begins = group.filter(|group| before != Some(*group));
        let begins = begins.and_then(|id| whole.groups.iter().find(|group| group.id == id)).cloned();
        before = whole.steps.get(index).and_then(|step| step.group.as_deref());
        Line {
            key: entry.key,
            number: (!entry.disabled).then_some(number),
            words: line_words(&step),
            disabled: entry.disabled,
            fault: wrong.remove(&index),
            begins,
            grouped: group.is_some(),
            step,
        }
    };
    entries.map(line).collect()
}

fn line_words(step: &PlanStep) -> String {
    let timing = step.timing.summary();
    let optional = if step.optional { "optional" } else { "" };
    let parts = [step.sides.words(), &timing, optional, step.remarks.as_deref().unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ")
}

fn phases(lengths: &RoutineStats, lines: &[Line]) -> Vec<Phased> {
    let of: BTreeMap<u32, &Line> = lines.iter().filter_map(|line| Some((line.number?, line))).collect();
    let phased = |stretch: &holdwell_engine::Stretch| {
        let line = of.get(&stretch.step)?;
        Some(Phased {
            key: line.key,
            number: stretch.step,
            phase: stretch.phase,
            technique: line.step.technique,
            secs: stretch.length.0 as f32 / 1000.0,
            optional: line.step.optional,
        })
    };
    lengths.stretches.iter().filter_map(phased).collect()
}
