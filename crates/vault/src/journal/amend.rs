//! Remarks and answers that are added to a session later. The original stays as it is.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, Result, params};

use super::question::asks_text;
use super::settle;
use crate::file::author;
use crate::log::{log, log_daily};
use holdwell_model::Id;
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

/// Puts a remark, or the answer to a question, beside a session.
pub(super) fn put(
    connection: &Connection,
    session: Id,
    item: Option<u32>,
    asks: Option<QuestionKind>,
    text: &str,
    now: Timestamp,
) -> Result<()> {
    let sql = "insert into annotation (id, session, bout, at, author, text, asks) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let (id, asks) = (new_id(now).to_string(), asks.map(asks_text));
    let row = params![id, session.to_string(), item, now.as_millisecond(), author(connection)?, text, asks];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Gives a session to another client, or to none; logged for both. Returns false where nothing changed.
pub(crate) fn move_session(connection: &Connection, session: Id, client: Option<Id>, day: Date) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let before = settle::client_of(&transaction, session)?;
    let sql = "update session set client = ?2, version = version + 1, author = ?3 where id = ?1 and client is not ?2";
    let to = client.map(|client| client.to_string());
    let moved = transaction.prepare_cached(sql)?.execute(params![session.to_string(), to, author(&transaction)?])? > 0;
    if moved {
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
