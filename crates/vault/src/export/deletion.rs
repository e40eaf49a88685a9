//! Taking in which sessions are deleted. Of each the last word counts, whichever file it comes with.

use rusqlite::{Result, params};

use super::check::{number, text};
use super::import::Import;
use crate::journal::delete::{is_deleted, is_session_of};
use holdwell_model::Id;
use holdwell_store::ImportFinding;

/// Takes in the deletions of a file, and that they were taken back. They stand there before their sessions come, or
/// without them.
pub(super) fn take_deletions(import: &mut Import<'_>) -> Result<()> {
    for row in import.checked.rows("deletion") {
        let Ok(session) = text(row, "session").parse::<Id>() else { continue };
        let client = Some(text(row, "client")).filter(|client| !client.is_empty());
        let before = is_deleted(import.transaction, session, client)?;
        let sql = "insert into deletion (session, client, at, author, deleted) values (?1, ?2, ?3, ?4, ?5)
            on conflict (session, coalesce(client, '')) do update
                set at = excluded.at, author = excluded.author, deleted = excluded.deleted
                where (excluded.at, excluded.author, excluded.deleted) > (at, author, deleted)";
        let cells =
            params![session.to_string(), client, number(row, "at"), text(row, "author"), number(row, "deleted")];
        let _one = import.transaction.prepare_cached(sql)?.execute(cells)?;
        let after = is_deleted(import.transaction, session, client)?;
        if before != after && is_session_of(import.transaction, session, client)? {
            import.report.sessions += u32::from(before);
            import.report.findings.extend(after.then_some(ImportFinding::SessionDeleted(session)));
        }
    }
    Ok(())
}
