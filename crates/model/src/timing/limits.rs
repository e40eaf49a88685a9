//! The limits of a timing, wherever it comes from.

use std::ops::RangeInclusive;

use super::field::FieldValue;
use super::{Timing, TimingField};
use crate::{Audience, Millis, Phase, Setting};

/// The longest duration that a file or a field takes: 24 h.
pub const LONGEST: Millis = Millis::from_mins(24 * 60);

/// The shortest time of a figure but the pause between repetitions: hands and ears follow nothing shorter.
pub const SHORTEST: Millis = Millis::from_secs(1);

/// The counts of repetitions that a file or a field takes.
pub const COUNTS: RangeInclusive<u32> = 1..=1000;

/// The breathing rates that a person can follow, in breaths a minute.
pub const BREATHING_RATES: RangeInclusive<f32> = 1.0..=30.0;

/// A limit that a timing breaks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TimingViolation {
    /// A length of nothing.
    Zero(TimingField),
    /// A length of less than [`SHORTEST`].
    TooShort(TimingField, Millis),
    /// A length outside the range that is stated beside it.
    OutsideRange {
        /// The figure.
        field: TimingField,
        /// The length that was given.
        length: Millis,
        /// The shortest usual length.
        low: Millis,
        /// The longest usual length.
        high: Millis,
    },
    /// A length of more than [`LONGEST`].
    TooLong(TimingField, Millis),
    /// A count outside [`COUNTS`].
    Count(i64),
    /// A rate outside [`BREATHING_RATES`].
    BreathingRate(f32),
    /// The figure that must not be the shorter of two is.
    OutOfOrder {
        /// The figure that may be the shorter.
        shorter: TimingField,
        /// Length of the lower one.
        low: Millis,
        /// The figure that may be the longer.
        longer: TimingField,
        /// Length of the higher one.
        high: Millis,
    },
}

impl TimingViolation {
    /// Returns the figure to mend; of two that are out of order the one that should be the longer.
    pub const fn field(&self) -> TimingField {
        match *self {
            Self::Zero(field)
            | Self::TooShort(field, _)
            | Self::TooLong(field, _)
            | Self::OutsideRange { field, .. } => field,
            Self::Count(_) => TimingField::Count,
            Self::BreathingRate(_) => TimingField::BreathsPerMinute,
            Self::OutOfOrder { longer, .. } => longer,
        }
    }
}

impl Timing {
    /// Returns every limit that the timing breaks.
    pub fn violations(&self) -> Vec<TimingViolation> {
        let fields = self.kind().fields().iter();
        let single = fields.filter_map(|field| broken_limit(*field, self.value(*field)?));
        single.chain(self.out_of_order()).collect()
    }

    /// Checks the hold or the length of a block against the range of times that is stated for it. Other work lasts as long
    /// as the hands let it.
    pub fn within(&self, (low, high): (Millis, Millis)) -> Result<(), TimingViolation> {
        let (field, length) = match *self {
            Self::Fixed { hold } => (TimingField::Hold, hold),
            Self::Block { length, .. } => (TimingField::Length, length),
            Self::Open { .. } | Self::Reps { .. } | Self::Listening { .. } => return Ok(()),
        };
        if (low..=high).contains(&length) {
            return Ok(());
        }
        Err(TimingViolation::OutsideRange { field, length, low, high })
    }

    /// Returns the first limit that the timing breaks as an error.
    pub fn validate(&self) -> Result<(), TimingViolation> {
        self.violations().into_iter().next().map_or(Ok(()), Err)
    }

    /// Compares the figures of open work that follow each other.
    fn out_of_order(&self) -> impl Iterator<Item = TimingViolation> {
        use TimingField::{Ceiling, Minimum, Target};
        let [minimum, target, ceiling] = self.landmarks().unwrap_or_default();
        let across = ceiling.filter(|_| target.is_none());
        let pairs = [
            (Minimum, minimum, Target, target),
            (Target, target, Ceiling, ceiling),
            (Minimum, minimum, Ceiling, across),
        ];
        pairs.into_iter().filter_map(|(shorter, low, longer, high)| {
            let (low, high) = low.zip(high).filter(|(low, high)| low > high)?;
            Some(TimingViolation::OutOfOrder { shorter, low, longer, high })
        })
    }
}

fn broken_limit(field: TimingField, value: FieldValue) -> Option<TimingViolation> {
    match value {
        FieldValue::Length(Millis::ZERO) => Some(TimingViolation::Zero(field)),
        FieldValue::Length(length) if length < SHORTEST && field != TimingField::Rest => {
            Some(TimingViolation::TooShort(field, length))
        }
        FieldValue::Length(length) if length > LONGEST => Some(TimingViolation::TooLong(field, length)),
        FieldValue::Count(count) if !COUNTS.contains(&count) => Some(TimingViolation::Count(count.into())),
        FieldValue::Rate(rate) if !BREATHING_RATES.contains(&rate) => Some(TimingViolation::BreathingRate(rate)),
        FieldValue::Length(_) | FieldValue::Count(_) | FieldValue::Rate(_) | FieldValue::ByHand => None,
    }
}

