//! Steps that are set together, or one alone: what they share, and the changes to each of them.

use std::collections::BTreeSet;
use std::iter;

use super::routine::OpenRoutine;
use super::view::RoutineView;
use holdwell_library::edit::{Draft, Field, Key, Set};
use holdwell_library::{ChangedHere, Library};
use holdwell_model::{
    Audience, FieldError, Phase, Phases, PlanStep, Setting, SideOrder, Step, TimingField, TimingKind, What,
};

/// A step as it is written and as it would run.
#[derive(Debug)]
pub struct EditedStep<'a> {
    /// The step.
    pub key: Key,
    /// As it is written.
    pub step: &'a Step,
    /// As it would run.
    pub runs: &'a PlanStep,
    /// The change of the library that it knows nothing of.
    pub changed: Option<&'a ChangedHere>,
    /// The place in the routine, from 0.
    pub place: usize,
}

/// The steps that are set.
#[derive(Debug)]
pub struct EditedSteps<'a> {
    /// The first of them.
    pub first: EditedStep<'a>,
    /// The others; none where one is set alone.
    pub others: Vec<EditedStep<'a>>,
    /// Whoever the routine is for.
    pub audience: Audience,
}

/// A change to each step, and the field in which it is written.
#[derive(Debug)]
pub struct StepsChange {
    /// The new value of each step.
    pub sets: Vec<(Key, Set)>,
    /// The field; `None` where nothing is typed.
    pub field: Option<Field>,
}

/// Problem with a figure of a step's time; the application has the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct StepProblem {
    /// Number of the step, from 1; `None` where one is set alone.
    pub step: Option<usize>,
    /// The problem.
    pub error: FieldError,
}

impl StepsChange {
    /// Makes the change; all typing into one field counts as one.
    pub fn apply(&self, routine: &mut OpenRoutine, library: &Library) {
        let change = |draft: &mut Draft| {
            for (key, set) in &self.sets {
                draft.set(&BTreeSet::from([*key]), set, library);
            }
        };
        match self.field {
            Some(field) => routine.document.write(field, change),
            None => routine.document.edit(change),
        }
    }
}

impl<'a> EditedSteps<'a> {
    /// Returns the chosen steps; `None` where none is chosen.
    pub fn chosen(routine: &'a OpenRoutine, view: &'a RoutineView) -> Option<Self> {
        let keys = routine.chosen_now();
        let draft = routine.document.draft();
        let lines = view.lines.iter().enumerate().filter(|(_, line)| keys.contains(&line.key));
        let mut steps = lines.filter_map(|(place, line)| {
            let entry = draft.entry(line.key)?;
            let changed = line.changed.as_ref();
            Some(EditedStep { key: line.key, step: &entry.step, runs: &line.step, changed, place })
        });
        Some(Self { first: steps.next()?, others: steps.collect(), audience: draft.head().audience })
    }

    /// Lists all of them.
    pub fn each(&self) -> impl Iterator<Item = &EditedStep<'a>> {
        iter::once(&self.first).chain(&self.others)
    }

    /// Returns the value that all steps share, or `None` where they differ.
    pub fn same<T: PartialEq>(&self, of: impl Fn(&EditedStep<'_>) -> T) -> Option<T> {
        let first = of(&self.first);
        self.others.iter().all(|one| of(one) == first).then_some(first)
    }

    /// Sets the same on each step.
    pub fn all(&self, set: &Set, field: Option<Field>) -> StepsChange {
        StepsChange { sets: self.each().map(|one| (one.key, set.clone())).collect(), field }
    }

    /// Gives each step another shape of time, with its usual figures.
    pub fn reshaped(&self, kind: TimingKind) -> StepsChange {
        let reshaped = |one: &EditedStep<'_>| (one.key, Set::Timing(Some(one.runs.timing.reshaped(kind))));
        StepsChange { sets: self.each().map(reshaped).collect(), field: None }
    }

    /// Sets a figure of the time on each step, as somebody typed it; each keeps its others. Beside others the problem
    /// names the step.
    ///
    /// # Errors
    /// The figure cannot be read, or breaks a limit of one of them.
    pub fn timed(&self, field: TimingField, text: &str) -> Result<StepsChange, StepProblem> {
        let with = |one: &EditedStep<'_>| {
            let step = (!self.others.is_empty()).then_some(one.place + 1);
            let read = one.runs.timing.edited(field, text).map_err(|error| StepProblem { step, error })?;
            Ok((one.key, Set::Timing(Some(read))))
        };
        let sets: Result<_, StepProblem> = self.each().map(with).collect();
        Ok(StepsChange { sets: sets?, field: Some(Field::Timing(self.first.key, field)) })
    }

    /// Returns true if a rhythm is tapped along with each step.
    pub fn are_tapped(&self) -> bool {
        self.each().all(|one| one.runs.timing.is_tapped())
    }

    /// Says on each step that listens if a rhythm is tapped along.
    pub fn tapped(&self, taps: bool) -> StepsChange {
        let tapped = |one: &EditedStep<'_>| Some((one.key, Set::Timing(Some(one.runs.timing.with_taps(taps)?))));
        StepsChange { sets: self.each().filter_map(tapped).collect(), field: None }
    }

    /// Takes away the times that were set on steps of the library; `None` where none has its own.
    pub fn timed_as_usual(&self) -> Option<StepsChange> {
        let timed = self.each().filter(|one| one.step.timing.is_some() && !one.is_named());
        let sets: Vec<(Key, Set)> = timed.map(|one| (one.key, Set::Timing(None))).collect();
        (!sets.is_empty()).then_some(StepsChange { sets, field: None })
    }
}

impl EditedStep<'_> {
    /// Returns true if the step is described in place, and in no library.
    pub const fn is_named(&self) -> bool {
        matches!(self.step.what, What::Named { .. })
    }

    /// Returns true if an order of sides can be chosen for the step.
    pub fn has_sides(&self) -> bool {
        let open = self.runs.contacts.iter().any(|contact| contact.side.is_none());
        open && (self.runs.sides != SideOrder::Midline || self.is_named())
    }

    /// Returns the setting of a phase where the step says nothing of it. A return that comes from the position counts
    /// as usual, as one of the technique does.
    pub fn usual(&self, phase: Phase, audience: Audience) -> Setting {
        match self.step.phase(phase) {
            None => self.runs.phases.of(phase),
            Some(_) => Phases::usual(self.runs.technique, &self.runs.timing, audience, self.place).of(phase),
        }
    }
}
