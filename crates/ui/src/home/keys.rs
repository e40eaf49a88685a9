//! The keys of a session at home: any of them pauses, and another one goes on.

use std::collections::BTreeSet;

use egui::{Event, Key, RawInput};
use holdwell_engine::{Command, Stage};

/// The keys that are held, and the pain that was told before the session.
#[derive(Debug, Default)]
pub(super) struct HomeKeys {
    held: BTreeSet<Key>,
    pain: Option<u8>,
}

impl HomeKeys {
    /// Returns the pain before, to be told.
    pub(super) const fn pain(&mut self) -> &mut Option<u8> {
        &mut self.pain
    }

    pub(super) const fn take_pain(&mut self) -> Option<u8> {
        self.pain.take()
    }

    /// Takes the keys of a session away from egui, which would click with them, and returns what they ask for. While it
    /// stands still Tab moves between the buttons, and whatever has the keyboard is pressed by Space and Enter.
    pub(super) fn take(&mut self, raw: &mut RawInput, stage: Option<Stage>, has_focus: bool) -> Vec<Command> {
        let mut commands = Vec::new();
        let mut stage = stage;
        raw.events.retain(|event| {
            if matches!(event, Event::WindowFocused(false)) {
                // What is let go of elsewhere is never said to be.
                self.held.clear();
            }
            if matches!(event, Event::Copy | Event::Cut | Event::Paste(_)) && stage.take().is_some() {
                // Any key is any key: the system calls these something else.
                commands.push(Command::Advance);
                return false;
            }
            let Event::Key { key, pressed, .. } = *event else {
                // What a key types has no place here.
                return !(stage.is_some() && matches!(event, Event::Text(_)));
            };
            if !pressed {
                self.held.remove(&key);
                return true;
            }
            let is_new = self.held.insert(key);
            let Some(now) = stage else { return true };
            let is_still = matches!(now, Stage::Held(_));
            if is_still && (key == Key::Tab || (has_focus && matches!(key, Key::Space | Key::Enter))) {
                return true;
            }
            if is_new {
                commands.push(Command::Advance);
                // Two keys of one frame are one press: the view follows a moment later.
                stage = None;
            }
            false
        });
        commands.truncate(1);
        commands
    }
}
