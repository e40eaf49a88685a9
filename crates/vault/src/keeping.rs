//! The rule for keeping records, and the list of who was erased.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::journal::row::{id, readable};
use holdwell_store::{Erasure, RetentionRule};

/// Key of the rule in `about`: the years, and the age where there is one.
const KEY: &str = "retention";

/// Sets the rule, or takes it away.
pub(super) fn set_rule(connection: &Connection, rule: Option<RetentionRule>) -> Result<()> {
    let Some(RetentionRule { years, until_age }) = rule else {
        return connection.prepare_cached("delete from about where key = ?1")?.execute([KEY]).map(drop);
    };
    let value = until_age.map_or_else(|| years.to_string(), |age| format!("{years} {age}"));
    let sql = "insert or replace into about (key, value) values (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![KEY, value]).map(drop)
}

/// Reads the rule. One that cannot be read is none.
pub(super) fn rule(connection: &Connection) -> Result<Option<RetentionRule>> {
    let mut value = connection.prepare_cached("select value from about where key = ?1")?;
    let value: Option<String> = value.query_row([KEY], |row| row.get(0)).optional()?;
    Ok(value.and_then(|value| {
        let mut parts = value.split(' ');
        let years = parts.next()?.parse().ok()?;
        let until_age = parts.next().map(str::parse).transpose().ok()?;
        Some(RetentionRule { years, until_age })
    }))
}

/// Lists who was erased, the last first.
pub(super) fn erasures(connection: &Connection) -> Result<Vec<Erasure>> {
    let sql = "select client, day, first, last from erasure order by day desc, rowid desc";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map([], |row| {
        let day = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        let period = day(row.get("first")?).zip(day(row.get("last")?));
        Ok(Erasure { client: id(row, "client")?, day: day(row.get("day")?).unwrap_or_default(), period })
    })?;
    readable(rows)
}
