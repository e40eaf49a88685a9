//! Meaning of presses: short, long, double, digits. No window is known here; time is passed in, in milliseconds.
//!
//! A press acts at key-down. If it then becomes a long or a double one, its first effect is taken back; the cues that
//! it caused have waited for that.

mod score;

use super::command::UiCommand;
use super::keys::Key;
use holdwell_engine::ScoreKind;
use holdwell_model::Phase;
use score::Scores;

/// Milliseconds after which a held key is the client's stop.
pub const LONG: u64 = 1000;
/// Milliseconds within which two presses are a double press, where there is one key only.
pub const DOUBLE: u64 = 400;
/// Milliseconds after a press within which a double press takes that back.
pub const UNDO_WITHIN: u64 = 5000;
/// Milliseconds within which two Advances are one, where a double press has no meaning of its own.
pub const TWIN: u64 = 300;
/// Milliseconds after the start of a session from which Advance counts.
pub const START_GUARD: u64 = 1000;
/// Milliseconds within which a contact that opens and closes again has bounced.
const BOUNCE: u64 = 40;

/// Use of the keys: all of them, or one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyMode {
    /// Every command has its key.
    #[default]
    AllKeys,
    /// A pedal: short, double and long presses of Advance.
    OneKey,
}

/// Meaning of a key in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// The key of a command.
    Command(UiCommand),
    /// A digit.
    Digit(u8),
}

/// Effect of a press that could be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The command is taken.
    Taken,
    /// The command is refused, or cannot be taken back.
    Nothing,
}

/// The session at the instant of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PressContext {
    /// The phase.
    pub phase: Option<Phase>,
    /// Kind of score that a digit gives.
    pub kind: ScoreKind,
    /// Work item that a digit is for: two digits are one number only if it stays the same.
    pub item: Option<u32>,
    /// Time until the end of the phase, in milliseconds: a score settles before its hold is over.
    pub left: Option<u64>,
    /// Effect of the press, as far as can be foreseen.
    pub effect: Effect,
}

/// An action that follows from presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyAction {
    /// A press that may still be taken back.
    Press(UiCommand),
    /// A press that is certain.
    Sure(UiCommand),
    /// As if this had not been pressed.
    TakeBack(UiCommand),
    /// A score has settled.
    Score(ScoreKind, u8),
    /// A score that had settled is taken back, because another takes its place.
    TakeBackScore,
    /// A digit has changed what is typed.
    Typed(Typed),
    /// A press that does nothing by itself.
    Ignored(Ignored),
}

/// Results of typing a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The digit itself.
    Digit(u8),
    /// Ten, from a 1 and a 0 after it.
    Ten,
    /// The 0 alone, after Undo took the 1 away.
    Nought,
}

/// Reasons why a press does nothing by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// The session has only just begun: a second click, or a press that was still meant for Start.
    JustBegun,
    /// A second Advance so soon after the first belongs to it.
    Twin,
}

/// Recognizer of presses, by the place of their keys.
#[derive(Debug, Clone, Default)]
pub struct PressRecognizer {
    mode: KeyMode,
    /// The keys that are down, in the order in which they were pressed.
    held: Vec<Held>,
    released: Option<(Held, u64)>,
    single: Option<Single>,
    last_press: Option<u64>,
    last_advance: Option<u64>,
    began: Option<u64>,
    scores: Scores,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    place: Key,
    control: Control,
    since: u64,
    effect: Effect,
    /// True after the press was long enough, and was the client's stop.
    spent: bool,
}

/// A press that a second one may make a double.
#[derive(Debug, Clone, Copy)]
struct Single {
    at: u64,
    phase: Option<Phase>,
    effect: Effect,
    before: Option<u64>,
}

impl PressRecognizer {
    /// Creates a recognizer with nothing pressed.
    pub fn new(mode: KeyMode) -> Self {
        Self { mode, ..Self::default() }
    }

    /// Sets the use of the keys from now on.
    pub const fn set_mode(&mut self, mode: KeyMode) {
        self.mode = mode;
    }

    /// Returns the score that is being typed.
    pub fn pending_score(&self) -> Option<u8> {
        self.scores.pending()
    }

    /// Notes that a session has begun at this time: Advance counts from a second later.
    pub fn begin(&mut self, now: u64) {
        *self = Self { began: Some(now), ..Self::new(self.mode) };
    }

    /// Explains why an Advance at this time does nothing by itself; `None`, and it counts, where it does. Keys, clicks
    /// and buttons all ask here, so that no two of them make a double.
    pub fn ignores_advance(&mut self, now: u64) -> Option<Ignored> {
        let within = |since: Option<u64>, span| since.is_some_and(|since| now.saturating_sub(since) < span);
        if within(self.began, START_GUARD) {
            return Some(Ignored::JustBegun);
        }
        if self.mode == KeyMode::AllKeys && within(self.last_advance, TWIN) {
            return Some(Ignored::Twin);
        }
        self.last_advance = Some(now);
        None
    }

    /// Settles the score that is typed, because a command comes by another way; a digit that follows begins another.
    pub fn settle_number(&mut self) -> Vec<KeyAction> {
        let mut actions = Vec::new();
        self.scores.settle(&mut actions);
        self.scores.end_number();
        actions
    }

