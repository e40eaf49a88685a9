//! The therapist's own routines, and steps.

use holdwell_model as model;
use jiff::civil::Date;

use super::timing::{Setting, Side, SideOrder, Technique, Timing};
use crate::format::form::{Form, forms};

forms! {
    struct Routine = model::Routine {
        id: String,
        name: String,
        technique: Technique,
        audience: Audience,
        free: bool,
        groups: Vec<Group>,
        steps: Vec<Step>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        background: Option<Background>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        library: Option<Date>,
    }

    struct Background = model::Background { says: String, sources: Vec<String> }

    struct Group = model::Group { id: String, order: GroupOrder, scan: bool }

    struct Step = model::Step {
        group: Option<String>,
        what: What,
        technique: Option<Technique>,
        timing: Option<Timing>,
        side: Option<SideOrder>,
        rate: Option<Setting>,
        settle: Option<Setting>,
        return_: Option<Setting>,
        recheck: Option<Setting>,
        rest: Option<Setting>,
        optional: bool,
        remarks: Option<String>,
    }

    struct StepContact = model::StepContact { position: String, side: Option<Side> }
}

forms! {
    #[serde(rename_all = "kebab-case")]
    enum Audience = model::Audience { Therapist, Home }

    #[serde(rename_all = "kebab-case")]
    enum GroupOrder = model::GroupOrder { AsListed, WorstFirst }

    #[serde(rename_all = "kebab-case")]
    enum What = model::What {
        Position(id: String),
        Contacts(contacts: Vec<StepContact>),
        Named { name: String, setup: Option<String> },
    }
}
