//! The figures of a timing, each with its key, its name and its value.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::{RepWork, Timing, TimingKind};
use crate::Millis;

/// A figure of a timing: a key of the table in a file, and a field in which somebody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "each is described at Timing")]
pub enum TimingField {
    #[strum(message = "Hold")]
    Hold,
    #[strum(message = "Minimum")]
    Minimum,
    #[strum(message = "Target")]
    Target,
    #[strum(message = "Ceiling")]
    Ceiling,
    #[strum(message = "Count")]
    Count,
    #[strum(message = "Each")]
    Work,
    #[strum(message = "Pause between")]
    Rest,
    #[strum(message = "At most")]
    Cap,
    #[strum(message = "Check-in")]
    CheckIn,
    #[strum(message = "Length")]
    Length,
    #[strum(message = "Breaths a minute")]
    BreathsPerMinute,
}

/// The value of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum FieldValue {
    Length(Millis),
    Count(u32),
    /// Breaths a minute.
    Rate(f32),
    ByHand,
}

impl TimingKind {
    /// Returns the figures of this kind in the order in which files and forms list them.
    pub const fn fields(self) -> &'static [TimingField] {
        match self {
            Self::Fixed => &[TimingField::Hold],
            Self::Open => &[TimingField::Minimum, TimingField::Target, TimingField::Ceiling],
            Self::Reps => &[TimingField::Count, TimingField::Work, TimingField::Rest, TimingField::Cap],
            Self::Listening => &[TimingField::CheckIn, TimingField::Ceiling],
            Self::Block => &[TimingField::Length, TimingField::BreathsPerMinute],
        }
    }
}

impl TimingField {
    /// Every figure.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the key that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the name of the field in a form.
    pub fn label(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }

    /// Returns the first kind of timing that has this figure.
    pub fn kind(self) -> TimingKind {
        let has = |kind: &&TimingKind| kind.fields().contains(&self);
        TimingKind::ALL.iter().find(has).copied().unwrap_or(TimingKind::Fixed)
    }
}

impl Timing {
    /// Returns the value of a figure; `None` where it is not given, or where this kind has no such figure.
    pub(super) fn value(&self, field: TimingField) -> Option<FieldValue> {
        use FieldValue::{ByHand, Count, Length, Rate};
        use TimingField as F;
        // By kind first, so that a new kind does not compile until its figures are named here.
        match *self {
            Self::Fixed { hold } => (field == F::Hold).then_some(Length(hold)),
            Self::Open { minimum, target, ceiling } => match field {
                F::Minimum => minimum.map(Length),
                F::Target => target.map(Length),
                F::Ceiling => ceiling.map(Length),
                _ => None,
            },
            Self::Reps { count, work, rest, cap } => match field {
                F::Count => Some(Count(count)),
                F::Work => Some(match work {
                    RepWork::Timed(each) => Length(each),
                    RepWork::ByHand => ByHand,
                }),
                F::Rest => (!rest.is_zero()).then_some(Length(rest)),
                F::Cap => cap.map(Length),
                _ => None,
            },
            Self::Listening { check_in, ceiling, .. } => match field {
                F::CheckIn => check_in.map(Length),
                F::Ceiling => ceiling.map(Length),
                _ => None,
            },
            Self::Block { length, breaths_per_minute } => match field {
                F::Length => Some(Length(length)),
                F::BreathsPerMinute => breaths_per_minute.map(Rate),
                _ => None,
            },
        }
    }
}
