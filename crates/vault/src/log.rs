//! Log of views and changes, by day. It names opaque ids only, and it alone survives an erase.

use jiff::civil::Date;
use rusqlite::{Connection, Result, params};

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
