//! A list of cautions.

use super::fields::Fields;
use super::{positions, sources, values};
use crate::{Library, Precaution, Weight};

pub(super) fn read(root: &mut Fields<'_>, library: &Library) -> Vec<Precaution> {
    root.need("caution", "[[caution]]").sub_tables("caution", |fields| caution(fields, library))
}

fn caution(fields: &mut Fields<'_>, library: &Library) -> Precaution {
    Precaution {
        text: fields.need("text", "text = \"…\"").read("text", values::text).unwrap_or_default(),
        ask: fields.read("ask", values::text),
        weight: fields.need("weight", "weight = \"care\"").read("weight", values::word).unwrap_or(Weight::Care),
        techniques: fields.list("techniques", values::word),
        regions: fields.list("regions", values::word),
        remarks: fields.list("remarks", values::text),
        confidence: positions::confidence(fields),
        sources: sources::named(fields, library),
    }
}
