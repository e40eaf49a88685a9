//! The ids of what is kept.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of something kept: a `UUIDv7`, so that ids made on several machines never meet and sort by when they were made.
///
/// The store makes new ones; the model neither reads a clock nor rolls dice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// Returns the instant at which it was made, to the millisecond.
    pub fn made(self) -> Option<Timestamp> {
        let (secs, nanos) = self.0.get_timestamp()?.to_unix();
        Timestamp::new(i64::try_from(secs).ok()?, i32::try_from(nanos).ok()?).ok()
    }
}

impl From<Uuid> for Id {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
