//! The changelog of a library.

use super::fields::Fields;
use super::{sources, timing, values};
use crate::change::{Changed, LibraryChange, usual_words};
use crate::{Fault, Library};
use holdwell_model::{Technique, Usual};
use jiff::civil::Date;

pub(super) fn read(root: &mut Fields<'_>, library: &Library) -> Vec<LibraryChange> {
    root.need("change", "[[change]]").sub_tables("change", |fields| change(fields, library))
}

fn change(fields: &mut Fields<'_>, library: &Library) -> LibraryChange {
    let technique = fields.read("technique", values::word);
    let was = technique.and_then(|technique| fields.sub_table("was", |fields| was(fields, technique)).flatten());
    let change = LibraryChange {
        date: fields.need("date", "date = 2026-11-30").read("date", values::day).unwrap_or(Date::ZERO),
        entries: fields.list("entries", values::text),
        technique,
        what: fields.need("what", "what = \"time\"").read("what", values::word).unwrap_or(Changed::Time),
        from: was.as_ref().map(usual_words).or_else(|| fields.read("from", values::text)),
        was,
        to: fields.read("to", values::text),
        why: fields.need("why", "why = \"…\"").read("why", values::text).unwrap_or_default(),
        sources: sources::named(fields, library),
    };
    if change.entries.is_empty() && change.technique.is_none() && change.what != Changed::Caution {
        fields.missing(Fault::Missing { key: "entries".to_owned(), example: "entries = [\"psoas\"]".to_owned() });
    }
    change
}

/// Reads the usual time before a change; a table of changes says it as a value, so that what was made before goes on.
fn was(fields: &mut Fields<'_>, technique: Technique) -> Option<Usual> {
    let return_ = fields.read("return", values::setting_without_wait);
    Some(Usual { technique, timing: timing::read(fields)?, range: None, return_, confidence: None })
}
