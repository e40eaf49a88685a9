//! Presets, with what differs from their routine.

use holdwell_library as library;
use holdwell_model::Id;
use jiff::civil::Date;

use super::routine::Step;
use super::timing::{Phase, Setting, SideOrder, Timing};
use crate::format::form::{Form, forms};

forms! {
    struct Preset = library::Preset {
        id: Id,
        client: Id,
        name: String,
        routine: String,
        changes: Vec<Change>,
        louder: i8,
        pinned: Option<Date>,
        archived: bool,
        version: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        library: Option<Date>,
    }

    struct StepKey = library::StepKey { what: String, nth: u32 }
}

forms! {
    #[serde(rename_all = "kebab-case")]
    enum Change = library::Change {
        Dropped(key: StepKey),
        Added { after: Option<StepKey>, step: Step },
        Timed(key: StepKey, timing: Timing),
        Sides(key: StepKey, sides: SideOrder),
        Phase(key: StepKey, phase: Phase, setting: Setting),
        Order(keys: Vec<StepKey>),
    }
}
