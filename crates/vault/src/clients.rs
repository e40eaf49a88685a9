//! Clients: kept, changed, looked at.

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::consent::consents;
use super::course::course;
use super::file::author;
use super::home::home_plans;
use super::join::{Joined, Origin, client_content, client_of_content};
use super::journal::row::{count, from_json, is_unreadable, json, maybe_instant, unwritable};
use super::journal::sessions_of;
use super::log::log_daily;
use super::person::{Former, edited, person_of, shown, shown_as};
use super::presets::presets_of;
use holdwell_model::{Client, Id};
use holdwell_store::{ClientPage, UnreadableRow};

/// Number of sessions on a client's page.
const SESSIONS: u32 = 50;

/// Keeps a client, new or changed. `was` is what was shown of them when the change was begun, `former` what was changed
/// before.
pub(super) fn save_client(
    connection: &Connection,
    was: Option<&Client>,
    client: &Client,
    former: &mut Former,
    now: &Zoned,
) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    for row in edited(&transaction, was, client, former)? {
        change_client(&transaction, &row, now)?;
    }
    transaction.commit()
}

/// Changes the row of a client by hand, within a transaction.
pub(super) fn change_client(transaction: &Connection, client: &Client, now: &Zoned) -> Result<()> {
    let before = kept_client(transaction, client.id)?;
    let content = client_content(client).map_err(unwritable)?;
    let origin = before.as_ref().map(|before| before.joined.origin.clone()).unwrap_or_default();
    let save = origin.next(&author(transaction)?, now.timestamp().as_millisecond());
    put_client(
        transaction,
        &KeptClient {
            id: client.id,
            version: before.as_ref().map_or(0, |before| before.version).saturating_add(1),
            saved: now.timestamp().as_millisecond(),
            joined: Joined::change(before.as_ref().map(|before| &before.joined), content, &save),
            author: save.by,
        },
    )?;
    log_daily(transaction, now.date(), "saved", client.id)
}

/// A client as a row holds them, with where each part comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KeptClient {
    pub(super) id: Id,
    pub(super) version: u32,
    pub(super) author: String,
    pub(super) saved: i64,
    pub(super) joined: Joined,
}

impl KeptClient {
    /// Makes one of what stands in a row.
    pub(super) fn new(
        client: &Client,
        (version, author, saved): (u32, String, i64),
        origin: Option<&str>,
    ) -> serde_json::Result<Self> {
        let content = client_content(client)?;
        let unknown = || Origin::unknown(&content, &author, version, saved);
        // What cannot be read of where it comes from is not known; the client is as good as before.
        let origin = origin.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(unknown);
        Ok(Self { id: client.id, version, author, saved, joined: Joined { content, origin } })
    }
}

/// Reads a client with where each part comes from; `None` where there is none of this id that can be read.
pub(super) fn kept_client(connection: &Connection, id: Id) -> Result<Option<KeptClient>> {
    let sql = "select whole, version, author, saved, origin from client where id = ?1";
    let row = connection.prepare_cached(sql)?.query_row(params![id.to_string()], |row| {
        let origin: Option<String> = row.get("origin")?;
        let saved = (row.get("version")?, row.get("author")?, row.get("saved")?);
        KeptClient::new(&from_json(row, "whole")?, saved, origin.as_deref()).map_err(unwritable)
    });
    match row {
        Err(error) if is_unreadable(&error) => Ok(None),
        row => row.optional(),
    }
}

/// Keeps a client as they are said to be.
pub(super) fn put_client(connection: &Connection, kept: &KeptClient) -> Result<()> {
    let client = client_of_content(kept.id, &kept.joined.content).map_err(unwritable)?;
    let sql = "insert into client (id, version, author, saved, name, whole, origin) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        on conflict (id) do update set version = excluded.version, author = excluded.author, saved = excluded.saved,
            name = excluded.name, whole = excluded.whole, origin = excluded.origin";
    let origin = serde_json::to_string(&kept.joined.origin).map_err(unwritable)?;
    let row = params![kept.id.to_string(), kept.version, kept.author, kept.saved, client.name, json(&client)?, origin];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Reads a client; `None` where there is none of this id.
pub(super) fn client_of(connection: &Connection, id: Id) -> Result<Option<Client>> {
    let mut client = connection.prepare_cached("select whole from client where id = ?1")?;
    client.query_row(params![id.to_string()], |row| from_json(row, "whole")).optional()
}

/// Says if there is a client of this id.
pub(super) fn is_client(connection: &Connection, id: Id) -> Result<bool> {
    connection.prepare_cached("select 1 from client where id = ?1")?.exists(params![id.to_string()])
}

/// Reads the content of a client's page, which is that of the one as whom they are shown; `None` where there is no client
/// of this id.
///
/// What of it cannot be read is added to `bad`.
pub(super) fn client_page(connection: &Connection, id: Id, bad: &mut Vec<UnreadableRow>) -> Result<Option<ClientPage>> {
    let id = person_of(connection, id)?;
    let mut found = connection.prepare_cached("select whole, last_seen, sessions from client where id = ?1")?;
    let found = found.query_row(params![id.to_string()], |row| {
        Ok((from_json(row, "whole")?, maybe_instant(row, "last_seen")?, count(row, "sessions")?))
    });
    let Some((client, last_seen, all_sessions)) = found.optional()? else { return Ok(None) };
    let client = shown(connection, client, bad)?;
    let presets = presets_of(connection, id, bad)?;
    let sessions = sessions_of(connection, id, SESSIONS, bad)?;
    let also = shown_as(connection, id)?;
    let home = home_plans(connection, id, bad)?;
    let course = course(connection, id, bad)?;
    let consents = consents(connection, id, bad)?;
    Ok(Some(ClientPage { client, last_seen, presets, sessions, all_sessions, also, home, consents, course }))
}

/// Notes that these cautions of a client were seen.
pub(super) fn cautions_seen(connection: &Connection, client: Id, cautions: &[Id], now: &Zoned) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let sql = "insert or ignore into caution_seen (client, caution, at) values (?1, ?2, ?3)";
    let mut seen = transaction.prepare_cached(sql)?;
    for caution in cautions {
        let _one = seen.execute(params![client.to_string(), caution.to_string(), now.timestamp().as_millisecond()])?;
    }
    drop(seen);
    log_daily(&transaction, now.date(), "cautions seen", client)?;
    transaction.commit()
}
