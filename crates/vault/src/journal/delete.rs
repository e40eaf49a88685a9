//! Sessions that were deleted, and can be put back.

use jiff::Zoned;
use rusqlite::{Connection, Result, params};

use super::settle;
use crate::file::author;
use crate::log::log;
use holdwell_model::Id;

/// Condition that the row of `session` is not deleted. Nothing in the row is changed: a session is put back exactly as it
/// was. A deletion counts for the client alone whose session it was.
pub(crate) const IS_THERE: &str = "not exists (
        select 1 from deletion
        where deletion.session = session.id and deletion.client is session.client and deletion.deleted = 1
    )";

/// Deletes a session, or takes that back. One that was cut off can be gone on with when it is back. Returns false where
/// there is none to be deleted, or none to be put back.
pub(crate) fn delete_session(connection: &Connection, session: Id, deleted: bool, now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let sql = format!("select 1 from session where id = ?1 and ({IS_THERE}) = ?2");
    let found = transaction.prepare_cached(&sql)?.exists(params![session.to_string(), deleted])?;
    if found {
        mark(&transaction, session, deleted, now)?;
        if let Some(client) = settle::client_of(&transaction, session)? {
            settle::know_client(&transaction, client)?;
            settle::know_words(&transaction, client, None)?;
        }
    }
    transaction.commit()?;
    Ok(found)
}

/// Says if the session is deleted as one of this client, or of nobody; it may not be here.
pub(crate) fn is_deleted(connection: &Connection, session: Id, client: Option<&str>) -> Result<bool> {
    let sql = "select 1 from deletion where session = ?1 and client is ?2 and deleted = 1";
    connection.prepare_cached(sql)?.exists(params![session.to_string(), client])
}

/// Says if a session is here and this client's, or nobody's.
pub(crate) fn is_session_of(connection: &Connection, session: Id, client: Option<&str>) -> Result<bool> {
    let sql = "select 1 from session where id = ?1 and client is ?2";
    connection.prepare_cached(sql)?.exists(params![session.to_string(), client])
}

/// Writes down that a session is deleted, or that it is not. What is said last has the greatest instant, however wrong a
/// clock is.
pub(crate) fn mark(connection: &Connection, session: Id, deleted: bool, now: &Zoned) -> Result<()> {
    let sql = "insert into deletion (session, client, at, author, deleted)
        select id, client, ?2, ?3, ?4 from session where id = ?1
        on conflict (session, coalesce(client, '')) do update
            set at = max(excluded.at, at + 1), author = excluded.author, deleted = excluded.deleted";
    let row = params![session.to_string(), now.timestamp().as_millisecond(), author(connection)?, deleted];
    let _one = connection.prepare_cached(sql)?.execute(row)?;
    log(connection, now.date(), if deleted { "session deleted" } else { "session put back" }, session)
}
