//! What is shown of a person: what is said of all who turned out to be them. It is worked out whenever it is read, so
//! that nothing has to be copied, and what comes for one of them later is seen at once.

use rusqlite::{Connection, Result, params};

use super::{notes, person_of};
use crate::clients::kept_client;
use crate::join::Save;
use crate::journal::row::{from_json, good, or_named};
use holdwell_model::{Caution, Client, Id, Preferences};
use holdwell_store::{RowKind, UnreadableRow};

/// Returns what is shown of a client: with every caution of whoever is the same person. A row of those that cannot be read
/// is added to `bad`.
pub(crate) fn shown(connection: &Connection, client: Client, bad: &mut Vec<UnreadableRow>) -> Result<Client> {
    let rows = everybody(connection, &client, bad)?;
    if rows.len() == 1 {
        return Ok(client);
    }
    let cautions = cautions(connection, &rows)?;
    Ok(united(client, &rows, cautions))
}

/// Returns what is shown of a client who cannot be read: what is said of those who are the same person. `None` where
/// nobody else is.
pub(crate) fn shown_instead(connection: &Connection, id: Id, name: &str) -> Result<Option<Client>> {
    let rows = rows_of(connection, person_of(connection, id)?, &mut Vec::new())?;
    let shown = rows.into_iter().next().map(|first| shown(connection, first, &mut Vec::new())).transpose()?;
    Ok(shown.map(|shown| Client { id, name: name.to_owned(), ..shown }))
}

/// Lists the rows of whoever is the same person as a client, theirs first, then that of the one who is shown.
pub(super) fn everybody(connection: &Connection, client: &Client, bad: &mut Vec<UnreadableRow>) -> Result<Vec<Client>> {
    let mut rows = rows_of(connection, person_of(connection, client.id)?, bad)?;
    rows.retain(|row| row.id != client.id);
    rows.insert(0, client.clone());
    Ok(rows)
}

/// Lists the rows of a person that can be read, that of the one who is shown first.
pub(super) fn rows_of(connection: &Connection, person: Id, bad: &mut Vec<UnreadableRow>) -> Result<Vec<Client>> {
    let sql = "select id, whole from client where id = ?1 or person = ?1 order by id <> ?1, id";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map(params![person.to_string()], |row| or_named(row, "id", from_json(row, "whole")))?;
    good(rows, RowKind::Client, bad)
}

/// Puts together what is said of all; what is shown of one only is that of the first who has it.
pub(super) fn united(first: Client, rows: &[Client], cautions: Vec<Caution>) -> Client {
    Client {
        called: rows.iter().find_map(|row| row.called.clone()),
        cautions,
        hurts: rows.iter().flat_map(|row| row.hurts.iter().copied()).collect(),
        notes: notes::joined(rows),
        worse_side: rows.iter().find_map(|row| row.worse_side),
        slot_mins: rows.iter().find_map(|row| row.slot_mins),
        preferences: rows
            .iter()
            .map(|row| row.preferences)
            .find(|one| *one != Preferences::default())
            .unwrap_or_default(),
        born: rows.iter().find_map(|row| row.born),
        keep_until: rows.iter().filter_map(|row| row.keep_until).max(),
        ..first
    }
}

/// Lists every caution once. An earlier version copied them from one client to the other; of two texts of one the later
/// is shown.
fn cautions(connection: &Connection, rows: &[Client]) -> Result<Vec<Caution>> {
    let mut all: Vec<(Id, Caution)> = Vec::new();
    for (row, caution) in rows.iter().flat_map(|row| row.cautions.iter().map(move |caution| (row.id, caution))) {
        let known = all.iter_mut().find(|(_, known)| known.id == caution.id);
        match known {
            None => all.push((row, caution.clone())),
            Some((other, known)) if known != caution => {
                if saved(connection, *other, caution.id)? < saved(connection, row, caution.id)? {
                    (*other, *known) = (row, caution.clone());
                }
            }
            Some(_) => {}
        }
    }
    Ok(all.into_iter().map(|(_, caution)| caution).collect())
}

/// Returns the saving that last wrote a caution into the row of a client.
fn saved(connection: &Connection, client: Id, caution: Id) -> Result<Option<Save>> {
    let kept = kept_client(connection, client)?;
    Ok(kept.and_then(|kept| kept.joined.origin.caution_saved(&caution.to_string())))
}
