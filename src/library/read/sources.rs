//! The list of sources that positions name.

use super::fields::Fields;
use super::values;
use crate::library::Source;

pub(super) fn read(root: &mut Fields<'_>) -> Vec<Source> {
    let sources = root.need("source", "[source]").sub_table("source", |table| table.entries(source));
    sources.unwrap_or_default()
}

fn source(key: &str, fields: &mut Fields<'_>) -> Source {
    Source {
        key: key.to_owned(),
        what: fields.need("what", "what = \"…\"").read("what", values::text).unwrap_or_default(),
        address: fields.need("address", "address = \"…\"").read("address", values::text).unwrap_or_default(),
    }
}
