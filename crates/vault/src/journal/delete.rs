//! Sessions that were deleted, and can be put back.

use jiff::civil::Date;
use rusqlite::{Connection, Result, params};

use super::settle;
use crate::log::log;
use holdwell_model::Id;

/// Condition that the row of `session` is not deleted. The log says so, and no row is changed: a session is put back
/// exactly as it was, and no import brings one back that was deleted here.
pub(crate) const IS_THERE: &str = "coalesce((
        select action from log
        where log.what = session.id and log.action in ('session deleted', 'session put back')
        order by log.id desc limit 1
    ), '') <> 'session deleted'";

/// Deletes a session, or takes that back. One that was cut off can be gone on with when it is back. Returns false where
/// there is none to be deleted, or none to be put back.
pub(crate) fn delete_session(connection: &Connection, session: Id, deleted: bool, day: Date) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let sql = format!("select 1 from session where id = ?1 and ({IS_THERE}) = ?2");
    let found = transaction.prepare_cached(&sql)?.exists(params![session.to_string(), deleted])?;
    if found {
        log(&transaction, day, if deleted { "session deleted" } else { "session put back" }, session)?;
        if let Some(client) = settle::client_of(&transaction, session)? {
            settle::know_client(&transaction, client)?;
            settle::know_words(&transaction, client, None)?;
        }
    }
    transaction.commit()?;
    Ok(found)
}
