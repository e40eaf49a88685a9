//! Makes what runs a little longer or a little shorter.

use super::emitter::Emitter;
use super::event::{Ended, EventKind};
use super::input::Refusal;
use super::state::{Active, State};
use holdwell_model::{Millis, Phase, SessionTime, Timing};

/// Returns the step of one press of longer or shorter for a phase of this length.
pub fn adjustment(length: Millis) -> Millis {
    Millis::from_secs(match length {
        length if length < Millis::from_mins(1) => 5,
        length if length < Millis::from_mins(3) => 15,
        _ => 30,
    })
}

impl State {
    /// Explains why the phase cannot be made longer or shorter; `None` where it can.
    pub(super) fn cannot_adjust(&self) -> Option<Refusal> {
        match self.active.phase {
            Phase::Work => (!self.active.timing.is_adjustable()).then_some(Refusal::NothingToAdjust),
            _ => self.active.length.is_none().then_some(Refusal::WaitsForYou),
        }
    }

    /// Changes the length of what runs; shortened past the time that has elapsed, it ends now.
    pub(super) fn adjust(&mut self, change: fn(&mut Active), at: SessionTime, out: &mut Emitter) {
        let before = self.active.measure();
        change(&mut self.active);
        let elapsed = self.elapsed(at);
        // What the change has moved into the past was not reached then, and is not told now.
        self.active.said = elapsed;
        let by_millis = self.active.measure().0.cast_signed() - before.0.cast_signed();
        self.event(at, EventKind::Adjusted { by_millis }, out);
        let over = match (self.active.phase, self.active.timing.counted_by_hand()) {
            (Phase::Work, Some(count)) => self.active.reps >= count,
            _ => self.ends_at().is_some_and(|end| end <= elapsed),
        };
        if over {
            self.end_phase(Ended::Hands, at, out);
        }
    }
}

impl Active {
    /// Returns the length that longer and shorter act on.
    pub fn measure(&self) -> Millis {
        if self.phase == Phase::Work { self.timing.adjusted_length() } else { self.length.unwrap_or_default() }
    }

    pub(super) fn longer(&mut self) {
        let by = adjustment(self.measure());
        self.change(|length| length + by, |count| count.saturating_add(1));
    }

    pub(super) fn shorter(&mut self) {
        let by = adjustment(self.measure());
        self.change(|length| length - by, |count| count.saturating_sub(1));
    }

    fn change(&mut self, length: impl Fn(Millis) -> Millis, count_of: impl Fn(u32) -> u32) {
        if self.phase != Phase::Work {
            self.length = self.length.map(length);
            return;
        }
        match &mut self.timing {
            Timing::Fixed { hold } => *hold = length(*hold),
            Timing::Block { length: whole, .. } => *whole = length(*whole),
            Timing::Listening { ceiling, .. } => *ceiling = ceiling.map(length),
            Timing::Open { minimum, target, ceiling } => {
                let floor = minimum.unwrap_or_default();
                *target = target.map(|target| length(target).max(floor));
                *ceiling = ceiling.map(|ceiling| length(ceiling).max(target.unwrap_or(floor)));
            }
            Timing::Reps { count, work, rest, cap } => {
                let rep = work.expected() + *rest;
                let capped = cap.filter(|cap| *cap < rep * u64::from(*count) - *rest);
                // One more was asked for: the cap makes room for it. One less must be felt where it is the cap that ends.
                *cap = match (count_of(*count) > *count, capped) {
                    (true, _) => cap.map(|cap| cap + rep),
                    (false, Some(capped)) => Some(capped - rep),
                    (false, None) => *cap,
                };
                *count = count_of(*count);
            }
        }
    }
}
