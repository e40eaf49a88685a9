//! Plans that can be begun: routines and presets made ready to run, with the figures for their cards.

use crate::{Change, Library, Preset, Problem, SessionOutcome, compile, compile_preset, free_session, preset, scene};
use holdwell_engine::{Engine, Options, Projection};
use holdwell_model::{Arc, Plan, Routine, SessionTime};
use holdwell_speech::Scene;

/// Reasons why a routine that is put together cannot be run; the application has their sentences.
#[derive(Debug, Clone, PartialEq)]
pub enum DraftProblem {
    /// It has no step yet.
    NoStep,
    /// It has steps, and each is switched off.
    AllOff,
    /// It breaks rules.
    Invalid(Vec<Problem>),
}

/// Reasons why a preset, or the last session, cannot be run; the application has their sentences.
#[derive(Debug, Clone, PartialEq)]
pub enum PresetProblem {
    /// The library has no routine of this id, which the preset inherits.
    NoRoutine(String),
    /// The library has no routine of this id, which the last session ran.
    RoutineGone(String),
    /// The last session ran the routine of this name, which is not the preset's.
    AnotherRoutine(String),
    /// The changed routine breaks a rule.
    Invalid(Problem),
}

/// A plan that can be begun.
#[derive(Debug, Clone)]
pub struct RunnablePlan {
    /// Plan to run.
    pub plan: Arc<Plan>,
    /// Projected length; zero for a free session.
    pub total: Projection,
    /// Number of holds: sides of steps.
    pub holds: usize,
    /// Things that must be at hand, each once, and how the session ends.
    pub scene: Scene,
}

impl RunnablePlan {
    /// Returns the plan that is ready before anything is loaded.
    pub fn free() -> Self {
        Self::of(Arc::new(free_session()))
    }

    /// Makes a plan of no library ready.
    pub fn of(plan: Arc<Plan>) -> Self {
        Self::new(plan, Scene::default())
    }

    /// Makes a plan of this library ready.
    pub fn within(plan: Arc<Plan>, library: &Library) -> Self {
        let scene = scene(&plan, library);
        Self::new(plan, scene)
    }

    /// Makes a client's preset ready, under the preset's name; else returns the problems with it.
    pub fn of_preset(preset: &Preset, library: &Library) -> Result<Self, Vec<PresetProblem>> {
        Self::of_changes(&preset.name, &routine_of(preset, library)?, &library.preset_now(preset).changes, library)
    }

    /// Makes the last session ready once more, with the holds left out and added then and the times of the preset as it
    /// is now; else returns the reasons why that cannot be.
    pub fn same_as_last_time(
        preset: &Preset,
        last: &SessionOutcome,
        library: &Library,
    ) -> Result<Self, Vec<PresetProblem>> {
        let routine = routine_of(preset, library)?;
        let (now, _) = preset::apply(&routine, &library.preset_now(preset).changes);
        if (&last.plan.id, last.plan.free) != (&now.id, now.free) {
            return Err(vec![PresetProblem::AnotherRoutine(last.plan.name.clone())]);
        }
        let again = last.same_again(&now);
        Self::of_changes(&preset.name, &routine, &preset::diff(&routine, &again), library)
    }

    /// Makes a last session without a preset ready once more, with the times of its routine as it is now; else returns
    /// the reasons why that cannot be.
    pub fn routine_as_last_time(last: &SessionOutcome, library: &Library) -> Result<Self, Vec<PresetProblem>> {
        let gone = || vec![PresetProblem::RoutineGone(last.plan.id.clone())];
        let routine = library.routine(&last.plan.id).ok_or_else(gone)?;
        let again = last.same_again(routine);
        Self::of_changes(&routine.name, routine, &preset::diff(routine, &again), library)
    }

    fn of_changes(
        name: &str,
        routine: &Routine,
        changes: &[Change],
        library: &Library,
    ) -> Result<Self, Vec<PresetProblem>> {
        let wrong = |problems: Vec<Problem>| problems.into_iter().map(PresetProblem::Invalid).collect::<Vec<_>>();
        let plan = Plan { name: name.to_owned(), ..compile_preset(routine, changes, library).map_err(wrong)? };
        Ok(Self::within(Arc::new(plan), library))
    }

    fn new(plan: Arc<Plan>, scene: Scene) -> Self {
        let view = Engine::new(&plan, Options::of(&plan)).view();
        Self { total: view.left(SessionTime::ZERO), holds: view.schedule().items().len(), plan, scene }
    }
}

/// Returns the routine that a preset inherits.
fn routine_of(preset: &Preset, library: &Library) -> Result<Routine, Vec<PresetProblem>> {
    library.base_of(preset).ok_or_else(|| vec![PresetProblem::NoRoutine(preset.routine.clone())])
}

/// Makes every routine of a library ready that can be run, in the library's order, and lists the problems of the others.
pub fn offers(library: &Library) -> (Vec<RunnablePlan>, Vec<Problem>) {
    let mut problems = library.problems().to_vec();
    let mut offers = Vec::new();
    for routine in library.routines() {
        match compile(routine, library) {
            Ok(plan) => offers.push(RunnablePlan::within(Arc::new(plan), library)),
            Err(wrong) => problems.extend(wrong),
        }
    }
    (offers, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_routine_that_comes_with_the_program_can_be_begun() {
        let (offers, problems) = offers(&Library::builtin());
        assert_eq!(problems, []);
        assert!(offers.len() >= 6);
        assert_eq!(offers[0].plan.id, RunnablePlan::free().plan.id);
        assert!(offers.iter().skip(1).all(|offer| offer.holds > 0 && !offer.total.length.is_zero()));
        assert!(offers.iter().any(|offer| !offer.scene.needs.is_empty()), "home routines say what must be at hand");
    }
}
