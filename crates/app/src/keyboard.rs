//! The keyboard, or the pedal that pretends to be one: from presses and releases as the system reports them to what
//! they do.
//!
//! A key is known by its place, so that press and release are a pair whatever Shift and the layout make of them. What
//! it types only says which command it is. Digits are scores by place: the digit row and the keypad.

use holdwell_engine::{Stage, View};

use crate::command::UiCommand;
use crate::keys::{Key, Keys};
use crate::press::{Control, Ignored, KeyAction, KeyMode, PressContext, PressRecognizer};

/// A press or a release as the system reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyEvent {
    /// The place of the key, by its name on a US keyboard.
    pub place: Key,
    /// The key as the layout names it, with Shift applied.
    pub key: Key,
    /// Press or release.
    pub motion: Motion,
    /// Set where Ctrl, Alt or the command key is down too: a shortcut of the window or the system.
    pub is_chord: bool,
}

/// Directions in which a key moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// Pressed, or repeated by the system while it is held.
    Down,
    /// Released.
    Up,
}

/// Parts of the window that decide the meaning of a key.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// A session.
    Session(&'a View),
    /// A session in which somebody writes in a field.
    Field,
    /// The cover after a session.
    Cover,
    /// Anything else.
    Page,
}

/// Result of a key event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Set where the window must see neither the key nor the text that it types.
    pub is_taken: bool,
    /// The actions that follow, in order.
    pub actions: Vec<KeyAction>,
}

/// The keys that are down, and what they mean.
#[derive(Debug, Clone, Default)]
pub struct Keyboard {
    recognizer: PressRecognizer,
    down: Vec<Down>,
}

#[derive(Debug, Clone, Copy)]
struct Down {
    place: Key,
    owner: Owner,
}

/// Receiver of a press, which gets its repeats and its release as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Session,
    Window,
}

/// Meaning of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// One of the session's controls.
    Control(Control),
    /// No meaning; the key must not click or move anything either.
    Nothing,
    /// A key of the window's own.
    Leave,
}

impl Keyboard {
    /// Sets the mode in which presses are read from now on.
    pub const fn set_mode(&mut self, mode: KeyMode) {
        self.recognizer.set_mode(mode);
    }

    /// Notes that a session has begun. The press that began it is the window's until it is released.
    pub fn begin(&mut self, now: u64) {
        self.recognizer.begin(now);
    }

    /// Takes a key at this time in milliseconds. `context` is asked about the control that it turns out to be.
    pub fn take(
        &mut self,
        event: KeyEvent,
        keys: &Keys,
        scope: Scope<'_>,
        context: impl Fn(Control) -> PressContext,
        now: u64,
    ) -> Outcome {
        let known = self.down.iter().position(|down| down.place == event.place);
        let owner = known.and_then(|index| self.down.get(index)).map(|down| down.owner);
        match (event.motion, owner) {
            (Motion::Down, Some(owner)) => {
                // A repeat. In a session that of the window's key does nothing: it may be the one that began it.
                let is_taken = owner == Owner::Session || matches!(scope, Scope::Session(_) | Scope::Cover);
                Outcome { is_taken, actions: Vec::new() }
            }
            (Motion::Up, _) => {
                self.down.retain(|down| down.place != event.place);
                self.recognizer.up(event.place, now);
                Outcome { is_taken: owner == Some(Owner::Session), actions: Vec::new() }
            }
            (Motion::Down, None) => {
                let meaning = self.meaning(event, keys, scope, now);
                let owner = if meaning == Meaning::Leave { Owner::Window } else { Owner::Session };
                self.down.push(Down { place: event.place, owner });
                let actions = match meaning {
                    Meaning::Control(control) => self.recognizer.down(event.place, control, context(control), now),
                    Meaning::Nothing | Meaning::Leave => Vec::new(),
                };
                Outcome { is_taken: owner == Owner::Session, actions }
            }
        }
    }

