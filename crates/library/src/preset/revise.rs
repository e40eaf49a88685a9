//! Changes among themselves: taking one back, and comparing two versions.

use std::collections::BTreeSet;

use super::apply::{Names, keys};
use super::{Change, StepKey};
use holdwell_model::Routine;

/// The key of the step that a change adds, by the change's index; `None` where it adds none.
pub fn added_key(changes: &[Change], index: usize) -> Option<StepKey> {
    let mut names = Names::from(StepKey::ADDED);
    let upto = changes.get(..=index)?;
    let keys = upto.iter().map(|change| match change {
        Change::Added { step, .. } => Some(names.key(step)),
        _ => None,
    });
    keys.last().flatten()
}

/// The changes without one of them.
///
/// If that one had added a step, the steps after the added one follow on what came before it, and other added steps
/// that hold the same move up.
#[must_use]
pub fn take_back(changes: &[Change], index: usize) -> Vec<Change> {
    let mut rest = changes.to_vec();
    if index >= rest.len() {
        return rest;
    }
    if let (Change::Added { after: before, .. }, Some(gone)) = (rest.remove(index), added_key(changes, index)) {
        rest.retain(|change| change.key() != Some(&gone));
        for change in &mut rest {
            forget(change, &gone, before.as_ref());
        }
    }
    rest
}

/// Nothing names a step any more that is not added now.
fn forget(change: &mut Change, gone: &StepKey, before: Option<&StepKey>) {
    let move_up = |key: &mut StepKey| {
        if key.what == gone.what && key.nth > gone.nth {
            key.nth -= 1;
        }
    };
    match change {
        Change::Added { after, .. } => {
            if after.as_ref() == Some(gone) {
                *after = before.cloned();
            }
            after.iter_mut().for_each(move_up);
        }
        Change::Order(keys) => {
            keys.retain(|key| key != gone);
            keys.iter_mut().for_each(move_up);
        }
        Change::Dropped(key) | Change::Timed(key, _) | Change::Sides(key, _) | Change::Phase(key, ..) => move_up(key),
    }
}

/// Returns the changes of a preset to steps that its routine has no more. They wait for the steps to come back: nobody
/// has said that they should go.
pub fn waiting(changes: &[Change], base: &Routine) -> Vec<Change> {
    let known: BTreeSet<StepKey> = keys(base).into_iter().collect();
    let is_lost = |key: &StepKey| !key.is_added() && !known.contains(key);
    changes.iter().filter(|change| change.key().is_some_and(is_lost)).cloned().collect()
}

/// In what two lists of changes differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// The indices of those that only the first has.
    pub only_first: Vec<usize>,
    /// The indices of those that only the second has.
    pub only_second: Vec<usize>,
}

impl Compared {
    /// Says if they differ in nothing.
    pub const fn is_same(&self) -> bool {
        self.only_first.is_empty() && self.only_second.is_empty()
    }
}

/// Compares two lists of changes, as of two versions of a preset. Two orders are the same where they put what both
/// name in the same order: what one of them leaves out or adds is told by itself.
pub fn compare(first: &[Change], second: &[Change]) -> Compared {
    let mut free: Vec<Option<usize>> = (0..second.len()).map(Some).collect();
    let mut only_first = Vec::new();
    for (index, change) in first.iter().enumerate() {
        let is_it = |slot: &&mut Option<usize>| {
            slot.and_then(|other| second.get(other)).is_some_and(|other| is_same(change, other))
        };
        match free.iter_mut().find(is_it) {
            Some(slot) => *slot = None,
            None => only_first.push(index),
        }
    }
    Compared { only_first, only_second: free.into_iter().flatten().collect() }
}

fn is_same(first: &Change, second: &Change) -> bool {
    let (Change::Order(first), Change::Order(second)) = (first, second) else { return first == second };
    let common = first.iter().filter(|key| second.contains(key));
    let mut likewise = second.iter().filter(|key| first.contains(key));
    first == second || (common.clone().count() > 1 && common.eq(likewise.by_ref()))
}
