//! The question two days after a session.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use holdwell_model::Id;

/// A teacher's page: judge a treatment after about 48 hours.
pub(super) const SOURCE: &str = "CS22";
/// Time after a session at which it is asked about.
pub const ASKED_AFTER: SignedDuration = SignedDuration::from_hours(48);

/// The answer, in the diary or the next time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The session that it is about.
    pub session: Id,
    /// The instant at which it was answered.
    pub at: Timestamp,
    /// State since the session.
    pub since: Since,
    /// Duration of a change; `None` where that was not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasted: Option<Lasted>,
    /// Soreness after the session; `None` where that was not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soreness: Option<Soreness>,
}

/// State since a session.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumString, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Since {
    /// Better than before.
    #[strum(message = "better")]
    Better,
    /// The same.
    #[strum(message = "the same")]
    Same,
    /// Worse.
    #[strum(message = "worse")]
    Worse,
}

/// Duration of a change.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumString, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Lasted {
    /// A few hours.
    #[strum(message = "some hours")]
    Hours,
    /// A day.
    #[strum(message = "a day")]
    Day,
    /// Two days or a little longer.
    #[strum(message = "some days")]
    Days,
    /// Until now.
    #[strum(message = "until now")]
    Still,
}

/// Degree of soreness.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumString, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Soreness {
    /// Not at all.
    #[strum(message = "not sore")]
    None,
    /// A little.
    #[strum(message = "a little sore")]
    Little,
    /// Much.
    #[strum(message = "very sore")]
    Much,
}

impl Since {
    /// Returns the words for it.
    pub fn words(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

impl Lasted {
    /// Returns the words for it.
    pub fn words(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

impl Soreness {
    /// Returns the words for it.
    pub fn words(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// Returns the session that is to be asked about: the last one, once two days have passed, unless it was answered.
pub fn follow_up_due(sessions: &[(Id, Timestamp)], answered: &[FollowUp], now: Timestamp) -> Option<Id> {
    let (last, at) = sessions.iter().copied().filter(|(_, at)| *at <= now).max_by_key(|(id, at)| (*at, *id))?;
    let is_answered = answered.iter().any(|answer| answer.session == last);
    (now.duration_since(at) >= ASKED_AFTER && !is_answered).then_some(last)
}
