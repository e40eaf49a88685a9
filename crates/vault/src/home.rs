//! Plans that were given to clients to take home, and the diaries that came back.

use std::collections::BTreeMap;

use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::clients::client_page;
use super::file::author;
use super::journal::row::{from_json, good, id, instant, is_unreadable, json, or_named};
use super::log::log_daily;
use super::person::IS_PERSON;
use holdwell_home::{Brought, Diary, DiaryEntry, HomePlan};
use holdwell_model::{Arc, Id};
use holdwell_store::{DiaryTaken, HomePlanPage, PlanOwner, RowKind, UnreadableRow};

/// Keeps a plan that is given to a client. One that was given before is replaced; that of another client stays, and the
/// answer is false.
pub(super) fn give_plan(connection: &Connection, client: Id, plan: &HomePlan, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let sql = "insert into home_plan (id, client, author, given, whole) values (?1, ?2, ?3, ?4, ?5)
        on conflict (id) do update set author = excluded.author, given = excluded.given, whole = excluded.whole
            where client = excluded.client";
    // What was recorded for it stands where recordings are kept.
    let plan = HomePlan { speech: None, ..plan.clone() };
    let given = now.timestamp().as_millisecond();
    let row = params![plan.id.to_string(), client.to_string(), author(&transaction)?, given, json(&plan)?];
    let is_kept = transaction.prepare_cached(sql)?.execute(row)? > 0;
    if is_kept {
        log_daily(&transaction, now.date(), "home plan given", client)?;
    }
    transaction.commit()?;
    Ok(is_kept)
}

/// Takes a diary in, by the id of its plan; `None` where no such plan was given here. What is there already counts once.
pub(super) fn take_diary(connection: &Connection, diary: &Diary, now: &Zoned) -> Result<Option<DiaryTaken>> {
    let transaction = connection.unchecked_transaction()?;
    let client = "select client from home_plan where id = ?1";
    let client = transaction
        .prepare_cached(client)?
        .query_row(params![diary.plan.to_string()], |row| id(row, "client"))
        .optional()?;
    let Some(client) = client else { return Ok(None) };
    let author = author(&transaction)?;
    let mut brought = Brought::default();
    for entry in diary.entries() {
        let one = take_entry(&transaction, diary.plan, entry, (&author, now))?;
        brought = Brought { new: brought.new + one.new, changed: brought.changed + one.changed };
    }
    log_daily(&transaction, now.date(), "diary read", client)?;
    transaction.commit()?;
    Ok(Some(DiaryTaken { client, plan: diary.plan, brought }))
}

fn take_entry(
    transaction: &Connection,
    plan: Id,
    entry: &DiaryEntry,
    (author, now): (&str, &Zoned),
) -> Result<Brought> {
    let whole = json(entry)?;
    let known = "select whole from diary_entry where plan = ?1 and day = ?2 and time = ?3";
    let key = params![plan.to_string(), entry.day.to_string(), entry.time];
    let known: Option<String> = transaction.prepare_cached(known)?.query_row(key, |row| row.get(0)).optional()?;
    if known.as_ref() == Some(&whole) {
        return Ok(Brought::default());
    }
    let sql = "insert into diary_entry (plan, day, time, author, came, whole) values (?1, ?2, ?3, ?4, ?5, ?6)
        on conflict (plan, day, time) do update
            set author = excluded.author, came = excluded.came, whole = excluded.whole";
    let came = now.timestamp().as_millisecond();
    let row = params![plan.to_string(), entry.day.to_string(), entry.time, author, came, whole];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    let is_new = known.is_none();
    Ok(Brought { new: is_new.into(), changed: (!is_new).into() })
}

/// Finds whose a plan is. A row that cannot be read is none.
pub(super) fn plan_owner(connection: &Connection, plan: Id) -> Result<PlanOwner> {
    let sql = "select client from home_plan where id = ?1";
    let client =
        connection.prepare_cached(sql)?.query_row(params![plan.to_string()], |row| id(row, "client")).optional()?;
    let Some(client) = client else { return Ok(PlanOwner { plan, given: None }) };
    let mut bad = Vec::new();
    let page = match client_page(connection, client, &mut bad) {
        Err(error) if is_unreadable(&error) => None,
        page => page?,
    };
    let given = page.and_then(|page| {
        let given = page.home.into_iter().find(|given| given.plan.id == plan)?;
        Some((page.client.id, page.client.name, given))
    });
    Ok(PlanOwner { plan, given })
}

/// Lists the plans that were given to a client, and to whoever is shown as them, the last first, each with its diary. A
/// row that cannot be read is added to `bad`.
pub(super) fn home_plans(
    connection: &Connection,
    client: Id,
    bad: &mut Vec<UnreadableRow>,
) -> Result<Vec<HomePlanPage>> {
    plans_where(connection, IS_PERSON, client, bad)
}

/// Lists the plans that were given to a client alone, as [`home_plans`] does.
pub(super) fn own_home_plans(
    connection: &Connection,
    client: Id,
    bad: &mut Vec<UnreadableRow>,
) -> Result<Vec<HomePlanPage>> {
    plans_where(connection, "= ?1", client, bad)
}

fn plans_where(
    connection: &Connection,
    is_theirs: &str,
    client: Id,
    bad: &mut Vec<UnreadableRow>,
) -> Result<Vec<HomePlanPage>> {
    let sql = format!("select id, given, whole from home_plan where client {is_theirs} order by given desc, id");
    let mut plans = connection.prepare_cached(&sql)?;
    let plans = plans.query_map(params![client.to_string()], |row| {
        let read = || {
            let plan: HomePlan = from_json(row, "whole")?;
            let diary = Diary::new(plan.id);
            Ok(HomePlanPage { plan: Arc::new(plan), given: instant(row, "given")?, diary, came: BTreeMap::new() })
        };
        or_named(row, "id", read())
    })?;
    let mut plans = good(plans, RowKind::HomePlan, bad)?;
    for page in &mut plans {
        let sql = "select plan, came, whole from diary_entry where plan = ?1 order by day, time";
        let mut entries = connection.prepare_cached(sql)?;
        let entries = entries.query_map(params![page.plan.id.to_string()], |row| {
            let read = || Ok((instant(row, "came")?, from_json::<DiaryEntry>(row, "whole")?));
            or_named(row, "plan", read())
        })?;
        for (came, entry) in good(entries, RowKind::HomePlan, bad)? {
            let _before = page.came.insert(entry.key(), came);
            let _new = page.diary.put(entry);
        }
    }
    Ok(plans)
}
