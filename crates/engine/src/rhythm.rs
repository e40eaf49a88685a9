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

/// Fewest taps that make a rhythm: five intervals, of which the middle ones agree.
const ENOUGH: usize = 6;

/// A tapped rhythm in whole cycles a minute. More than that no hand can feel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// Rate of the middle interval.
    pub rate: u32,
    /// Rate below which the slowest quarter of the intervals lies.
    pub slowest: u32,
    /// Rate above which the fastest quarter of the intervals lies.
    pub fastest: u32,
}

impl State {
    /// Returns true where Advance is a tap now.
    pub(super) fn counts_taps(&self) -> bool {
        self.active.phase == Phase::Work && self.active.timing.is_tapped()
    }

    /// Returns true where Back ends the count rather than taking back the command that began it.
    pub(super) fn was_tapped(&self) -> bool {
        self.counts_taps() && self.active.tapped.is_some()
    }

    /// Returns the rhythm that was tapped so far.
    pub(super) fn rhythm(&self) -> Option<Rhythm> {
        self.focus().and_then(|item| self.record_of(item)).and_then(Record::rhythm)
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
    /// Returns the tapped rhythm; `None` before the sixth tap. The median interval counts, and the middle half of them
    /// gives the range, so that a tap too many or too few does no harm.
    pub fn rhythm(&self) -> Option<Rhythm> {
        if self.taps.len() < ENOUGH {
            return None;
        }
        let next = self.taps.iter().skip(1);
        let mut intervals: Vec<u64> = self.taps.iter().zip(next).map(|(one, next)| (*next - *one).0).collect();
        intervals.sort_unstable();
        let (last, quarter) = (intervals.len() - 1, intervals.len() / 4);
        let middle = intervals.get(last / 2)?.midpoint(*intervals.get(intervals.len() / 2)?);
        let rate = |interval: u64| (interval > 0).then(|| (120_000 / interval).div_ceil(2) as u32);
        let (shortest, longest) = (*intervals.get(quarter)?, *intervals.get(last - quarter)?);
        let rhythm = Rhythm { rate: rate(middle)?, slowest: rate(longest)?, fastest: rate(shortest).or(rate(middle))? };
        Some(rhythm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::{Side, Timing};

    fn tapped(seconds: &[f32]) -> Option<(u32, u32, u32)> {
        let timing = Timing::Listening { check_in: None, ceiling: None, taps: true };
        let mut record = Record::new(0, 0, Side::Midline, timing);
        record.taps = seconds.iter().map(|at| Millis((at * 1000.0) as u64)).collect();
        record.rhythm().map(|rhythm| (rhythm.slowest, rhythm.rate, rhythm.fastest))
    }

    #[test]
    fn the_middle_interval_is_the_rhythm_from_six_taps_on() {
        assert_eq!(tapped(&[]), None);
        assert_eq!(tapped(&[0.0, 6.0, 12.0, 18.0, 24.0]), None, "five are too few");
        assert_eq!(tapped(&[0.0, 6.0, 12.0, 18.0, 24.0, 30.0]), Some((10, 10, 10)));
        assert_eq!(tapped(&[0.0, 6.0, 12.0, 24.0, 30.0, 36.0]), Some((10, 10, 10)), "one was missed");
        assert_eq!(tapped(&[0.0, 6.0, 6.2, 12.0, 18.0, 24.0, 30.0]), Some((10, 10, 10)), "one was too many");
        assert_eq!(tapped(&[0.0, 5.0, 11.0, 18.0, 23.0, 29.5, 35.5]), Some((9, 10, 12)), "not evenly");
        assert_eq!(tapped(&[0.0, 5.4, 10.9, 16.2, 21.7, 27.1]), Some((11, 11, 11)), "whole numbers");
        assert_eq!(tapped(&[3.0; 8]), None, "no rhythm at all");
    }
}
