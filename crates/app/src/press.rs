//! Meaning of key presses: short, long, double, digits. No window is known here; time is passed in, in milliseconds.
//!
//! A press acts at key-down. If it then becomes a long or a double one, its first effect is taken back; the cues that
//! it caused have waited for that.

use super::command::UiCommand;
use holdwell_engine::ScoreKind;
use holdwell_model::Phase;

/// Milliseconds after which a held control is the client's stop.
pub const LONG: u64 = 1000;
/// Milliseconds within which two presses are a double press, where there is one key only.
pub const DOUBLE: u64 = 400;
/// Milliseconds after a press within which a double press takes that back.
pub const UNDO_WITHIN: u64 = 5000;
/// Milliseconds after which a score settles.
pub const SCORE_SETTLES: u64 = 1500;
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

/// A key that was pressed.
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
}

/// Recognizer of presses: short, long, double, digits.
#[derive(Debug, Clone, Default)]
pub struct PressRecognizer {
    reach: KeyMode,
    held: Option<Held>,
    released: Option<(Held, u64)>,
    single: Option<Single>,
    last_press: Option<u64>,
    score: Option<Pending>,
}

#[derive(Debug, Clone, Copy)]
struct Held {
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

#[derive(Debug, Clone, Copy)]
struct Pending {
    kind: ScoreKind,
    value: u8,
    due: u64,
}

impl PressRecognizer {
    /// Creates a recognizer with nothing pressed.
    pub fn new(reach: KeyMode) -> Self {
        Self { reach, ..Self::default() }
    }

    /// Sets the use of the keys from now on.
    pub const fn set_reach(&mut self, reach: KeyMode) {
        self.reach = reach;
    }

    /// Returns the score that is being typed.
    pub fn pending_score(&self) -> Option<u8> {
        self.score.map(|score| score.value)
    }

    /// Takes a press of a control, at this time in milliseconds.
    pub fn down(&mut self, control: Control, scene: PressContext, now: u64) -> Vec<KeyAction> {
        if let Some((held, at)) = self.released.take()
            && held.control == control
            && now.saturating_sub(at) < BOUNCE
        {
            self.held = Some(held);
            return Vec::new();
        }
        if self.held.is_some_and(|held| held.control == control) {
            return Vec::new();
        }
        let mut deeds = Vec::new();
        let effect = match control {
            Control::Command(command) if command.can_be_taken_back() => scene.effect,
            _ => Effect::Nothing,
        };
        self.held = Some(Held { control, since: now, effect, spent: false });
        match control {
            Control::Digit(digit) => self.type_digit(digit, scene, now, &mut deeds),
            Control::Command(command) => {
                self.flush_score(&mut deeds);
                self.press(command, PressContext { effect, ..scene }, now, &mut deeds);
            }
        }
        self.last_press = Some(now);
        deeds
    }

    /// Takes the release of a control, at this time in milliseconds.
    pub fn up(&mut self, control: Control, now: u64) {
        if let Some(held) = self.held.take_if(|held| held.control == control) {
            self.released = Some((held, now));
        }
    }

    /// Releases everything: the window has lost the keyboard.
    pub const fn let_go(&mut self) {
        self.held = None;
    }

    /// Notes that the last press had no effect after all.
    pub const fn was_refused(&mut self) {
        if let Some(held) = &mut self.held {
            held.effect = Effect::Nothing;
        }
        if let Some(single) = &mut self.single {
            single.effect = Effect::Nothing;
        }
    }

    /// Lets time pass, up to this one in milliseconds.
    pub fn tick(&mut self, now: u64) -> Vec<KeyAction> {
        let mut deeds = Vec::new();
        if let Some(held) = &mut self.held
            && !held.spent
            && now.saturating_sub(held.since) >= LONG
        {
            held.spent = true;
            let held = *held;
            self.single = None;
            match held.control {
                Control::Digit(_) => self.score = None,
                Control::Command(command) if held.effect == Effect::Taken => deeds.push(KeyAction::TakeBack(command)),
                Control::Command(_) => {}
            }
            if held.control != Control::Command(UiCommand::Hush) {
                deeds.push(KeyAction::Sure(UiCommand::Hush));
            }
        }
        if self.score.is_some_and(|score| score.due <= now) {
            self.flush_score(&mut deeds);
        }
        deeds
    }

    /// Returns the next time that has to pass, in milliseconds.
    pub fn due(&self) -> Option<u64> {
        let long = self.held.filter(|held| !held.spent).map(|held| held.since + LONG);
        long.into_iter().chain(self.score.map(|score| score.due)).min()
    }

    fn press(&mut self, command: UiCommand, scene: PressContext, now: u64, deeds: &mut Vec<KeyAction>) {
        let one_key = self.reach == KeyMode::OneKey && command == UiCommand::Advance;
        let first = self.single.take().filter(|first| one_key && now.saturating_sub(first.at) <= DOUBLE);
        if let Some(first) = first {
            return self.double(first, deeds);
        }
        if one_key {
            let PressContext { phase, effect, .. } = scene;
            self.single = Some(Single { at: now, phase, effect, before: self.last_press });
        }
        deeds.push(if command == UiCommand::Hush { KeyAction::Sure(command) } else { KeyAction::Press(command) });
    }

    fn double(&mut self, first: Single, deeds: &mut Vec<KeyAction>) {
        if first.effect == Effect::Taken {
            deeds.push(KeyAction::TakeBack(UiCommand::Advance));
        }
        let soon = first.before.is_some_and(|before| first.at.saturating_sub(before) <= UNDO_WITHIN);
        let meaning = match first.phase {
            _ if soon => Some(UiCommand::UndoOrBack),
            Some(Phase::Work) => Some(UiCommand::Mark),
            Some(Phase::Settle) => Some(UiCommand::Choose),
            _ => None,
        };
        // What a double press did stays when its second half is held: the long press takes nothing more back.
        if let Some(held) = &mut self.held {
            held.effect = Effect::Nothing;
        }
        deeds.extend(meaning.map(KeyAction::Sure));
    }

    fn type_digit(&mut self, digit: u8, scene: PressContext, now: u64, deeds: &mut Vec<KeyAction>) {
        let ten = digit == 0 && self.score.is_some_and(|score| score.value == 1 && now < score.due);
        let (kind, value) = match self.score {
            Some(score) if ten => (score.kind, 10),
            _ => {
                self.flush_score(deeds);
                (scene.kind, digit)
            }
        };
        let patience = scene.left.map_or(SCORE_SETTLES, |left| SCORE_SETTLES.min(left.saturating_sub(200)));
        self.score = Some(Pending { kind, value, due: now + patience });
    }

    fn flush_score(&mut self, deeds: &mut Vec<KeyAction>) {
        deeds.extend(self.score.take().map(|score| KeyAction::Score(score.kind, score.value)));
    }
}

#[cfg(test)]
mod tests;
