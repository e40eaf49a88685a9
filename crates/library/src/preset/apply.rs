//! Applies the changes of a preset to a routine.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, StepKey};
use holdwell_model::{Routine, Step, What};

/// Returns the keys of a routine's steps, in their order.
pub fn keys(routine: &Routine) -> Vec<StepKey> {
    let mut names = Names::from(0);
    routine.steps.iter().map(|step| names.key(step)).collect()
}

/// Returns the routine with the changes made to it in their order, and the indices of those that found nothing to
/// change, because the routine has changed since.
///
/// Everything that no change names is as the routine has it today. A step whose place is lost, because the step before
/// it is gone, comes last. No step is ever lost but by [`Change::Dropped`]. A free routine that gets steps is one with a
/// list of them.
pub fn apply(routine: &Routine, changes: &[Change]) -> (Routine, Vec<usize>) {
    let mut list = StepList::new(routine);
    let idle = |(index, change)| (!list.make(change)).then_some(index);
    let idle = changes.iter().enumerate().filter_map(idle).collect();
    let steps = list.into_steps();
    // A step makes a list of a free session.
    let free = routine.free && steps.is_empty();
    (Routine { free, steps, ..head(routine) }, idle)
}

/// Returns the routine without its steps.
fn head(routine: &Routine) -> Routine {
    let Routine { id, name, technique, audience, free, groups, background, library, steps: _ } = routine;
    let head = Routine::new(id, name, *technique, *audience);
    Routine { free: *free, groups: groups.clone(), background: background.clone(), library: *library, ..head }
}

/// Gives steps their keys, counting those that hold the same.
pub(super) struct Names {
    first: u32,
    counts: BTreeMap<String, u32>,
}

impl Names {
    pub(super) const fn from(first: u32) -> Self {
        Self { first, counts: BTreeMap::new() }
    }

    pub(super) fn key(&mut self, step: &Step) -> StepKey {
        let what = what(&step.what);
        let count = self.counts.entry(what.clone()).or_default();
        let nth = self.first.saturating_add(*count);
        *count += 1;
        StepKey { what, nth }
    }
}

/// Returns the part of a step's key that names what it holds.
pub(super) fn what(what: &What) -> String {
    match what {
        What::Position(id) => id.clone(),
        What::Named { name, .. } => name.clone(),
        What::Contacts(several) => {
            several.iter().map(|contact| contact.position.as_str()).collect::<Vec<_>>().join("+")
        }
    }
}

/// The steps while they are being changed. A step that is left out keeps its place until the end, so that what comes
/// after it still knows where that is.
struct StepList {
    slots: Vec<Slot>,
    order: Vec<usize>,
    known: BTreeMap<StepKey, usize>,
    names: Names,
}

struct Slot {
    step: Step,
    kept: bool,
}

impl StepList {
    fn new(routine: &Routine) -> Self {
        Self {
            slots: routine.steps.iter().map(|step| Slot { step: step.clone(), kept: true }).collect(),
            order: (0..routine.steps.len()).collect(),
            known: keys(routine).into_iter().zip(0..).collect(),
            names: Names::from(StepKey::ADDED),
        }
    }

    /// Makes a change; returns false where it found nothing to change.
    fn make(&mut self, change: &Change) -> bool {
        match change {
            Change::Dropped(key) => self.slot(key).map(|slot| slot.kept = false).is_some(),
            Change::Added { after, step } => self.add(after.as_ref(), step),
            Change::Timed(key, timing) => self.slot(key).map(|slot| slot.step.timing = Some(*timing)).is_some(),
            Change::Sides(key, sides) => self.slot(key).map(|slot| slot.step.side = Some(*sides)).is_some(),
            Change::Phase(key, phase, setting) => {
                let own = self.slot(key).and_then(|slot| slot.step.phase_mut(*phase));
                own.map(|own| *own = Some(*setting)).is_some()
            }
            Change::Order(keys) => self.reorder(keys),
        }
    }

    fn slot(&mut self, key: &StepKey) -> Option<&mut Slot> {
        self.slots.get_mut(*self.known.get(key)?).filter(|slot| slot.kept)
    }

    fn add(&mut self, after: Option<&StepKey>, step: &Step) -> bool {
        let (index, end) = (self.slots.len(), self.order.len());
        let behind = |key| {
            let before = self.known.get(key)?;
            Some(self.order.iter().position(|slot| slot == before)? + 1)
        };
        let place = after.map_or(0, |key| behind(key).unwrap_or(end));
        self.order.insert(place, index);
        self.known.insert(self.names.key(step), index);
        self.slots.push(Slot { step: step.clone(), kept: true });
        true
    }

    /// Puts the named steps in their order, each with those behind it that are not named; returns false where no two are
    /// left.
    fn reorder(&mut self, keys: &[StepKey]) -> bool {
        let mut seen = BTreeSet::new();
        let named = keys.iter().filter_map(|key| self.known.get(key)).copied();
        let named: Vec<usize> = named.filter(|slot| seen.insert(*slot)).collect();
        if named.iter().filter(|slot| self.slots.get(**slot).is_some_and(|slot| slot.kept)).count() < 2 {
            return false;
        }
        let (mut first, mut behind) = (Vec::new(), BTreeMap::<usize, Vec<usize>>::new());
        let mut leader = None;
        for slot in &self.order {
            leader = if seen.contains(slot) { Some(*slot) } else { leader };
            leader.map_or(&mut first, |leader| behind.entry(leader).or_default()).push(*slot);
        }
        self.order = first.into_iter().chain(named.iter().filter_map(|slot| behind.remove(slot)).flatten()).collect();
        true
    }

    /// Returns the steps that are kept, each group standing where its first step stands.
    fn into_steps(self) -> Vec<Step> {
        let mut slots: Vec<Option<Slot>> = self.slots.into_iter().map(Some).collect();
        let in_order = self.order.iter().filter_map(|slot| slots.get_mut(*slot)?.take());
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        let place = |(place, slot): (usize, Slot)| {
            let group = slot.step.group.clone();
            (group.map_or(place, |group| *groups.entry(group).or_insert(place)), slot.step)
        };
        let mut steps: Vec<(usize, Step)> = in_order.filter(|slot| slot.kept).enumerate().map(place).collect();
        steps.sort_by_key(|(place, _)| *place);
        steps.into_iter().map(|(_, step)| step).collect()
    }
}
