//! A draft with everything that can be undone.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Draft, Entry, Head, Key};
use holdwell_model::{Arc, Phase, Routine, TimingField};

/// A draft, what was done to it, and which of its steps are open. All of it can be written down and read back, so that
/// closing the window loses nothing, not even an undo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    draft: Draft,
    changes: Vec<Change>,
    /// The number of changes that are made; those after it were undone.
    at: usize,
    /// The steps that are not folded.
    open: BTreeSet<Key>,
    /// The field that was written in last: going on with it is no change of its own.
    #[serde(skip)]
    writing: Option<Field>,
    /// Rises with whatever is done.
    #[serde(skip)]
    revision: u64,
}

/// A field in which somebody writes, so that a word is undone as a whole and not letter by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The routine's name.
    Name,
    /// The remarks of a step.
    Remarks(Key),
    /// The name of a step that is described in place.
    Title(Key),
    /// The set-up of such a step.
    Setup(Key),
    /// A figure of its timing.
    Timing(Key, TimingField),
    /// A phase around the work.
    Phase(Key, Phase),
}

/// One change, as what it took out and what it put there: a run of steps, and what is said of the whole where that changed too. The
/// steps themselves are shared, so that a change costs no more than what it changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Change {
    at: usize,
    before: Vec<Entry>,
    after: Vec<Entry>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    head: Option<(Arc<Head>, Arc<Head>)>,
}

impl Document {
    /// Makes a document of a draft to which nothing was done yet; its steps are folded.
    pub const fn new(draft: Draft) -> Self {
        Self { draft, changes: Vec::new(), at: 0, open: BTreeSet::new(), writing: None, revision: 0 }
    }

    /// Reads a document as it was written down; `None` where the value is none.
    pub fn read(value: &serde_json::Value) -> Option<Self> {
        let document = Self::deserialize(value).ok()?;
        (document.at <= document.changes.len()).then_some(document)
    }

    /// Returns a document that was written down before it had a day of the library, with that day.
    #[must_use]
    pub fn on_day(mut self, day: Option<Date>) -> Self {
        if day.is_some() && self.draft.head().library.is_none() {
            self.draft.head_mut().library = day;
        }
        self
    }

