//! Keys of the commands.

mod key;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::command::UiCommand;
pub use key::Key;

/// The keys of every command of a session. No key has two meanings; digits are scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, Vec<String>>", into = "BTreeMap<UiCommand, Vec<String>>")]
pub struct Keys {
    bound: BTreeMap<UiCommand, Vec<Key>>,
}

/// The arrows as a pedal sends them: on with the right or the lower one, back with the other.
const ARROWS: [(Key, UiCommand); 4] = [
    (Key::ArrowRight, UiCommand::Advance),
    (Key::ArrowDown, UiCommand::Advance),
    (Key::ArrowLeft, UiCommand::UndoOrBack),
    (Key::ArrowUp, UiCommand::UndoOrBack),
];

/// Reasons why a key cannot be given to a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyProblem {
    /// The key is a digit, which is a score.
    Score(Key),
    /// The key is Shift or its like: alone, not every system reports it.
    Modifier(Key),
    /// The key belongs to another command.
    Taken(Key, UiCommand),
}

impl Default for Keys {
    fn default() -> Self {
        Self { bound: UiCommand::SESSION.map(|command| (command, command.default_keys().to_vec())).into() }
    }
}

impl Keys {
    /// Returns the keys of a command.
    pub fn of(&self, command: UiCommand) -> &[Key] {
        self.bound.get(&command).map_or(&[], Vec::as_slice)
    }

    /// Returns the first key of a command in a sentence; its name where it has none.
    pub fn spoken(&self, command: UiCommand) -> &'static str {
        self.of(command).first().map_or(command.label(), |key| key.spoken())
    }

    /// Returns the command of a key.
    pub fn command(&self, key: Key) -> Option<UiCommand> {
        self.bound.iter().find(|(_, keys)| keys.contains(&key)).map(|(command, _)| *command)
    }

    /// Gives a command one more key.
    ///
    /// # Errors
    /// The key has a meaning already, or none on some systems.
    pub fn bind(&mut self, command: UiCommand, key: Key) -> Result<(), KeyProblem> {
        if key.digit().is_some() {
            return Err(KeyProblem::Score(key));
        }
        if key.is_modifier() {
            return Err(KeyProblem::Modifier(key));
        }
        match self.command(key) {
            Some(same) if same == command => Ok(()),
            Some(other) => Err(KeyProblem::Taken(key, other)),
            None => {
                self.bound.entry(command).or_default().push(key);
                Ok(())
            }
        }
    }

    /// Gives a command this key instead of those it had.
    ///
    /// # Errors
    /// The key has a meaning already, or none on some systems.
    pub fn set(&mut self, command: UiCommand, key: Key) -> Result<(), KeyProblem> {
        self.bind(command, key)?;
        self.bound.insert(command, vec![key]);
        Ok(())
    }

    /// Says if the arrows advance and undo, as many pedals and page-turners send them.
    pub fn arrows_advance(&self) -> bool {
        ARROWS.iter().all(|(key, command)| self.of(*command).contains(key))
    }

    /// Lets the arrows advance and undo, or gives them back to the commands that have them at first.
    pub fn set_arrows_advance(&mut self, on: bool) {
        for keys in self.bound.values_mut() {
            keys.retain(|key| !ARROWS.iter().any(|(arrow, _)| arrow == key));
        }
        for (key, command) in ARROWS {
            let at_first = UiCommand::SESSION.into_iter().find(|command| command.default_keys().contains(&key));
            if let Some(command) = if on { Some(command) } else { at_first } {
                self.bound.entry(command).or_default().push(key);
            }
        }
    }

    /// Takes all keys from a command.
    pub fn clear(&mut self, command: UiCommand) {
        self.bound.entry(command).or_default().clear();
    }
}

/// A file may name only some commands; what it does not name keeps its keys, unless the file gave them away.
impl From<BTreeMap<String, Vec<String>>> for Keys {
    fn from(named: BTreeMap<String, Vec<String>>) -> Self {
        let mut keys = Self { bound: BTreeMap::new() };
        for command in UiCommand::SESSION {
            let Some(names) = named.get(&name(command)) else { continue };
            keys.clear(command);
            for key in names.iter().filter_map(|name| Key::named(name)) {
                // A clash in a file written by hand: the first command keeps the key.
                let _clash = keys.bind(command, key);
            }
        }
        for command in UiCommand::SESSION {
            if !keys.bound.contains_key(&command) {
                for key in command.default_keys() {
                    let _clash = keys.bind(command, *key);
                }
            }
        }
        keys
    }
}

impl From<Keys> for BTreeMap<UiCommand, Vec<String>> {
    fn from(keys: Keys) -> Self {
        let names = |keys: Vec<Key>| keys.into_iter().map(|key| key.name().to_owned()).collect();
        keys.bound.into_iter().map(|(command, keys)| (command, names(keys))).collect()
    }
}

fn name(command: UiCommand) -> String {
    serde_json::to_value(command).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_advance_and_undo_in_one_choice_and_are_given_back() {
        let mut keys = Keys::default();
        assert!(!keys.arrows_advance(), "at first they change the level and pick a step");
        keys.set_arrows_advance(true);
        assert!(keys.arrows_advance());
        for (key, command) in ARROWS {
            assert_eq!(keys.command(key), Some(command), "{key:?}");
        }
        assert_eq!(keys.spoken(UiCommand::Advance), "Space", "the keys of before go on and stay first");
        let written: BTreeMap<UiCommand, Vec<String>> = keys.clone().into();
        let named: BTreeMap<String, Vec<String>> =
            written.into_iter().map(|(command, keys)| (name(command), keys)).collect();
        assert_eq!(Keys::from(named), keys, "a file keeps them");
        keys.set_arrows_advance(false);
        assert_eq!(keys, Keys::default());
    }
}
