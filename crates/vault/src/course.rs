//! Measurements of clients, their plans of care, and their answers two days after a session.

use std::collections::HashMap;

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use super::file::author;
use super::format::Stored;
use super::journal::delete::IS_THERE;
use super::journal::row::{BEGAN, from_json, good, id, instant, json, maybe_instant, millis, or_named, readable};
use super::log::log_daily;
use super::person::{IS_PERSON, person_of, shown_as};
use holdwell_measures::{AROUND_SESSION, CarePlan, Entry, FollowUp, Moment, WorkedHold};
use holdwell_model::{Id, Millis, Side};
use holdwell_store::{Course, CourseLine, RowKind, UnreadableRow, WorkPage};

/// Keeps something that was measured of a client; of an id that is there already the new state counts. One that is
/// another client's stays, and the answer is false.
pub(super) fn keep_measure(connection: &Connection, client: Id, entry: &Entry, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let sql = "insert into measure (id, client, session, at, author, saved, whole) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        on conflict (id) do update set session = excluded.session, at = excluded.at, author = excluded.author,
            saved = max(excluded.saved, saved + 1), whole = excluded.whole, deleted = 0
            where client = excluded.client";
    let (by, saved) = (author(&transaction)?, now.timestamp().as_millisecond());
    let session = entry.session.map(|session| session.to_string());
    let at = entry.at.as_millisecond();
    let client = owner(&transaction, "measure", entry.id, client)?;
    let row = params![entry.id.to_string(), client.to_string(), session, at, by, saved, json(entry)?];
    let is_kept = transaction.prepare_cached(sql)?.execute(row)? > 0;
    if is_kept {
        log_daily(&transaction, now.date(), "measured", client)?;
    }
    transaction.commit()?;
    Ok(is_kept)
}

/// Keeps a plan of care, as [`keep_measure`] does.
pub(super) fn keep_plan(connection: &Connection, client: Id, plan: &CarePlan, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let sql = "insert into care_plan (id, client, author, saved, whole) values (?1, ?2, ?3, ?4, ?5)
        on conflict (id) do update set author = excluded.author, saved = max(excluded.saved, saved + 1),
            whole = excluded.whole, deleted = 0
            where client = excluded.client";
    let (by, saved) = (author(&transaction)?, now.timestamp().as_millisecond());
    let client = owner(&transaction, "care_plan", plan.id, client)?;
    let row = params![plan.id.to_string(), client.to_string(), by, saved, json(plan)?];
    let is_kept = transaction.prepare_cached(sql)?.execute(row)? > 0;
    if is_kept {
        log_daily(&transaction, now.date(), "plan of care saved", client)?;
    }
    transaction.commit()?;
    Ok(is_kept)
}

/// Returns the client to whom a row goes: one that is kept already stays whose it is, where they are shown as this client.
fn owner(connection: &Connection, table: &str, id: Id, client: Id) -> Result<Id> {
    let sql = format!("select client from {table} where id = ?1");
    let known =
        connection.prepare_cached(&sql)?.query_row([id.to_string()], |row| super::journal::row::id(row, "client"));
    let Some(known) = known.optional()? else { return Ok(client) };
    let is_shown = shown_as(connection, client)?.iter().any(|(other, _)| *other == known);
    Ok(if is_shown { known } else { client })
}

/// Ties to a session what was measured before or after it without being entered in any: of the sessions of its client
/// it is the nearest, within half a day. What was measured between sessions is of none.
pub(super) fn tie_to_session(connection: &Connection, client: Id, session: Id) -> Result<()> {
    let sql = format!(
        "select whole from measure where client {IS_PERSON} and session is null and deleted = 0 and ?2 = (
            select id from session where (client {IS_PERSON} or id = ?2) and {IS_THERE}
                and abs({BEGAN} - measure.at) <= ?3
            order by abs({BEGAN} - measure.at), id limit 1
        )"
    );
    let client = person_of(connection, client)?;
    let around = i64::try_from(AROUND_SESSION.as_millis()).unwrap_or(0);
    let mut entries = connection.prepare_cached(&sql)?;
    let entries =
        entries.query_map(params![client.to_string(), session.to_string(), around], |row| from_json(row, "whole"))?;
    for entry in readable::<Entry>(entries)? {
        if entry.moment == Moment::Between {
            continue;
        }
        let entry = Entry { session: Some(session), ..entry };
        let sql = "update measure set session = ?2, whole = ?3, saved = saved + 1 where id = ?1";
        let row = params![entry.id.to_string(), session.to_string(), json(&entry)?];
        let _one = connection.prepare_cached(sql)?.execute(row)?;
    }
    Ok(())
}

