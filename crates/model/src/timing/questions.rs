//! What the other layers ask of a timing. Each answer names every kind, so that a new kind does not compile until it has
//! been asked everything.

use super::{RepWork, Timing, TimingKind};
use crate::Millis;

impl TimingKind {
    /// Returns true for listening work: silent, nothing moves on the screen, and a mark is a moment of significance.
    pub const fn is_listening(self) -> bool {
        match self {
            Self::Listening => true,
            Self::Fixed | Self::Open | Self::Reps | Self::Block => false,
        }
    }

    /// Returns true where tenderness is scored before and after, and the tissue releases or does not.
    pub const fn is_scored(self) -> bool {
        match self {
            Self::Fixed | Self::Open | Self::Reps => true,
            Self::Listening | Self::Block => false,
        }
    }

    /// Returns true where work on the midline has no side worth a word.
    pub const fn is_sideless(self) -> bool {
        match self {
            Self::Listening | Self::Block => true,
            Self::Fixed | Self::Open | Self::Reps => false,
        }
    }

    /// Returns true where a position of ease is held, out of which the client is brought slowly.
    pub const fn is_held(self) -> bool {
        match self {
            Self::Fixed | Self::Open => true,
            Self::Reps | Self::Listening | Self::Block => false,
        }
    }

    /// Returns true where a range of lengths can be taught, of which the timing is the middle.
    pub const fn has_range(self) -> bool {
        match self {
            Self::Fixed => true,
            Self::Open | Self::Reps | Self::Listening | Self::Block => false,
        }
    }
}

impl Timing {
    /// Returns the number of check-ins, breaths and repetitions that the work is reckoned to have.
    pub fn repeated_cues(&self) -> u64 {
        let every = |period: Millis| self.expected().0 / period.0.max(1);
        match *self {
            Self::Fixed { .. } | Self::Open { .. } => 0,
            Self::Reps { count, .. } => count.into(),
            Self::Listening { check_in, .. } => check_in.map_or(0, every),
            Self::Block { breaths_per_minute, .. } => {
                let breaths =
                    breaths_per_minute.map_or(0.0, |rate| self.expected().0 as f64 / 60_000.0 * f64::from(rate));
                breaths.max(0.0) as u64
            }
        }
    }

    /// Returns the length of a hold that counts only if it is held in full, without a pause.
    pub const fn fixed_hold(&self) -> Option<Millis> {
        match *self {
            Self::Fixed { hold } => Some(hold),
            Self::Open { .. } | Self::Reps { .. } | Self::Listening { .. } | Self::Block { .. } => None,
        }
    }

    /// Returns the minimum, the target and the ceiling of open work.
    pub const fn landmarks(&self) -> Option<[Option<Millis>; 3]> {
        match *self {
            Self::Open { minimum, target, ceiling } => Some([minimum, target, ceiling]),
            Self::Fixed { .. } | Self::Reps { .. } | Self::Listening { .. } | Self::Block { .. } => None,
        }
    }

    /// Returns the number of repetitions and the work of each, where the work is counted.
    pub const fn counted(&self) -> Option<(u32, RepWork)> {
        match *self {
            Self::Reps { count, work, .. } => Some((count, work)),
            Self::Fixed { .. } | Self::Open { .. } | Self::Listening { .. } | Self::Block { .. } => None,
        }
    }

    /// Returns the number of repetitions where the hands set their pace and Advance counts them.
    pub const fn counted_by_hand(&self) -> Option<u32> {
        match self.counted() {
            Some((count, RepWork::ByHand)) => Some(count),
            Some((_, RepWork::Timed(_))) | None => None,
        }
    }

    /// Returns the timing with repetitions by hand counted by the program; `None` where nothing is counted by hand.
    #[must_use]
    pub const fn paced(self) -> Option<Self> {
        match self {
            Self::Reps { count, work: RepWork::ByHand, rest, cap } => {
                Some(Self::Reps { count, work: RepWork::Timed(RepWork::ByHand.expected()), rest, cap })
            }
            Self::Reps { work: RepWork::Timed(_), .. }
            | Self::Fixed { .. }
            | Self::Open { .. }
            | Self::Listening { .. }
            | Self::Block { .. } => None,
        }
    }

    /// Returns true where a rhythm is felt and tapped along.
    pub const fn is_tapped(&self) -> bool {
        match *self {
            Self::Listening { taps, .. } => taps,
            Self::Fixed { .. } | Self::Open { .. } | Self::Reps { .. } | Self::Block { .. } => false,
        }
    }

    /// Returns the timing with or without taps; `None` where none can be tapped.
    #[must_use]
    pub const fn with_taps(self, taps: bool) -> Option<Self> {
        match self {
            Self::Listening { check_in, ceiling, .. } => Some(Self::Listening { check_in, ceiling, taps }),
            Self::Fixed { .. } | Self::Open { .. } | Self::Reps { .. } | Self::Block { .. } => None,
        }
    }

    /// Returns true where there is a length (or a count) for longer and shorter to change.
    pub const fn is_adjustable(&self) -> bool {
        match *self {
            Self::Open { target, ceiling, .. } => target.is_some() || ceiling.is_some(),
            Self::Listening { ceiling, .. } => ceiling.is_some(),
            Self::Fixed { .. } | Self::Reps { .. } | Self::Block { .. } => true,
        }
    }

    /// Returns the length that longer and shorter change, in proportion to which they do; nothing where open work has none.
    pub fn adjusted_length(&self) -> Millis {
        match *self {
            Self::Open { target, ceiling, .. } => target.or(ceiling).unwrap_or_default(),
            Self::Fixed { .. } | Self::Reps { .. } | Self::Listening { .. } | Self::Block { .. } => self.expected(),
        }
    }

    /// Returns true where the hands (or a self-paced count) decide how long it takes, so that a total can only say "about".
    pub const fn is_open_ended(&self) -> bool {
        match self {
            Self::Open { .. } | Self::Listening { .. } => true,
            Self::Reps { .. } => self.counted_by_hand().is_some(),
            Self::Fixed { .. } | Self::Block { .. } => false,
        }
    }
}
