//! Presets: every save is a version, and every version can come back.

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use super::file::author;
use super::join::{Joined, Origin, Save, preset_content, preset_of_content};
use super::journal::row::{
    from_json, good, id, instant, is_unreadable, json, maybe_instant, or_named, readable, unwritable,
};
use super::log::log_daily;
use super::person::{IS_PERSON, person_of};
use holdwell_library::Preset;
use holdwell_model::{Arc, Id};
use holdwell_store::{PresetLine, PresetPage, RowKind, UnreadableRow};

/// Keeps a preset as its next version, whatever version it says of itself. One that was deleted is back with it. Returns
/// false where another client has a preset of this id: that one stays as it is.
pub(super) fn save_preset(connection: &Connection, preset: &Preset, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    // It stays with the client whose it is, though another one is shown in their place.
    let client = owner_of(&transaction, preset.id)?.unwrap_or(preset.client);
    if person_of(&transaction, client)? != person_of(&transaction, preset.client)? {
        return Ok(false);
    }
    let mut newest = transaction.prepare_cached("select max(version) from preset_version where preset = ?1")?;
    let before: Option<u32> = newest.query_row(params![preset.id.to_string()], |row| row.get(0))?;
    drop(newest);
    let preset = Preset { version: before.unwrap_or(0).saturating_add(1), client, ..preset.clone() };
    let saved = now.timestamp().as_millisecond();
    let author = change(&transaction, &preset, None, saved)?;
    let sql = "insert into preset_version (preset, version, author, saved, whole) values (?1, ?2, ?3, ?4, ?5)";
    let row = params![preset.id.to_string(), preset.version, author, saved, json(&preset)?];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    count_versions(&transaction, preset.id)?;
    // What was being built of it is in it now. Where it is refused that stays.
    let sql = "delete from draft where case when json_valid(whole) then whole ->> '$.preset.preset.id' end = ?1";
    let _draft = transaction.prepare_cached(sql)?.execute(params![preset.id.to_string()])?;
    log_daily(&transaction, now.date(), "preset saved", preset.id)?;
    transaction.commit().map(|()| true)
}

fn owner_of(connection: &Connection, preset: Id) -> Result<Option<Id>> {
    let mut owner = connection.prepare_cached("select client from preset where id = ?1")?;
    owner.query_row(params![preset.to_string()], |row| id(row, "client")).optional()
}

/// Changes the preset as it is by hand, and gives who did.
fn change(connection: &Connection, preset: &Preset, deleted: Option<i64>, saved: i64) -> Result<String> {
    let before = kept_preset(connection, preset.id)?;
    let content = preset_content(preset, deleted).map_err(unwritable)?;
    let origin = before.as_ref().map(|before| before.joined.origin.clone()).unwrap_or_default();
    let save = origin.next(&author(connection)?, saved);
    let joined = Joined::change(before.as_ref().map(|before| &before.joined), content, &save);
    let used = before.and_then(|before| before.used);
    let ids = (preset.id, preset.client);
    put_preset(connection, &KeptPreset { ids, version: preset.version, used, joined })?;
    Ok(save.by)
}

/// A preset as a row holds it, with where each part comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KeptPreset {
    /// Ids of the preset and its client.
    pub(super) ids: (Id, Id),
    pub(super) version: u32,
    /// Instant at which it was last run, in milliseconds since 1970.
    pub(super) used: Option<i64>,
    pub(super) joined: Joined,
}

impl KeptPreset {
    /// Makes one of what stands in a row. `saved` says by whom and when its version was saved, for one whose origin is
    /// not known.
    pub(super) fn new(
        preset: &Preset,
        (version, deleted, used): (u32, Option<i64>, Option<i64>),
        origin: Option<&str>,
        (author, saved): (&str, i64),
    ) -> serde_json::Result<Self> {
        let content = preset_content(preset, deleted)?;
        let unknown = || {
            let mut origin = Origin::unknown(&content, author, version, saved);
            if let (Some(deleted), Some(save)) = (deleted, origin.fields.get_mut("deleted")) {
                // The deletion is a change of its own: an older file does not know of it.
                *save = Save { at: deleted, by: format!("{} deleted {deleted}", save.by) };
                origin.seen.insert(save.by.clone(), deleted);
            }
            origin
        };
        // What cannot be read of where it comes from is not known; the preset itself is as good as before.
        let origin = origin.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(unknown);
        let joined = Joined { content, origin };
        Ok(Self { ids: (preset.id, preset.client), version, used, joined })
    }
}

/// Reads a preset with where each part comes from; `None` where there is none of this id that can be read.
pub(super) fn kept_preset(connection: &Connection, id: Id) -> Result<Option<KeptPreset>> {
    let sql =
        "select preset.whole, preset.version, preset.deleted, preset.used, preset.origin, version.author, version.saved
        from preset left join preset_version version on version.preset = preset.id and version.version = preset.version
        where preset.id = ?1 and preset.whole is not null order by version.saved desc limit 1";
    let row = connection.prepare_cached(sql)?.query_row(params![id.to_string()], |row| {
        let origin: Option<String> = row.get("origin")?;
        let (author, saved): (Option<String>, Option<i64>) = (row.get("author")?, row.get("saved")?);
        let known = (row.get("version")?, row.get("deleted")?, row.get("used")?);
        let saved = (author.as_deref().unwrap_or_default(), saved.unwrap_or(0));
        KeptPreset::new(&from_json(row, "whole")?, known, origin.as_deref(), saved).map_err(unwritable)
    });
    match row {
        Err(error) if is_unreadable(&error) => Ok(None),
        row => row.optional(),
    }
}

