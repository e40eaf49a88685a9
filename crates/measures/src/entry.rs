//! One entry: what was measured, where, and when.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::{Answers, Figure, Measure, Unscored, score};
use holdwell_model::{Id, Region, Side, Spot};

/// Time around the beginning of a session in which a figure before or after one that was entered in none is that
/// session's.
pub const AROUND_SESSION: SignedDuration = SignedDuration::from_hours(12);

/// The thing that is measured again and again: only entries of the same subject are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// The measure.
    pub measure: Measure,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Region>,
    /// The client's side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The movement, how it was done and with which tool: "flexion, active, goniometer"; empty for most.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// The part of a session at which something was measured.
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
pub enum Moment {
    /// Before the first hold.
    #[strum(message = "before")]
    Before,
    /// After the last hold.
    #[strum(message = "after")]
    After,
    /// Outside of any session.
    #[strum(message = "between sessions")]
    Between,
}

/// One measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Id in the vault.
    pub id: Id,
    /// The thing that was measured.
    pub subject: Subject,
    /// The session that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id>,
    /// The part of the session.
    pub moment: Moment,
    /// The instant at which it was measured.
    pub at: Timestamp,
    /// The raw answers.
    pub answers: Answers,
    /// The figure that was worked out of them.
    pub figure: Figure,
    /// The version of the form.
    pub form: String,
}

impl Moment {
    /// Returns the words for it.
    pub fn words(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

impl Subject {
    /// Makes a subject that has neither place nor side.
    pub const fn new(measure: Measure) -> Self {
        Self { measure, place: None, side: None, detail: String::new() }
    }

    /// Returns the name for people: "Pain now · Low back, left", "Movement · Shoulder, right · flexion".
    pub fn name(&self) -> String {
        let place = match (self.place, self.side) {
            (Some(region), Some(side @ (Side::Left | Side::Right))) => Spot { region, side }.name(),
            (Some(region), _) => region.name().to_owned(),
            (None, side) => side.map_or("", Side::word).to_owned(),
        };
        let parts = [self.measure.name().to_owned(), place, self.detail.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl Entry {
    /// Makes an entry and works its figure out.
    ///
    /// # Errors
    /// The answers have no figure.
    pub fn new(id: Id, subject: Subject, at: Timestamp, answers: Answers) -> Result<Self, Unscored> {
        let figure = score(subject.measure, &answers)?;
        let form = subject.measure.form().version.to_owned();
        Ok(Self { id, subject, session: None, moment: Moment::Between, at, answers, figure, form })
    }

    /// Puts the entry into a session.
    #[must_use]
    pub fn within(self, session: Id, moment: Moment) -> Self {
        Self { session: Some(session), moment, ..self }
    }
}
