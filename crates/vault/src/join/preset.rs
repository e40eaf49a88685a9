//! A preset as fields. Its changes are made to its routine one after the other, with the times of its library, so that the
//! three are one field.

use serde_json::{Map, Value, json};

use super::Content;
use crate::format::Stored as _;
use holdwell_library::Preset;
use holdwell_model::Id;

/// Splits a preset into fields, with the instant at which it was deleted.
pub(crate) fn preset_content(preset: &Preset, deleted: Option<i64>) -> serde_json::Result<Content> {
    let mut whole: Map<String, Value> = serde_json::from_str(&preset.write()?)?;
    for own in ["id", "client", "version"] {
        whole.remove(own);
    }
    let mut steps = json!({ "routine": whole.remove("routine"), "changes": whole.remove("changes") });
    if let Some(library) = whole.remove("library") {
        steps["library"] = library;
    }
    whole.insert("steps".to_owned(), steps);
    whole.insert("deleted".to_owned(), Value::from(deleted));
    Ok(Content { fields: whole.into_iter().collect(), cautions: Vec::new() })
}

/// Puts a preset together again, with the instant at which it was deleted.
pub(crate) fn preset_of_content(
    (id, client): (Id, Id),
    version: u32,
    content: &Content,
) -> serde_json::Result<(Preset, Option<i64>)> {
    let mut whole: Map<String, Value> = content.fields.clone().into_iter().collect();
    let deleted = whole.remove("deleted").and_then(|deleted| deleted.as_i64());
    if let Some(Value::Object(steps)) = whole.remove("steps") {
        whole.extend(steps);
    }
    whole.insert("id".to_owned(), Value::from(id.to_string()));
    whole.insert("client".to_owned(), Value::from(client.to_string()));
    whole.insert("version".to_owned(), Value::from(version));
    Ok((Preset::read(&Value::Object(whole).to_string())?, deleted))
}
