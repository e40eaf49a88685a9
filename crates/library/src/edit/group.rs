//! Steps that are ordered together stand together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Entry, Key};
use holdwell_model::{Arc, Audience, Group, GroupOrder, Step};

impl Draft {
    /// Makes the steps a group, which stands where the first of them stands.
    pub fn group(&mut self, keys: &BTreeSet<Key>, order: GroupOrder) {
        if keys.is_empty() {
            return;
        }
        let taken = |id: &str| self.head.groups.iter().any(|group| group.id == id);
        let id = (1..=u32::MAX).map(|number| format!("group-{number}")).find(|id| !taken(id)).unwrap_or_default();
        self.belong(keys, Some(&id));
        self.head_mut().groups.push(Group { id, order, scan: false });
        self.gather();
    }

    /// Takes the steps out of their group.
    pub fn ungroup(&mut self, keys: &BTreeSet<Key>) {
        self.belong(keys, None);
        self.gather();
    }

    /// Sets the order of a group and whether every contact of it is rated first. At home nothing is rated.
    pub fn set_group(&mut self, group: Group) {
        let scan = group.scan && self.head.audience == Audience::Therapist;
        if let Some(known) = self.head_mut().groups.iter_mut().find(|known| known.id == group.id) {
            *known = Group { scan, ..group };
        }
    }

    /// Regroups steps that came to a new place: between two of one group they belong to it, and away from the others of their
    /// own group they belong to it no more.
    pub(super) fn settle_in(&mut self, keys: &BTreeSet<Key>) {
        for index in 0..self.entries.len() {
            let Some(entry) = self.entries.get(index).filter(|entry| keys.contains(&entry.key)) else { continue };
            let own = entry.step.group.clone();
            let above = index.checked_sub(1).and_then(|above| self.group_at(above));
            // The next one that was not moved as well: a block of steps is put into a group as a whole.
            let below = (index + 1..self.entries.len())
                .find(|below| self.entries.get(*below).is_some_and(|entry| !keys.contains(&entry.key)))
                .and_then(|below| self.group_at(below));
            let others = || self.entries.iter().any(|other| !keys.contains(&other.key) && other.step.group == own);
            let group = match (&above, &below) {
                (Some(above), Some(below)) if above == below => Some(above.clone()),
                _ if own.is_none() || own == above || own == below || !others() => own.clone(),
                _ => None,
            };
            if group != own
                && let Some(entry) = self.entries.get_mut(index)
            {
                entry.step = Arc::new(Step { group, ..(*entry.step).clone() });
            }
        }
        self.gather();
    }

    fn group_at(&self, index: usize) -> Option<String> {
        self.entries.get(index).and_then(|entry| entry.step.group.clone())
    }

    fn belong(&mut self, keys: &BTreeSet<Key>, group: Option<&str>) {
        for entry in self.entries.iter_mut().filter(|entry| keys.contains(&entry.key)) {
            if entry.step.group.as_deref() != group {
                entry.step = Arc::new(Step { group: group.map(str::to_owned), ..(*entry.step).clone() });
            }
        }
    }

    /// Puts each group where its first step stands.
    pub(super) fn gather(&mut self) {
        let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
        let mut last: Option<&str> = None;
        let mut apart = false;
        for (index, entry) in self.entries.iter().enumerate() {
            let group = entry.step.group.as_deref();
            if let Some(id) = group {
                apart |= firsts.contains_key(id) && last != group;
                firsts.entry(id.to_owned()).or_insert(index);
            }
            last = group;
        }
        if !apart {
            return;
        }
        let place = |(index, entry): (usize, Entry)| {
            (entry.step.group.as_ref().and_then(|id| firsts.get(id)).copied().unwrap_or(index), entry)
        };
        let mut placed: Vec<(usize, Entry)> =
            std::mem::take(&mut self.entries).into_iter().enumerate().map(place).collect();
        placed.sort_by_key(|(place, _)| *place);
        self.entries = placed.into_iter().map(|(_, entry)| entry).collect();
    }
}