    /// Says if a second press at this time would make a double of the last one.
    pub fn awaits_second(&self, now: u64) -> bool {
        let is_soon = |single: &Single| now.saturating_sub(single.at) <= DOUBLE;
        self.mode == KeyMode::OneKey && self.single.as_ref().is_some_and(is_soon)
    }

    /// Takes a press of the key at a place, at this time in milliseconds.
    pub fn down(&mut self, place: Key, control: Control, context: PressContext, now: u64) -> Vec<KeyAction> {
        if let Some((held, at)) = self.released.take()
            && held.place == place
            && now.saturating_sub(at) < BOUNCE
        {
            self.held.push(held);
            return Vec::new();
        }
        if self.held.iter().any(|held| held.place == place) {
            return Vec::new();
        }
        // Only the last press can be taken back.
        self.held.iter_mut().for_each(|held| held.effect = Effect::Nothing);
        if control == Control::Command(UiCommand::Advance)
            && let Some(why) = self.ignores_advance(now)
        {
            self.held.push(Held { place, control, since: now, effect: Effect::Nothing, spent: false });
            return vec![KeyAction::Ignored(why)];
        }
        let effect = match control {
            Control::Command(command) if command.can_be_taken_back() => context.effect,
            _ => Effect::Nothing,
        };
        self.held.push(Held { place, control, since: now, effect, spent: false });
        let mut actions = Vec::new();
        match control {
            Control::Digit(digit) => self.scores.digit(digit, &context, now, &mut actions),
            Control::Command(UiCommand::UndoOrBack) if self.scores.undo_ten(&context, now, &mut actions) => {}
            Control::Command(command) => {
                self.scores.settle(&mut actions);
                self.scores.end_number();
                self.press(command, PressContext { effect, ..context }, now, &mut actions);
            }
        }
        self.last_press = Some(now);
        actions
    }

    /// Takes the release of the key at a place, at this time in milliseconds.
    pub fn up(&mut self, place: Key, now: u64) {
        if let Some(index) = self.held.iter().position(|held| held.place == place) {
            self.released = Some((self.held.remove(index), now));
        }
    }

    /// Releases everything: the window has lost the keyboard.
    pub fn let_go(&mut self) {
        self.held.clear();
        self.released = None;
    }

    /// Notes that the last press had no effect after all.
    pub fn was_refused(&mut self) {
        if let Some(held) = self.held.last_mut() {
            held.effect = Effect::Nothing;
        }
        if let Some(single) = &mut self.single {
            single.effect = Effect::Nothing;
        }
    }

    /// Lets time pass, up to this one in milliseconds.
    pub fn tick(&mut self, now: u64) -> Vec<KeyAction> {
        let mut actions = Vec::new();
        for held in self.held.iter_mut().filter(|held| !held.spent && now.saturating_sub(held.since) >= LONG) {
            held.spent = true;
            self.single = None;
            match held.control {
                Control::Digit(_) => self.scores.forget(),
                Control::Command(command) if held.effect == Effect::Taken => actions.push(KeyAction::TakeBack(command)),
                Control::Command(_) => {}
            }
            if held.control != Control::Command(UiCommand::Hush) {
                actions.push(KeyAction::Sure(UiCommand::Hush));
            }
        }
        self.scores.settle_due(now, &mut actions);
        actions
    }

    /// Returns the next time that has to pass, in milliseconds.
    pub fn due(&self) -> Option<u64> {
        let long = self.held.iter().filter(|held| !held.spent).map(|held| held.since + LONG);
        long.chain(self.scores.due()).min()
    }

    fn press(&mut self, command: UiCommand, context: PressContext, now: u64, actions: &mut Vec<KeyAction>) {
        let one_key = self.mode == KeyMode::OneKey && command == UiCommand::Advance;
        let first = self.single.take().filter(|first| one_key && now.saturating_sub(first.at) <= DOUBLE);
        if let Some(first) = first {
            return self.double(first, actions);
        }
        if one_key {
            let PressContext { phase, effect, .. } = context;
            self.single = Some(Single { at: now, phase, effect, before: self.last_press });
        }
        actions.push(if command == UiCommand::Hush { KeyAction::Sure(command) } else { KeyAction::Press(command) });
    }

    fn double(&mut self, first: Single, actions: &mut Vec<KeyAction>) {
        if first.effect == Effect::Taken {
            actions.push(KeyAction::TakeBack(UiCommand::Advance));
        }
        let soon = first.before.is_some_and(|before| first.at.saturating_sub(before) <= UNDO_WITHIN);
        let meaning = match first.phase {
            _ if soon => Some(UiCommand::UndoOrBack),
            Some(Phase::Work) => Some(UiCommand::Mark),
            Some(Phase::Settle) => Some(UiCommand::Choose),
            _ => None,
        };
        // What a double press did stays when its second half is held: the long press takes nothing more back.
        if let Some(held) = self.held.last_mut() {
            held.effect = Effect::Nothing;
        }
        actions.extend(meaning.map(KeyAction::Sure));
    }
}

#[cfg(test)]
pub(crate) mod tests;
