//! Taking plans that were given, and their diaries. What is there of another client stays theirs.

use rusqlite::{OptionalExtension as _, Result, params};

use super::check::text;
use super::import::{Import, in_order};
use super::table::TABLES;
use crate::journal::row::maybe_id;
use holdwell_store::ImportFinding;

/// Takes the home plans of a file in, with their diaries: of each the later state counts.
pub(super) fn take_home(import: &mut Import<'_>) -> Result<()> {
    let checked = import.checked;
    for row in checked.rows("home_plan") {
        let whose = "select client from home_plan where id = ?1";
        let whose = import
            .transaction
            .prepare_cached(whose)?
            .query_row(params![text(row, "id")], |row| maybe_id(row, "client"));
        let whose = whose.optional()?.flatten().map(|client| client.to_string());
        if whose.is_some_and(|whose| whose != text(row, "client")) {
            let plan = text(row, "id").parse().ok();
            import.report.findings.extend(plan.map(ImportFinding::HomePlanOfAnother));
            continue;
        }
        put_later(import, "home_plan", row, "(given, author, whole)")?;
        for entry in checked.of("diary_entry", text(row, "id")) {
            put_later(import, "diary_entry", entry, "(came, author, whole)")?;
        }
    }
    Ok(())
}

/// Puts a row in; over one with its key where that is the earlier.
pub(super) fn put_later(import: &Import<'_>, name: &str, row: &super::check::Cells, state: &str) -> Result<()> {
    let Some(table) = TABLES.iter().find(|known| known.name == name) else { return Ok(()) };
    let key = table.key.join(", ");
    let others = table.columns.iter().map(|(column, _)| *column).filter(|column| !table.key.contains(column));
    let set: Vec<String> = others.map(|column| format!("{column} = excluded.{column}")).collect();
    let later = state.replace('(', "(excluded.").replace(", ", ", excluded.");
    let insert = table.insert();
    let insert = insert.trim_end_matches(" on conflict do nothing");
    let sql = format!("{insert} on conflict ({key}) do update set {} where {later} > {state}", set.join(", "));
    let cells = rusqlite::params_from_iter(in_order(table, row));
    import.transaction.prepare_cached(&sql)?.execute(cells).map(drop)
}
