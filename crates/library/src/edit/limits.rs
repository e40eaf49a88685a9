//! Limits of an edit: what a routine's file may hold, so that no edit makes one that cannot be read.

use crate::Library;
use crate::defaults::{choose_timing, positions};
use crate::words::without_unseen;
use holdwell_model::{Audience, Routine, Setting, Step, What};

/// Cleans a text as a file may hold it: on one line, with nothing that cannot be seen.
pub fn clean(text: &str) -> String {
    without_unseen(text).trim().to_owned()
}

/// Checks that all that is held is known, and at home meant for home.
pub(super) fn may_hold(what: &What, audience: Audience, library: &Library) -> bool {
    let fits = |id: &str| library.position(id).is_some_and(|position| audience == Audience::Therapist || position.home);
    match what {
        What::Position(id) => fits(id),
        What::Contacts(several) => !several.is_empty() && several.iter().all(|contact| fits(&contact.position)),
        What::Named { .. } => true,
    }
}

/// Checks that what is held has sides, so that an order of sides says something.
pub(super) fn has_sides(step: &Step, library: &Library) -> bool {
    matches!(step.what, What::Named { .. }) || positions(step, library).any(|position| position.sided)
}

/// Adapts a step to its routine's audience. Nobody at home can reach a key: what would wait is as usual there, and
/// repetitions are counted by the program.
pub(super) fn adapt_to_audience(step: Step, routine: &Routine, library: &Library) -> Step {
    if routine.audience == Audience::Therapist {
        return step;
    }
    let waitless = |setting: Option<Setting>| setting.filter(|setting| *setting != Setting::Wait);
    Step {
        timing: choose_timing(&step, routine, library).timing.paced().or(step.timing),
        rate: waitless(step.rate),
        settle: waitless(step.settle),
        return_: waitless(step.return_),
        recheck: waitless(step.recheck),
        rest: waitless(step.rest),
        ..step
    }
}
