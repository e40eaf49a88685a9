//! Taking measures, plans of care and answers in: of each the later state counts. What is there of another client stays
//! theirs.

use rusqlite::{OptionalExtension as _, Result, params};

use super::check::text;
use super::home::put_later;
use super::import::Import;
use crate::journal::row::maybe_id;
use holdwell_model::Id;
use holdwell_store::ImportFinding;

/// Takes the measures and the plans of care of a file in.
pub(super) fn take_course(import: &mut Import<'_>) -> Result<()> {
    let checked = import.checked;
    for table in ["measure", "care_plan"] {
        for row in checked.rows(table) {
            if is_of_another(import, table, row)? {
                let id = text(row, "id").parse().ok();
                import.report.findings.extend(id.map(ImportFinding::CourseOfAnother));
                continue;
            }
            put_later(import, table, row, "(saved, author, deleted, whole)")?;
        }
    }
    Ok(())
}

/// Says if a row of this id is another client's here.
fn is_of_another(import: &Import<'_>, table: &str, row: &super::check::Cells) -> Result<bool> {
    let sql = format!("select client from {table} where id = ?1");
    let mut whose = import.transaction.prepare_cached(&sql)?;
    let whose = whose.query_row(params![text(row, "id")], |row| maybe_id(row, "client")).optional()?.flatten();
    Ok(whose.is_some_and(|whose| whose.to_string() != text(row, "client")))
}

/// Takes what was said after the sessions in that are here and of this client.
pub(super) fn take_follow_ups(import: &Import<'_>, client: Option<Id>) -> Result<()> {
    let client = client.map(|client| client.to_string());
    for row in import.checked.rows("follow_up") {
        let sql = "select 1 from session where id = ?1 and client is ?2";
        if import.transaction.prepare_cached(sql)?.exists(params![text(row, "session"), client])? {
            put_later(import, "follow_up", row, "(saved, author, whole)")?;
        }
    }
    Ok(())
}
