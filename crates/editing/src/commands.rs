//! Commands for the chosen steps of a routine, one or several.

use std::collections::BTreeSet;

use super::routine::{Focus, OpenRoutine};
use holdwell_library::edit::{Key, Way};
use holdwell_library::{Library, write_routine};
use holdwell_model::{GroupOrder, Routine, Step};

/// A command for the chosen steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepCommand {
    /// Moves them up by one.
    Up,
    /// Moves them down by one.
    Down,
    /// Makes left right, and right left.
    Mirror,
    /// Puts copies of them behind them.
    Duplicate,
    /// Switches them off, or on again where all of them are off.
    Switch,
    /// Makes a group of them.
    Group,
    /// Finishes one side of them before the other.
    OneSideFirst,
    /// Puts them by how the client lies.
    ByPosture,
    /// Removes them, and chooses the one behind them.
    Remove,
    /// Chooses every step.
    All,
}

impl OpenRoutine {
    /// Does what a command says; nothing where it needs steps and none is chosen.
    pub fn command(&mut self, command: StepCommand, library: &Library) {
        let keys = self.chosen_now();
        if keys.is_empty() && command != StepCommand::All {
            return;
        }
        match command {
            StepCommand::Up | StepCommand::Down => {
                let way = if command == StepCommand::Up { Way::Up } else { Way::Down };
                self.document.edit(|draft| draft.shift(&keys, way));
                self.goes_to = keys.first().map(|key| (*key, Focus::Leaves));
            }
            StepCommand::Mirror => self.document.edit(|draft| draft.mirror(&keys, library)),
            StepCommand::Duplicate => {
                let copies = self.document.edit(|draft| draft.duplicate(&keys));
                self.choose_all(&copies, Focus::Leaves);
            }
            StepCommand::Switch => {
                let mut entries = self.document.draft().entries().iter();
                let is_on = entries.any(|entry| keys.contains(&entry.key) && !entry.disabled);
                self.document.edit(|draft| if is_on { draft.disable(&keys) } else { draft.enable(&keys, library) });
            }
            StepCommand::Group => self.document.edit(|draft| draft.group(&keys, GroupOrder::WorstFirst)),
            StepCommand::OneSideFirst => {
                let copies = self.document.edit(|draft| draft.one_side_first(&keys, library));
                self.choose_all(&[keys.into_iter().collect(), copies].concat(), Focus::Leaves);
            }
            StepCommand::ByPosture => self.document.edit(|draft| draft.by_posture(&keys, library)),
            StepCommand::Remove => self.remove(&keys),
            StepCommand::All => self.chosen = self.document.draft().entries().iter().map(|entry| entry.key).collect(),
        }
    }

    /// Removes steps and chooses the one behind them, so that the next Delete has something to remove.
    fn remove(&mut self, keys: &BTreeSet<Key>) {
        let entries = self.document.draft().entries();
        let last = entries.iter().rposition(|entry| keys.contains(&entry.key));
        let next = last.and_then(|last| entries.get(last + 1)).map(|entry| entry.key);
        self.document.edit(|draft| draft.remove(keys));
        let next = next.or_else(|| self.document.draft().entries().last().map(|entry| entry.key));
        self.choose_all(next.as_slice(), Focus::Takes);
    }

    /// Returns copies of the chosen steps, and their text, which another window can read as a routine.
    ///
    /// Where they come to, the times of another day may count: they have those that they take here.
    pub fn copies(&self, library: &Library) -> (Vec<Step>, String) {
        let of = self.document.routine();
        let copies = library.keep_times(&self.document.draft().copies(&self.chosen_now()), &of, of.library, None);
        let steps = copies.iter().map(|step| Step { group: None, ..step.clone() }).collect();
        let text = write_routine(&Routine { steps, ..Routine::new("steps", &of.name, of.technique, of.audience) });
        (copies, text)
    }

    /// Puts steps behind the chosen ones, and chooses them. They keep the times that they have today, also in a routine
    /// that goes on with those of another day.
    pub fn insert(&mut self, steps: &[Step], library: &Library) {
        let at = self.end_of_choice();
        let into = self.document.routine();
        let steps = library.keep_times(steps, &into, None, into.library);
        let keys = self.document.edit(|draft| draft.insert(at, steps, library));
        self.choose_all(&keys, Focus::Leaves);
    }

    /// Takes every step out of a group.
    pub fn ungroup(&mut self, id: &str) {
        let entries = self.document.draft().entries().iter();
        let members = entries.filter(|entry| entry.step.group.as_deref() == Some(id));
        let keys: BTreeSet<Key> = members.map(|entry| entry.key).collect();
        self.document.edit(|draft| draft.ungroup(&keys));
    }
}
