//! The figures of a timing, each with its key, its name and its value.

use strum::{EnumMessage, IntoStaticStr};

use super::{RepWork, Timing, TimingKind};
use crate::Millis;

/// A figure of a timing: a key of the table in a file, and a field in which somebody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, EnumMessage)]
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
        match (*self, field) {
            (Self::Fixed { hold }, TimingField::Hold) => Some(Length(hold)),
            (Self::Open { minimum, .. }, TimingField::Minimum) => minimum.map(Length),
            (Self::Open { target, .. }, TimingField::Target) => target.map(Length),
            (Self::Open { ceiling, .. } | Self::Listening { ceiling, .. }, TimingField::Ceiling) => ceiling.map(Length),
            (Self::Reps { count, .. }, TimingField::Count) => Some(Count(count)),
            (Self::Reps { work: RepWork::Timed(each), .. }, TimingField::Work) => Some(Length(each)),
            (Self::Reps { work: RepWork::ByHand, .. }, TimingField::Work) => Some(ByHand),
            (Self::Reps { rest, .. }, TimingField::Rest) => (!rest.is_zero()).then_some(Length(rest)),
            (Self::Reps { cap, .. }, TimingField::Cap) => cap.map(Length),
            (Self::Listening { check_in, .. }, TimingField::CheckIn) => check_in.map(Length),
            (Self::Block { length, .. }, TimingField::Length) => Some(Length(length)),
            (Self::Block { breaths_per_minute, .. }, TimingField::BreathsPerMinute) => breaths_per_minute.map(Rate),
            _ => None,
        }
    }
}
