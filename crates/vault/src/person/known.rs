//! As whom each client is shown. It follows from what is said of each; whatever has come, in whichever order.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Result, params};

use crate::journal::{know_client, know_words};

/// Works out as whom each client is shown, in a transaction of its own.
pub(crate) fn know_persons_anew(connection: &Connection) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    know_persons(&transaction)?;
    transaction.commit()
}

/// Works out as whom each client is shown.
pub(super) fn know_persons(connection: &Connection) -> Result<()> {
    // Of a row that cannot be read it stays as it was, so that somebody looks at it.
    let sql = "select id, person, same_as from (
            select id, person, case when json_valid(whole) then whole ->> '$.same_as' else person end as same_as from client
        ) where person is not null or same_as is not null";
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
