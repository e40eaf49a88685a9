//! Edits of the order of the steps, and of the choice of them.

use std::collections::BTreeSet;

use super::draft::MOST_STEPS;
use super::limits;
use super::{Draft, Entry, Key};
use crate::Library;
use crate::defaults::usual_sides;
use holdwell_model::{Arc, Side, SideOrder, Step, What};

/// Up or down by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nearer the beginning.
    Up,
    /// Nearer the end.
    Down,
}

impl Draft {
    /// Puts a position of the library in at a place, from 0; what it is timed like is left to the library.
    pub fn add_position(&mut self, at: usize, id: &str, library: &Library) -> Option<Key> {
        self.insert(at, vec![Step::plain(What::Position(id.to_owned()))], library).first().copied()
    }

    /// Puts something in that is described in place.
    pub fn add_named(&mut self, at: usize, name: &str, library: &Library) -> Option<Key> {
        let name = limits::clean(name);
        let name = if name.is_empty() { "Hold".to_owned() } else { name };
        self.insert(at, vec![Step::plain(What::Named { name, setup: None })], library).first().copied()
    }

    /// Puts steps in at a place, from 0. Between two steps of one group they belong to it. What may not be part of
    /// this routine comes in disabled, so that nothing is lost.
    pub fn insert(&mut self, at: usize, steps: Vec<Step>, library: &Library) -> Vec<Key> {
        let at = at.min(self.entries.len());
        let room = MOST_STEPS.saturating_sub(self.entries.len());
        let mut entries = Vec::new();
        for step in steps.into_iter().take(room) {
            let step = self.adopted(step, library);
            let disabled = !self.may_hold(&step.what, library);
            entries.push(Entry { key: self.new_key(), step: Arc::new(step), disabled });
        }
        let keys: Vec<Key> = entries.iter().map(|entry| entry.key).collect();
        self.entries.splice(at..at, entries);
        if !keys.is_empty() {
            self.head_mut().free = false;
        }
        self.settle_in(&keys.iter().copied().collect());
        keys
    }

    /// Takes steps away.
    pub fn remove(&mut self, keys: &BTreeSet<Key>) {
        self.entries.retain(|entry| !keys.contains(&entry.key));
    }

    /// Moves steps, in their order, before the step that now stands at a place; behind the last where there is none.
    pub fn move_to(&mut self, keys: &BTreeSet<Key>, at: usize) {
        let at = at.min(self.entries.len());
        let before = self.entries.iter().take(at).filter(|entry| keys.contains(&entry.key)).count();
        let (moved, mut left): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut self.entries).into_iter().partition(|entry| keys.contains(&entry.key));
        let at = at - before;
        left.splice(at..at, moved);
        self.entries = left;
        self.settle_in(keys);
    }

    /// Moves steps by one place; those at the end stay where they are, and the others close up to them.
    pub fn shift(&mut self, keys: &BTreeSet<Key>, way: Way) {
        let count = self.entries.len();
        let is_moved = |entry: Option<&Entry>| entry.is_some_and(|entry| keys.contains(&entry.key));
        for index in 1..count {
            let (upper, lower) = match way {
                Way::Up => (index - 1, index),
                Way::Down => (count - index - 1, count - index),
            };
            let (moved, passed) = if way == Way::Up { (lower, upper) } else { (upper, lower) };
            if is_moved(self.entries.get(moved)) && !is_moved(self.entries.get(passed)) {
                self.entries.swap(upper, lower);
            }
        }
        self.settle_in(keys);
    }

    /// Puts a copy behind each step; answers the copies.
    pub fn duplicate(&mut self, keys: &BTreeSet<Key>) -> Vec<Key> {
        let mut copies = Vec::new();
        for key in keys {
            let Some(place) = self.place(*key).filter(|_| self.entries.len() < MOST_STEPS) else { continue };
            let Some(entry) = self.entries.get(place).cloned() else { continue };
            let key = self.new_key();
            self.entries.insert(place + 1, Entry { key, ..entry });
            copies.push(key);
        }
        copies
    }

    /// Disables steps: they keep their place and are not run.
    pub fn disable(&mut self, keys: &BTreeSet<Key>) {
        for entry in self.entries.iter_mut().filter(|entry| keys.contains(&entry.key)) {
            entry.disabled = true;
        }
    }

    /// Enables steps: they are run again. What is not for home stays disabled at home.
    pub fn enable(&mut self, keys: &BTreeSet<Key>, library: &Library) {
        let audience = self.head.audience;
        for entry in self.entries.iter_mut().filter(|entry| keys.contains(&entry.key)) {
            entry.disabled = !limits::may_hold(&entry.step.what, audience, library);
        }
    }

    /// Turns left into right and right into left. What has no sides stays as it is.
    pub fn mirror(&mut self, keys: &BTreeSet<Key>, library: &Library) {
        for entry in self.entries.iter_mut().filter(|entry| keys.contains(&entry.key)) {
            let mirrored = mirrored(&entry.step, library);
            if mirrored != *entry.step {
                entry.step = Arc::new(mirrored);
            }
        }
    }

    /// Returns a step as this routine may hold it, whatever it was in another one.
    fn adopted(&self, step: Step, library: &Library) -> Step {
        let own = |group: &String| self.head.groups.iter().any(|known| known.id == *group);
        limits::adapt_to_audience(Step { group: step.group.filter(own), ..step }, &self.with_none(), library)
    }
}

fn mirrored(step: &Step, library: &Library) -> Step {
    let mut mirrored = step.clone();
    if let What::Contacts(several) = &mut mirrored.what {
        for contact in several {
            contact.side = contact.side.map(|side: Side| side.mirror().unwrap_or(side));
        }
    }
    let usual = usual_sides(&mirrored, library);
    let now = step.side.unwrap_or_else(|| usual_sides(step, library));
    let wished = match now {
        SideOrder::Left => SideOrder::Right,
        SideOrder::Right => SideOrder::Left,
        SideOrder::LeftThenRight => SideOrder::RightThenLeft,
        SideOrder::RightThenLeft => SideOrder::LeftThenRight,
        same @ (SideOrder::Both | SideOrder::Midline | SideOrder::WorseFirst) => same,
    };
    mirrored.side = if step.side.is_none() && wished == usual { None } else { Some(wished) };
    if now == SideOrder::Midline {
        mirrored.side = step.side;
    }
    mirrored
}
