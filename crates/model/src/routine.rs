//! A routine as it is written: what the file says, and nothing that it leaves to the defaults.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::{Phase, Setting, Side, SideOrder, Technique, Timing};

/// An ordered list of steps that anyone can use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Routine {
    /// Name in files.
    pub id: String,
    /// Name on the screen.
    pub name: String,
    /// The technique of its steps where they name none.
    pub technique: Technique,
    /// The person who runs it.
    pub audience: Audience,
    /// No list: each Advance begins a hold of the technique's usual time, or ends one.
    pub free: bool,
    /// The groups that its steps may name.
    pub groups: Vec<Group>,
    /// The steps in the order of the file.
    pub steps: Vec<Step>,
    /// The sources and reasons that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<Background>,
    /// Day of the library whose times count where a step leaves its time to the library; `None` follows the library as it
    /// is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library: Option<Date>,
}

/// The sources and reasons of a routine: a reminder for a reviewer, not for the person who runs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Background {
    /// The text: what is taught, what was tried, and what is the project's own.
    pub says: String,
    /// Keys of the library's list of sources.
    pub sources: Vec<String>,
}

impl Routine {
    /// Makes a routine without steps.
    pub fn new(id: &str, name: &str, technique: Technique, audience: Audience) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            technique,
            audience,
            free: false,
            groups: Vec::new(),
            steps: Vec::new(),
            background: None,
            library: None,
        }
    }
}

/// The person who runs a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, VariantArray, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Audience {
    /// A therapist with her hands on a client; the routine may wait for her everywhere.
    #[default]
    Therapist,
    /// A client alone at home; the routine may wait nowhere.
    Home,
}

/// Steps that are ordered together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The name by which its steps call it.
    pub id: String,
    /// The order of its steps.
    pub order: GroupOrder,
    /// Every contact is rated before the first is treated.
    pub scan: bool,
}

/// The order of a group's steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, VariantArray, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum GroupOrder {
    /// As the file lists them.
    #[default]
    AsListed,
    /// The highest score first; ties nearest the head and the midline first.
    WorstFirst,
}

/// One step of a routine. `None` leaves a choice to the defaults.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The group that orders it.
    pub group: Option<String>,
    /// The position, contacts or name that is held.
    pub what: What,
    /// Technique, where it is not the routine's.
    pub technique: Option<Technique>,
    /// Timing; `None` is the position's usual one.
    pub timing: Option<Timing>,
    /// Sides and their order.
    pub side: Option<SideOrder>,
    /// The score at its beginning.
    pub rate: Option<Setting>,
    /// The beginning of the hold.
    pub settle: Option<Setting>,
    /// The slow way back; it never waits.
    pub return_: Option<Setting>,
    /// The second feel of the point.
    pub recheck: Option<Setting>,
    /// The pause before the next step.
    pub rest: Option<Setting>,
    /// May be dropped when time is short.
    pub optional: bool,
    /// A remark for whoever runs it.
    pub remarks: Option<String>,
}

impl Step {
    /// Makes a step that says nothing but what is held: the rest is left to the defaults.
    pub const fn plain(what: What) -> Self {
        Self {
            group: None,
            what,
            technique: None,
            timing: None,
            side: None,
            rate: None,
            settle: None,
            return_: None,
            recheck: None,
            rest: None,
            optional: false,
            remarks: None,
        }
    }

    /// Returns the step's own setting of a phase around its work; `None` for the work itself, which the timing rules.
    pub const fn phase(&self, phase: Phase) -> Option<Setting> {
        match phase {
            Phase::Rate => self.rate,
            Phase::Settle => self.settle,
            Phase::Work => None,
            Phase::Return => self.return_,
            Phase::Recheck => self.recheck,
            Phase::Rest => self.rest,
        }
    }

    /// Returns the place of that setting; `None` for the work.
    pub const fn phase_mut(&mut self, phase: Phase) -> Option<&mut Option<Setting>> {
        match phase {
            Phase::Rate => Some(&mut self.rate),
            Phase::Settle => Some(&mut self.settle),
            Phase::Work => None,
            Phase::Return => Some(&mut self.return_),
            Phase::Recheck => Some(&mut self.recheck),
            Phase::Rest => Some(&mut self.rest),
        }
    }
}

/// The subject of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A position of the library, by id.
    Position(String),
    /// Several contacts held as one.
    Contacts(Vec<StepContact>),
    /// Something described in place.
    Named {
        /// Name on the screen.
        name: String,
        /// The set-up.
        setup: Option<String>,
    },
}

/// One of several contacts of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepContact {
    /// The library's position, by id.
    pub position: String,
    /// The side; `None` follows the step's side.
    pub side: Option<Side>,
}
