//! A routine as kept for one client: what it inherits, and what differs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Id, Phase, Setting, SideOrder, Step, Timing};

/// A routine as kept for one client. It names the routine and keeps only what differs, so that it follows the routine
/// wherever it does not differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preset {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub client: Id,
    /// Its name.
    pub name: String,
    /// The routine that it inherits, by id.
    pub routine: String,
    /// What differs, in the order in which it is applied.
    pub changes: Vec<Change>,
    /// All levels by so many steps louder than the client's own; negative is quieter.
    pub louder: i8,
    /// The day for which it stands ready.
    pub pinned: Option<Date>,
    /// Put away: kept, and not offered.
    pub archived: bool,
    /// Counts from 1 with every save.
    pub version: u32,
}

/// A step of a routine as a preset remembers it: what it holds, and which of several that hold the same. It stays the
/// same step when others are put before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepKey {
    /// What it holds: the id of its position, its contacts' ids, or its name.
    pub what: String,
    /// Which of several that hold the same, from 0.
    pub nth: u32,
}

/// One thing in which a preset differs from its routine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A step is left out.
    Dropped(StepKey),
    /// A step is put in after another one, or first.
    Added {
        /// What it comes after.
        after: Option<StepKey>,
        /// The step.
        step: Box<Step>,
    },
    /// A step has its own timing.
    Timed(StepKey, Timing),
    /// A step has its own sides.
    Sides(StepKey, SideOrder),
    /// A phase around a step's work has its own length.
    Phase(StepKey, Phase, Setting),
    /// The steps come in this order; those that are not named stay after the one that they came after.
    Order(Vec<StepKey>),
}
