//! Taking clients and presets in: each field joined with what is here.

use std::collections::HashSet;

use rusqlite::{Error, OptionalExtension as _, Result, params};
use serde_json::Value;

use super::check::{Cells, number, text};
use super::import::Import;
use crate::clients::{KeptClient, is_client, kept_client, put_client};
use crate::format::Stored as _;
use crate::join::{Content, Lost, client_of_content};
use crate::journal::row::unwritable;
use crate::presets::{KeptPreset, count_versions, kept_preset, put_preset};
use holdwell_library::Preset;
use holdwell_model::{Client, Id, Spot};
use holdwell_store::{ImportField, ImportFinding};

/// Takes the client of a file in.
pub(super) fn take_client(import: &mut Import<'_>) -> Result<()> {
    for row in import.checked.rows("client") {
        let there = kept_of_file(row).map_err(unwritable)?;
        let Some(here) = kept_client(import.transaction, there.id)? else {
            if is_client(import.transaction, there.id)? {
                // A row that cannot be read may still be got out; nothing is written over it.
                import.report.findings.push(ImportFinding::UnreadableHere(there.id));
                continue;
            }
            import.report.clients += 1;
            put_client(import.transaction, &there)?;
            continue;
        };
        let (joined, lost) = here.joined.join(&there.joined);
        let last = (here.saved, &here.author).max((there.saved, &there.author));
        let (saved, author) = (last.0, last.1.clone());
        let both = KeptClient { version: here.version.max(there.version), saved, author, joined, ..here.clone() };
        if both == here {
            continue;
        }
        import.report.clients += u32::from(both.joined.content != here.joined.content);
        tell_cautions(&here.joined.content, &both.joined.content, &mut import.report.findings);
        let told = lost.iter().map(|lost| not_taken(None, lost, &shown(here.id, &both.joined.content, lost)));
        import.report.findings.extend(told);
        put_client(import.transaction, &both)?;
    }
    Ok(())
}

fn kept_of_file(row: &Cells) -> serde_json::Result<KeptClient> {
    let client = Client::read(text(row, "whole"))?;
    let origin = Some(text(row, "origin")).filter(|origin| !origin.is_empty());
    let version = number(row, "version").and_then(|version| u32::try_from(version).ok()).unwrap_or(1);
    let saved = number(row, "saved").unwrap_or(0);
    KeptClient::new(&client, (version, text(row, "author").to_owned(), saved), origin)
}

fn tell_cautions(before: &Content, after: &Content, findings: &mut Vec<ImportFinding>) {
    let text = |caution: &Value| caution["text"].as_str().unwrap_or_default().to_owned();
    let texts = |of: &Content| of.cautions.iter().map(|(_, caution)| text(caution)).collect::<HashSet<_>>();
    let (old, new) = (texts(before), texts(after));
    let added = after.cautions.iter().map(|(_, caution)| text(caution)).filter(|text| !old.contains(text));
    findings.extend(added.map(ImportFinding::CautionAdded));
    let gone = before.cautions.iter().map(|(_, caution)| text(caution)).filter(|text| !new.contains(text));
    findings.extend(gone.map(ImportFinding::CautionRemoved));
}

fn not_taken(preset: Option<&str>, lost: &Lost, value: &str) -> ImportFinding {
    let field = match lost.field.as_str() {
        "name" => ImportField::Name,
        "called" => ImportField::Called,
        "hurts" => ImportField::Hurts,
        "notes" => ImportField::Notes,
        "worse_side" => ImportField::WorseSide,
        "slot_mins" => ImportField::Appointment,
        "preferences" | "louder" => ImportField::Levels,
        "keep_until" => ImportField::KeepUntil,
        "born" => ImportField::Born,
        "steps" => ImportField::Steps,
        "pinned" => ImportField::Pinned,
        "archived" => ImportField::Archived,
        "deleted" => ImportField::Deleted,
        _ => ImportField::Other,
    };
    let preset = preset.map(str::to_owned);
    ImportFinding::NotTaken { preset, field, value: value.to_owned(), was_here: lost.was_here }
}

/// Returns a value of a client as it is read.
fn shown(id: Id, content: &Content, lost: &Lost) -> String {
    let mut other = content.clone();
    other.fields.insert(lost.field.clone(), lost.value.clone());
    match (lost.field.as_str(), client_of_content(id, &other)) {
        ("hurts", Ok(client)) => Spot::names(&client.hurts),
        ("preferences", Ok(client)) => format!("{:+}", client.preferences.louder),
        _ => plain(&lost.value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// Takes the presets of a file in, with all their versions. One that is another client's here stays as it is.
pub(super) fn take_presets(import: &mut Import<'_>) -> Result<()> {
    for row in import.checked.rows("preset") {
        let there = preset_of_file(import, row)?;
        let (id, client) = there.ids;
        let whose = "select client from preset where id = ?1";
        let whose: Option<String> =
            import.transaction.query_row(whose, params![id.to_string()], |row| row.get(0)).optional()?;
        if whose.is_some_and(|whose| whose != client.to_string()) {
            import.report.findings.push(ImportFinding::PresetOfAnother(id));
            continue;
        }
        take_preset(import, &there)?;
        for version in import.checked.of("preset_version", &id.to_string()) {
            let _new = import.put("preset_version", version)?;
        }
        count_versions(import.transaction, id)?;
    }
    Ok(())
}

fn take_preset(import: &mut Import<'_>, there: &KeptPreset) -> Result<()> {
    let Some(here) = kept_preset(import.transaction, there.ids.0)? else {
        import.report.presets += 1;
        return put_preset(import.transaction, there);
    };
    let (joined, lost) = here.joined.join(&there.joined);
    let version = here.version.max(there.version);
    let both = KeptPreset { joined, version, used: here.used.max(there.used), ids: here.ids };
    if both == here {
        return Ok(());
    }
    import.report.presets += u32::from(both.joined.content != here.joined.content);
    let name = both.joined.content.fields.get("name").map(plain).unwrap_or_default();
    // Of the steps both are kept: as versions.
    let value = |lost: &Lost| if lost.field == "steps" { String::new() } else { plain(&lost.value) };
    let told = lost.iter().map(|lost| not_taken(Some(&name), lost, &value(lost)));
    import.report.findings.extend(told);
    put_preset(import.transaction, &both)
}

/// Returns a preset of a file. One of a file from before it stood there whole is as its version says.
fn preset_of_file(import: &Import<'_>, row: &Cells) -> Result<KeptPreset> {
    let version = number(row, "version").unwrap_or(1);
    let mut versions = import.checked.of("preset_version", text(row, "id"));
    let saved = versions.find(|one| number(one, "version") == Some(version));
    let of_version = saved.map(|saved| text(saved, "whole")).unwrap_or_default();
    let whole = Some(text(row, "whole")).filter(|whole| !whole.is_empty()).unwrap_or(of_version);
    let preset = Preset::read(whole).map_err(unwritable)?;
    let origin = Some(text(row, "origin")).filter(|origin| !origin.is_empty());
    let known = (u32::try_from(version).unwrap_or(1), number(row, "deleted"), number(row, "used"));
    let by = saved.map_or(("", 0), |saved| (text(saved, "author"), number(saved, "saved").unwrap_or(0)));
    KeptPreset::new(&preset, known, origin, by).map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))
}
