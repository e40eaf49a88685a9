//! A list of cautions.

use super::fields::Fields;
use super::{positions, sources, values};
use crate::{Library, Precaution, Weight};
use holdwell_model::Technique;

pub(super) fn read(root: &mut Fields<'_>, library: &Library) -> Vec<Precaution> {
    root.need("caution", "[[caution]]").sub_tables("caution", |fields| caution(fields, library))
}

fn caution(fields: &mut Fields<'_>, library: &Library) -> Precaution {
    Precaution {
        text: fields.need("text", "text = \"…\"").read("text", values::text).unwrap_or_default(),
        weight: fields.need("weight", "weight = \"care\"").read("weight", weight).unwrap_or(Weight::Care),
        techniques: fields.list("techniques", values::word(&Technique::ALL)),
        regions: fields.list("regions", positions::region),
        remarks: fields.list("remarks", values::text),
        confidence: positions::confidence(fields),
        sources: sources::named(fields, library),
    }
}

fn weight(value: &toml::de::DeValue<'_>) -> Result<Weight, String> {
    values::word(&Weight::ALL.map(|(key, weight, _)| (key, weight)))(value)
}
