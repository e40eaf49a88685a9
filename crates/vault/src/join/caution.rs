//! Cautions: kept wherever somebody let them stand without knowing that another took them out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Builder;

use super::origin::{Origin, Save, Text};

impl Text {
    /// Returns the text of a caution as it is saved by hand, where these were there before. One that is left as it is
    /// stands on this saving from now on.
    pub(super) fn change(before: &[Self], value: &Value, save: &Save) -> Self {
        let on = [save.clone()].into();
        let top = before.iter().max_by_key(|text| &text.save).filter(|top| top.value == *value);
        if let Some(top) = top {
            return Self { on, ..top.clone() };
        }
        let instead_of = before.iter().flat_map(|text| text.instead_of.iter().chain([&text.save])).cloned().collect();
        Self { save: save.clone(), value: value.clone(), on, instead_of }
    }
}

/// Joins the texts that a caution has in two rows.
pub(super) fn join((ours, here): (Vec<Text>, &Origin), (theirs, there): (Vec<Text>, &Origin)) -> Vec<Text> {
    let mut both: BTreeMap<Save, (Option<Text>, Option<Text>)> = BTreeMap::new();
    for text in ours {
        let save = text.save.clone();
        both.entry(save).or_default().0 = Some(text);
    }
    for text in theirs {
        let save = text.save.clone();
        both.entry(save).or_default().1 = Some(text);
    }
    let joined = both.into_values().filter_map(|(ours, theirs)| {
        let on = |text: &Option<Text>| text.as_ref().map(|text| text.on.clone()).unwrap_or_default();
        let on = stands_on((&on(&ours), here), (&on(&theirs), there));
        let text = ours.or(theirs).filter(|_| !on.is_empty())?;
        Some(Text { on, ..text })
    });
    joined.collect()
}

/// Returns the savings that both stand on, and those of one that the other knows nothing of.
fn stands_on((ours, here): (&BTreeSet<Save>, &Origin), (theirs, there): (&BTreeSet<Save>, &Origin)) -> BTreeSet<Save> {
    let stays = |save: &&Save| match (ours.contains(*save), theirs.contains(*save)) {
        (true, true) => true,
        (true, false) => !there.has_seen(save),
        _ => !here.has_seen(save),
    };
    ours.union(theirs).filter(stays).cloned().collect()
}

/// Lists the cautions that are seen of these texts: the last one, and beside it each other in whose place none was
/// written.
pub(super) fn seen(id: &str, texts: &[Text]) -> Vec<(String, Value)> {
    let replaced = |text: &&Text| texts.iter().any(|other| other.instead_of.contains(&text.save));
    let mut seen: Vec<&Text> = texts.iter().filter(|text| !replaced(text)).collect();
    seen.sort_by_key(|text| &text.save);
    let Some(top) = seen.pop() else { return Vec::new() };
    let others = seen.into_iter().filter(|other| other.value != top.value).map(|other| beside(id, &other.value));
    [(id.to_owned(), top.value.clone())].into_iter().chain(others).collect()
}

/// Returns a caution as another one beside that of this id. Wherever the same two texts meet it gets the same id.
fn beside(id: &str, caution: &Value) -> (String, Value) {
    let digest = Sha256::digest(format!("{id} {caution}"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, new)| *byte = new);
    let id = Builder::from_custom_bytes(bytes).into_uuid().to_string();
    let mut caution = caution.clone();
    if let Some(whole) = caution.as_object_mut() {
        whole.insert("id".to_owned(), Value::from(id.clone()));
    }
    (id, caution)
}