/// A row that can be deleted, and put back.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// A measurement.
    Measure,
    /// A plan of care.
    Plan,
}

/// Deletes a row, or takes that back; false where it is not there or is so already.
pub(super) fn delete(connection: &Connection, part: Part, id: Id, deleted: bool, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let (table, action) = match part {
        Part::Measure => ("measure", if deleted { "measure deleted" } else { "measure put back" }),
        Part::Plan => ("care_plan", if deleted { "plan of care deleted" } else { "plan of care put back" }),
    };
    let sql = format!(
        "update {table} set deleted = ?2, author = ?3, saved = max(?4, saved + 1) where id = ?1 and deleted <> ?2 returning client"
    );
    let saved = now.timestamp().as_millisecond();
    let row = params![id.to_string(), deleted, author(&transaction)?, saved];
    let client = transaction.prepare_cached(&sql)?.query_row(row, |row| super::journal::row::id(row, "client"));
    let Some(client) = client.optional()? else { return Ok(false) };
    log_daily(&transaction, now.date(), action, client)?;
    transaction.commit()?;
    Ok(true)
}

/// Keeps what was said after a session; the last answer counts. False where there is no such session.
pub(super) fn answer(connection: &Connection, said: &FollowUp, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let session = said.session.to_string();
    if !transaction.prepare_cached("select 1 from session where id = ?1")?.exists(params![session])? {
        return Ok(false);
    }
    let sql = "insert into follow_up (session, author, saved, whole) values (?1, ?2, ?3, ?4)
        on conflict (session) do update set author = excluded.author, saved = max(excluded.saved, saved + 1),
            whole = excluded.whole";
    let saved = now.timestamp().as_millisecond();
    let row = params![session, author(&transaction)?, saved, json(said)?];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    log_daily(&transaction, now.date(), "asked after a session", said.session)?;
    transaction.commit()?;
    Ok(true)
}

/// Reads the course of a client, and of whoever is shown as them. A row that cannot be read is added to `bad`.
pub(super) fn course(connection: &Connection, client: Id, bad: &mut Vec<UnreadableRow>) -> Result<Course> {
    course_where(connection, IS_PERSON, client, bad)
}

/// Reads the course of a client alone, as [`course`] does.
pub(super) fn own_course(connection: &Connection, client: Id, bad: &mut Vec<UnreadableRow>) -> Result<Course> {
    course_where(connection, "= ?1", client, bad)
}

fn course_where(connection: &Connection, is_theirs: &str, client: Id, bad: &mut Vec<UnreadableRow>) -> Result<Course> {
    let measured = format!("select id, whole from measure where client {is_theirs} and deleted = 0 order by at, id");
    let plans = format!("select id, whole from care_plan where client {is_theirs} and deleted = 0 order by id desc");
    let follow_ups = format!(
        "select follow_up.session as id, follow_up.whole from follow_up
            join session on session.id = follow_up.session where client {is_theirs} and {IS_THERE} order by follow_up.session"
    );
    let mut plans: Vec<CarePlan> = wholes(connection, &plans, client, bad)?;
    plans.sort_by_key(|plan| (std::cmp::Reverse(plan.begun), std::cmp::Reverse(plan.id)));
    let (drafts, plans) = plans.into_iter().partition(|plan| plan.is_draft);
    Ok(Course {
        measured: wholes(connection, &measured, client, bad)?,
        plans,
        drafts,
        follow_ups: wholes(connection, &follow_ups, client, bad)?,
        began: began(connection, is_theirs, client)?,
    })
}

