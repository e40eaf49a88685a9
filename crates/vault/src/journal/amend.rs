//! Remarks and answers that are added to a session later. The original stays as it is.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::question::asks_text;
use super::settle;
use crate::clients::is_client;
use crate::course;
use crate::file::author;
use crate::log::{log, log_daily};
use crate::person::person_of;
use holdwell_model::{HoldName, Id, Region};
use holdwell_store::{Question, QuestionKind, new_id};

/// Puts a word beside a session, or beside one hold of it.
pub(crate) fn annotate(connection: &Connection, session: Id, item: Option<u32>, text: &str, now: &Zoned) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    put(&transaction, session, item, None, text, now.timestamp())?;
    log_daily(&transaction, now.date(), "session annotated", session)?;
    transaction.commit()
}

/// Puts the answer to a question beside the hold that it was about.
pub(super) fn answer(connection: &Connection, question: &Question, text: &str, now: Timestamp) -> Result<()> {
    put(connection, question.session, Some(question.item), Some(question.asks), text, now)
}

/// Gives a hold a name and a side beside its record, or takes them away. It is found and counted by the position from
/// now on. Returns false where there is no such hold.
pub(crate) fn name_hold(
    connection: &Connection,
    session: Id,
    item: u32,
    name: Option<&HoldName>,
    now: &Zoned,
) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let mut hold = transaction.prepare_cached("select position from hold where session = ?1 and bout = ?2")?;
    let before =
        hold.query_row(params![session.to_string(), item], |row| row.get::<_, Option<String>>(0)).optional()?;
    drop(hold);
    let Some(before) = before else { return Ok(false) };
    let spoken = name.map(HoldName::spoken).unwrap_or_default();
    put(&transaction, session, Some(item), Some(QuestionKind::Name), &spoken, now.timestamp())?;
    let (position, region) = (name.and_then(|name| name.position.as_deref()), name.and_then(|name| name.region));
    let sql = "update hold set position = ?3, region = ?4 where session = ?1 and bout = ?2";
    let row = params![session.to_string(), item, position, region.map(Region::key)];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    count_use(&transaction, before.as_deref(), position)?;
    settle::ask_again(&transaction, session)?;
    if let Some(client) = settle::client_of(&transaction, session)? {
        settle::know_words(&transaction, client, None)?;
    }
    log_daily(&transaction, now.date(), "session annotated", session)?;
    transaction.commit()?;
    Ok(true)
}

/// Counts a hold at another position than before.
pub(crate) fn count_use(connection: &Connection, before: Option<&str>, after: Option<&str>) -> Result<()> {
    let sql = "insert into used (position, times) values (?1, max(?2, 0))
        on conflict (position) do update set times = max(times + ?2, 0)";
    let mut used = connection.prepare_cached(sql)?;
    for (position, times) in [(before, -1), (after, 1)] {
        if let Some(position) = position {
            let _one = used.execute(params![position, times])?;
        }
    }
    Ok(())
}

/// Puts a remark, or the answer to a question, beside a session. Of the answers to one question the last counts, also
/// where the clock was put back since.
pub(super) fn put(
    connection: &Connection,
    session: Id,
    item: Option<u32>,
    asks: Option<QuestionKind>,
    text: &str,
    now: Timestamp,
) -> Result<()> {
    let sql = "insert into annotation (id, session, bout, at, author, text, asks)
        values (?1, ?2, ?3, max(?4, coalesce((
            select max(at) + 1 from annotation where session = ?2 and bout is ?3 and asks = ?7
        ), 0)), ?5, ?6, ?7)";
    let (id, asks) = (new_id(now).to_string(), asks.map(asks_text));
    let row = params![id, session.to_string(), item, now.as_millisecond(), author(connection)?, text, asks];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Words of the log for a session that is moved, with the id of the client whose it was.
const WAS_OF: &str = "moved from ";

/// Condition that a line of the log says whose a session was; that is nobody else's business.
pub(crate) const SAYS_WHOSE: &str = "log.action like 'moved from %'";

/// Returns the client to whom a session goes that is given to a person: the one of them whose it was last, or the one who
/// is named.
fn owner(connection: &Connection, session: Id, client: Id) -> Result<Id> {
    let person = person_of(connection, client)?;
    let sql = format!("select action from log where what = ?1 and {SAYS_WHOSE} order by id desc");
    let mut lines = connection.prepare_cached(&sql)?;
    let lines = lines.query_map(params![session.to_string()], |row| row.get::<_, String>(0))?;
    for line in lines {
        let whose = line?.strip_prefix(WAS_OF).and_then(|id| id.parse().ok());
        if let Some(whose) = whose
            && is_client(connection, whose)?
            && person_of(connection, whose)? == person
        {
            return Ok(whose);
        }
    }
    Ok(client)
}

/// Gives a session to another client, or to none; logged for both. Returns false where nothing changed.
pub(crate) fn move_session(connection: &Connection, session: Id, client: Option<Id>, day: Date) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let before = settle::client_of(&transaction, session)?;
    let client = client.map(|client| owner(&transaction, session, client)).transpose()?;
    let sql = "update session set client = ?2, version = version + 1, author = ?3 where id = ?1 and client is not ?2";
    let to = client.map(|client| client.to_string());
    let moved = transaction.prepare_cached(sql)?.execute(params![session.to_string(), to, author(&transaction)?])? > 0;
    if moved {
        // Later what goes along is tied already, and what is not is somebody else's.
        let sql = format!("select 1 from log where what = ?1 and {SAYS_WHOSE}");
        let was_given = transaction.prepare_cached(&sql)?.exists(params![session.to_string()])?;
        if let Some(before) = before.filter(|_| !was_given) {
            course::tie_to_session(&transaction, before, session)?;
        }
        // What was measured in it is of whoever was treated. Where that is nobody it waits with whose it was.
        let sql = "update measure set client = ?2 where session = ?1 and ?2 is not null";
        let _measured = transaction.prepare_cached(sql)?.execute(params![session.to_string(), to])?;
        if let Some(before) = before {
            log(&transaction, day, &format!("{WAS_OF}{before}"), session)?;
        }
        for (whose, action) in [(before, "session moved away"), (client, "session moved here")] {
            let Some(whose) = whose else { continue };
            settle::know_client(&transaction, whose)?;
            settle::know_words(&transaction, whose, None)?;
            log(&transaction, day, action, whose)?;
        }
    }
    transaction.commit()?;
    Ok(moved)
}
