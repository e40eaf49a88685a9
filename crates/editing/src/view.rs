//! The view of a routine, worked out once for each change and never in every frame.

use std::collections::BTreeMap;

use super::preset::{Difference, OpenPreset, Traced};
use holdwell_library::edit::{Document, Key};
use holdwell_library::preset::apply;
use holdwell_library::runnable::DraftProblem;
use holdwell_library::stats::RoutineStats;
use holdwell_library::{
    Advice, BrokenRule, Change, ChangedHere, Library, advise, changed_here, compile, faults, outline,
};
use holdwell_model::{Arc, Caution, Client, Group, Phase, Plan, PlanStep, Technique};
use holdwell_store::UserContent;

/// The content on which the view of a routine depends.
pub struct Basis<'a> {
    /// The library.
    pub library: &'a Arc<Library>,
    /// The therapist's own content, with the advice that was dismissed.
    pub own: &'a Arc<UserContent>,
    /// The client whose preset it is, or of the next session.
    pub client: Option<&'a Client>,
}

/// A routine as the screen shows it.
#[derive(Debug)]
pub struct RoutineView {
    revision: u64,
    library: Arc<Library>,
    own: Arc<UserContent>,
    client: Option<Client>,
    /// Of a preset: the differences from its routine.
    pub changes: Vec<Change>,
    /// Each step, disabled ones among them.
    pub lines: Vec<StepLine>,
    /// The routine as it would run, or the reason why it cannot.
    pub run: Result<RoutineStats, DraftProblem>,
    /// The advice that was not dismissed yet.
    pub advice: Vec<Advice>,
    /// The phases to scale.
    pub phases: Vec<PhaseSpan>,
}

/// A step as its row shows it.
#[derive(Debug)]
pub struct StepLine {
    /// The step.
    pub key: Key,
    /// The number in the routine; none where the step is switched off.
    pub number: Option<u32>,
    /// As it would run.
    pub step: PlanStep,
    /// "right, then left  ·  35 s  ·  optional".
    pub words: String,
    /// The step is switched off.
    pub disabled: bool,
    /// The first rule that the step breaks.
    pub fault: Option<BrokenRule>,
    /// The group that begins with it.
    pub begins: Option<Group>,
    /// The step belongs to a group.
    pub grouped: bool,
    /// Of a preset: how it differs from its routine.
    pub differs: Option<Difference>,
    /// The change of the library that whoever made the step may not know of.
    pub changed: Option<ChangedHere>,
}

/// One phase of the strip.
#[derive(Debug, Clone, Copy)]
pub struct PhaseSpan {
    /// The step.
    pub key: Key,
    /// The number of the step.
    pub number: u32,
    /// The phase.
    pub phase: Phase,
    /// The technique of the step.
    pub technique: Technique,
    /// The length, in seconds.
    pub secs: f32,
    /// The step may be left out.
    pub optional: bool,
}

impl RoutineView {
    /// Works the view out.
    pub fn new(document: &Document, preset: Option<&OpenPreset>, basis: &Basis<'_>) -> Self {
        let library = basis.library;
        let traced = preset.and_then(|preset| preset.trace(document, library));
        let run = run(document, traced.as_ref(), library);
        let lines = lines(document, traced.as_ref(), library);
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
            changes: traced.map(|traced| traced.changes).unwrap_or_default(),
            lines,
            run,
        }
    }

    /// Returns true if the view is still up to date.
    pub fn is_of(&self, document: &Document, basis: &Basis<'_>) -> bool {
        let client = self.client.as_ref() == basis.client;
        let same = Arc::ptr_eq(&self.library, basis.library) && Arc::ptr_eq(&self.own, basis.own);
        client && same && self.revision == document.revision()
    }

    /// Returns the plan of a routine that can be run.
    pub fn plan(&self) -> Option<&Arc<Plan>> {
        self.run.as_ref().ok().map(|lengths| &lengths.offer.plan)
    }

    /// Returns the line of a step.
    pub fn line(&self, key: Key) -> Option<&StepLine> {
        self.lines.iter().find(|line| line.key == key)
    }
}

fn run(document: &Document, traced: Option<&Traced>, library: &Library) -> Result<RoutineStats, DraftProblem> {
    if !document.draft().is_complete() {
        let empty = document.draft().entries().is_empty();
        return Err(if empty { DraftProblem::NoStep } else { DraftProblem::AllOff });
    }
    let plan = match traced {
        None => compile(&document.routine(), library),
        Some(traced) => compile(&apply(&traced.base, &traced.changes).0, library)
            .map(|plan| Plan { name: document.draft().name(), ..plan }),
    };
    let plan = plan.map_err(DraftProblem::Invalid)?;
    Ok(RoutineStats::of(Arc::new(plan), library))
}

fn lines(document: &Document, traced: Option<&Traced>, library: &Library) -> Vec<StepLine> {
    let mut whole = document.draft().whole();
    if let Some(traced) = traced {
        let is_on: Vec<bool> = document.draft().entries().iter().map(|entry| !entry.disabled).collect();
        traced.keep_techniques(&mut whole, &is_on);
    }
    let mut wrong: BTreeMap<usize, BrokenRule> = BTreeMap::new();
    for (step, rule) in faults(&whole, library) {
        if let Some(step) = step {
            wrong.entry(step).or_insert(rule);
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
        StepLine {
            key: entry.key,
            number: (!entry.disabled).then_some(number),
            words: line_words(&step),
            disabled: entry.disabled,
            fault: wrong.remove(&index),
            begins,
            grouped: group.is_some(),
            differs: traced.filter(|_| !entry.disabled).and_then(|traced| traced.difference(number as usize - 1)),
            changed: changed_here(&entry.step, &whole, library),
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

fn phases(lengths: &RoutineStats, lines: &[StepLine]) -> Vec<PhaseSpan> {
    let of: BTreeMap<u32, &StepLine> = lines.iter().filter_map(|line| Some((line.number?, line))).collect();
    let phased = |stretch: &holdwell_engine::Stretch| {
        let line = of.get(&stretch.step)?;
        Some(PhaseSpan {
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
