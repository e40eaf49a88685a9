//! The areas of the body that a plan works on, as a client is asked about them.

use std::collections::BTreeSet;

use holdwell_model::{PlanStep, Region};

/// Returns the names of the areas that these steps work on, from head to foot; empty where none is known.
pub fn areas<'a>(steps: impl Iterator<Item = &'a PlanStep>) -> String {
    let regions: BTreeSet<Region> =
        steps.flat_map(|step| &step.contacts).filter_map(|contact| contact.region).collect();
    regions.into_iter().map(Region::name).collect::<Vec<_>>().join(", ")
}
