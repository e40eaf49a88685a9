//! Consents of clients, in the order in which they were noted.

use jiff::{SignedDuration, Zoned};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use super::file::author;
use super::journal::row::{BEGAN, good, if_readable, instant, or_named};
use super::log::log_daily;
use super::person::IS_PERSON;
use holdwell_model::Id;
use holdwell_store::{Consent, ConsentKind, ConsentState, RowKind, UnreadableRow, new_id};

/// Time before a session within which the consent to its areas is asked for.
const BEFORE: SignedDuration = SignedDuration::from_hours(3);

const COLUMNS: &str = "consent.id as id, kind, state, since, words";

/// Notes what a client said to one thing. It counts as the last, also where the clock was put back since.
pub(super) fn note_consent(connection: &Connection, client: Id, consent: &Consent, now: &Zoned) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let sql =
        "insert into consent (id, client, at, author, kind, state, since, words) values (?1, ?2, max(?3, coalesce((
            select max(at) + 1 from consent where client = ?2 and kind = ?5
        ), 0)), ?4, ?5, ?6, ?7, ?8)";
    let (id, at) = (new_id(now.timestamp()).to_string(), now.timestamp().as_millisecond());
    let Consent { kind, state, since, words } = consent;
    let (author, since) = (author(&transaction)?, since.as_millisecond());
    let row = params![id, client.to_string(), at, author, kind.key(), state.key(), since, words];
    let _one = transaction.prepare_cached(sql)?.execute(row)?;
    log_daily(&transaction, now.date(), "consent noted", client)?;
    transaction.commit()
}

/// Lists what a client, and whoever is shown as them, agreed to or did not, in the order in which it was noted. A row
/// that this program does not know says nothing; one that cannot be read is added to `bad`.
pub(super) fn consents(connection: &Connection, client: Id, bad: &mut Vec<UnreadableRow>) -> Result<Vec<Consent>> {
    consents_where(connection, IS_PERSON, client, bad)
}

/// Lists the consents of a client alone, as [`consents`] does.
pub(super) fn own_consents(connection: &Connection, client: Id, bad: &mut Vec<UnreadableRow>) -> Result<Vec<Consent>> {
    consents_where(connection, "= ?1", client, bad)
}

fn consents_where(
    connection: &Connection,
    is_theirs: &str,
    client: Id,
    bad: &mut Vec<UnreadableRow>,
) -> Result<Vec<Consent>> {
    let sql = format!("select {COLUMNS} from consent where client {is_theirs} order by at, consent.id");
    let mut rows = connection.prepare_cached(&sql)?;
    let rows = rows.query_map(params![client.to_string()], |row| or_named(row, "id", read(row)))?;
    Ok(good(rows, RowKind::Consent, bad)?.into_iter().flatten().collect())
}

/// Reads the consent to the areas of a session: the last that was given before it or in it.
pub(super) fn of_session(connection: &Connection, session: Id) -> Result<Option<Consent>> {
    let sql = format!(
        "select {COLUMNS} from consent join (
            select coalesce(client.person, client.id) as whose, {BEGAN} as began, session.saved - session.began as length
            from session join client on client.id = session.client where session.id = ?1
        ) on client in (select one.id from client one where one.id = whose or one.person = whose)
        where kind = ?2 and since between began - ?3 and began + length order by at desc, consent.id desc limit 1"
    );
    let before = i64::try_from(BEFORE.as_millis()).unwrap_or(0);
    let row = params![session.to_string(), ConsentKind::Areas.key(), before];
    let last = if_readable(connection.prepare_cached(&sql)?.query_row(row, read).optional())?;
    Ok(last.flatten().flatten().filter(|consent| consent.state != ConsentState::NotSaid))
}

fn read(row: &Row<'_>) -> Result<Option<Consent>> {
    let kind = ConsentKind::of_key(&row.get::<_, String>("kind")?);
    let state = ConsentState::of_key(&row.get::<_, String>("state")?);
    let (since, words) = (instant(row, "since")?, row.get("words")?);
    Ok(kind.zip(state).map(|(kind, state)| Consent { kind, state, since, words }))
}
