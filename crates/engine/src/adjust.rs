//! Makes what runs a little longer or a little shorter.
//!
//! Presses are counted, and every length is worked out from the planned one and their number: so longer and shorter are
//! each other's inverse, whatever limits lie between.

use super::emitter::Emitter;
use super::event::{Ended, EventKind};
use super::input::Refusal;
use super::state::{Active, State};
use holdwell_model::{Millis, Phase, SessionTime, Setting, Timing};

/// Returns the step of one press of longer or shorter for a phase of this length.
fn adjustment(length: Millis) -> Millis {
    Millis::from_secs(match length {
        length if length < Millis::from_mins(1) => 5,
        length if length < Millis::from_mins(3) => 15,
        _ => 30,
    })
}

/// Returns a length after so many presses of longer, or of shorter where they are negative.
fn pressed(planned: Millis, presses: i32) -> Millis {
    (0..presses.unsigned_abs())
        .fold(planned, |length, _| if presses > 0 { length + adjustment(length) } else { length - adjustment(length) })
}

impl State {
    /// Explains why the phase cannot be made longer (1) or shorter (-1); `None` where it can.
    pub(super) fn cannot_adjust(&self, by: i32) -> Option<Refusal> {
        match self.active.phase {
            Phase::Work if !self.active.timing.is_adjustable() => Some(Refusal::NothingToAdjust),
            Phase::Work => (self.adjusted(by).timing == self.active.timing).then_some(Refusal::NothingToAdjust),
            _ if self.active.length.is_none() => Some(Refusal::WaitsForYou),
            _ => (self.adjusted(by).length == self.active.length).then_some(Refusal::NothingToAdjust),
        }
    }

    /// Changes the length of what runs; shortened past the time that has elapsed, it ends now.
    pub(super) fn adjust(&mut self, by: i32, at: SessionTime, out: &mut Emitter) {
        let before = self.active;
        self.active = self.adjusted(by);
        let elapsed = self.elapsed(at);
        // What the change has moved into the past was not reached then, and its moment does not come again.
        self.active.said = elapsed;
        let by_millis = self.active.change_from(&before);
        self.event(at, EventKind::Adjusted { by_millis }, out);
        self.reach_what_is_past(elapsed, at, out);
        let is_full = self.active.timing.counted_by_hand().is_some_and(|count| self.active.reps >= count);
        let is_over = self.ends_at().is_some_and(|end| end <= elapsed);
        if is_over || (self.active.phase == Phase::Work && is_full) {
            self.end_phase(Ended::Hands, at, out);
        }
    }

    /// Returns the running phase after one more press of longer (1) or shorter (-1).
    pub(super) fn adjusted(&self, by: i32) -> Active {
        let mut active = self.active;
        active.presses = active.presses.saturating_add(by);
        let Some(item) = self.focus() else { return active };
        match (active.phase, self.schedule.step(item)) {
            (Phase::Work, Some(step)) => active.timing = adjusted(step.timing, active.presses),
            (phase, _) => {
                if let Setting::Timed(planned) = self.entered_setting(item, phase) {
                    active.length = Some(pressed(planned, active.presses));
                }
            }
        }
        active
    }
}

impl Active {
    /// Returns the change in milliseconds that longer and shorter have made: of the length, else of the ceiling, which
    /// still moves where the target is at the minimum.
    pub(super) fn change_from(&self, before: &Self) -> i64 {
        let ceiling = |active: &Self| active.timing.landmarks().and_then(|[.., ceiling]| ceiling).unwrap_or_default();
        let change = |now: Millis, then: Millis| now.0.cast_signed() - then.0.cast_signed();
        let ceilings = || change(ceiling(self), ceiling(before));
        Some(change(self.measure(), before.measure())).filter(|by| *by != 0).unwrap_or_else(ceilings)
    }

    /// Returns the length that longer and shorter act on.
    fn measure(&self) -> Millis {
        if self.phase == Phase::Work { self.timing.adjusted_length() } else { self.length.unwrap_or_default() }
    }
}

/// Returns a planned timing after so many presses. The minimum of open work stays; repetitions change by one.
fn adjusted(planned: Timing, presses: i32) -> Timing {
    let whole = planned.adjusted_length();
    let now = pressed(whole, presses);
    let moved = |length: Millis| length + now - whole;
    match planned {
        Timing::Fixed { hold } => Timing::Fixed { hold: moved(hold) },
        Timing::Block { length, breaths_per_minute } => Timing::Block { length: moved(length), breaths_per_minute },
        Timing::Listening { check_in, ceiling, taps } => {
            Timing::Listening { check_in, ceiling: ceiling.map(moved), taps }
        }
        Timing::Open { minimum, target, ceiling } => {
            let floor = minimum.unwrap_or_default();
            let target = target.map(|target| moved(target).max(floor));
            let ceiling = ceiling.map(|ceiling| moved(ceiling).max(target.unwrap_or(floor)));
            Timing::Open { minimum, target, ceiling }
        }
        Timing::Reps { count, work, rest, cap } => {
            let rep = work.expected() + rest;
            let change = rep * u64::from(presses.unsigned_abs());
            let ends_by_cap = cap.is_some_and(|cap| cap < rep * u64::from(count) - rest);
            // One more was asked for: the cap makes room for it. One less must be felt where it is the cap that ends.
            let cap = match (presses > 0, ends_by_cap) {
                (true, _) => cap.map(|cap| cap + change),
                (false, true) => cap.map(|cap| cap - change),
                (false, false) => cap,
            };
            Timing::Reps { count: count.saturating_add_signed(presses), work, rest, cap }
        }
    }
}
