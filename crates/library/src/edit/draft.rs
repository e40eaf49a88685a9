//! The draft of a routine, as it stands.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::limits;
use crate::Library;
use holdwell_model::{Arc, Audience, Background, Group, Routine, Step, Technique, What};

/// The key of a step of a draft. It stays the same whatever is done to the step or around it, and is never given
/// twice in one document, undone steps included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub u64);

/// A step of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The step.
    pub step: Arc<Step>,
    /// The step keeps its place and is not run.
    pub disabled: bool,
}

/// The head of a routine: everything but its steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The name; may be empty while it is typed.
    pub name: String,
    /// The technique of steps that name none.
    pub technique: Technique,
    /// The person who runs it.
    pub audience: Audience,
    /// No list; only where there is no step.
    pub free: bool,
    /// The groups that steps name.
    pub groups: Vec<Group>,
    /// The sources and reasons that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<Background>,
    /// Day of the library whose times count; `None` follows the library as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library: Option<Date>,
}

/// A routine as it is put together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub(super) id: String,
    pub(super) head: Arc<Head>,
    pub(super) entries: Vec<Entry>,
    /// The next key.
    pub(super) next: u64,
}

/// The name of a routine until somebody names it.
const NAMELESS: &str = "Unnamed routine";
/// The most steps of a routine.
pub(super) const MOST_STEPS: usize = 10_000;

impl Draft {
    /// Makes an empty draft with this id.
    pub fn new(id: &str) -> Self {
        let head = Head {
            name: String::new(),
            technique: Technique::Smrt,
            audience: Audience::Therapist,
            free: false,
            groups: Vec::new(),
            background: None,
            library: None,
        };
        Self { id: id.to_owned(), head: Arc::new(head), entries: Vec::new(), next: 0 }
    }

    /// Makes a draft of a routine, under another id.
    pub fn of(routine: &Routine, id: &str) -> Self {
        let Routine { name, technique, audience, free, groups, steps, background, library, .. } = routine.clone();
        let head = Arc::new(Head { name, technique, audience, free, groups, background, library });
        let entry = |(key, step)| Entry { key: Key(key), step: Arc::new(step), disabled: false };
        let entries: Vec<Entry> = (0..).zip(steps).map(entry).collect();
        Self { id: id.to_owned(), head, next: entries.len() as u64, entries }
    }

    /// Returns the routine's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the head.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Returns the name as a file may hold it, or a stand-in.
    pub fn name(&self) -> String {
        let name = limits::clean(&self.head.name);
        if name.is_empty() { NAMELESS.to_owned() } else { name }
    }

    /// Returns the steps in their order, disabled ones among them.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the place of a step, from 0.
    pub fn place(&self, key: Key) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == key)
    }

    /// Returns a step.
    pub fn entry(&self, key: Key) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Returns the routine that is run and that a file keeps: without the disabled steps.
    pub fn routine(&self) -> Routine {
        self.with(self.entries.iter().filter(|entry| !entry.disabled))
    }

    /// Returns the routine with the disabled steps, to be shown.
    pub fn whole(&self) -> Routine {
        self.with(self.entries.iter())
    }

    fn with<'a>(&self, entries: impl Iterator<Item = &'a Entry>) -> Routine {
        let Head { technique, audience, free, library, ref groups, ref background, .. } = *self.head;
        let steps: Vec<Step> = entries.map(|entry| (*entry.step).clone()).collect();
        let named: BTreeSet<&str> = steps.iter().filter_map(|step| step.group.as_deref()).collect();
        let groups = groups.iter().filter(|group| named.contains(group.id.as_str())).cloned().collect();
        let background = background.clone();
        let new = Routine::new(&self.id, &self.name(), technique, audience);
        Routine { free, groups, steps, background, library, ..new }
    }

    /// Copies some of the steps, to be put into another routine.
    pub fn copies(&self, keys: &BTreeSet<Key>) -> Vec<Step> {
        let chosen = self.entries.iter().filter(|entry| keys.contains(&entry.key));
        chosen.map(|entry| Step { group: None, ..(*entry.step).clone() }).collect()
    }

    /// Replaces the steps. Those that stay keep their keys, and with them what is chosen and open; a disabled one that
    /// comes again is enabled.
    pub fn replace(&mut self, steps: Vec<Step>) {
        let mut before = std::mem::take(&mut self.entries);
        for step in steps {
            let same = before.iter().position(|entry| *entry.step == step);
            let alike = same.or_else(|| before.iter().position(|entry| entry.step.what == step.what));
            let key = alike.map_or_else(|| self.new_key(), |place| before.remove(place).key);
            self.entries.push(Entry { key, step: Arc::new(step), disabled: false });
        }
        self.head_mut().free &= self.entries.is_empty();
    }

    /// Returns true where this can be run as it is.
    pub fn is_complete(&self) -> bool {
        self.head.free || self.entries.iter().any(|entry| !entry.disabled)
    }

    /// Checks that a step may be part of this routine: its positions are known, and at home they are meant for home.
    pub fn may_hold(&self, what: &What, library: &Library) -> bool {
        limits::may_hold(what, self.head.audience, library)
    }

    pub(super) const fn new_key(&mut self) -> Key {
        self.next += 1;
        Key(self.next - 1)
    }

    pub(super) fn head_mut(&mut self) -> &mut Head {
        Arc::make_mut(&mut self.head)
    }
}
