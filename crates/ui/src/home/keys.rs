//! The keys of a session at home: any of them pauses, and another one goes on.

use std::collections::BTreeSet;

use egui::{Event, Key, RawInput};
use holdwell_app::press::{START_GUARD, TWIN};
use holdwell_engine::Stage;
use holdwell_model::{Millis, SessionTime};

/// The keys that are held, and the pain that was told before the session.
#[derive(Debug, Default)]
pub(super) struct HomeKeys {
    held: BTreeSet<Key>,
    /// The session time of the last press that counted.
    last: Option<SessionTime>,
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

    /// Forgets the presses of the session before.
    pub(super) const fn begin(&mut self) {
        self.last = None;
    }

    /// Says if a press of a key or a click at this time counts: not the second one of a double click, on Start or later.
    pub(super) fn counts(&mut self, now: SessionTime) -> bool {
        let is_twin = self.last.is_some_and(|last| now < last + Millis(TWIN));
        let counts = now >= SessionTime(START_GUARD) && !is_twin;
        if counts {
            self.last = Some(now);
        }
        counts
    }

    /// Takes the keys of a session away from egui, which would click with them, and says if one of them pauses it or goes
    /// on. While it stands still Tab moves between the buttons, and whatever has the keyboard is pressed by Space and
    /// Enter.
    pub(super) fn take(&mut self, raw: &mut RawInput, stage: Option<Stage>, has_focus: bool) -> bool {
        let mut is_pressed = false;
        let mut stage = stage;
        raw.events.retain(|event| {
            if matches!(event, Event::WindowFocused(false)) {
                // What is let go of elsewhere is never said to be.
                self.held.clear();
            }
            if matches!(event, Event::Copy | Event::Cut | Event::Paste(_)) && stage.take().is_some() {
                // Any key is any key: the system calls these something else.
                is_pressed = true;
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
                is_pressed = true;
                // Two keys of one frame are one press: the view follows a moment later.
                stage = None;
            }
            false
        });
        is_pressed
    }
}
