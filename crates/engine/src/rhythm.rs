//! The rhythm assessment: the therapist feels a slow rhythm with her hands and taps along; the program counts and never
//! leads.
//!
//! In such a step Advance is a tap. Back ends the count, and so does a while without a tap. Nothing sounds.

use super::emitter::Emitter;
use super::event::EventKind;
use super::record::Record;
use super::state::State;
use holdwell_model::{Millis, Phase, SessionTime};

/// Time without a tap after which the count ends. The slowest rhythm that is commonly taught is 6 cycles a minute, so
/// that two taps are 10 s apart (domain table 1.5, CR1).
pub(super) const QUIET: Millis = Millis::from_secs(20);

/// Fewest taps that make a rhythm.
const ENOUGH: usize = 6;

impl State {
    /// Returns true where Advance is a tap now.
    pub(super) fn counts_taps(&self) -> bool {
        self.active.phase == Phase::Work && self.active.timing.is_tapped()
    }

    /// Returns true where Back ends the count rather than taking back the command that began it.
    pub(super) fn was_tapped(&self) -> bool {
        self.counts_taps() && self.active.tapped.is_some()
    }

    pub(super) fn tap(&mut self, at: SessionTime, out: &mut Emitter) {
        let held = self.elapsed(at);
        self.active.tapped = Some(held);
        let Some(record) = self.focus().and_then(|item| self.record(item)) else { return };
        record.taps.push(held);
        let count = u32::try_from(record.taps.len()).unwrap_or(u32::MAX);
        self.event(at, EventKind::Tapped(count), out);
    }
}

impl Record {
    /// Returns the tapped rhythm in whole cycles a minute, from its slower to its quicker intervals; `None` before the
    /// sixth tap. The middle half of the intervals counts, so that a tap too many or too few does no harm.
    pub fn cycles_per_minute(&self) -> Option<(u32, u32)> {
        if self.taps.len() < ENOUGH {
            return None;
        }
        let next = self.taps.iter().skip(1);
        let mut intervals: Vec<u64> = self.taps.iter().zip(next).map(|(one, next)| (*next - *one).0).collect();
        intervals.sort_unstable();
        let last = intervals.len() - 1;
        let (short, long) = (*intervals.get(last / 4)?, *intervals.get(last - last / 4)?);
        let rate = |interval: u64| (60_000.0 / interval as f32).round() as u32;
        (short > 0).then(|| (rate(long), rate(short)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::{Side, Timing};

    fn tapped(intervals: &[f32]) -> Option<(u32, u32)> {
        let timing = Timing::Listening { check_in: None, ceiling: None, taps: true };
        let mut record = Record::new(0, 0, Side::Midline, timing);
        let mut at = 0.0;
        record.taps = vec![Millis::ZERO];
        for interval in intervals {
            at += interval;
            record.taps.push(Millis((at * 1000.0) as u64));
        }
        record.cycles_per_minute()
    }

    #[test]
    fn the_middle_intervals_are_the_rhythm() {
        assert_eq!(tapped(&[6.0; 4]), None, "five taps are too few");
        assert_eq!(tapped(&[6.0; 5]), Some((10, 10)));
        assert_eq!(tapped(&[6.0, 6.0, 12.0, 6.0, 6.0]), Some((10, 10)), "one was missed");
        assert_eq!(tapped(&[6.0, 6.0, 0.2, 6.0, 6.0, 6.0]), Some((10, 10)), "one was too many");
        assert_eq!(tapped(&[5.0, 5.5, 6.0, 6.5, 7.0]), Some((9, 11)));
        assert_eq!(tapped(&[0.0; 5]), None, "no rhythm at all");
    }
}
