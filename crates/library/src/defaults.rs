//! Defaults of a step: its timing, its technique and its sides, where the routine does not name them.

use super::Library;
use holdwell_model::{Position, Routine, Side, SideOrder, Step, StepContact, Technique, Timing, Usual, What};

/// The timing of a step, and the technique it belongs to.
pub(super) struct Choice<'a> {
    pub(super) technique: Technique,
    pub(super) timing: Timing,
    /// The position's entry for this technique and shape of time, for its own return.
    pub(super) usual: Option<&'a Usual>,
}

/// Returns the step's own timing, else the usual one of its position, else that of the technique.
///
/// A position that is only known in another technique than the routine's brings that one with it: a rib held for
/// 120 s is counterstrain also among SMRT holds. Self-care stays self-care, because it names who does it.
pub(super) fn choose_timing<'a>(step: &Step, routine: &Routine, library: &'a Library) -> Choice<'a> {
    let wanted = step.technique.unwrap_or(routine.technique);
    let usual = positions(step, library).find_map(|position| library.usual_on(routine.library, position, wanted));
    let timing = step.timing.or(usual.map(|usual| usual.timing)).unwrap_or_else(|| wanted.usual());
    let technique = match (step.technique, step.timing, usual) {
        (Some(technique), _, _) => technique,
        (None, None, Some(usual)) if wanted != Technique::SelfCare => usual.technique,
        _ => routine.technique.of_step(timing.kind()),
    };
    let same = |usual: &&Usual| usual.technique == technique && usual.timing.kind() == timing.kind();
    Choice { technique, timing, usual: usual.filter(same) }
}

/// Lists the steps that name no technique and whose timing the routine's does not know: their numbers, from 1, and the
/// technique that they take from their timing.
pub fn techniques_by_timing(routine: &Routine, library: &Library) -> Vec<(usize, Technique)> {
    let taken = |(index, step): (usize, &Step)| {
        let Choice { technique, timing, .. } = choose_timing(step, routine, library);
        let by_timing = step.technique.is_none() && technique == routine.technique.of_step(timing.kind());
        (by_timing && technique != routine.technique).then_some((index + 1, technique))
    };
    routine.steps.iter().enumerate().filter_map(taken).collect()
}

/// Returns the library's positions under the hands; none for something described in place.
pub(super) fn positions<'a>(step: &Step, library: &'a Library) -> impl Iterator<Item = &'a Position> {
    let (one, several): (Option<&str>, &[StepContact]) = match &step.what {
        What::Position(id) => (Some(id), &[]),
        What::Contacts(contacts) => (None, contacts),
        What::Named { .. } => (None, &[]),
    };
    let ids = one.into_iter().chain(several.iter().map(|contact| contact.position.as_str()));
    ids.filter_map(|id| library.position(id))
}

/// Returns the side of a contact, where it is said or goes without saying: what has no sides is in the midline.
pub(super) fn own_side(contact: &StepContact, library: &Library) -> Option<Side> {
    let midline = library.position(&contact.position).is_some_and(|position| !position.sided);
    contact.side.or(midline.then_some(Side::Midline))
}

/// Returns the sides of a step that names none: a sided position right, then left; contacts that all say where they are, once;
/// anything else in the midline.
pub(super) fn usual_sides(step: &Step, library: &Library) -> SideOrder {
    let What::Contacts(several) = &step.what else {
        let sided = positions(step, library).any(|position| position.sided);
        return if sided { SideOrder::RightThenLeft } else { SideOrder::Midline };
    };
    let sides = several.iter().map(|contact| own_side(contact, library));
    let own: Vec<Option<Side>> = sides.filter(|side| *side != Some(Side::Midline)).collect();
    let all = |wished: Side| own.iter().all(|side| *side == Some(wished));
    match own.first() {
        None => SideOrder::Midline,
        Some(_) if !positions(step, library).any(|position| position.sided) => SideOrder::Midline,
        Some(_) if all(Side::Left) => SideOrder::Left,
        Some(_) if all(Side::Right) => SideOrder::Right,
        Some(_) if own.iter().all(Option::is_some) => SideOrder::Both,
        Some(_) => SideOrder::RightThenLeft,
    }
}