impl Setting {
    /// Checks that a phase can be set so: the return never waits, at home nothing does, and lengths have their limits.
    pub fn is_allowed(self, phase: Phase, audience: Audience) -> bool {
        match self {
            Self::Off => true,
            Self::Wait => phase != Phase::Return && audience == Audience::Therapist,
            Self::Timed(length) => (SHORTEST..=LONGEST).contains(&length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RepWork;

    fn open(figures: [u64; 3]) -> Timing {
        let [minimum, target, ceiling] = figures.map(|mins| (mins > 0).then(|| Millis::from_mins(mins)));
        Timing::Open { minimum, target, ceiling }
    }

    fn fields(timing: Timing) -> Vec<TimingField> {
        timing.violations().iter().map(TimingViolation::field).collect()
    }

    #[test]
    fn figures_of_open_work_rise() {
        for (figures, wrong) in [
            ([2, 5, 8], vec![]),
            ([2, 2, 2], vec![]),
            ([0, 0, 0], vec![]),
            ([6, 5, 8], vec![TimingField::Target]),
            ([2, 5, 4], vec![TimingField::Ceiling]),
            ([5, 0, 3], vec![TimingField::Ceiling]),
            ([9, 5, 3], vec![TimingField::Target, TimingField::Ceiling]),
        ] {
            assert_eq!(fields(open(figures)), wrong, "{figures:?}");
        }
        let (shorter, low) = (TimingField::Minimum, Millis::from_mins(2));
        let (longer, high) = (TimingField::Target, Millis::from_mins(1));
        let wrong = TimingViolation::OutOfOrder { shorter, low, longer, high };
        assert_eq!(open([2, 1, 0]).validate(), Err(wrong));
    }

    #[test]
    fn every_figure_has_its_bounds() {
        let second = Millis::from_secs(1);
        let reps = |count, each| Timing::Reps { count, work: RepWork::Timed(each), rest: Millis::ZERO, cap: None };
        assert_eq!(reps(1, second).validate(), Ok(()));
        assert_eq!(reps(1000, LONGEST).validate(), Ok(()));
        assert_eq!(reps(0, second).validate(), Err(TimingViolation::Count(0)));
        assert_eq!(reps(1001, second).validate(), Err(TimingViolation::Count(1001)));
        assert_eq!(reps(8, Millis::ZERO).validate(), Err(TimingViolation::Zero(TimingField::Work)));
        let too_long = LONGEST + Millis(1);
        assert_eq!(
            Timing::Fixed { hold: too_long }.validate(),
            Err(TimingViolation::TooLong(TimingField::Hold, too_long))
        );
        let short = Millis(999);
        let hold = Timing::Fixed { hold: short };
        assert_eq!(hold.validate(), Err(TimingViolation::TooShort(TimingField::Hold, short)));
        let pause = Timing::Reps { count: 8, work: RepWork::ByHand, rest: short, cap: None };
        assert_eq!(pause.validate(), Ok(()));
        let block = |rate| Timing::Block { length: second, breaths_per_minute: Some(rate) };
        assert_eq!(block(1.0).validate(), Ok(()));
        assert_eq!(block(30.5).validate(), Err(TimingViolation::BreathingRate(30.5)));
        assert!(block(f32::NAN).validate().is_err());
    }

    #[test]
    fn a_hold_lies_within_its_own_range() {
        let [low, hold, high] = [20, 90, 45].map(Millis::from_secs);
        let outside = Timing::Fixed { hold }.within((low, high)).unwrap_err();
        assert_eq!(outside, TimingViolation::OutsideRange { field: TimingField::Hold, length: hold, low, high });
        assert_eq!(Timing::Fixed { hold: high }.within((low, high)), Ok(()));
        assert!(Timing::Block { length: hold, breaths_per_minute: None }.within((low, high)).is_err());
    }

    #[test]
    fn only_a_therapist_is_waited_for_and_never_in_the_return() {
        assert!(Setting::Wait.is_allowed(Phase::Settle, Audience::Therapist));
        assert!(!Setting::Wait.is_allowed(Phase::Return, Audience::Therapist));
        assert!(!Setting::Wait.is_allowed(Phase::Settle, Audience::Home));
        assert!(!Setting::Timed(Millis::ZERO).is_allowed(Phase::Rest, Audience::Home));
        assert!(Setting::Off.is_allowed(Phase::Return, Audience::Home));
    }
}
