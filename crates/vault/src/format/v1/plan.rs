//! Plans: routines as they were run, with every text of that day.

use holdwell_model as model;

use super::position::Region;
use super::routine::{Audience, GroupOrder};
use super::timing::{Setting, Side, SideOrder, Technique, Timing};
use crate::format::form::{Form, forms};

forms! {
    struct Plan = model::Plan {
        id: String,
        name: String,
        technique: Technique,
        audience: Audience,
        free: bool,
        groups: Vec<PlanGroup>,
        steps: Vec<PlanStep>,
    }

    struct PlanGroup = model::PlanGroup { order: GroupOrder, scan: bool }

    struct PlanStep = model::PlanStep {
        number: u32,
        title: String,
        setup: String,
        cautions: Vec<String>,
        technique: Technique,
        contacts: Vec<PlanContact>,
        timing: Timing,
        sides: SideOrder,
        phases: Phases,
        optional: bool,
        group: Option<usize>,
        remarks: Option<String>,
    }

    struct PlanContact = model::PlanContact {
        position: Option<String>,
        name: String,
        side: Option<Side>,
        region: Option<Region>,
    }

    struct Phases = model::Phases {
        rate: Setting,
        settle: Setting,
        return_: Setting,
        recheck: Setting,
        rest: Setting,
    }
}
