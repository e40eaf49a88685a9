//! Steps put in the order in which a therapist works: one side before the other, and the client turned seldom.

use std::collections::BTreeSet;

use super::draft::MOST_STEPS;
use super::{Draft, Entry, Key};
use crate::Library;
use crate::defaults::{positions, usual_sides};
use holdwell_model::{Arc, Posture, Side, SideOrder, Step};

impl Draft {
    /// Finishes one side of these steps before the other: a step that is worked on both keeps the side that the first of
    /// them begins with, and a copy for the other side stands behind the last. What has no sides, or whose order the
    /// scores decide, stays as it is. Returns the copies.
    pub fn one_side_first(&mut self, keys: &BTreeSet<Key>, library: &Library) -> Vec<Key> {
        let chosen = |entry: &&Entry| keys.contains(&entry.key);
        let Some(last) = self.entries.iter().rposition(|entry| keys.contains(&entry.key)) else { return Vec::new() };
        let sides = self.entries.iter().filter(chosen).find_map(|entry| two_sides(&entry.step, library));
        let Some([first, second]) = sides else { return Vec::new() };
        let mut others = Vec::new();
        let room = MOST_STEPS.saturating_sub(self.entries.len());
        for entry in self.entries.iter_mut().filter(|entry| keys.contains(&entry.key)) {
            if others.len() == room || two_sides(&entry.step, library).is_none() {
                continue;
            }
            let on = |side: Side| Arc::new(Step { side: Some(side.into()), ..(*entry.step).clone() });
            others.push((on(second), entry.disabled));
            entry.step = on(first);
        }
        let copies: Vec<Entry> =
            others.into_iter().map(|(step, disabled)| Entry { key: self.new_key(), step, disabled }).collect();
        let added = copies.iter().map(|entry| entry.key).collect();
        self.entries.splice(last + 1..=last, copies);
        self.gather();
        added
    }

    /// Puts these steps by how the client lies, in the order in which the postures come first, so that nobody turns back
    /// and forth. What may lie in any way stays with the step before it.
    pub fn by_posture(&mut self, keys: &BTreeSet<Key>, library: &Library) {
        let places: Vec<usize> = (0..self.entries.len())
            .filter(|place| self.entries.get(*place).is_some_and(|one| keys.contains(&one.key)))
            .collect();
        let mut known: Vec<Posture> = Vec::new();
        let mut rank = 0;
        let mut chosen: Vec<(usize, Entry)> = Vec::new();
        for entry in places.iter().filter_map(|place| self.entries.get(*place)) {
            if let Some(posture) = posture(&entry.step, library) {
                rank = known.iter().position(|one| *one == posture).unwrap_or(known.len());
                if rank == known.len() {
                    known.push(posture);
                }
            }
            chosen.push((rank, entry.clone()));
        }
        chosen.sort_by_key(|(rank, _)| *rank);
        for (place, (_, entry)) in places.into_iter().zip(chosen) {
            if let Some(slot) = self.entries.get_mut(place) {
                *slot = entry;
            }
        }
        self.gather();
    }
}

/// Returns how the client lies for a step.
fn posture(step: &Step, library: &Library) -> Option<Posture> {
    positions(step, library).find_map(|position| position.posture)
}

/// Returns the sides of a step that is worked on both, one after the other.
fn two_sides(step: &Step, library: &Library) -> Option<[Side; 2]> {
    match step.side.unwrap_or_else(|| usual_sides(step, library)) {
        SideOrder::RightThenLeft => Some([Side::Right, Side::Left]),
        SideOrder::LeftThenRight => Some([Side::Left, Side::Right]),
        _ => None,
    }
}
