//! Clients who turned out to be one person. All that is kept of each stays as it is, under its own id, and goes out with
//! its own file; shown is one of them, with what is said of all, and with the presets and sessions of all. So it can be
//! taken apart again, here or on another computer.

mod edit;
mod known;
mod notes;
mod shown;
#[cfg(test)]
mod tests;

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::clients::{change_client, client_of, is_client};
use super::journal::row::{id, readable};
use super::log::log;
use holdwell_model::{Client, Id};

pub(super) use edit::edited;
use known::know_persons;
pub(super) use known::know_persons_anew;
pub(super) use shown::shown;

/// Condition that a column is the client `?1`, or one who is shown as that one.
pub(crate) const IS_PERSON: &str = "in (select one.id from client one where one.id = ?1 or one.person = ?1)";

/// Says that one client is another. Whoever is shown as the one already comes along. Returns false where nothing changed:
/// one of them is not there, or the two are shown as one already.
pub(super) fn merge_clients(connection: &Connection, (from, into): (Id, Id), now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let person = person_of(&transaction, from)?;
    let Some(one) = client_of(&transaction, person)? else { return Ok(false) };
    if !is_client(&transaction, into)? || person == person_of(&transaction, into)? {
        return Ok(false);
    }
    change_client(&transaction, &Client { same_as: Some(into), ..one }, now)?;
    log(&transaction, now.date(), "merged into another", person)?;
    know_persons(&transaction)?;
    transaction.commit()?;
    Ok(true)
}

/// Takes a client apart from the one as whom they are shown. Returns false where they are not shown as another.
pub(super) fn part_client(connection: &Connection, from: Id, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let person = person_of(&transaction, from)?;
    if person == from {
        return Ok(false);
    }
    stand_alone(&transaction, from, now)?;
    // Where each was said to be the other, both are taken back.
    if person_of(&transaction, person)? != person {
        stand_alone(&transaction, person, now)?;
    }
    log(&transaction, now.date(), "taken apart", from)?;
    transaction.commit()?;
    Ok(true)
}

fn stand_alone(transaction: &Connection, client: Id, now: &Zoned) -> Result<()> {
    if let Some(client) = client_of(transaction, client)? {
        change_client(transaction, &Client { same_as: None, ..client }, now)?;
    }
    know_persons(transaction)
}

/// Lists the clients who are shown as this one, by id and name.
pub(super) fn shown_as(connection: &Connection, client: Id) -> Result<Vec<(Id, String)>> {
    let mut others = connection.prepare_cached("select id, name from client where person = ?1 order by id")?;
    readable(others.query_map(params![client.to_string()], |row| Ok((id(row, "id")?, row.get("name")?)))?)
}

/// Returns the client as whom this one is shown.
pub(super) fn person_of(connection: &Connection, client: Id) -> Result<Id> {
    let mut person = connection.prepare_cached("select person from client where id = ?1")?;
    let person: Option<Option<String>> = person.query_row(params![client.to_string()], |row| row.get(0)).optional()?;
    Ok(person.flatten().and_then(|person| person.parse().ok()).unwrap_or(client))
}
