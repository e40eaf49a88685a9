//! Makes a routine ready to run: looks up its positions and fills in everything that it leaves to the defaults.

use std::collections::BTreeMap;

use super::defaults::{Choice, choose_timing, own_side, positions, usual_sides};
use super::describe::{name, setup, title};
use super::rules;
use super::spoken::make_room;
use super::{Library, Problem};
use holdwell_model::{
    Arc, Phases, Plan, PlanContact, PlanGroup, PlanStep, Position, Routine, Side, Step, Technique, Timing, Usual, What,
};

/// Fills in every default, or returns a problem for every rule that the routine breaks.
pub fn compile(routine: &Routine, library: &Library) -> Result<Plan, Vec<Problem>> {
    let problem = |broken: rules::Violation| Problem {
        file: routine.id.clone(),
        place: None,
        table: broken.location.table(),
        fault: broken.rule.into(),
    };
    let problems: Vec<Problem> = rules::violations(routine, library).into_iter().map(problem).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let groups: BTreeMap<&str, usize> =
        routine.groups.iter().enumerate().map(|(index, group)| (group.id.as_str(), index)).collect();
    let steps = outline(routine, library).into_iter().zip(&routine.steps).map(|(step, written)| {
        let group = written.group.as_deref().and_then(|id| groups.get(id).copied());
        Arc::new(PlanStep { group, ..step })
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

/// Returns the steps as they would run, whatever rule the routine breaks: to be shown while it is put together.
pub fn outline(routine: &Routine, library: &Library) -> Vec<PlanStep> {
    let steps = routine.steps.iter().enumerate();
    let mut steps: Vec<PlanStep> = steps.map(|(index, step)| plan_step(index, step, routine, library)).collect();
    make_room(&mut steps, routine, library);
    steps
}

pub(super) fn plan_step(index: usize, step: &Step, routine: &Routine, library: &Library) -> PlanStep {
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

fn cautions(positions: &[&Position]) -> Vec<String> {
    let mut cautions: Vec<String> = Vec::new();
    for caution in positions.iter().flat_map(|position| &position.cautions) {
        if !cautions.contains(caution) {
            cautions.push(caution.clone());
        }
    }
    cautions
}

/// Returns the phases that the file names, else the position's own return, else what is usual.
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
