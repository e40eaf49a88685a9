//! Log of views and changes, by day. It names opaque ids only, and it alone survives an erase.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use holdwell_model::Id;

/// Adds a line: what was done, and with what.
pub(super) fn log(connection: &Connection, day: Date, action: &str, what: Id) -> Result<()> {
    let mut line = connection.prepare_cached("insert into log (day, action, what) values (?1, ?2, ?3)")?;
    line.execute(params![day.to_string(), action, what.to_string()]).map(drop)
}

/// Adds a line where there is no such line of this day yet.
pub(super) fn log_daily(connection: &Connection, day: Date, action: &str, what: Id) -> Result<()> {
    let sql = "insert into log (day, action, what) select ?1, ?2, ?3
        where not exists (select 1 from log where what = ?3 and day = ?1 and action = ?2)";
    connection.prepare_cached(sql)?.execute(params![day.to_string(), action, what.to_string()]).map(drop)
}

/// Says if of these two actions with this thing the first was done, and the second not since.
pub(super) fn was_last(connection: &Connection, what: Id, action: &str, undone: &str) -> Result<bool> {
    let sql = "select action from log where what = ?1 and action in (?2, ?3) order by id desc limit 1";
    let mut last = connection.prepare_cached(sql)?;
    let last: Option<String> =
        last.query_row(params![what.to_string(), action, undone], |row| row.get(0)).optional()?;
    Ok(last.as_deref() == Some(action))
}
