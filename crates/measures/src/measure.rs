//! The measures and their forms.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::{Figure, Noted, table};

/// Kind of measurement. Of forms whose wording is not free only the score is taken.
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
pub enum Measure {
    /// Pain now, 0 to 10.
    #[strum(message = "Pain now")]
    PainNow,
    /// The worst pain of the last week, 0 to 10.
    #[strum(message = "Worst pain this week")]
    PainWorst,
    /// The usual pain of the last week, 0 to 10.
    #[strum(message = "Usual pain this week")]
    PainUsual,
    /// The client's own activities (PSFS): 0 unable, 10 as before.
    #[strum(message = "Own activities (PSFS)")]
    Activities,
    /// Pain at the first steps of the day, 0 to 10.
    #[strum(message = "First-step pain")]
    FirstStepPain,
    /// A movement in degrees.
    #[strum(message = "Movement")]
    Movement,
    /// A movement by the landmark that it reaches.
    #[strum(message = "Movement to a landmark")]
    Reach,
    /// Opening of the mouth, in millimetres.
    #[strum(message = "Mouth opening")]
    MouthOpening,
    /// A girth in centimetres.
    #[strum(message = "Girth")]
    Girth,
    /// Swelling as it looks and feels, 0 to 3.
    #[strum(message = "Swelling")]
    Swelling,
    /// Stress, 0 to 10.
    #[strum(message = "Stress")]
    Stress,
    /// Mood, 0 to 10.
    #[strum(message = "Mood")]
    Mood,
    /// Change since the beginning as the client says it, −7 to +7.
    #[strum(message = "Overall change")]
    OverallChange,
    /// Revised Fibromyalgia Impact Questionnaire.
    #[strum(message = "FIQR")]
    Fibromyalgia,
    /// Neck Disability Index.
    #[strum(message = "Neck Disability Index")]
    NeckDisability,
    /// Oswestry Disability Index.
    #[strum(message = "Oswestry Disability Index")]
    BackDisability,
    /// Foot and Ankle Ability Measure, daily living.
    #[strum(message = "FAAM, daily living")]
    FootDaily,
    /// Foot and Ankle Ability Measure, sport.
    #[strum(message = "FAAM, sport")]
    FootSport,
    /// Foot Function Index, total.
    #[strum(message = "Foot Function Index, total")]
    FootFunction,
    /// Foot Function Index, pain.
    #[strum(message = "Foot Function Index, pain")]
    FootFunctionPain,
    /// Foot Function Index, disability.
    #[strum(message = "Foot Function Index, disability")]
    FootFunctionDisability,
    /// Lower Extremity Functional Scale.
    #[strum(message = "Lower Extremity Functional Scale")]
    LegFunction,
    /// Upper Extremity Functional Index.
    #[strum(message = "Upper Extremity Functional Index")]
    ArmFunction,
    /// Screening questions for jaw trouble, the long form.
    #[strum(message = "Jaw screening questions")]
    JawScreen,
}

/// The way in which a measure gets better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
    /// The measure has no trend: what it says is said by each figure alone.
    NoTrend,
}

/// The shape of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One number.
    Number,
    /// A score for each of the client's own activities; the figure is their mean.
    Activities,
    /// Points of so many items, as percent of what the answered ones could have; up to `left_out` may be left out.
    Points {
        /// The number of items.
        items: u16,
        /// The most that one item can have.
        most: u16,
        /// The most items that may be left out.
        left_out: u16,
    },
    /// Items in three parts, each with its own weight: the FIQR.
    Parts,
    /// One of a list of landmarks.
    Landmark,
}

/// The right to show the wording of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// One plain question, which is nobody's.
    Plain,
    /// Listed as free to use.
    Free,
    /// The form may be used with its attribution; only its numbers are asked for here.
    Attributed(&'static str),
    /// The wording is not cleared: the score alone is entered, from a form that the therapist has.
    ScoreOnly,
}

/// A form, in one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Name of the version, which is kept with each entry.
    pub version: &'static str,
    /// Shape of the answers.
    pub shape: Shape,
    /// Lowest and highest figure.
    pub range: (Figure, Figure),
    /// Unit as it stands behind the figure.
    pub unit: &'static str,
    /// Right to the wording.
    pub wording: Wording,
    /// Keys of the sources that say how it is scored.
    pub sources: &'static [&'static str],
}

impl Measure {
    /// Every measure, the ones that are used most first.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word that files and the vault write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the name for people.
    pub fn name(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }

    /// Returns its form.
    pub fn form(self) -> Form {
        table::form(self)
    }

    /// Returns the way in which it gets better.
    pub const fn better(self) -> Better {
        match self {
            Self::Activities
            | Self::Movement
            | Self::Reach
            | Self::MouthOpening
            | Self::Mood
            | Self::FootDaily
            | Self::FootSport
            | Self::LegFunction
            | Self::ArmFunction => Better::Higher,
            Self::OverallChange | Self::JawScreen => Better::NoTrend,
            _ => Better::Lower,
        }
    }

    /// Returns its thresholds; `None` for one without a trend.
    pub fn noted(self) -> Option<Noted> {
        table::noted(self)
    }

    /// Returns the thresholds of a single activity where only one can be compared.
    pub(crate) fn noted_for(self, activities: usize) -> Option<Noted> {
        if self == Self::Activities && activities == 1 { Some(table::ONE_ACTIVITY) } else { self.noted() }
    }

    /// Lists all sets of thresholds.
    pub(crate) fn all_noted(self) -> Vec<Noted> {
        let single = self.noted_for(1).filter(|single| self.noted() != Some(*single));
        self.noted().into_iter().chain(single).collect()
    }

    /// Says if a figure can be one of this measure.
    pub fn allows(self, figure: Figure) -> bool {
        let (low, high) = self.form().range;
        (low..=high).contains(&figure)
    }

    /// Returns a figure with its unit: "42 mm", "6 of 10", "36 %".
    pub fn words(self, figure: Figure) -> String {
        match (self.form().shape, self.form().unit) {
            (Shape::Landmark, _) => super::Landmark::of(figure).map_or_else(String::new, |one| one.name().to_owned()),
            (_, "of 7") if self == Self::OverallChange => figure.signed(),
            (_, unit) => format!("{figure}{}{unit}", if unit == "°" { "" } else { " " }).trim_end().to_owned(),
        }
    }
}
