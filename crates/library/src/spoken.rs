//! Facts from the library that the prompts of a home routine need, and the time that they take.

use std::collections::BTreeSet;

use super::Library;
use holdwell_model::{Audience, Millis, Plan, PlanStep, Position, Routine, Setting};
use holdwell_speech::{Preceding, Scene, settle};

/// Shortest settle where the client turns, or what lies under them is moved.
const TURN: Millis = Millis::from_secs(30);

/// Returns what a client has to have ready for a plan, and how the session ends.
pub fn scene(plan: &Plan, library: &Library) -> Scene {
    scene_of(plan.steps.iter().map(|step| &**step), library)
}

fn scene_of<'a>(steps: impl Iterator<Item = &'a PlanStep> + Clone, library: &Library) -> Scene {
    let needs: BTreeSet<&String> =
        steps.clone().flat_map(|step| held(step, library)).flat_map(|one| &one.needs).collect();
    let ends_in = steps.last().and_then(|step| held(step, library).next()).and_then(|position| position.posture);
    Scene { needs: needs.into_iter().cloned().collect(), ends_in }
}

/// Lengthens the settles about which a home routine says nothing, until everything can be said and done in them.
pub(super) fn make_room(steps: &mut [PlanStep], routine: &Routine, library: &Library) {
    if routine.audience != Audience::Home {
        return;
    }
    let scene = scene_of(steps.iter(), library);
    let mut before: Option<PlanStep> = None;
    for (step, written) in steps.iter_mut().zip(&routine.steps) {
        if let (None, Setting::Timed(usual)) = (written.settle, step.phases.settle) {
            let preceding = before.as_ref().map_or(Preceding::Nothing(&scene), Preceding::Step);
            let turn = if turns(before.as_ref(), step, library) { TURN } else { Millis::ZERO };
            step.phases.settle = Setting::Timed(usual.max(settle(step, preceding)).max(turn));
        }
        before = Some(step.clone());
    }
}

/// Says if the client turns or moves something for a step: from the one before, or between its sides.
fn turns(before: Option<&PlanStep>, step: &PlanStep, library: &Library) -> bool {
    let lies = |step: &PlanStep| held(step, library).next().map(|position| (position.posture, position.needs.clone()));
    let moves =
        |position: &Position| position.needs.iter().any(|need| need.contains("ball") || need.contains("roller"));
    let sides = step.sides.sides(None).len() > 1 && held(step, library).any(moves);
    sides || before.is_some_and(|before| lies(before) != lies(step))
}

/// Returns the library's positions of a step.
fn held<'a>(step: &'a PlanStep, library: &'a Library) -> impl Iterator<Item = &'a Position> {
    step.contacts.iter().filter_map(|contact| library.position(contact.position.as_deref()?))
}
