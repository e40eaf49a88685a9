//! Notes of sessions, and the sentences and templates for them.

use std::collections::BTreeMap;

use holdwell_model::Id;
use holdwell_store::{self as store, NoteLine, NotePart};

use crate::format::form::{Form, forms};
use crate::format::note;

forms! {
    struct NoteText = store::NoteText {
        template: String,
        subjective: String,
        objective: String,
        assessment: String,
        plan: String,
    }

    struct NoteRow = note::NoteRow {
        #[serde(flatten)]
        text: NoteText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whose: Option<Id>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        seen: BTreeMap<String, i64>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        others: Vec<(i64, String, NoteText)>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        begun: Vec<(i64, String, String)>,
    }
}

/// A sentence for notes. One for a part that this program does not know goes with the last.
#[derive(serde::Serialize, serde::Deserialize)]
pub(in crate::format) struct TextBlock {
    id: String,
    part: String,
    text: String,
}

impl Form<store::TextBlock> for TextBlock {
    fn of(value: &store::TextBlock) -> Self {
        Self { id: value.id.clone(), part: value.part.key().to_owned(), text: value.text.clone() }
    }

    fn value(self) -> store::TextBlock {
        let part = NotePart::of_key(&self.part).unwrap_or(NotePart::Plan);
        store::TextBlock { id: self.id, part, text: self.text }
    }
}

/// A template for notes. A line that this program does not know is left out.
#[derive(serde::Serialize, serde::Deserialize)]
pub(in crate::format) struct NoteTemplate {
    id: String,
    name: String,
    lines: Vec<String>,
}

impl Form<store::NoteTemplate> for NoteTemplate {
    fn of(value: &store::NoteTemplate) -> Self {
        let lines = value.lines.iter().map(|line| line.key().to_owned()).collect();
        Self { id: value.id.clone(), name: value.name.clone(), lines }
    }

    fn value(self) -> store::NoteTemplate {
        let lines = self.lines.iter().filter_map(|line| NoteLine::of_key(line)).collect();
        store::NoteTemplate { id: self.id, name: self.name, lines }
    }
}
