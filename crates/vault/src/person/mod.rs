//! Clients who turned out to be one person. All that is kept of each stays as it is, under its own id, and goes out with
//! its own file; shown is one of them, with what is said of all, and with the presets and sessions of all. So it can be
//! taken apart again, here or on another computer.

mod edit;
mod former;
mod known;
mod notes;
mod shown;
#[cfg(test)]
mod tests;

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::clients::{change_client, client_of, is_client};
use super::journal::row::{id, if_readable, readable};
use super::journal::{know_client, know_words};
use super::log::log;
use holdwell_model::{Client, Id};

pub(super) use edit::edited;
pub(super) use former::Former;
use known::know_persons;
pub(super) use known::know_persons_anew;
use shown::rows_of;
pub(super) use shown::{shown, shown_instead};

/// Condition that a column is the client `?1`, or one who is shown as that one.
pub(crate) const IS_PERSON: &str = "in (select one.id from client one where one.id = ?1 or one.person = ?1)";

/// Says that one client is another. Whoever is shown as the one already comes along. Returns false where nothing changed:
/// one of them is not there, or the two are shown as one already.
pub(super) fn merge_clients(connection: &Connection, (from, into): (Id, Id), now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let person = person_of(&transaction, from)?;
    let Some(one) = if_readable(client_of(&transaction, person))?.flatten() else { return Ok(false) };
    if !is_client(&transaction, into)? || person == person_of(&transaction, into)? {
        return Ok(false);
    }
    change_client(&transaction, &Client { same_as: Some(into), ..one }, now)?;
    log(&transaction, now.date(), "merged into another", person)?;
    know_persons(&transaction)?;
    transaction.commit()?;
    Ok(true)
}

/// Takes a client apart from the one as whom they are shown. Whoever is one with that one by what is said of others
/// stays; whoever is so by this client alone goes along. Returns false where they are not shown as another.
pub(super) fn part_client(connection: &Connection, from: Id, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let person = person_of(&transaction, from)?;
    if person == from {
        return Ok(false);
    }
    let rows = rows_of(&transaction, person, &mut Vec::new())?;
    let row_of = |id: Id| rows.iter().find(|row| row.id == id);
    let mut said: Vec<(&Client, Option<Id>)> = row_of(from).map(|row| (row, None)).into_iter().collect();
    // In a ring the one who is shown is said to be somebody who is said to be this client. It is turned about, so that
    // they stay one, and the same one is shown.
    let (mut before, mut turned, mut at) = (None, Vec::new(), row_of(person));
    while let Some(row) = at.filter(|row| turned.iter().all(|(one, _): &(&Client, _)| one.id != row.id)) {
        turned.push((row, before));
        before = Some(row.id);
        if row.same_as == Some(from) {
            said.append(&mut turned);
            break;
        }
        at = row.same_as.and_then(row_of);
    }
    for (row, same_as) in said {
        change_client(&transaction, &Client { same_as, ..row.clone() }, now)?;
    }
    // Of one who cannot be read nothing can be said but that.
    let sql = "update client set person = null where id = ?1";
    let _one = transaction.prepare_cached(sql)?.execute(params![from.to_string()])?;
    know_persons(&transaction)?;
    recount(&transaction, &from.to_string())?;
    recount(&transaction, &person.to_string())?;
    log(&transaction, now.date(), "taken apart", from)?;
    transaction.commit()?;
    Ok(true)
}

/// Works out anew what follows from the sessions of a client, and of whoever is shown as them.
fn recount(connection: &Connection, client: &str) -> Result<()> {
    let Ok(client) = client.parse() else { return Ok(()) };
    know_client(connection, client)?;
    know_words(connection, client, None)
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
