//! Clients: kept, changed, looked at.

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::journal::row::{from_json, json, maybe_instant};
use super::journal::{AUTHOR, sessions_of};
use super::log::log_daily;
use super::presets::presets_of;
use holdwell_model::{Client, Id};
use holdwell_store::ClientPage;

/// Number of sessions on a client's page.
const SESSIONS: u32 = 50;

/// Keeps a client, new or changed.
pub(super) fn save_client(connection: &Connection, client: &Client, now: &Zoned) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let sql = "insert into client (id, version, author, saved, name, whole) values (?1, 1, ?2, ?3, ?4, ?5)
        on conflict (id) do update set version = version + 1, author = excluded.author, saved = excluded.saved,
            name = excluded.name, whole = excluded.whole";
    let row = params![client.id.to_string(), AUTHOR, now.timestamp().as_millisecond(), client.name, json(client)?];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    log_daily(&transaction, now.date(), "saved", client.id)?;
    transaction.commit()
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

/// Reads the content of a client's page; `None` where there is no client of this id.
pub(super) fn client_page(connection: &Connection, id: Id) -> Result<Option<ClientPage>> {
    let mut found = connection.prepare_cached("select whole, last_seen, sessions from client where id = ?1")?;
    let found = found.query_row(params![id.to_string()], |row| {
        Ok((from_json(row, "whole")?, maybe_instant(row, "last_seen")?, row.get("sessions")?))
    });
    let Some((client, last_seen, all_sessions)) = found.optional()? else { return Ok(None) };
    let presets = presets_of(connection, id)?;
    let sessions = sessions_of(connection, id, SESSIONS)?;
    Ok(Some(ClientPage { client, last_seen, presets, sessions, all_sessions }))
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
