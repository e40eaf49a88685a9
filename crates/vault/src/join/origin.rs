//! Origins: what a row was derived from, and which saving last changed each part of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Content;

/// One saving of a row. The later one has the greater stamp wherever it knew of the earlier one, whatever the clocks of
/// the two said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Save {
    /// Milliseconds since 1970 by the author's clock, or more.
    pub(crate) at: i64,
    /// Opaque id of the installation that saved.
    pub(crate) by: String,
}

/// Origin of a row and its parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Origin {
    /// The last stamp of each author that went into the row: what it was derived from, and its own.
    pub(crate) seen: BTreeMap<String, i64>,
    /// The saving that last changed each field.
    pub(crate) fields: BTreeMap<String, Save>,
    /// The texts of each caution: more than one where two places wrote one without knowing of each other.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) cautions: BTreeMap<String, Vec<Text>>,
}

/// A text of a caution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    /// The saving that wrote it.
    pub(crate) save: Save,
    /// The caution as it was written.
    pub(crate) value: Value,
    /// The savings that it stands on: it is gone only where all of them were known to whoever removed it.
    pub(crate) on: BTreeSet<Save>,
    /// The savings of the texts in whose place it was written.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) instead_of: BTreeSet<Save>,
}

impl Origin {
    /// Returns the origin of a row from before there were any. Nothing is known of what it was derived from, so it
    /// stands for itself alone; and that a field is empty there says nothing.
    pub(crate) fn unknown(content: &Content, author: &str, version: u32, saved: i64) -> Self {
        let save = Save { at: saved, by: format!("{author} {version} {saved}") };
        let never = Save { at: 0, by: save.by.clone() };
        let of = |value: &Value| if is_empty(value) { never.clone() } else { save.clone() };
        let text = |value: &Value| Text {
            save: save.clone(),
            value: value.clone(),
            on: [save.clone()].into(),
            instead_of: BTreeSet::new(),
        };
        Self {
            seen: [(save.by.clone(), saved)].into(),
            fields: content.fields.iter().map(|(field, value)| (field.clone(), of(value))).collect(),
            cautions: content.cautions.iter().map(|(id, value)| (id.clone(), vec![text(value)])).collect(),
        }
    }

    /// Returns every stamp in it.
    pub(crate) fn stamps(&self) -> impl Iterator<Item = i64> {
        let texts = || self.cautions.values().flatten();
        let of_text = |text: &Text| {
            [&text.save].into_iter().chain(&text.on).chain(&text.instead_of).map(|save| save.at).collect::<Vec<_>>()
        };
        let fields = self.fields.values().map(|save| save.at);
        self.seen.values().copied().chain(fields).chain(texts().flat_map(of_text).collect::<Vec<_>>())
    }

    /// Returns the saving that last wrote a caution.
    pub(crate) fn caution_saved(&self, caution: &str) -> Option<Save> {
        self.cautions.get(caution)?.iter().map(|text| &text.save).max().cloned()
    }

    /// Returns the next saving by this author.
    pub(crate) fn next(&self, by: &str, now: i64) -> Save {
        let last = self.seen.values().copied().max().unwrap_or(0);
        Save { at: now.max(last.saturating_add(1)), by: by.to_owned() }
    }

    /// Says if a saving went into the row.
    pub(crate) fn has_seen(&self, save: &Save) -> bool {
        self.seen.get(&save.by).is_some_and(|last| *last >= save.at)
    }

    /// Says if everything that went into the other row went into this one.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        other.seen.iter().all(|(by, at)| self.seen.get(by).is_some_and(|last| last >= at))
    }
}

/// Says if a value is what stands in a field of which nothing was said.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.values().all(is_empty),
        Value::Bool(true) => false,
    }
}
