//! Joining what two computers made of one client or one preset: field by field, whichever comes first.
//!
//! Each field is that of the saving with the greatest stamp. A stamp is a clock's, but never less than one more than
//! those it follows, so that a change never loses against what it was made of, however wrong a clock is. A caution is
//! kept unless it was removed by somebody who knew of every saving that it stands on; of two texts that one caution got
//! in two places both are kept. Joining is the same in any order, and twice is once.

mod caution;
mod client;
mod drafts;
mod origin;
mod preset;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub(crate) use client::{client_content, client_of_content};
pub(crate) use drafts::Drafts;
use origin::Text;
pub(crate) use origin::{Origin, Save};
pub(crate) use preset::{preset_content, preset_of_content};

/// Contents of a row: its fields, and its cautions by id.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Content {
    pub(crate) fields: BTreeMap<String, Value>,
    pub(crate) cautions: Vec<(String, Value)>,
}

/// A row, and where it comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Joined {
    pub(crate) content: Content,
    pub(crate) origin: Origin,
}

/// A value that lost against another that did not know of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lost {
    pub(crate) field: String,
    pub(crate) value: Value,
    /// True where it was that of the first of the two.
    pub(crate) was_here: bool,
}

impl Joined {
    /// Changes a row by hand: what is other than before is that of this saving, and every caution that is left in place
    /// stands on it.
    pub(crate) fn change(before: Option<&Self>, content: Content, save: &Save) -> Self {
        let nothing = Self::default();
        let before = before.unwrap_or(&nothing);
        let mut origin = Origin { cautions: BTreeMap::new(), ..before.origin.clone() };
        let names: BTreeSet<&String> = content.fields.keys().chain(before.content.fields.keys()).collect();
        for field in names {
            if content.fields.get(field) != before.content.fields.get(field) || !origin.fields.contains_key(field) {
                origin.fields.insert(field.clone(), save.clone());
            }
        }
        for (id, caution) in &content.cautions {
            let texts = before.origin.cautions.get(id).map(Vec::as_slice).unwrap_or_default();
            origin.cautions.insert(id.clone(), vec![Text::change(texts, caution, save)]);
        }
        origin.seen.insert(save.by.clone(), save.at);
        Self { content, origin }
    }

    /// Says if the origin is that of the content: it knows of every field that is not empty, its texts give the cautions
    /// that are there, and it has seen every saving that it names. Of another one a join would drop what stands here.
    pub(crate) fn fits(&self) -> bool {
        let knows = |(field, value)| origin::is_empty(value) || self.origin.fields.contains_key(field);
        let texts = || self.origin.cautions.values().flatten();
        let mut saves = self.origin.fields.values().chain(texts().flat_map(|text| text.on.iter().chain([&text.save])));
        let has_seen = |save: &Save| save.at == 0 || self.origin.has_seen(save);
        let seen = self.origin.cautions.iter().flat_map(|(id, texts)| caution::seen(id, texts));
        let seen: BTreeMap<String, Value> = seen.collect();
        let there: BTreeMap<String, Value> = self.content.cautions.iter().cloned().collect();
        self.content.fields.iter().all(knows) && saves.all(has_seen) && seen == there
    }

    /// Joins two rows. Gives what of either is in neither any more, where nobody had decided so.
    pub(crate) fn join(&self, other: &Self) -> (Self, Vec<Lost>) {
        if self.origin.covers(&other.origin) {
            return (self.clone(), Vec::new());
        }
        if other.origin.covers(&self.origin) {
            return (other.clone(), Vec::new());
        }
        let mut joined = Self::default();
        let mut lost = Vec::new();
        for seen in [&self.origin.seen, &other.origin.seen] {
            for (by, at) in seen {
                let last = joined.origin.seen.entry(by.clone()).or_insert(*at);
                *last = (*last).max(*at);
            }
        }
        // A field that was emptied in both stands in neither, and who emptied it is still to be known.
        let fields =
            |row: &Self| row.content.fields.keys().chain(row.origin.fields.keys()).cloned().collect::<Vec<_>>();
        let names: BTreeSet<String> = fields(self).into_iter().chain(fields(other)).collect();
        for field in &names {
            joined.take_field(field, (self, other), &mut lost);
        }
        joined.take_cautions(self, other);
        (joined, lost)
    }

    fn take_field(&mut self, field: &str, (here, there): (&Self, &Self), lost: &mut Vec<Lost>) {
        let (ours, theirs) = (here.field(field), there.field(field));
        let was_here = ours < theirs;
        let (winner, loser, knew) = if was_here { (theirs, ours, &there.origin) } else { (ours, theirs, &here.origin) };
        if let Some(save) = &winner.0 {
            self.origin.fields.insert(field.to_owned(), save.clone());
        }
        let decided = loser.0.as_ref().is_none_or(|save| save.at == 0 || knew.has_seen(save));
        if winner.1 != loser.1 && !decided {
            lost.push(Lost { field: field.to_owned(), value: loser.value(), was_here });
        }
        if let Some(text) = &winner.1 {
            self.content.fields.insert(field.to_owned(), read(text));
        }
    }

    fn take_cautions(&mut self, here: &Self, there: &Self) {
        let ids: BTreeSet<&String> = here.origin.cautions.keys().chain(there.origin.cautions.keys()).collect();
        for id in ids {
            let texts = |row: &Self| row.origin.cautions.get(id).cloned().unwrap_or_default();
            let texts = caution::join((texts(here), &here.origin), (texts(there), &there.origin));
            for (id, caution) in caution::seen(id, &texts) {
                if self.content.caution(&id).is_none() {
                    self.content.cautions.push((id, caution));
                }
            }
            if !texts.is_empty() {
                self.origin.cautions.insert(id.clone(), texts);
            }
        }
        // No order of the two would be the same whichever came first.
        self.content.cautions.sort_by_cached_key(|(id, caution)| (caution["since"].to_string(), id.clone()));
    }

    fn field(&self, field: &str) -> Field {
        let value = self.content.fields.get(field);
        Field(self.origin.fields.get(field).cloned(), value.map(ToString::to_string))
    }
}

impl Content {
    pub(crate) fn caution(&self, id: &str) -> Option<&Value> {
        self.cautions.iter().find(|(one, _)| one == id).map(|(_, caution)| caution)
    }
}

/// A field with the saving that it is of: the later saving is the greater, of one saving the greater text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Field(Option<Save>, Option<String>);

impl Field {
    fn value(&self) -> Value {
        self.1.as_deref().map_or(Value::Null, read)
    }
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
