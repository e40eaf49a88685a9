//! Keys and pedals that egui must not see.

use egui::{Event, Key, Modifiers, RawInput};

/// Takes keys out of the raw input while a session runs, before egui could click, type or move the focus with them.
///
/// egui-winit reports every repetition of a held key as a press in `raw_input_hook`, so what is down is kept here and
/// only the first press counts. When the window loses the keyboard everything counts as up, since no key-up will come.
#[derive(Debug, Clone, Default)]
pub struct KeyTaker {
    down: Vec<Key>,
}

impl KeyTaker {
    /// Removes every event of the wanted keys, and the text they would type; returns the presses that are no repeats.
    pub fn take(&mut self, raw: &mut RawInput, wanted: impl Fn(Key, Modifiers) -> bool) -> Vec<(Key, Modifiers)> {
        let mut presses = Vec::new();
        let mut text_follows = false;
        if !raw.focused {
            self.down.clear();
        }
        raw.events.retain(|event| {
            let typed = std::mem::take(&mut text_follows) && matches!(event, Event::Text(_));
            match *event {
                Event::Key { key, pressed, modifiers, .. } if self.down.contains(&key) || wanted(key, modifiers) => {
                    text_follows = pressed;
                    if self.first(key, pressed.into()) {
                        presses.push((key, modifiers));
                    }
                    false
                }
                _ => !typed,
            }
        });
        presses
    }

    /// Returns true if a key that was taken is still down.
    pub fn is_down(&self, key: Key) -> bool {
        self.down.contains(&key)
    }

    fn first(&mut self, key: Key, motion: Motion) -> bool {
        let was_down = self.down.contains(&key);
        match motion {
            Motion::Down if was_down => false,
            Motion::Down => {
                self.down.push(key);
                true
            }
            Motion::Up => {
                self.down.retain(|&down| down != key);
                false
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Motion {
    Down,
    Up,
}

impl From<bool> for Motion {
    fn from(pressed: bool) -> Self {
        if pressed { Self::Down } else { Self::Up }
    }
}