fn wholes<T: Stored>(connection: &Connection, sql: &str, client: Id, bad: &mut Vec<UnreadableRow>) -> Result<Vec<T>> {
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map(params![client.to_string()], |row| or_named(row, "id", from_json(row, "whole")))?;
    good(rows, RowKind::Course, bad)
}

/// Lists the sessions in which something was held, the earliest first.
fn began(connection: &Connection, is_theirs: &str, client: Id) -> Result<Vec<(Id, jiff::Timestamp)>> {
    let sql = format!(
        "select id, {BEGAN} as began_at from session
            where client {is_theirs} and state <> 'running' and holds > 0 and {IS_THERE} order by began_at, id"
    );
    let mut rows = connection.prepare_cached(&sql)?;
    readable(rows.query_map(params![client.to_string()], |row| Ok((id(row, "id")?, instant(row, "began_at")?)))?)
}

/// Reads the plan of care that runs of a client who is offered on Start, and the sessions that count for it.
pub(super) fn course_line(connection: &Connection, client: Id) -> Result<CourseLine> {
    let sql = format!("select whole from care_plan where client {IS_PERSON} and deleted = 0");
    let mut plans = connection.prepare_cached(&sql)?;
    let plans: Vec<CarePlan> = readable(plans.query_map(params![client.to_string()], |row| from_json(row, "whole"))?)?;
    let running = plans.into_iter().filter(|plan| plan.ended.is_none() && !plan.is_draft);
    let plan = running.max_by_key(|plan| (plan.begun, plan.id));
    let began = if plan.is_some() { began(connection, IS_PERSON, client)? } else { Vec::new() };
    Ok(CourseLine { plan, began: began.into_iter().map(|(_, at)| at).collect() })
}

/// Reads every plan of care, by the client as whom its owner is shown.
pub(super) fn plans_of_all(connection: &Connection) -> Result<HashMap<Id, Vec<CarePlan>>> {
    let sql = "select coalesce(client.person, client.id) as person, care_plan.whole from care_plan
        join client on client.id = care_plan.client where deleted = 0";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map([], |row| Ok((id(row, "person")?, from_json(row, "whole")?)))?;
    let mut plans: HashMap<Id, Vec<CarePlan>> = HashMap::new();
    for (person, plan) in readable::<(Id, CarePlan)>(rows)?.into_iter().filter(|(_, plan)| !plan.is_draft) {
        plans.entry(person).or_default().push(plan);
    }
    Ok(plans)
}

/// Reads the holds of a client, and of whoever is shown as them.
pub(super) fn work_page(connection: &Connection, client: Id) -> Result<WorkPage> {
    // The day of a session is worked out once for it, and not for each of its holds.
    let sql = format!(
        "with kept as materialized (
            select id, {BEGAN} as began_at from session
            where client {IS_PERSON} and state <> 'running' and {IS_THERE}
        )
        select began_at, position, region, technique, side, held_ms, released_ms
            from kept join hold on hold.session = kept.id order by began_at, kept.id, bout"
    );
    let mut rows = connection.prepare_cached(&sql)?;
    let holds = rows.query_map(params![client.to_string()], worked)?;
    Ok(WorkPage { client, holds: readable(holds)?.into_iter().flatten().collect() })
}

/// Reads a hold; `None` for one of a technique or a side that is not known here.
fn worked(row: &Row<'_>) -> Result<Option<WorkedHold>> {
    let (region, technique): (Option<String>, String) = (row.get("region")?, row.get("technique")?);
    let side: String = row.get("side")?;
    let sides = [Side::Left, Side::Right, Side::Both, Side::Midline];
    let side = sides.into_iter().find(|known| known.key() == side);
    let known = technique.parse().ok().zip(side);
    let released: Option<i64> = row.get("released_ms")?;
    let hold = |(technique, side)| -> Result<WorkedHold> {
        Ok(WorkedHold {
            at: maybe_instant(row, "began_at")?.unwrap_or_default(),
            position: row.get("position")?,
            region: region.and_then(|region| region.parse().ok()),
            technique,
            side,
            held: millis(row, "held_ms")?,
            released: released.and_then(|held| u64::try_from(held).ok()).map(Millis),
        })
    };
    known.map(hold).transpose()
}
