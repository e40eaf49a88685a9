//! Names that hands give: what a hold is called that no routine planned.

use serde::{Deserialize, Serialize};

use super::{PlanContact, Region, Side};

/// Name and side of a hold that no routine planned: a position of the library with all that the screen says of it, or
/// words alone. The default is a hold that gets its name later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HoldName {
    /// The title, large on the screen; empty for a hold that gets its name later.
    pub title: String,
    /// The set-up, as sentences.
    pub setup: String,
    /// The library's cautions; shown, never a block.
    pub cautions: Vec<String>,
    /// The library's id; `None` for words alone.
    pub position: Option<String>,
    /// The place on the body, where the library knows it.
    pub region: Option<Region>,
    /// The side under the hands; the midline where none is said.
    pub side: Side,
}

impl HoldName {
    /// Makes a name of words alone.
    pub fn words(title: &str, side: Side) -> Self {
        Self { title: title.to_owned(), side, ..Self::default() }
    }

    /// Returns the contact under the hands. Its side is the one being worked.
    pub fn contact(&self) -> PlanContact {
        PlanContact { position: self.position.clone(), name: self.title.clone(), side: None, region: self.region }
    }

    /// Returns the name as it is said: "Psoas major, left".
    pub fn spoken(&self) -> String {
        match self.side.word() {
            "" => self.title.clone(),
            side => format!("{}, {}", self.title, side.to_lowercase()),
        }
    }
}

impl Default for HoldName {
    fn default() -> Self {
        Self {
            title: String::new(),
            setup: String::new(),
            cautions: Vec::new(),
            position: None,
            region: None,
            side: Side::Midline,
        }
    }
}
