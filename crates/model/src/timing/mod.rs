//! The five shapes of time: their figures, and how these are parsed, limited, written and described.
//!
//! A new shape is a variant of [`Timing`] and [`TimingKind`] with its figures in `field`, its words in `form` and `format`,
//! and its answers in `questions`, which the other layers ask rather than match on a kind with a silent rest.
//! Outside this crate it needs the reader of routines (`library/read/timing`), the stored form (`vault/format/v1/timing`),
//! its deadlines (`engine/deadline`), the ring of the session screen, and a place in the demonstration.

mod field;
mod form;
mod format;
mod limits;
mod parse;
mod questions;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::Millis;

pub use field::TimingField;
pub use form::{FieldError, SettingError};
pub use format::range_words;
pub use limits::{BREATHING_RATES, COUNTS, LONGEST, SHORTEST, TimingViolation};
pub use parse::{DurationError, middle, parse_duration, parse_range};

/// The timing of a step's work, and so what ends it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Timing {
    /// Ends by time, or earlier by the hands.
    Fixed {
        /// The length of the hold.
        hold: Millis,
    },
    /// Ends by the hands; the program never ends it. `minimum ≤ target ≤ ceiling` where given.
    Open {
        /// The length before which nothing is expected.
        minimum: Option<Millis>,
        /// The length that the plan reckons with.
        target: Option<Millis>,
        /// The length after which a quiet word says that this is long.
        ceiling: Option<Millis>,
    },
    /// Ends by the count, by the cap, or by the hands.
    Reps {
        /// The number of repetitions, 1–1,000.
        count: u32,
        /// The work of one repetition.
        work: RepWork,
        /// The pause between two repetitions.
        rest: Millis,
        /// The longest time that one area is worked.
        cap: Option<Millis>,
    },
    /// Ends by the hands or the client's word, without any sound.
    Listening {
        /// The time after which the therapist is asked again, silently, how it goes.
        check_in: Option<Millis>,
        /// The time that the appointment leaves room for.
        ceiling: Option<Millis>,
        /// A rhythm is felt and tapped along: Advance counts a tap, Back ends it, and so does a while without one.
        #[serde(default)]
        taps: bool,
    },
    /// Ends by time, or earlier by the hands.
    Block {
        /// The length of the block.
        length: Millis,
        /// A breath to follow, in breaths a minute (4.5–7 is usual).
        breaths_per_minute: Option<f32>,
    },
}

/// The work of one repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RepWork {
    /// The program counts: each takes this long.
    Timed(Millis),
    /// Self-paced: each press of Advance counts one.
    ByHand,
}

/// The shape of a timing without its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "each is described at Timing")]
pub enum TimingKind {
    #[strum(message = "Fixed")]
    Fixed,
    #[strum(message = "Open")]
    Open,
    #[strum(message = "Reps")]
    Reps,
    #[strum(message = "Listening")]
    Listening,
    #[strum(message = "Block")]
    Block,
}

impl TimingKind {
    /// Every kind.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the word for the screen.
    pub fn word(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// The length of one self-paced repetition, where nobody is there to pace it.
const SELF_PACED_REP: Millis = Millis::from_secs(4);

impl Timing {
    /// Returns the shape alone.
    pub const fn kind(&self) -> TimingKind {
        match self {
            Self::Fixed { .. } => TimingKind::Fixed,
            Self::Open { .. } => TimingKind::Open,
            Self::Reps { .. } => TimingKind::Reps,
            Self::Listening { .. } => TimingKind::Listening,
            Self::Block { .. } => TimingKind::Block,
        }
    }

    /// Returns the length that is expected of the work, per side, which is also its length where nobody is there to end
    /// it: open and listening work its target, else its minimum, else its ceiling, else five minutes.
    pub fn expected(&self) -> Millis {
        let five_minutes = Millis::from_mins(5);
        match *self {
            Self::Fixed { hold } => hold,
            Self::Open { minimum, target, ceiling } => target.or(minimum).or(ceiling).unwrap_or(five_minutes),
            Self::Listening { ceiling, .. } => ceiling.unwrap_or(five_minutes),
            Self::Block { length, .. } => length,
            Self::Reps { count, work, rest, cap } => {
                let count = u64::from(count);
                let total = work.expected() * count + rest * count.saturating_sub(1);
                cap.map_or(total, |cap| total.min(cap))
            }
        }
    }

    /// Returns the length after which the work ends by itself; `None` where only hands (or patience) end it.
    pub fn ends_at(&self) -> Option<Millis> {
        match *self {
            Self::Fixed { hold } => Some(hold),
            Self::Block { length, .. } => Some(length),
            Self::Reps { work: RepWork::Timed(_), .. } => Some(self.expected()),
            Self::Reps { work: RepWork::ByHand, cap, .. } => cap,
            Self::Open { .. } | Self::Listening { .. } => None,
        }
    }
}

impl RepWork {
    /// Returns the length that is expected of one repetition.
    pub const fn expected(self) -> Millis {
        match self {
            Self::Timed(length) => length,
            Self::ByHand => SELF_PACED_REP,
        }
    }
}
