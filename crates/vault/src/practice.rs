//! The practice as a whole, from a day on.

use std::collections::HashMap;

use jiff::Zoned;
use jiff::civil::Date;
use rusqlite::{Connection, Result, params};

use super::journal::delete::IS_THERE;
use super::journal::open_questions;
use super::journal::row::{BEGAN, id, instant, maybe_id, maybe_instant, millis, readable};
use holdwell_measures::{PracticeClient, PracticeSession, not_seen, overruns, practice_weeks};
use holdwell_model::{Id, Millis, Technique};
use holdwell_store::PracticePage;

/// Weeks after which somebody was not seen for long.
const LONG: i64 = 8;
/// Number of clients that are listed.
const MOST: usize = 100;

/// A client, with the length of the usual appointment.
struct Known {
    client: PracticeClient,
    slot: Option<Millis>,
}

/// Reads the practice from a day on.
pub(super) fn practice_page(connection: &Connection, since: Date, now: &Zoned) -> Result<PracticePage> {
    let clients = clients(connection, now)?;
    let sessions = sessions(connection, since, now, &clients)?;
    let name = |client: Id| clients.get(&client).map(|known| known.client.name.clone()).unwrap_or_default();
    let over = overruns(&sessions).into_iter().take(MOST).map(|over| (name(over.client), over)).collect();
    let all: Vec<PracticeClient> = clients.values().map(|known| known.client.clone()).collect();
    let long_ago = now.date().checked_sub(jiff::Span::new().weeks(LONG)).unwrap_or(since);
    Ok(PracticePage {
        since,
        weeks: practice_weeks(&sessions),
        over,
        not_seen: not_seen(&all, long_ago).into_iter().take(MOST).cloned().collect(),
        to_finish: open_questions(connection)?,
    })
}

/// Reads everybody who is shown as themselves.
fn clients(connection: &Connection, now: &Zoned) -> Result<HashMap<Id, Known>> {
    let sql = "select id, name, last_seen, case when json_valid(whole) then whole ->> '$.slot_mins' end as slot
        from client where person is null";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map([], |row| {
        let (client, seen) = (id(row, "id")?, maybe_instant(row, "last_seen")?);
        let slot: Option<i64> = row.get("slot")?;
        let slot = slot.and_then(|mins| u64::try_from(mins).ok()).map(Millis::from_mins);
        let last_seen = seen.map(|seen| seen.to_zoned(now.time_zone().clone()).date());
        Ok((client, Known { client: PracticeClient { client, name: row.get("name")?, last_seen }, slot }))
    })?;
    Ok(readable(rows)?.into_iter().collect())
}

/// The sessions that count: over, not deleted, with something held.
const KEPT: &str = "state <> 'running' and holds > 0 and began >= ?1";

fn sessions(
    connection: &Connection,
    since: Date,
    now: &Zoned,
    clients: &HashMap<Id, Known>,
) -> Result<Vec<PracticeSession>> {
    let from = since.to_zoned(now.time_zone().clone()).map_or(0, |from| from.timestamp().as_millisecond());
    let mut held = held(connection, from)?;
    let sql = format!(
        "select session.rowid as number, {BEGAN} as began_at, session.saved - session.began as length, entered,
            coalesce(client.person, session.client) as client
            from session left join client on client.id = session.client where {KEPT} and {IS_THERE}"
    );
    let mut rows = connection.prepare_cached(&sql)?;
    let rows = rows.query_map(params![from], |row| {
        let number: i64 = row.get("number")?;
        let client = maybe_id(row, "client")?;
        // Of one that was entered afterwards nobody knows how long it was.
        let is_late = maybe_instant(row, "entered")?.is_some();
        let slot = client.and_then(|client| clients.get(&client)?.slot).filter(|_| !is_late);
        let day = instant(row, "began_at")?.to_zoned(now.time_zone().clone()).date();
        let held = held.remove(&number).unwrap_or_default();
        Ok(PracticeSession { day, client, length: millis(row, "length")?, slot, held })
    })?;
    readable(rows)
}

/// Adds up the time under the hands by session, as its row is numbered, and technique.
fn held(connection: &Connection, from: i64) -> Result<HashMap<i64, Vec<(Technique, Millis)>>> {
    // Added up here: to group them, the database would sort every hold.
    let sql = format!(
        "with kept as materialized (select rowid as number, id from session where {KEPT})
        select number, technique, hold.held_ms from kept join hold on hold.session = kept.id"
    );
    let mut rows = connection.prepare_cached(&sql)?;
    let mut rows = rows.query(params![from])?;
    let mut all: HashMap<i64, Vec<(Technique, Millis)>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let technique = row.get_ref(1)?.as_str().ok().and_then(|technique| technique.parse().ok());
        let Some(technique) = technique else { continue };
        let held: i64 = row.get(2)?;
        let held = Millis(u64::try_from(held).unwrap_or(0));
        let of_session = all.entry(row.get(0)?).or_default();
        match of_session.iter_mut().find(|(known, _)| *known == technique) {
            Some((_, sum)) => *sum += held,
            None => of_session.push((technique, held)),
        }
    }
    Ok(all)
}
