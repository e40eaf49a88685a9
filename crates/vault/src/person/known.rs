//! As whom each client is shown. It follows from what is said of each; whatever has come, in whichever order.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Result, params};

use super::recount;
use crate::journal::row::{from_json, if_readable};
use holdwell_model::Client;

/// Works out as whom each client is shown, in a transaction of its own.
pub(crate) fn know_persons_anew(connection: &Connection) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    know_persons(&transaction)?;
    transaction.commit()
}

/// Works out as whom each client is shown.
pub(super) fn know_persons(connection: &Connection) -> Result<()> {
    let said = said(connection)?;
    let there: BTreeSet<&str> = said.keys().map(String::as_str).collect();
    // One who is not here is nobody to be shown.
    let same = said.iter().filter_map(|(id, said)| Some((id.as_str(), said.same_as.as_deref()?)));
    let same: BTreeMap<&str, &str> = same.filter(|(_, same_as)| there.contains(same_as)).collect();
    let mut persons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for id in said.keys() {
        persons.entry(end_of(id, &same)).or_default().push(id);
    }
    for (end, all) in persons {
        // Where the one cannot be read who is to be shown, another is, so that nobody's cautions are hidden with theirs.
        let can_be_read = |id: &&str| said.get(*id).is_some_and(|said| said.can_be_read);
        let shown = [end].into_iter().chain(all.iter().copied()).find(can_be_read).unwrap_or(end);
        for id in all {
            let before = said.get(id).and_then(|said| said.person.as_deref());
            let person = Some(shown).filter(|person| *person != id);
            if person != before {
                let sql = "update client set person = ?2 where id = ?1";
                let _one = connection.prepare_cached(sql)?.execute(params![id, person])?;
                for client in [Some(id), before, person].into_iter().flatten() {
                    recount(connection, client)?;
                }
            }
        }
    }
    Ok(())
}

/// Statement about a client who is somebody else, or of whom somebody else is said to be.
struct Said {
    can_be_read: bool,
    /// The one as whom they are shown.
    person: Option<String>,
    /// The one who they are said to be. Of a row that cannot be read it stays as it was, so that somebody looks at it.
    same_as: Option<String>,
}

/// Reads what is said of all who are one person with somebody.
fn said(connection: &Connection) -> Result<BTreeMap<String, Said>> {
    let sql = "with said as materialized (
            select id, person, case when json_valid(whole) then whole ->> '$.same_as' end as same_as from client
        )
        select id, person, whole from client where id in (
            select id from said where person is not null or same_as is not null
            union select person from said union select same_as from said
        )";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map([], |row| {
        let client: Option<Client> = if_readable(from_json(row, "whole"))?;
        let person: Option<String> = row.get("person")?;
        let same_as = client.as_ref().map_or_else(|| person.clone(), |client| client.same_as.map(|id| id.to_string()));
        Ok((row.get("id")?, Said { can_be_read: client.is_some(), person, same_as }))
    });
    rows?.collect()
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