    /// Returns the document as it is written down.
    pub fn written(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Returns the draft.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Returns the routine that it makes.
    pub fn routine(&self) -> Routine {
        self.draft.routine()
    }

    /// Returns a number that rises with every change, undo, redo and fold: what was worked out of another one is old.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns true once anything was done to it.
    pub const fn is_touched(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Edits the draft so that it can be undone. An edit that changes nothing is forgotten.
    pub fn edit<T>(&mut self, edit: impl FnOnce(&mut Draft) -> T) -> T {
        self.writing = None;
        self.make(edit)
    }

    /// Edits the draft as somebody writes: going on in the same field belongs to the change before.
    pub fn write<T>(&mut self, field: Field, edit: impl FnOnce(&mut Draft) -> T) -> T {
        let before = self.draft.clone();
        let goes_on = self.writing == Some(field) && self.at == self.changes.len();
        let last = if goes_on { self.changes.pop() } else { None };
        let Some(last) = last else {
            let result = self.make(edit);
            self.writing = Some(field);
            return result;
        };
        self.at -= 1;
        // The change is made anew from what was there before the field was first written in.
        let mut base = self.draft.clone();
        base.put_back(&last, Direction::Back);
        let result = edit(&mut self.draft);
        match Change::between(&base, &self.draft) {
            Some(change) => {
                self.changes.push(change);
                self.at += 1;
            }
            // It stands as it did before: whatever is written next has no change to go on with.
            None => self.writing = None,
        }
        self.revision += u64::from(before != self.draft);
        result
    }

    fn make<T>(&mut self, edit: impl FnOnce(&mut Draft) -> T) -> T {
        let before = self.draft.clone();
        let result = edit(&mut self.draft);
        if let Some(change) = Change::between(&before, &self.draft) {
            self.changes.truncate(self.at);
            self.changes.push(change);
            self.at += 1;
            self.revision += 1;
        }
        result
    }

    /// Makes the next writing a change of its own.
    pub const fn rest(&mut self) {
        self.writing = None;
    }

    /// Returns true where there is something to undo.
    pub const fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// Returns true where something was undone and can be done again.
    pub const fn can_redo(&self) -> bool {
        self.at < self.changes.len()
    }

    /// Takes the last change back; answers the steps that are there again or otherwise.
    pub fn undo(&mut self) -> Vec<Key> {
        self.go(Direction::Back)
    }

    /// Makes the change again that was undone last.
    pub fn redo(&mut self) -> Vec<Key> {
        self.go(Direction::On)
    }

    fn go(&mut self, direction: Direction) -> Vec<Key> {
        let index = match direction {
            Direction::Back => self.at.checked_sub(1),
            Direction::On => Some(self.at),
        };
        let Some(index) = index.filter(|index| *index < self.changes.len()) else { return Vec::new() };
        let Some(change) = self.changes.get(index) else { return Vec::new() };
        let shown = if direction == Direction::Back { &change.before } else { &change.after };
        let keys = shown.iter().map(|entry| entry.key).collect();
        if self.draft.put_back(change, direction) {
            self.at = if direction == Direction::Back { index } else { index + 1 };
        } else {
            // What was written down fits no longer: what stands is kept, what was before it is not.
            self.changes.clear();
            self.at = 0;
        }
        self.writing = None;
        self.revision += 1;
        keys
    }

    /// Returns true where a step shows one line only.
    pub fn is_folded(&self, key: Key) -> bool {
        !self.open.contains(&key)
    }

    /// Folds a step that is open, or opens it. That is no change of the routine: no undo takes it back.
    pub fn fold_or_open(&mut self, key: Key) {
        if !self.open.remove(&key) {
            self.open.insert(key);
        }
        self.revision += 1;
    }
}

/// The way in which a change is put: taken back or made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    On,
}

impl Change {
    /// Returns the change that makes one draft into another; `None` where they are the same.
    fn between(old: &Draft, new: &Draft) -> Option<Self> {
        let same = |(one, other): &(&Entry, &Entry)| alike(one, other);
        let (a, b) = (&old.entries, &new.entries);
        let front = a.iter().zip(b).take_while(same).count();
        let most = a.len().min(b.len()) - front;
        let back = a.iter().rev().zip(b.iter().rev()).take_while(same).count().min(most);
        let run = |entries: &[Entry]| entries.get(front..entries.len() - back).unwrap_or_default().to_vec();
        let head = (old.head != new.head).then(|| (Arc::clone(&old.head), Arc::clone(&new.head)));
        let change = Self { at: front, before: run(a), after: run(b), head };
        (!change.before.is_empty() || !change.after.is_empty() || change.head.is_some()).then_some(change)
    }
}

/// Compares two entries; a step that is shared is not compared.
fn alike(one: &Entry, other: &Entry) -> bool {
    let same = || Arc::ptr_eq(&one.step, &other.step) || one.step == other.step;
    (one.key, one.disabled) == (other.key, other.disabled) && same()
}

impl Draft {
    /// Makes a change or takes it back; false where it does not fit.
    fn put_back(&mut self, change: &Change, direction: Direction) -> bool {
        let (gone, come) = match direction {
            Direction::Back => (&change.after, &change.before),
            Direction::On => (&change.before, &change.after),
        };
        let run = change.at..change.at.saturating_add(gone.len());
        if self.entries.get(run.clone()).is_none_or(|there| !there.iter().zip(gone).all(|(a, b)| a.key == b.key)) {
            return false;
        }
        self.entries.splice(run, come.iter().cloned());
        if let Some((before, after)) = &change.head {
            self.head = Arc::clone(if direction == Direction::Back { before } else { after });
        }
        true
    }
}
