//! Changes that make one routine another.

use std::collections::BTreeMap;

use super::apply::{Names, apply, keys, what};
use super::{Change, StepKey};
use holdwell_model::{Phase, Routine, Step};

/// The changes that make `base` into `wanted`: `apply(base, &diff(base, wanted)).0 == *wanted`.
///
/// Only steps can differ; name, audience and groups are the routine's, and `wanted` has them from it. What a change
/// cannot say of a step (that it is optional, say) is said by leaving it out and adding another.
pub fn diff(base: &Routine, wanted: &Routine) -> Vec<Change> {
    trace(base, wanted).0
}

/// Returns the changes that make `base` into `wanted`, and the key of each wanted step: the one that it has in `base`, or
/// that of an added one.
pub fn trace(base: &Routine, wanted: &Routine) -> (Vec<Change>, Vec<StepKey>) {
    let (known, pairs) = (keys(base), pairs(base, wanted));
    let is_kept = |index: usize| pairs.contains(&Some(index));
    let gone = known.iter().enumerate().filter(|(index, _)| !is_kept(*index));
    let mut changes: Vec<Change> = gone.map(|(_, key)| Change::Dropped(key.clone())).collect();
    let (mut order, mut added, mut names) = (Vec::new(), Vec::new(), Names::from(StepKey::ADDED));
    for (step, pair) in wanted.steps.iter().zip(&pairs) {
        let old = pair.and_then(|index| known.get(index).zip(base.steps.get(index)));
        if let Some((key, old)) = old {
            changes.extend(settings(key, old, step));
            order.push(key.clone());
        } else {
            added.push(Change::Added { after: order.last().cloned(), step: Box::new(step.clone()) });
            order.push(names.key(step));
        }
    }
    changes.append(&mut added);
    if apply(base, &changes).0.steps != wanted.steps {
        changes.push(Change::Order(order.clone()));
    }
    (changes, order)
}

/// For each wanted step the one of the base that it comes from.
///
/// Among several that hold the same: the first from the first and so on, where as many are wanted as there were; else
/// an equal one before one that has to be set otherwise.
fn pairs(base: &Routine, wanted: &Routine) -> Vec<Option<usize>> {
    let mut old = by_what(base);
    let mut pairs = vec![None; wanted.steps.len()];
    let mut pair = |new: usize, index: usize| pairs.get_mut(new).map(|pair| *pair = Some(index));
    for (what, new) in by_what(wanted) {
        let mut old = old.remove(&what).unwrap_or_default();
        if old.len() == new.len() && old.iter().zip(&new).all(|((_, old), (_, new))| becomes(old, new)) {
            for ((new, _), (old, _)) in new.into_iter().zip(old) {
                pair(new, old);
            }
            continue;
        }
        let mut rest = new;
        for like in [|old: &Step, new: &Step| old == new, becomes] {
            rest.retain(|(place, new)| {
                let found = old.iter().position(|(_, old)| like(old, new));
                found.map(|found| pair(*place, old.remove(found).0)).is_none()
            });
        }
    }
    pairs
}

/// The steps with their places, by what they hold.
fn by_what(routine: &Routine) -> BTreeMap<String, Vec<(usize, &Step)>> {
    let mut steps: BTreeMap<String, Vec<(usize, &Step)>> = BTreeMap::new();
    for (place, step) in routine.steps.iter().enumerate() {
        steps.entry(what(&step.what)).or_default().push((place, step));
    }
    steps
}

/// Says if settings alone make the one into the other.
fn becomes(old: &Step, new: &Step) -> bool {
    let like_new = Step {
        timing: new.timing.or(old.timing),
        side: new.side.or(old.side),
        rate: new.rate.or(old.rate),
        settle: new.settle.or(old.settle),
        return_: new.return_.or(old.return_),
        recheck: new.recheck.or(old.recheck),
        rest: new.rest.or(old.rest),
        ..old.clone()
    };
    like_new == *new
}

fn settings(key: &StepKey, old: &Step, new: &Step) -> Vec<Change> {
    let timing = new.timing.filter(|_| new.timing != old.timing);
    let sides = new.side.filter(|_| new.side != old.side);
    let phases = [Phase::Rate, Phase::Settle, Phase::Return, Phase::Recheck, Phase::Rest];
    let phase = |phase: Phase| {
        let setting = new.phase(phase).filter(|_| new.phase(phase) != old.phase(phase))?;
        Some(Change::Phase(key.clone(), phase, setting))
    };
    let timing = timing.map(|timing| Change::Timed(key.clone(), timing));
    let sides = sides.map(|sides| Change::Sides(key.clone(), sides));
    timing.into_iter().chain(sides).chain(phases.into_iter().filter_map(phase)).collect()
}
