//! The list of sources, and the keys by which entries name them.

use super::fields::Fields;
use super::values;
use crate::problem::Fault;
use crate::words::nearest;
use crate::{Library, Source};

pub(super) fn read(root: &mut Fields<'_>) -> Vec<Source> {
    let sources = root.need("source", "[source]").sub_table("source", |table| table.entries(source));
    sources.unwrap_or_default()
}

fn source(key: &str, fields: &mut Fields<'_>) -> Source {
    Source {
        key: key.to_owned(),
        what: fields.need("what", "what = \"…\"").read("what", values::text).unwrap_or_default(),
        address: fields.need("address", "address = \"…\"").read("address", values::text).unwrap_or_default(),
        figures: fields.list("figures", values::range),
    }
}

/// Reads the sources that an entry names; each must be in the list.
pub(super) fn named(fields: &mut Fields<'_>, library: &Library) -> Vec<String> {
    let keys = fields.list("sources", values::text);
    let all_read = fields.listed("sources") == Some(keys.len());
    for (index, key) in keys.iter().enumerate().filter(|_| all_read) {
        if library.source(key).is_none() {
            let known = library.sources().map(|source| source.key.as_str());
            let nearest = nearest(key, known).map(str::to_owned);
            fields.problem_with_item("sources", index, Fault::UnknownSource { key: key.clone(), nearest });
        }
    }
    keys
}
