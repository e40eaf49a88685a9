//! The tie of the sample counter to the clock.
//!
//! The clock leads. The measured quantity is the lag: the distance of the clock ahead of the samples handed to the
//! device. A device takes its samples in blocks, so the lag is a sawtooth, and whatever delays a callback only makes it
//! larger; its *smallest* values are the truth. They move when the device stood still or swallowed something (a step)
//! and when its crystal is not the computer's (drift).

use std::sync::Arc;

/// Monotonic time in nanoseconds since any fixed instant; the sound and the conductor must read the same clock.
pub type Nanos = i64;

/// Source of that time; the conductor's own clock, so that both agree.
pub type Clock = Arc<dyn Fn() -> Nanos + Send + Sync>;

const SECOND: Nanos = 1_000_000_000;
const MILLISECOND: Nanos = SECOND / 1000;
/// Smallest change of the lag that is a step, in nanoseconds.
const STEP: Nanos = 15 * MILLISECOND;
/// Longest gap between two blocks after which earlier observations still count, in nanoseconds.
const GAP: Nanos = 250 * MILLISECOND;
/// Limit of the correction of drift, as one part in this many: 0.1 ms in a second.
const SLEW: Nanos = 10_000;
/// Time in which a deviation is made good, in nanoseconds: so slowly that two holds in a row are as long as each other,
/// and fast enough that a crystal which is 50 parts in a million off is never more than 1.5 ms away.
const EASE: Nanos = 30 * SECOND;
/// Period for which the smallest lag is kept, in nanoseconds; there are ten, five seconds back.
const SLOT: Nanos = 500 * MILLISECOND;
const SLOTS: usize = 10;
/// Number of periods that decide on a step: long enough to outlast a crowded processor, short enough that only the cues
/// of that time are displaced.
const RECENT: usize = 3;
/// Time after a gap until the tie is firm, in nanoseconds: the first blocks may be late ones. Until then it follows at
/// once, because being wrong by a block is better than being wrong by the gap.
const FIRM: Nanos = 1000 * MILLISECOND;

/// Result of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A stream that goes on as before.
    Steady,
    /// A stream that moves for the first time.
    Tied,
    /// A stream that stood still or swallowed something: cues not yet begun are displaced by so many nanoseconds.
    Stepped(Nanos),
}

/// The running tie; fed by the mixer at each block, or by a test.
#[derive(Debug, Clone)]
pub struct Anchor {
    rate: i64,
    lag: Option<Nanos>,
    last: Nanos,
    slots: [Nanos; SLOTS],
    slot: usize,
    slot_began: Nanos,
    /// Position from which on observations count, in samples.
    known_from: u64,
}

impl Anchor {
    /// Creates an anchor for a sample rate in hertz, tied by its first observation.
    pub fn new(rate: u32) -> Self {
        let slots = [Nanos::MAX; SLOTS];
        Self { rate: i64::from(rate.max(1)), lag: None, last: 0, slots, slot: 0, slot_began: 0, known_from: 0 }
    }

    /// Notes that the device asked at `now` for the sample at `position`.
    pub fn observe(&mut self, now: Nanos, position: u64) -> Seen {
        let lag = now - self.nanos_of(position);
        let Some(tied) = self.lag else {
            self.forget(now, position);
            self.note(now, lag);
            self.lag = Some(lag);
            return Seen::Tied;
        };
        let elapsed = (now - self.last).max(0);
        let gap = elapsed > GAP;
        if gap {
            self.forget(now, position);
        }
        self.note(now, lag);
        let step = self.smallest(RECENT) - tied;
        let stepped = step.abs() > STEP;
        if !self.is_firm(position) {
            self.lag = Some(tied + step);
            return if gap && stepped { Seen::Stepped(step) } else { Seen::Steady };
        }
        if stepped {
            self.lag = Some(tied + step);
            // Smaller lags from before the step would otherwise pull it back for five seconds.
            self.forget_older();
            return Seen::Stepped(step);
        }
        let (off, most) = (self.smallest(SLOTS) - tied, elapsed / SLEW);
        self.lag = Some(tied + (off.clamp(-STEP, STEP) * elapsed / EASE).clamp(-most, most));
        Seen::Steady
    }

    /// Ties anew to what the last second showed: a session begins, and nothing has to be followed slowly.
    pub fn settle(&mut self) {
        if self.lag.is_some() {
            self.lag = Some(self.smallest(RECENT));
        }
    }

    /// Forgets everything, for another stream.
    pub fn reset(&mut self) {
        self.lag = None;
    }

    /// Returns the sample at an instant, which may lie before the first one; `None` until the stream has moved.
    pub fn sample_at(&self, instant: Nanos) -> Option<i64> {
        let since = instant - self.lag?;
        let (secs, part) = (since.div_euclid(SECOND), since.rem_euclid(SECOND));
        Some(secs * self.rate + part * self.rate / SECOND)
    }

    /// Returns the instant of a sample by the last second, not by the smoothed tie: for the timing report.
    pub fn instant_of(&self, position: u64) -> Option<Nanos> {
        self.lag.map(|_| self.nanos_of(position) + self.smallest(RECENT))
    }

    /// Returns true where the stream has gone on for a second at this position without standing still.
    pub(super) fn is_firm(&self, position: u64) -> bool {
        self.lag.is_some() && self.nanos_of(position.saturating_sub(self.known_from)) >= FIRM
    }

    /// Returns the length of so many samples in nanoseconds.
    pub(super) fn nanos_of(&self, position: u64) -> Nanos {
        let position = position as i64;
        position / self.rate * SECOND + position % self.rate * SECOND / self.rate
    }

    fn note(&mut self, now: Nanos, lag: Nanos) {
        while now - self.slot_began >= SLOT {
            self.slot = (self.slot + 1) % SLOTS;
            self.slots[self.slot] = Nanos::MAX;
            self.slot_began += SLOT;
        }
        self.slots[self.slot] = self.slots[self.slot].min(lag);
        self.last = now;
    }

    /// Returns the smallest lag of the latest slots, in nanoseconds.
    fn smallest(&self, slots: usize) -> Nanos {
        let back = (0..slots).map(|back| self.slots[(self.slot + SLOTS - back) % SLOTS]);
        back.min().unwrap_or(Nanos::MAX)
    }

    fn forget(&mut self, now: Nanos, position: u64) {
        self.slots = [Nanos::MAX; SLOTS];
        self.slot_began = now;
        self.known_from = position;
    }

    fn forget_older(&mut self) {
        for back in RECENT..SLOTS {
            self.slots[(self.slot + SLOTS - back) % SLOTS] = Nanos::MAX;
        }
    }
}
