//! The keys of the window's raw input, and how they are drawn.

use egui::{Event, Key, Modifiers};
use holdwell_app::command::UiCommand;
use holdwell_app::keyboard::{KeyEvent, Motion};
use holdwell_app::keys::{Key as OurKey, Keys};

use crate::icons;

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

/// Returns a key of the raw input as the keyboard takes it; `None` for what has no name or is no key.
pub fn key_event(event: &Event) -> Option<KeyEvent> {
    let Event::Key { key, physical_key, pressed, modifiers, .. } = *event else { return None };
    let place = physical_key.and_then(key_of).or_else(|| key_of(key))?;
    let motion = if pressed { Motion::Down } else { Motion::Up };
    Some(KeyEvent { place, key: key_of(key)?, motion, is_chord: !is_plain(modifiers) })
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
