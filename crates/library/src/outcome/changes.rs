//! Differences from the plan in a step's sides, in its time and in the order of all steps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Worked;
use crate::{Change, StepKey, preset};
use holdwell_model::{GroupOrder, Millis, Plan, Routine, Side, SideOrder, Timing};

/// Times are kept in steps of this.
const STEP: Millis = Millis::from_secs(5);

/// The sides as they were worked, where that is not how they were planned.
pub(super) fn sides(planned: SideOrder, items: &[&Worked]) -> Option<SideOrder> {
    let mut worked: Vec<Side> = Vec::new();
    for item in items.iter().filter(|item| item.held.is_some()) {
        if !worked.contains(&item.side) {
            worked.push(item.side);
        }
    }
    let wanted = planned.sides(None);
    let as_planned = wanted.iter().filter(|side| worked.contains(side));
    if planned == SideOrder::WorseFirst || as_planned.eq(&worked) {
        return None;
    }
    // A planned side that was not carried through is not given up.
    let missed = wanted.iter().filter(|side| !worked.contains(side)).copied();
    let all: Vec<Side> = missed.chain(worked.iter().copied()).collect();
    match all.as_slice() {
        [Side::Left] => Some(SideOrder::Left),
        [Side::Right] => Some(SideOrder::Right),
        [Side::Left, Side::Right] => Some(SideOrder::LeftThenRight),
        [Side::Right, Side::Left] => Some(SideOrder::RightThenLeft),
        _ => None,
    }
}

/// The timing with the time that was held, where that is not what was planned.
pub(super) fn timing(planned: Timing, held: Millis) -> Option<Timing> {
    let rounded = Millis((held.0 + STEP.0 / 2) / STEP.0 * STEP.0);
    let is_as_planned = held.0.abs_diff(planned.expected().0) < STEP.0 / 2;
    let timing = match planned {
        Timing::Fixed { .. } => Timing::Fixed { hold: rounded },
        Timing::Block { breaths_per_minute, .. } => Timing::Block { length: rounded, breaths_per_minute },
        Timing::Open { minimum, ceiling, .. } => {
            let target = rounded.max(minimum.unwrap_or_default());
            Timing::Open { minimum, target: Some(target), ceiling: ceiling.map(|ceiling| ceiling.max(target)) }
        }
        Timing::Reps { .. } | Timing::Listening { .. } => return None,
    };
    (!is_as_planned && !rounded.is_zero() && timing != planned).then_some(timing)
}

/// The order in which the steps were first carried through, where it would change the routine.
pub(super) fn order(plan: &Plan, routine: &Routine, keys: &[StepKey], worked: &[Worked]) -> Option<Change> {
    let mut seen = BTreeSet::new();
    let through = worked.iter().filter(|item| item.held.is_some()).map(|item| item.step as usize);
    let steps: Vec<usize> = through.filter(|step| *step < keys.len() && seen.insert(*step)).collect();
    let named = as_listed(plan, steps).into_iter().filter_map(|step| keys.get(step).cloned());
    let change = Change::Order(named.collect());
    let (changed, _) = preset::apply(routine, std::slice::from_ref(&change));
    (changed.steps != routine.steps).then_some(change)
}

/// The steps of a group that was ordered by its scores back in their listed order, in the places that they took.
fn as_listed(plan: &Plan, steps: Vec<usize>) -> Vec<usize> {
    let by_scores = |step: usize| {
        let group = plan.steps.get(step)?.group?;
        (plan.groups.get(group)?.order == GroupOrder::WorstFirst).then_some(group)
    };
    let mut listed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for step in &steps {
        if let Some(group) = by_scores(*step) {
            listed.entry(group).or_default().push(*step);
        }
    }
    // The highest comes first, so that each is taken from the end.
    for steps in listed.values_mut() {
        steps.sort_by_key(|step| Reverse(*step));
    }
    let place = |step: usize| by_scores(step).and_then(|group| listed.get_mut(&group)?.pop()).unwrap_or(step);
    steps.into_iter().map(place).collect()
}
