//! Clients who turned out to be one person. All that is kept of each stays as it is, under its own id, and goes out with
//! its own file; shown is one of them, with the presets and sessions of all. So it can be taken apart again, here or on
//! another computer.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::clients::{change_client, client_of};
use super::journal::{know_client, know_words};
use super::log::log;
use holdwell_model::{Client, Id};

/// Condition that a column is the client `?1`, or one who is shown as that one.
pub(crate) const IS_PERSON: &str = "in (select one.id from client one where one.id = ?1 or one.person = ?1)";

/// Says that one client is another. Returns false where one of them is not there, or is shown as somebody else already.
pub(super) fn merge_clients(connection: &Connection, (from, into): (Id, Id), now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let (Some(one), Some(other)) = (client_of(&transaction, from)?, client_of(&transaction, into)?) else {
        return Ok(false);
    };
    if from == into || one.same_as.is_some() || other.same_as.is_some() {
        return Ok(false);
    }
    change_client(&transaction, &joined(other, &one), now)?;
    change_client(&transaction, &Client { same_as: Some(into), ..one }, now)?;
    log(&transaction, now.date(), "merged into another", from)?;
    know_persons(&transaction)?;
    transaction.commit()?;
    Ok(true)
}

/// Takes a client apart from the one as whom they are shown. Returns false where they are not shown as another.
pub(super) fn part_client(connection: &Connection, from: Id, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let Some(one) = client_of(&transaction, from)? else { return Ok(false) };
    let Some(into) = one.same_as else { return Ok(false) };
    if let Some(other) = client_of(&transaction, into)? {
        change_client(&transaction, &parted(other, &one), now)?;
    }
    change_client(&transaction, &Client { same_as: None, ..one }, now)?;
    log(&transaction, now.date(), "taken apart", from)?;
    know_persons(&transaction)?;
    transaction.commit()?;
    Ok(true)
}

/// Lists the clients who are shown as this one, by id and name.
pub(super) fn shown_as(connection: &Connection, client: Id) -> Result<Vec<(Id, String)>> {
    let mut others = connection.prepare_cached("select id, name from client where person = ?1 order by id")?;
    let others = others
        .query_map(params![client.to_string()], |row| Ok((super::journal::row::id(row, "id")?, row.get("name")?)))?;
    super::journal::row::readable(others)
}

/// Returns the client as whom this one is shown.
pub(super) fn person_of(connection: &Connection, client: Id) -> Result<Id> {
    let mut person = connection.prepare_cached("select person from client where id = ?1")?;
    let person: Option<Option<String>> = person.query_row(params![client.to_string()], |row| row.get(0)).optional()?;
    Ok(person.flatten().and_then(|person| person.parse().ok()).unwrap_or(client))
}

/// Works out as whom each client is shown, from what is said of each; whatever has come, in whichever order.
pub(super) fn know_persons(connection: &Connection) -> Result<()> {
    let sql = "select id, person, case when json_valid(whole) then whole ->> '$.same_as' end as same_as from client
        where person is not null or case when json_valid(whole) then whole ->> '$.same_as' end is not null";
    let mut said = connection.prepare(sql)?;
    let said = said.query_map([], |row| Ok((row.get("id")?, (row.get("person")?, row.get("same_as")?))))?;
    let said: BTreeMap<String, (Option<String>, Option<String>)> = said.collect::<Result<_>>()?;
    let mut there = connection.prepare_cached("select 1 from client where id = ?1")?;
    let mut same = BTreeMap::new();
    for (id, (_, same_as)) in &said {
        // One who is not here is nobody to be shown.
        if let Some(same_as) = same_as
            && there.exists([same_as])?
        {
            same.insert(id.as_str(), same_as.as_str());
        }
    }
    for (id, (before, _)) in &said {
        let person = Some(end_of(id, &same)).filter(|person| person != id);
        if person != before.as_deref() {
            let sql = "update client set person = ?2 where id = ?1";
            let _one = connection.prepare_cached(sql)?.execute(params![id, person])?;
            for client in [Some(id.as_str()), before.as_deref(), person].into_iter().flatten() {
                let Ok(client) = client.parse() else { continue };
                know_client(connection, client)?;
                know_words(connection, client, None)?;
            }
        }
    }
    Ok(())
}

/// Returns where the chain of a client ends; in a ring it ends with the least id, wherever one begins.
fn end_of<'a>(id: &'a str, same: &BTreeMap<&'a str, &'a str>) -> &'a str {
    let (mut at, mut seen) = (id, BTreeSet::new());
    while let Some(next) = same.get(at) {
        if !seen.insert(at) {
            let mut ring = BTreeSet::from([at]);
            let mut next = at;
            while let Some(after) = same.get(next).filter(|after| **after != at) {
                next = after;
                ring.insert(next);
            }
            return ring.first().copied().unwrap_or(at);
        }
        at = next;
    }
    at
}

/// Joins what is said of both. Every caution is kept.
fn joined(into: Client, from: &Client) -> Client {
    let mut cautions = into.cautions;
    let new = from.cautions.iter().filter(|caution| cautions.iter().all(|known| known.id != caution.id));
    let new: Vec<_> = new.cloned().collect();
    cautions.extend(new);
    Client {
        cautions,
        hurts: into.hurts.union(&from.hurts).copied().collect(),
        notes: format!("{}{}", into.notes, notes_of(from)),
        called: into.called.or_else(|| from.called.clone()),
        worse_side: into.worse_side.or(from.worse_side),
        slot_mins: into.slot_mins.or(from.slot_mins),
        keep_until: into.keep_until.max(from.keep_until),
        ..into
    }
}

/// Takes out again what came with the other and was not changed since: the other still has it.
fn parted(into: Client, from: &Client) -> Client {
    let cautions = into.cautions.into_iter().filter(|caution| !from.cautions.contains(caution)).collect();
    let notes = notes_of(from);
    let notes = if notes.is_empty() { into.notes } else { into.notes.replacen(&notes, "", 1) };
    Client { cautions, notes, ..into }
}

/// Returns the notes of a client as they stand behind those of another.
fn notes_of(client: &Client) -> String {
    if client.notes.trim().is_empty() { String::new() } else { format!("\n\n{}: {}", client.name, client.notes) }
}
