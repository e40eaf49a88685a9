//! Erasing a client for good.

use jiff::civil::Date;
use rusqlite::{Connection, Result, params};

use super::journal::forget_plan;
use super::log::log;
use super::person::{person_of, shown_as};
use holdwell_model::Id;

/// Erases a client with all that is kept of them, and of everybody who is the same person: whichever of them is meant, all
/// of them go. Only the log's lines stay. Returns the ids of those who were there.
///
/// The content is overwritten in the file; that no byte is left in it or in its log is for
/// [`Vault::erase_free_space`](super::file::Vault::erase_free_space), which follows.
pub(super) fn erase_client(connection: &Connection, id: Id, day: Date) -> Result<Vec<Id>> {
    let transaction = connection.unchecked_transaction()?;
    let person = person_of(&transaction, id)?;
    let mut erased = Vec::new();
    for client in [person].into_iter().chain(shown_as(&transaction, person)?.into_iter().map(|(other, _)| other)) {
        if erase_one(&transaction, client, day)? {
            erased.push(client);
        }
    }
    transaction.commit()?;
    connection.flush_prepared_statement_cache();
    Ok(erased)
}

fn erase_one(transaction: &Connection, id: Id, day: Date) -> Result<bool> {
    let plans = plans_of(transaction, id)?;
    let sessions = sessions_of(transaction, id)?;
    let period = period_of(transaction, id)?;
    // What is being built of their presets, as whosever it is shown, and what is being entered of their sessions.
    let sql = "delete from draft where case when json_valid(whole)
        then ?1 in (whole ->> '$.preset.preset.client', whole ->> '$.late.client', whole ->> '$.of')
            or whole ->> '$.preset.preset.id' in (select id from preset where client = ?1) end";
    let _drafts = transaction.prepare_cached(sql)?.execute(params![id.to_string()])?;
    let mut client = transaction.prepare_cached("delete from client where id = ?1")?;
    let was_there = client.execute(params![id.to_string()])? > 0;
    drop(client);
    plans.iter().try_for_each(|hash| forget_plan(transaction, hash))?;
    if was_there {
        log(transaction, day, "erased", id)?;
        list(transaction, id, day, &period)?;
        // A file may know a session of theirs from when it was nobody's.
        sessions.iter().try_for_each(|session| log(transaction, day, "erased", *session))?;
    }
    Ok(was_there)
}

/// Returns the days of the first and the last session of a client, as the world's clock counts them.
fn period_of(connection: &Connection, client: Id) -> Result<[Option<String>; 2]> {
    let sql = "select date(min(began) / 1000, 'unixepoch'), date(max(began) / 1000, 'unixepoch') from session
        where client = ?1";
    connection.prepare_cached(sql)?.query_row(params![client.to_string()], |row| Ok([row.get(0)?, row.get(1)?]))
}

/// Writes an erased client into the list that is kept: an id that says nothing, the period, the day.
fn list(transaction: &Connection, client: Id, day: Date, [first, last]: &[Option<String>; 2]) -> Result<()> {
    let sql = "insert into erasure (client, day, first, last) values (?1, ?2, ?3, ?4)";
    transaction.prepare_cached(sql)?.execute(params![client.to_string(), day.to_string(), first, last]).map(drop)
}

/// Lists the sessions of a client that have an id.
fn sessions_of(connection: &Connection, client: Id) -> Result<Vec<Id>> {
    let mut sessions = connection.prepare_cached("select id from session where client = ?1")?;
    let ids = sessions.query_map(params![client.to_string()], |row| row.get::<_, String>("id"))?;
    let ids: Vec<String> = ids.collect::<Result<_>>()?;
    Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
}

/// Lists the texts of all plans that were run with a client, by hash.
fn plans_of(connection: &Connection, client: Id) -> Result<Vec<String>> {
    let mut plans = connection.prepare_cached("select distinct plan from session where client = ?1")?;
    plans.query_map(params![client.to_string()], |row| row.get("plan"))?.collect()
}
