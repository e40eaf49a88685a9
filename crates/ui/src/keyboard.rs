//! Takes the keys of a session out of the window's raw input and hands them to the recognizer.

use egui::{Key, Modifiers, RawInput};
use holdwell_app::command::UiCommand;
use holdwell_app::keys::{Key as OurKey, Keys};
use holdwell_app::press::{Control, KeyAction, KeyMode, PressContext, PressRecognizer};

use crate::icons;
use crate::widgets::keys::KeyTaker;

/// Returns the key of ours that egui means, where there is one.
pub fn key_of(key: Key) -> Option<OurKey> {
    OurKey::named(key.name())
}

/// Returns egui's key for one of ours.
pub fn egui_key(key: OurKey) -> Option<Key> {
    Key::from_name(key.name())
}

/// Returns the sign on a cap; arrows are icons, because the text fonts have none.
pub fn cap_of(key: OurKey) -> &'static str {
    match key {
        OurKey::ArrowUp => icons::UP.0,
        OurKey::ArrowDown => icons::DOWN.0,
        OurKey::ArrowLeft => icons::LEFT.0,
        OurKey::ArrowRight => icons::RIGHT.0,
        other => other.word(),
    }
}

/// The caps of keys as they are drawn.
pub trait Caps {
    /// Returns the first key of a command as it stands on a cap; empty where it has none.
    fn cap(&self, command: UiCommand) -> &'static str;
}

impl Caps for Keys {
    fn cap(&self, command: UiCommand) -> &'static str {
        self.of(command).first().map_or("", |key| cap_of(*key))
    }
}

/// The meaning of a key while a session is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// One of the session's controls.
    Control(Control),
    /// No meaning; the key must not click or move anything either.
    Nothing,
    /// A key of the window's own.
    Leave,
}

/// The keyboard, or the pedal that pretends to be one.
#[derive(Debug, Clone, Default)]
pub struct Keyboard {
    taker: KeyTaker,
    recognizer: PressRecognizer,
    down: Vec<(Key, Control)>,
    now: u64,
}

impl Keyboard {
    /// Sets the mode in which presses are read from now on.
    pub const fn set_reach(&mut self, reach: KeyMode) {
        self.recognizer.set_reach(reach);
    }

    /// Takes the keys that are ours out of the input and returns what they do.
    pub fn take(
        &mut self,
        raw: &mut RawInput,
        meaning: impl Fn(Key) -> Meaning,
        context: impl Fn(Control) -> PressContext,
    ) -> Vec<KeyAction> {
        self.now = raw.time.map_or(self.now, |secs| (secs.max(0.0) * 1000.0) as u64);
        let wanted = |key, modifiers: Modifiers| is_plain(modifiers) && meaning(key) != Meaning::Leave;
        let presses = self.taker.take(raw, wanted);
        let mut actions = self.recognizer.tick(self.now);
        for (key, _) in presses {
            if let Meaning::Control(control) = meaning(key) {
                self.down.push((key, control));
                actions.extend(self.recognizer.down(control, context(control), self.now));
            }
        }
        if !raw.focused {
            self.recognizer.let_go();
        }
        let Self { taker, recognizer, down, now } = self;
        down.retain(|(key, control)| {
            let held = taker.is_down(*key);
            if !held {
                recognizer.up(*control, *now);
            }
            held
        });
        actions
    }

    /// Notes that the last press had no effect after all.
    pub const fn was_refused(&mut self) {
        self.recognizer.was_refused();
    }

    /// Returns the score that is being typed.
    pub fn pending_score(&self) -> Option<u8> {
        self.recognizer.pending_score()
    }

    /// Returns the milliseconds after which the keys have to be looked at again.
    pub fn next_look(&self) -> Option<u64> {
        self.recognizer.due().map(|due| due.saturating_sub(self.now))
    }
}

/// Says if a key is pressed by itself. Shift is part of what a key types; the others make it a shortcut of the window
/// or the system.
const fn is_plain(modifiers: Modifiers) -> bool {
    !modifiers.ctrl && !modifiers.alt && !modifiers.command && !modifiers.mac_cmd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_window_is_one_of_ours_by_the_same_name() {
        for key in Key::ALL {
            let ours = key_of(*key).unwrap_or_else(|| panic!("{} is not ours", key.name()));
            assert_eq!((ours.name(), egui_key(ours)), (key.name(), Some(*key)));
        }
    }
}
