//! The last session once more, with the times of the preset.

use std::collections::{BTreeMap, VecDeque};

use super::SessionOutcome;
use crate::{Change, StepKey, preset};
use holdwell_model::{Arc, Phases, PlanContact, PlanStep, Routine, Step, StepContact, Technique, What};

impl SessionOutcome {
    /// Repeats this session, the last one: returns its plan with the holds that were left out and added then, each set
    /// as `routine` has it, which is the preset as it is now.
    ///
    /// Steps that the preset holds no more are set as they were then. A free session is the routine as it is.
    #[must_use]
    pub fn same_again(&self, routine: &Routine) -> Routine {
        let mut then = self.as_written();
        let keys = preset::keys(&then);
        let mut changes = self.drops(&keys);
        let additions = self.additions(&keys, &self.worked()).into_iter().filter(|proposal| proposal.held.is_none());
        changes.extend(additions.map(|proposal| proposal.change));
        self.set_as_now(&mut then, &mut changes, routine);
        let again = preset::apply(&Routine { groups: routine.groups.clone(), ..then }, &changes).0.steps;
        if self.plan.free || again.is_empty() {
            return routine.clone();
        }
        Routine { steps: again, ..routine.clone() }
    }

    /// Sets each step that was planned or added then as the preset has it now: the first of those that hold the same
    /// as the first, and so on.
    fn set_as_now(&self, then: &mut Routine, changes: &mut [Change], now: &Routine) {
        let (keys, now_keys) = (preset::keys(then), preset::keys(now));
        let (before, after) = (counts(&keys), counts(&now_keys));
        let mut spare: BTreeMap<&str, VecDeque<&Step>> = BTreeMap::new();
        for (key, step) in now_keys.iter().zip(&now.steps) {
            spare.entry(&key.what).or_default().push_back(step);
        }
        let is_as_then = |what: &str| before.get(what) == after.get(what);
        let mut set = |what: &str, step: &mut Step| {
            if let Some(own) = spare.get_mut(what).and_then(VecDeque::pop_front) {
                // One that is done on one side first since is two steps now: each alone is no step of then.
                let side = if is_as_then(what) { own.side } else { step.side };
                *step = Step { side, ..own.clone() };
            }
        };
        for (index, (key, step)) in keys.iter().zip(&mut then.steps).enumerate() {
            // Where there are more or fewer of a kind than then, what was left out then may have been kept so since.
            if is_as_then(&key.what) || !self.left_out.contains(&(index as u32)) {
                set(&key.what, step);
            }
        }
        let added: Vec<Option<StepKey>> = (0..changes.len()).map(|index| preset::added_key(changes, index)).collect();
        for (change, key) in changes.iter_mut().zip(added) {
            if let (Change::Added { step, .. }, Some(key)) = (change, key) {
                set(&key.what, step);
            }
        }
    }

    /// The plan as a routine would write it that leaves nothing to the defaults.
    pub(super) fn as_written(&self) -> Routine {
        let plan = &self.plan;
        let write = |step: &Arc<PlanStep>| {
            let Phases { rate, settle, return_, recheck, rest } = step.phases;
            Step {
                side: Some(step.sides),
                rate: Some(rate),
                settle: Some(settle),
                return_: Some(return_),
                recheck: Some(recheck),
                rest: Some(rest),
                optional: step.optional,
                remarks: step.remarks.clone(),
                ..written(step, plan.technique)
            }
        };
        let steps = plan.steps.iter().map(write).collect();
        Routine { free: plan.free, steps, ..Routine::new(&plan.id, &plan.name, plan.technique, plan.audience) }
    }
}

/// A step as a routine would write it that leaves its sides and phases to the defaults.
pub(super) fn written(step: &PlanStep, technique: Technique) -> Step {
    let contact =
        |contact: &PlanContact| contact.position.clone().map(|position| StepContact { position, side: contact.side });
    let mut contacts: Vec<StepContact> = step.contacts.iter().filter_map(contact).collect();
    let what = match (contacts.len(), step.contacts.len()) {
        (1, 1) => What::Position(contacts.remove(0).position),
        (some, all) if some == all => What::Contacts(contacts),
        _ => What::Named { name: step.title.clone(), setup: (!step.setup.is_empty()).then(|| step.setup.clone()) },
    };
    Step {
        technique: (step.technique != technique.of_step(step.timing.kind())).then_some(step.technique),
        timing: Some(step.timing),
        ..Step::plain(what)
    }
}

/// Counts the holds of each thing.
fn counts(keys: &[StepKey]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key.what.as_str()).or_default() += 1;
    }
    counts
}
