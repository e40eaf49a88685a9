//! What can be begun: the routines made ready to run, with what a card says of each.

use std::collections::BTreeSet;

use super::format::exact;
use holdwell_engine::{Engine, Finish, Options, Projection};
use holdwell_library::SessionOutcome;
use holdwell_library::{Change, Preset, preset};
use holdwell_library::{Library, compile, compile_preset, free_session};
use holdwell_model::{Arc, Audience, Millis, Phases, Plan, PlanStep, Routine, SessionTime, Technique, Timing};
use holdwell_store::{SessionPage, SessionState};

/// A routine that can be begun.
#[derive(Debug, Clone)]
pub struct RunnablePlan {
    /// What is run.
    pub plan: Arc<Plan>,
    /// How long it is reckoned to take; nothing for a free session.
    pub total: Projection,
    /// How many sides of steps it holds.
    pub holds: usize,
    /// What must be at hand.
    pub needs: Vec<String>,
}

impl RunnablePlan {
    /// The routine that is ready before anything is loaded.
    pub fn free() -> Self {
        Self::of(Arc::new(free_session()))
    }

    /// A routine that is in no library.
    pub fn of(plan: Arc<Plan>) -> Self {
        Self::new(plan, Vec::new())
    }

    /// A routine or preset of this library.
    pub fn within(plan: Arc<Plan>, library: &Library) -> Self {
        let needs = needs(&plan, library);
        Self::new(plan, needs)
    }

    /// A client's preset, under the preset's name; else what is wrong with it.
    pub fn of_preset(preset: &Preset, library: &Library) -> Result<Self, Vec<String>> {
        Self::of_changes(&preset.name, routine_of(preset, library)?, &preset.changes, library)
    }

    /// The last session once more, with what was left out and added then and the times of the preset as it is now;
    /// else why that cannot be.
    pub fn same_as_last_time(preset: &Preset, last: &SessionPage, library: &Library) -> Result<Self, Vec<String>> {
        let routine = routine_of(preset, library)?;
        if last.plan.id != routine.id {
            return Err(vec![format!("The last session ran another routine: {}", last.plan.name)]);
        }
        let again = done(last).same_again(&preset::apply(routine, &preset.changes).0);
        Self::of_changes(&preset.name, routine, &preset::diff(routine, &again), library)
    }

    /// The last session once more where it was no preset's, with the times of its routine as it is now; else why that
    /// cannot be.
    pub fn routine_as_last_time(last: &SessionPage, library: &Library) -> Result<Self, Vec<String>> {
        let gone = || vec![format!("The library has no routine {} any more", last.plan.id)];
        let routine = library.routine(&last.plan.id).ok_or_else(gone)?;
        let again = done(last).same_again(routine);
        Self::of_changes(&routine.name, routine, &preset::diff(routine, &again), library)
    }

    fn of_changes(name: &str, routine: &Routine, changes: &[Change], library: &Library) -> Result<Self, Vec<String>> {
        let wrong = |problems: Vec<_>| problems.iter().map(ToString::to_string).collect::<Vec<String>>();
        let plan = Plan { name: name.to_owned(), ..compile_preset(routine, changes, library).map_err(wrong)? };
        Ok(Self::within(Arc::new(plan), library))
    }

    fn new(plan: Arc<Plan>, needs: Vec<String>) -> Self {
        let view = Engine::new(&plan, Options::of(&plan)).view();
        Self { total: view.left(SessionTime::ZERO), holds: view.schedule().items().len(), plan, needs }
    }

    /// "14 holds".
    pub fn count(&self) -> String {
        if self.holds == 1 { "1 hold".to_owned() } else { format!("{} holds", self.holds) }
    }
}

/// The routine that a preset inherits.
fn routine_of<'a>(preset: &Preset, library: &'a Library) -> Result<&'a Routine, Vec<String>> {
    let gone = || vec![format!("Its routine, {}, is not in the library; put the file back", preset.routine)];
    library.routine(&preset.routine).ok_or_else(gone)
}

/// Every routine of a library that can be run, in its order, and what was wrong with the others.
pub fn offers(library: &Library) -> (Vec<RunnablePlan>, Vec<String>) {
    let mut problems: Vec<String> = library.problems().iter().map(ToString::to_string).collect();
    let mut offers = Vec::new();
    for routine in library.routines() {
        match compile(routine, library) {
            Ok(plan) => offers.push(RunnablePlan::within(Arc::new(plan), library)),
            Err(wrong) => problems.extend(wrong.iter().map(ToString::to_string)),
        }
    }
    (offers, problems)
}

/// What a client must have at hand, each once.
fn needs(plan: &Plan, library: &Library) -> Vec<String> {
    let contacts = plan.steps.iter().flat_map(|step| &step.contacts);
    let positions = contacts.filter_map(|contact| library.position(contact.position.as_deref()?));
    let needs: BTreeSet<&String> = positions.flat_map(|position| &position.needs).collect();
    needs.into_iter().cloned().collect()
}

/// What was done in a session that is kept.
fn done(last: &SessionPage) -> SessionOutcome {
    let finish = match last.session.state {
        SessionState::Complete => Finish::Complete,
        SessionState::ClientsWord => Finish::ClientsWord,
        SessionState::Running | SessionState::Stopped | SessionState::Partial => Finish::Stopped,
    };
    SessionOutcome::kept(Arc::clone(&last.plan), last.added.clone(), last.records.clone(), finish)
}

/// One hold of this length, which gets its name later.
pub fn quick_hold(length: Millis) -> Plan {
    let timing = Timing::Fixed { hold: length };
    let technique = Technique::Smrt;
    let phases = Phases::usual(technique, &timing, Audience::Therapist, 0);
    let step = PlanStep { number: 1, ..PlanStep::added("", timing, technique, phases) };
    Plan {
        id: "quick-hold".to_owned(),
        name: format!("Quick hold, {}", exact(length)),
        technique,
        audience: Audience::Therapist,
        free: false,
        groups: Vec::new(),
        steps: vec![Arc::new(step)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_routine_that_comes_with_the_program_can_be_begun() {
        let (offers, problems) = offers(&Library::builtin());
        assert_eq!(problems, Vec::<String>::new());
        assert!(offers.len() >= 6);
        assert_eq!(offers[0].plan.id, RunnablePlan::free().plan.id);
        assert!(offers.iter().skip(1).all(|offer| offer.holds > 0 && !offer.total.length.is_zero()));
        assert!(offers.iter().any(|offer| !offer.needs.is_empty()), "home routines say what must be at hand");
    }

    #[test]
    fn a_quick_hold_is_one_hold() {
        let offer = RunnablePlan::of(Arc::new(quick_hold(Millis::from_secs(90))));
        assert_eq!((offer.count().as_str(), offer.plan.name.as_str()), ("1 hold", "Quick hold, 90 s"));
    }
}
