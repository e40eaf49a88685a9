//! The phases around the work of a step.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr};

use super::Millis;

/// The setting of a phase around the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// There is no such phase.
    Off,
    /// The phase waits for Advance.
    Wait,
    /// The phase lasts this long and ends by itself.
    Timed(Millis),
}

/// The parts of a step, in their order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Phase {
    /// A score is given.
    #[strum(message = "Rate")]
    Rate,
    /// The position of ease is found.
    #[strum(message = "Settle")]
    Settle,
    /// The position is held, listened to, worked.
    #[strum(message = "Hold")]
    Work,
    /// Slowly back.
    #[strum(message = "Return")]
    Return,
    /// The point is felt again.
    #[strum(message = "Re-check")]
    Recheck,
    /// A pause before the next step.
    #[strum(message = "Rest")]
    Rest,
}

impl Phase {
    /// The phases around the work, in their order.
    pub const AROUND: [Self; 5] = [Self::Rate, Self::Settle, Self::Return, Self::Recheck, Self::Rest];

    /// Returns the word that files and events write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the word for the screen.
    pub fn word(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}
