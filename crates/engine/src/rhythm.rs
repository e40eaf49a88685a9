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
const ENOUGH: usize = 3;

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
    /// Returns the tapped rhythm in cycles a minute; `None` before the third tap. The median interval counts, so that a
    /// tap too many or too few does no harm.
    pub fn cycles_per_minute(&self) -> Option<f32> {
        if self.taps.len() < ENOUGH {
            return None;
        }
        let next = self.taps.iter().skip(1);
        let mut intervals: Vec<u64> = self.taps.iter().zip(next).map(|(one, next)| (*next - *one).0).collect();
        intervals.sort_unstable();
        let (low, high) = (intervals.get((intervals.len() - 1) / 2)?, intervals.get(intervals.len() / 2)?);
        let middle = (low + high) as f32 / 2.0;
        (middle > 0.0).then(|| 60_000.0 / middle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::{Side, Timing};

    fn tapped(seconds: &[f32]) -> Option<f32> {
        let timing = Timing::Listening { check_in: None, ceiling: None, taps: true };
        let mut record = Record::new(0, 0, Side::Midline, timing);
        record.taps = seconds.iter().map(|at| Millis((at * 1000.0) as u64)).collect();
        record.cycles_per_minute()
    }

    #[test]
    fn the_middle_interval_is_the_rhythm() {
        assert_eq!(tapped(&[]), None);
        assert_eq!(tapped(&[1.0, 7.0]), None);
        assert_eq!(tapped(&[1.0, 7.0, 13.0]), Some(10.0));
        assert_eq!(tapped(&[0.0, 6.0, 12.0, 24.0, 30.0]), Some(10.0), "one was missed");
        assert_eq!(tapped(&[0.0, 6.0, 6.2, 12.0, 18.0, 24.0]), Some(10.0), "one was too many");
        assert_eq!(tapped(&[0.0, 5.0, 12.0]), Some(10.0), "between the two");
        assert_eq!(tapped(&[3.0, 3.0, 3.0]), None, "no rhythm at all");
    }
}
