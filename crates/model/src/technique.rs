//! The techniques, and what is usual in each.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::{Millis, Phase, RepWork, Setting, Timing, TimingKind};

/// A way of working with the hands (or, in self-care, with a ball and gravity).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumString,
    EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Technique {
    /// Spontaneous Muscle Release Technique: short holds in a position of ease, 20–45 s.
    #[strum(message = "SMRT", detailed_message = "SMRT")]
    Smrt,
    /// Strain-counterstrain, the general positional release: 90 s and a slow return.
    #[strum(message = "Counterstrain", detailed_message = "counterstrain")]
    Counterstrain,
    /// Myofascial release: long open holds that the hands end.
    #[strum(message = "Myofascial", detailed_message = "myofascial release")]
    Myofascial,
    /// Soft tissue release: lock, stretch, unlock, repeated.
    #[strum(message = "Soft tissue release", detailed_message = "soft tissue release")]
    SoftTissueRelease,
    /// Craniosacral therapy: listening work.
    #[strum(message = "Craniosacral", detailed_message = "craniosacral work")]
    Craniosacral,
    /// Somatoemotional release: listening work that the client leads.
    #[strum(message = "Somatoemotional", detailed_message = "somatoemotional work")]
    Somatoemotional,
    /// Lymph drainage: timed blocks.
    #[strum(message = "Lymph", detailed_message = "lymph work")]
    Lymph,
    /// Work that a client does alone at home.
    #[strum(message = "Self-care", detailed_message = "self-care")]
    SelfCare,
}

impl Technique {
    /// Every technique.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the name for the screen.
    pub fn name(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }

    /// Returns the name inside a sentence.
    pub fn name_within(self) -> &'static str {
        self.get_detailed_message().unwrap_or_default()
    }

    /// Returns the timing of a hold about which nothing is said: an unnamed hold, or a step without a timing.
    ///
    /// Figures as commonly taught: SMRT 20–45 s (its school), counterstrain 90 s, myofascial nothing before two
    /// minutes and five or longer, soft tissue release about two minutes an area.
    pub const fn usual(self) -> Timing {
        match self {
            Self::Smrt => Timing::Fixed { hold: Millis::from_secs(30) },
            Self::Counterstrain => Timing::Fixed { hold: Millis::from_secs(90) },
            Self::SelfCare => Timing::Fixed { hold: Millis::from_secs(60) },
            Self::Myofascial => {
                Timing::Open { minimum: Some(Millis::from_mins(2)), target: Some(Millis::from_mins(5)), ceiling: None }
            }
            Self::SoftTissueRelease => Timing::Reps {
                count: 8,
                work: RepWork::Timed(Millis::from_secs(4)),
                rest: Millis::from_secs(3),
                cap: Some(Millis::from_mins(2)),
            },
            Self::Craniosacral | Self::Somatoemotional => {
                Timing::Listening { check_in: Some(Millis::from_mins(3)), ceiling: None, taps: false }
            }
            Self::Lymph => Timing::Block { length: Millis::from_mins(5), breaths_per_minute: None },
        }
    }

    /// Returns the technique of a step that names none, in a routine of this technique.
    ///
    /// A routine's technique is the default of its steps, but a listening step inside an SMRT routine must not be
    /// rung out: where the technique does not know the timing, the one in which it is usual is taken. Self-care knows all.
    #[must_use]
    pub const fn of_step(self, kind: TimingKind) -> Self {
        // By kind first, so that a new kind does not compile until somebody says where it is usual.
        match (kind, self) {
            (TimingKind::Fixed, _) | (_, Self::SelfCare) | (TimingKind::Listening, Self::Somatoemotional) => self,
            (TimingKind::Open, _) => Self::Myofascial,
            (TimingKind::Reps, _) => Self::SoftTissueRelease,
            (TimingKind::Listening, _) => Self::Craniosacral,
            (TimingKind::Block, _) => Self::Lymph,
        }
    }

    /// Returns the return about which a file says nothing: 10 s in counterstrain and myofascial, 5 s in SMRT, none elsewhere
    /// and none after reps, listening work or blocks. No source gives seconds; these are the project's own.
    pub const fn usual_return(self, kind: TimingKind) -> Setting {
        match self {
            Self::Counterstrain | Self::Myofascial if kind.is_held() => Setting::Timed(Millis::from_secs(10)),
            Self::Smrt if kind.is_held() => Setting::Timed(Millis::from_secs(5)),
            _ => Setting::Off,
        }
    }

    /// Returns the recheck about which a therapist's file says nothing: it waits in counterstrain, else there is none.
    pub const fn usual_recheck(self) -> Setting {
        match self {
            Self::Counterstrain => Setting::Wait,
            _ => Setting::Off,
        }
    }

    /// Returns true where its work is listened to in silence: no cue, no speech, no fault is ever heard.
    pub const fn is_silent(self) -> bool {
        matches!(self, Self::Craniosacral | Self::Somatoemotional)
    }

    /// Returns the word for a phase on the screen; listening work is not a hold.
    pub fn phase_word(self, phase: Phase) -> &'static str {
        match (phase, self) {
            (Phase::Work, Self::Craniosacral | Self::Somatoemotional) => "Listen",
            (Phase::Work, Self::SoftTissueRelease | Self::Lymph) => "Work",
            _ => phase.word(),
        }
    }
}