    fn meaning(&self, event: KeyEvent, keys: &Keys, scope: Scope<'_>, now: u64) -> Meaning {
        // The first half of a double press may have brought the cover; the second half is still its own.
        let is_second = matches!(scope, Scope::Cover) && self.recognizer.awaits_second(now);
        if is_second && keys.command(event.key) == Some(UiCommand::Advance) && !event.is_chord {
            return Meaning::Control(Control::Command(UiCommand::Advance));
        }
        meaning(event, keys, scope)
    }

    /// Lets time pass, up to this one in milliseconds. Comes after the keys of the same instant: one that was released
    /// before it was held for a second never was held, however late that is reported.
    pub fn tick(&mut self, now: u64) -> Vec<KeyAction> {
        self.recognizer.tick(now)
    }

    /// Lets go of every key: the window has lost the keyboard, and no release will be reported.
    pub fn let_go(&mut self) {
        self.down.clear();
        self.recognizer.let_go();
    }

    /// Explains why an Advance by a click does nothing by itself; `None`, and it counts, where it does.
    pub fn ignores_advance(&mut self, now: u64) -> Option<Ignored> {
        self.recognizer.ignores_advance(now)
    }

    /// Settles the score that is typed, because a command comes by the mouse.
    pub fn settle_number(&mut self) -> Vec<KeyAction> {
        self.recognizer.settle_number()
    }

    /// Notes that the last press had no effect after all.
    pub fn was_refused(&mut self) {
        self.recognizer.was_refused();
    }

    /// Returns the score that is being typed.
    pub fn pending_score(&self) -> Option<u8> {
        self.recognizer.pending_score()
    }

    /// Returns the time at which the keys have to be looked at again, in milliseconds.
    pub fn due(&self) -> Option<u64> {
        self.recognizer.due()
    }
}

fn meaning(event: KeyEvent, keys: &Keys, scope: Scope<'_>) -> Meaning {
    if event.is_chord || event.key.is_modifier() {
        return Meaning::Leave;
    }
    match scope {
        Scope::Session(view) if view.is_home() => at_home(keys, view, event.key),
        Scope::Session(_) => in_session(event, keys),
        Scope::Field => in_field(event, keys),
        Scope::Cover => on_cover(keys, event.key),
        Scope::Page => Meaning::Leave,
    }
}

fn in_session(event: KeyEvent, keys: &Keys) -> Meaning {
    match (event.place.digit(), keys.command(event.key)) {
        (Some(digit), _) => Meaning::Control(Control::Digit(digit)),
        (None, Some(UiCommand::Summary)) => Meaning::Nothing,
        (None, Some(command)) => Meaning::Control(Control::Command(command)),
        // A key whose place is not known, as some remote controls have it.
        (None, None) => event.key.digit().map_or(Meaning::Nothing, |digit| Meaning::Control(Control::Digit(digit))),
    }
}

/// Returns the meaning of a key at home, where nobody reaches for a certain one: any pauses, any goes on.
fn at_home(keys: &Keys, view: &View, key: Key) -> Meaning {
    let ends = keys.command(key) == Some(UiCommand::Stop) && matches!(view.stage(), Stage::Held(_));
    Meaning::Control(Control::Command(if ends { UiCommand::Stop } else { UiCommand::Advance }))
}

/// Returns the meaning of a key while somebody writes: what types or edits is the field's, the pedal and the client's
/// stop go on.
fn in_field(event: KeyEvent, keys: &Keys) -> Meaning {
    match keys.command(event.key) {
        Some(command) if !event.key.is_for_text() && event.place.digit().is_none() => {
            Meaning::Control(Control::Command(command))
        }
        _ => Meaning::Leave,
    }
}

/// Returns the meaning of a key on the cover: one deliberate key opens it; the last press can still be taken back.
fn on_cover(keys: &Keys, key: Key) -> Meaning {
    match keys.command(key) {
        Some(command @ (UiCommand::Summary | UiCommand::UndoOrBack)) => Meaning::Control(Control::Command(command)),
        _ => Meaning::Nothing,
    }
}

#[cfg(test)]
mod tests;
