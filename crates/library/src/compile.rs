//! Makes a routine ready to run: looks up its positions and fills in everything that it leaves to the defaults.

use std::collections::BTreeMap;

use super::describe::{name, setup, title};
use super::rules;
use super::{Library, Problem};
use holdwell_model::{
    Arc, Phases, Plan, PlanContact, PlanGroup, PlanStep, Position, Routine, Side, SideOrder, Step, StepContact,
    Technique, Timing, Usual, What,
};

/// Fills in every default, or says every rule that the routine breaks.
pub fn compile(routine: &Routine, library: &Library) -> Result<Plan, Vec<Problem>> {
    let problem =
        |breach: rules::Violation| Problem { file: routine.id.clone(), place: None, message: breach.to_string() };
    let problems: Vec<Problem> = rules::breaches(routine, library).into_iter().map(problem).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let groups: BTreeMap<&str, usize> =
        routine.groups.iter().enumerate().map(|(index, group)| (group.id.as_str(), index)).collect();
    let steps = routine.steps.iter().enumerate().map(|(index, step)| {
        let group = step.group.as_deref().and_then(|id| groups.get(id).copied());
        Arc::new(PlanStep { group, ..plan_step(index, step, routine, library) })
    });
    Ok(Plan {
        id: routine.id.clone(),
        name: routine.name.clone(),
        technique: routine.technique,
        audience: routine.audience,
        free: routine.free,
        groups: routine.groups.iter().map(|group| PlanGroup { order: group.order, scan: group.scan }).collect(),
        steps: steps.collect(),
    })
}

/// The steps as they would run, whatever rule the routine breaks: to be shown while it is put together.
pub fn outline(routine: &Routine, library: &Library) -> Vec<PlanStep> {
    let steps = routine.steps.iter().enumerate();
    steps.map(|(index, step)| plan_step(index, step, routine, library)).collect()
}

fn plan_step(index: usize, step: &Step, routine: &Routine, library: &Library) -> PlanStep {
    let Choice { technique, timing, usual } = choose_timing(step, routine, library);
    let mut positions: Vec<&Position> = positions(step, library).collect();
    // The same position on both sides at once is named and described once.
    positions.dedup_by(|one, other| one.id == other.id);
    PlanStep {
        number: u32::try_from(index + 1).unwrap_or(u32::MAX),
        title: title(&step.what, &positions, routine.audience),
        setup: setup(&step.what, &positions, routine.audience),
        cautions: cautions(&positions),
        technique,
        sides: step.side.unwrap_or_else(|| usual_sides(step, library)),
        contacts: contacts(step, library, routine),
        timing,
        phases: phases(index, step, routine, (technique, &timing), usual),
        optional: step.optional,
        group: None,
        remarks: step.remarks.clone(),
    }
}

/// How a step is timed, and in which technique.
pub(super) struct Choice<'a> {
    pub(super) technique: Technique,
    pub(super) timing: Timing,
    /// What the position says of this technique and shape of time, for its own return.
    usual: Option<&'a Usual>,
}

/// The step's own timing, else the usual one of its position, else that of the technique.
///
/// A position that is only known in another technique than the routine's brings that one with it: a rib held for
/// 120 s is counterstrain also among SMRT holds. Self-care stays self-care, because it names who does it.
pub(super) fn choose_timing<'a>(step: &Step, routine: &Routine, library: &'a Library) -> Choice<'a> {
    let wanted = step.technique.unwrap_or(routine.technique);
    let usual = positions(step, library).find_map(|position| position.usual_in(wanted));
    let timing = step.timing.or(usual.map(|usual| usual.timing)).unwrap_or_else(|| wanted.usual());
    let technique = match (step.technique, step.timing, usual) {
        (Some(technique), _, _) => technique,
        (None, None, Some(usual)) if wanted != Technique::SelfCare => usual.technique,
        _ => routine.technique.of_step(timing.kind()),
    };
    let same = |usual: &&Usual| usual.technique == technique && usual.timing.kind() == timing.kind();
    Choice { technique, timing, usual: usual.filter(same) }
}

/// The library's positions under the hands; none for something described in place.
pub(super) fn positions<'a>(step: &Step, library: &'a Library) -> impl Iterator<Item = &'a Position> {
    let (one, several): (Option<&str>, &[StepContact]) = match &step.what {
        What::Position(id) => (Some(id), &[]),
        What::Contacts(contacts) => (None, contacts),
        What::Named { .. } => (None, &[]),
    };
    let ids = one.into_iter().chain(several.iter().map(|contact| contact.position.as_str()));
    ids.filter_map(|id| library.position(id))
}

fn contacts(step: &Step, library: &Library, routine: &Routine) -> Vec<PlanContact> {
    let contact = |id: &str, side: Option<Side>| {
        let position = library.position(id);
        PlanContact {
            position: Some(id.to_owned()),
            name: position.map_or(id, |position| name(position, routine.audience)).to_owned(),
            side,
            region: position.map(|position| position.region),
        }
    };
    match &step.what {
        What::Position(id) => vec![contact(id, None)],
        What::Contacts(several) => several.iter().map(|one| contact(&one.position, own_side(one, library))).collect(),
        What::Named { name, .. } => vec![PlanContact { position: None, name: name.clone(), side: None, region: None }],
    }
}

/// Where a contact is, where that goes without saying: what has no sides is in the midline.
fn own_side(contact: &StepContact, library: &Library) -> Option<Side> {
    let midline = library.position(&contact.position).is_some_and(|position| !position.sided);
    contact.side.or(midline.then_some(Side::Midline))
}

/// The sides of a step that names none: a sided position right, then left; contacts that all say where they are, once;
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

fn cautions(positions: &[&Position]) -> Vec<String> {
    let mut cautions: Vec<String> = Vec::new();
    for caution in positions.iter().flat_map(|position| &position.cautions) {
        if !cautions.contains(caution) {
            cautions.push(caution.clone());
        }
    }
    cautions
}

/// What the file says, else what the position says of its return, else what is usual.
fn phases(index: usize, step: &Step, routine: &Routine, work: (Technique, &Timing), usual: Option<&Usual>) -> Phases {
    let (technique, timing) = work;
    let defaults = Phases::usual(technique, timing, routine.audience, index);
    Phases {
        rate: step.rate.unwrap_or(defaults.rate),
        settle: step.settle.unwrap_or(defaults.settle),
        return_: step.return_.or(usual.and_then(|usual| usual.return_)).unwrap_or(defaults.return_),
        recheck: step.recheck.unwrap_or(defaults.recheck),
        rest: step.rest.unwrap_or(defaults.rest),
    }
}
