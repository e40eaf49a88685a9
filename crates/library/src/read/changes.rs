//! The changelog of a library.

use super::fields::Fields;
use super::{sources, values};
use crate::change::{Changed, LibraryChange};
use crate::{Fault, Library};
use jiff::civil::Date;

pub(super) fn read(root: &mut Fields<'_>, library: &Library) -> Vec<LibraryChange> {
    root.need("change", "[[change]]").sub_tables("change", |fields| change(fields, library))
}

fn change(fields: &mut Fields<'_>, library: &Library) -> LibraryChange {
    let change = LibraryChange {
        date: fields.need("date", "date = 2026-11-30").read("date", values::day).unwrap_or(Date::ZERO),
        entries: fields.list("entries", values::text),
        technique: fields.read("technique", values::word),
        what: fields.need("what", "what = \"time\"").read("what", values::word).unwrap_or(Changed::Time),
        from: fields.read("from", values::text),
        to: fields.read("to", values::text),
        why: fields.need("why", "why = \"…\"").read("why", values::text).unwrap_or_default(),
        sources: sources::named(fields, library),
    };
    if change.entries.is_empty() && change.technique.is_none() && change.what != Changed::Caution {
        fields.missing(Fault::Missing { key: "entries".to_owned(), example: "entries = [\"psoas\"]".to_owned() });
    }
    change
}
