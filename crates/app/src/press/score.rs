//! A score typed by digits: shown while it is typed, given to the session when it settles.

use holdwell_engine::ScoreKind;
use holdwell_model::Phase;

use super::{KeyAction, PressContext, Typed};

/// Milliseconds after which a score settles.
pub(super) const SETTLES: u64 = 1500;
/// Milliseconds within which a 0 after a 1 makes ten.
pub(super) const TEN_WITHIN: u64 = 5000;
/// Milliseconds before the end of a phase at which a score settles at the latest.
const BEFORE_END: u64 = 200;

/// The digits of the last score.
#[derive(Debug, Clone, Default)]
pub(super) struct Scores {
    pending: Option<Pending>,
    number: Option<Number>,
}

#[derive(Debug, Clone, Copy)]
struct Pending {
    kind: ScoreKind,
    value: u8,
    due: u64,
}

/// A number that one more press may still change: a 1 into ten, ten into 0. It keeps its kind, though the score itself
/// may have changed what the next one is: after a hold was scored, settle asks about the next hold.
#[derive(Debug, Clone, Copy)]
struct Number {
    kind: ScoreKind,
    phase: Option<Phase>,
    item: Option<u32>,
    value: u8,
    at: u64,
}

impl Scores {
    /// Returns the score that has not settled.
    pub(super) fn pending(&self) -> Option<u8> {
        self.pending.map(|pending| pending.value)
    }

    /// Returns the time at which the score settles, in milliseconds.
    pub(super) fn due(&self) -> Option<u64> {
        self.pending.map(|pending| pending.due)
    }

    /// Takes a digit.
    pub(super) fn digit(&mut self, digit: u8, context: &PressContext, now: u64, actions: &mut Vec<KeyAction>) {
        let one = self.number_for(context, now).filter(|number| digit == 0 && number.value == 1);
        if let Some(one) = one {
            let context = PressContext { kind: one.kind, ..*context };
            return self.replace(10, &context, now, Typed::Ten, actions);
        }
        self.settle(actions);
        self.type_in(digit, context, now, Typed::Digit(digit), actions);
    }

    /// Turns a ten back into the 0 that was meant, if Undo comes soon after it; returns false where there is none.
    pub(super) fn undo_ten(&mut self, context: &PressContext, now: u64, actions: &mut Vec<KeyAction>) -> bool {
        let ten = self.number_for(context, now).filter(|number| number.value == 10);
        if let Some(ten) = ten {
            self.replace(0, &PressContext { kind: ten.kind, ..*context }, now, Typed::Nought, actions);
            self.number = None;
        }
        ten.is_some()
    }

    /// Gives the score to the session now.
    pub(super) fn settle(&mut self, actions: &mut Vec<KeyAction>) {
        actions.extend(self.pending.take().map(|pending| KeyAction::Score(pending.kind, pending.value)));
    }

    /// Gives the score to the session if it is due.
    pub(super) fn settle_due(&mut self, now: u64, actions: &mut Vec<KeyAction>) {
        if self.pending.is_some_and(|pending| pending.due <= now) {
            self.settle(actions);
        }
    }

    /// Ends the number: a digit that follows begins another.
    pub(super) const fn end_number(&mut self) {
        self.number = None;
    }

    /// Forgets a score that has not settled.
    pub(super) const fn forget(&mut self) {
        self.pending = None;
        self.number = None;
    }

    /// Returns the number that a press in this context may still change.
    fn number_for(&self, context: &PressContext, now: u64) -> Option<Number> {
        let is_same = |number: &Number| {
            (number.phase, number.item) == (context.phase, context.item) && now.saturating_sub(number.at) <= TEN_WITHIN
        };
        self.number.filter(is_same)
    }

    /// Puts another value in the place of the last one, which may have settled.
    fn replace(&mut self, value: u8, context: &PressContext, now: u64, typed: Typed, actions: &mut Vec<KeyAction>) {
        if self.pending.take().is_none() {
            actions.push(KeyAction::TakeBackScore);
        }
        self.type_in(value, context, now, typed, actions);
    }

    fn type_in(&mut self, value: u8, context: &PressContext, now: u64, typed: Typed, actions: &mut Vec<KeyAction>) {
        let PressContext { kind, phase, item, left, .. } = *context;
        let wait = left.map_or(SETTLES, |left| SETTLES.min(left.saturating_sub(BEFORE_END)));
        self.pending = Some(Pending { kind, value, due: now + wait });
        self.number = Some(Number { kind, phase, item, value, at: now });
        actions.push(KeyAction::Typed(typed));
    }
}