/// Keeps a preset as it is said to be.
pub(super) fn put_preset(connection: &Connection, kept: &KeptPreset) -> Result<()> {
    let (preset, deleted) = preset_of_content(kept.ids, kept.version, &kept.joined.content).map_err(unwritable)?;
    let sql = "insert into preset (id, client, version, pinned, archived, deleted, used, whole, origin)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        on conflict (id) do update set version = excluded.version, pinned = excluded.pinned, whole = excluded.whole,
            archived = excluded.archived, deleted = excluded.deleted, used = excluded.used, origin = excluded.origin";
    let origin = serde_json::to_string(&kept.joined.origin).map_err(unwritable)?;
    let row = params![
        preset.id.to_string(),
        preset.client.to_string(),
        kept.version,
        preset.pinned.map(|day| day.to_string()),
        preset.archived,
        deleted,
        kept.used,
        json(&preset)?,
        origin,
    ];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Sets the number of the newest version to how many there are: two that were saved elsewhere under one number are two.
pub(super) fn count_versions(connection: &Connection, id: Id) -> Result<()> {
    let sql = "update preset set whole = json_set(whole, '$.version',
            (select count(*) from preset_version where preset = ?1)) where id = ?1";
    connection.prepare_cached(sql)?.execute(params![id.to_string()]).map(drop)
}

/// Makes an earlier version the newest; the day for which it stands ready, and whether it is put away, stay as they
/// are. Returns false where there was no such version.
pub(super) fn restore_preset(connection: &Connection, id: Id, version: u32, now: &Zoned) -> Result<bool> {
    let Some(page) = preset_page(connection, id)? else { return Ok(false) };
    let earlier = page.versions.iter().map(|(_, earlier)| earlier).find(|earlier| earlier.version == version);
    let Some(earlier) = earlier else { return Ok(false) };
    let back = Preset { pinned: page.preset.pinned, archived: page.preset.archived, ..(**earlier).clone() };
    save_preset(connection, &back, now)
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
    let preset = preset_of(&transaction, id)?;
    if let Some(preset) = &preset {
        let version = kept_preset(&transaction, id)?.map_or(preset.version, |kept| kept.version);
        let raw = Preset { version, ..preset.clone() };
        let _author = change(&transaction, &raw, deleted, now.timestamp().as_millisecond())?;
        count_versions(&transaction, id)?;
        log_daily(&transaction, now.date(), action, id)?;
    }
    transaction.commit().map(|()| preset.is_some())
}

/// Reads a preset as it is, deleted or not.
pub(super) fn preset_of(connection: &Connection, id: Id) -> Result<Option<Preset>> {
    let sql = "select whole from preset where id = ?1 and whole is not null";
    connection.prepare_cached(sql)?.query_row(params![id.to_string()], |row| from_json(row, "whole")).optional()
}

/// Reads a preset and every version of it, newest first; `None` where there is none of this id. The versions are counted
/// here: two computers may have saved under one number.
pub(super) fn preset_page(connection: &Connection, id: Id) -> Result<Option<PresetPage>> {
    let Some(preset) = preset_of(connection, id)? else { return Ok(None) };
    let sql = "select saved, whole from preset_version where preset = ?1 order by version, saved, author";
    let mut versions = connection.prepare_cached(sql)?;
    let versions = versions.query_map(params![id.to_string()], |row| {
        let version: Preset = from_json(row, "whole")?;
        Ok((instant(row, "saved")?, version))
    })?;
    let number = |((saved, version), number)| (saved, Arc::new(Preset { version: number, ..version }));
    let mut numbered: Vec<_> = readable(versions)?.into_iter().zip(1..).map(number).collect();
    numbered.reverse();
    let client = person_of(connection, preset.client)?;
    Ok(Some(PresetPage { preset: Arc::new(Preset { client, ..preset }), versions: numbered }))
}

/// Lists the presets of a client, those last used first, without the deleted ones. One that cannot be read is added to
/// `bad`.
pub(super) fn presets_of(connection: &Connection, client: Id, bad: &mut Vec<UnreadableRow>) -> Result<Vec<PresetLine>> {
    let sql = format!(
        "select id, used, whole from preset where client {IS_PERSON} and deleted is null and whole is not null
        order by used desc, id desc"
    );
    let mut presets = connection.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| {
        let shown = |preset| Arc::new(Preset { client, ..preset });
        let line = |preset| Ok(PresetLine { preset: shown(preset), used: maybe_instant(row, "used")? });
        or_named(row, "id", from_json(row, "whole").and_then(line))
    };
    let presets = presets.query_map(params![client.to_string()], read)?;
    good(presets, RowKind::Preset, bad)
}
