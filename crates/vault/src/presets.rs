//! Presets: every save is a version, and every version can come back.

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::journal::AUTHOR;
use super::journal::row::{from_json, instant, json, maybe_instant};
use super::log::log_daily;
use holdwell_library::Preset;
use holdwell_model::{Arc, Id};
use holdwell_store::{PresetLine, PresetPage};

/// Keeps a preset as its next version, whatever version it says of itself. One that was deleted is back with it.
pub(super) fn save_preset(connection: &Connection, preset: &Preset, now: &Zoned) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let mut newest = transaction.prepare_cached("select max(version) from preset_version where preset = ?1")?;
    let before: Option<u32> = newest.query_row(params![preset.id.to_string()], |row| row.get(0))?;
    drop(newest);
    let preset = Preset { version: before.unwrap_or(0).saturating_add(1), ..preset.clone() };
    let sql = "insert into preset (id, client, version, pinned, archived) values (?1, ?2, ?3, ?4, ?5)
        on conflict (id) do update set version = excluded.version, pinned = excluded.pinned,
            archived = excluded.archived, deleted = null";
    let (id, pinned) = (preset.id.to_string(), preset.pinned.map(|day| day.to_string()));
    let row = params![id, preset.client.to_string(), preset.version, pinned, preset.archived];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    let sql = "insert into preset_version (preset, version, author, saved, whole) values (?1, ?2, ?3, ?4, ?5)";
    let row = params![id, preset.version, AUTHOR, now.timestamp().as_millisecond(), json(&preset)?];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    log_daily(&transaction, now.date(), "preset saved", preset.id)?;
    transaction.commit()
}

/// Makes an earlier version the newest; the day for which it stands ready, and whether it is put away, stay as they
/// are. Returns false where there was no such version.
pub(super) fn restore_preset(connection: &Connection, id: Id, version: u32, now: &Zoned) -> Result<bool> {
    let mut earlier =
        connection.prepare_cached("select whole from preset_version where preset = ?1 and version = ?2")?;
    let earlier = earlier.query_row(params![id.to_string(), version], |row| from_json::<Preset>(row, "whole"));
    let (Some(earlier), Some(now_is)) = (earlier.optional()?, preset_of(connection, id)?) else { return Ok(false) };
    let back = Preset { pinned: now_is.pinned, archived: now_is.archived, ..earlier };
    save_preset(connection, &back, now).map(|()| true)
}

/// Deletes a preset; it can be put back. Returns false where there is none.
pub(super) fn delete_preset(connection: &Connection, id: Id, now: &Zoned) -> Result<bool> {
    mark(connection, id, Some(now.timestamp().as_millisecond()), now, "preset deleted")
}

/// Takes a deletion back. Returns false where there is no such preset.
pub(super) fn put_back_preset(connection: &Connection, id: Id, now: &Zoned) -> Result<bool> {
    mark(connection, id, None, now, "preset put back")
}

fn mark(connection: &Connection, id: Id, deleted: Option<i64>, now: &Zoned, action: &str) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let mut preset = transaction.prepare_cached("update preset set deleted = ?2 where id = ?1")?;
    let found = preset.execute(params![id.to_string(), deleted])? > 0;
    drop(preset);
    if found {
        log_daily(&transaction, now.date(), action, id)?;
    }
    transaction.commit().map(|()| found)
}

/// Reads a preset as it is, deleted or not.
pub(super) fn preset_of(connection: &Connection, id: Id) -> Result<Option<Preset>> {
    let sql = "select version.whole from preset
        join preset_version version on version.preset = preset.id and version.version = preset.version
        where preset.id = ?1";
    connection.prepare_cached(sql)?.query_row(params![id.to_string()], |row| from_json(row, "whole")).optional()
}

/// Reads a preset and every version of it, newest first; `None` where there is none of this id.
pub(super) fn preset_page(connection: &Connection, id: Id) -> Result<Option<PresetPage>> {
    let Some(preset) = preset_of(connection, id)? else { return Ok(None) };
    let sql = "select saved, whole from preset_version where preset = ?1 order by version desc";
    let mut versions = connection.prepare_cached(sql)?;
    let versions = versions
        .query_map(params![id.to_string()], |row| Ok((instant(row, "saved")?, Arc::new(from_json(row, "whole")?))))?;
    Ok(Some(PresetPage { preset: Arc::new(preset), versions: versions.collect::<Result<_>>()? }))
}

/// Lists the presets of a client, those last used first, without the deleted ones.
pub(super) fn presets_of(connection: &Connection, client: Id) -> Result<Vec<PresetLine>> {
    let sql = "select preset.used, version.whole from preset
        join preset_version version on version.preset = preset.id and version.version = preset.version
        where preset.client = ?1 and preset.deleted is null order by preset.used desc, preset.id desc";
    let mut presets = connection.prepare_cached(sql)?;
    let presets = presets.query_map(params![client.to_string()], |row| {
        Ok(PresetLine { preset: Arc::new(from_json(row, "whole")?), used: maybe_instant(row, "used")? })
    })?;
    presets.collect()
}
