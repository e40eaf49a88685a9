//! A routine as kept for one client: what it inherits, and what differs.
//!
//! A preset is never a copy. [`apply`] makes its changes to the routine as it is today, [`diff`] finds the changes that
//! make one routine into another, [`take_back`] takes one of them away and leaves the others sensible.
//!
//! A change names its step by a [`StepKey`]: by what the step holds, and by which of several that hold the same. Steps
//! of the routine count from 0, added ones from [`StepKey::ADDED`], so that neither ever takes the name of the other.
//!
//! The steps of a group stand together, whatever is changed: a group stands where its first step stands, and what was
//! put between two of its steps comes after it. An order across groups so moves a whole group, never a part of it.

mod apply;
mod base;
mod compile;
mod diff;
mod revise;

pub use apply::{apply, keys};
pub use compile::{compile_preset, with_techniques};
pub use diff::{diff, trace};
pub use revise::{Compared, added_key, compare, take_back, waiting};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use holdwell_model::{Id, Phase, Setting, SideOrder, Step, Timing};

/// A routine as kept for one client. It names the routine and keeps only what differs, so that it follows the routine
/// wherever it does not differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preset {
    /// Id in the vault.
    pub id: Id,
    /// Client of the preset.
    pub client: Id,
    /// Name on the screen.
    pub name: String,
    /// The routine that it inherits, by id.
    pub routine: String,
    /// Differences from the routine, in the order in which they are applied.
    pub changes: Vec<Change>,
    /// All levels by so many steps louder than the client's own; negative is quieter.
    pub louder: i8,
    /// The day for which it stands ready.
    pub pinned: Option<Date>,
    /// Put away: kept, and not offered.
    pub archived: bool,
    /// Counts from 1 with every save.
    pub version: u32,
    /// Day of the library whose times count where a step leaves its time to the library; `None` is the first day.
    #[serde(default)]
    pub library: Option<Date>,
}

impl Preset {
    /// A preset that follows a routine in everything.
    pub fn new(id: Id, client: Id, name: &str, routine: &str) -> Self {
        Self {
            id,
            client,
            name: name.to_owned(),
            routine: routine.to_owned(),
            changes: Vec::new(),
            louder: 0,
            pinned: None,
            archived: false,
            version: 1,
            library: None,
        }
    }

    /// The same, one version later: what is saved after a change.
    #[must_use]
    pub fn next(&self) -> Self {
        Self { version: self.version.saturating_add(1), ..self.clone() }
    }
}

/// A step of a routine as a preset remembers it: what it holds, and which of several that hold the same. It stays the
/// same step when others are put before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepKey {
    /// Content of the step: the id of its position, its contacts' ids, or its name.
    pub what: String,
    /// Index among several that hold the same, from 0; of those that were added, from [`Self::ADDED`].
    pub nth: u32,
}

impl StepKey {
    /// From here on the steps count that a preset has added.
    pub const ADDED: u32 = 1 << 31;

    /// Says if the key names a step that the preset has added.
    pub const fn is_added(&self) -> bool {
        self.nth >= Self::ADDED
    }
}

/// One thing in which a preset differs from its routine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A step is left out.
    Dropped(StepKey),
    /// A step is put in after another one, or first.
    Added {
        /// Step that comes before; `None` at the beginning.
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

impl Change {
    /// The step that is left out or set otherwise; an addition and an order are about no single step of the routine.
    pub const fn key(&self) -> Option<&StepKey> {
        match self {
            Self::Dropped(key) | Self::Timed(key, _) | Self::Sides(key, _) | Self::Phase(key, ..) => Some(key),
            Self::Added { .. } | Self::Order(_) => None,
        }
    }
}
