//! Content of Start: who is expected, who was here last, and what was left.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use super::course::course_line;
use super::journal::delete::IS_THERE;
use super::journal::row::{BEGAN, from_json, maybe_id, maybe_instant, readable};
use super::journal::{open_questions, unfinished};
use super::person::shown;
use holdwell_library::Preset;
use holdwell_model::{Arc, Client, Id, sort_key};
use holdwell_store::{CourseLine, Recent, StartBoard};

/// Columns of a client and a preset, and the joins to their rows. A session in which nothing was held, such as one that
/// was begun by accident, is nobody's last one.
fn columns() -> String {
    format!(
        "client.whole as client, client.last_seen, preset.whole as preset,
            (select id from session where session.client {OF_CLIENT} and state <> 'running' and holds > 0
                and {IS_THERE} order by {BEGAN} desc limit 1) as last_session"
    )
}

/// The preset that a client had last.
fn last_preset() -> String {
    format!(
        "left join preset on preset.id = (
            select id from preset
            where preset.client {OF_CLIENT} and archived = 0 and deleted is null and whole is not null
            order by used desc, id desc limit 1
        )"
    )
}

/// Condition that a column is the client of the row, or one who is shown as that one.
const OF_CLIENT: &str = "in (select one.id from client one where one.id = client.id or one.person = client.id)";

/// Reads the content of Start on this day; `running` is the session that runs now.
pub(super) fn start_board(
    connection: &Connection,
    today: Date,
    now: Timestamp,
    running: Option<Id>,
) -> Result<StartBoard> {
    Ok(StartBoard {
        pinned: pinned(connection, today)?,
        recent: recent(connection)?,
        to_finish: open_questions(connection)?,
        unfinished: unfinished(connection, now, running)?.map(Arc::new),
    })
}

fn pinned(connection: &Connection, today: Date) -> Result<Vec<Recent>> {
    let columns = columns();
    let sql = format!(
        "select {columns} from preset
            join client owner on owner.id = preset.client join client on client.id = coalesce(owner.person, owner.id)
            where preset.pinned = ?1 and preset.archived = 0 and preset.deleted is null and preset.whole is not null
            order by preset.id"
    );
    let pinned = readable(connection.prepare_cached(&sql)?.query_map(params![today.to_string()], line)?)?;
    let mut pinned = all_shown(connection, pinned)?;
    pinned.sort_by_cached_key(|pinned| sort_key(&pinned.client.name));
    Ok(pinned)
}

fn recent(connection: &Connection) -> Result<Vec<Recent>> {
    let (columns, last_preset) = (columns(), last_preset());
    let people = "select * from client where person is null order by last_seen desc, name limit 12";
    let sql = format!(
        "select {columns} from ({people}) client {last_preset}
            order by client.last_seen desc, client.name"
    );
    all_shown(connection, readable(connection.prepare_cached(&sql)?.query_map([], line)?)?)
}

/// Reads a client as Start has them; `None` where there is none of this id.
pub(super) fn recent_of(connection: &Connection, client: Id) -> Result<Option<Recent>> {
    let (columns, last_preset) = (columns(), last_preset());
    let person = "select * from client where id = coalesce((select person from client where id = ?1), ?1)";
    let sql = format!("select {columns} from ({person}) client {last_preset}");
    let recent = connection.prepare_cached(&sql)?.query_row(params![client.to_string()], line).optional()?;
    Ok(all_shown(connection, recent.into_iter().collect())?.pop())
}

/// Gives each what is said of all who turned out to be them. Whose row cannot be read is named on their page.
fn all_shown(connection: &Connection, all: Vec<Recent>) -> Result<Vec<Recent>> {
    let shown = |recent: Recent| {
        let client = shown(connection, Arc::unwrap_or_clone(recent.client), &mut Vec::new())?;
        let course = course_line(connection, client.id)?;
        Ok(Recent { client: Arc::new(client), course, ..recent })
    };
    all.into_iter().map(shown).collect()
}

fn line(row: &Row<'_>) -> Result<Recent> {
    let has_preset = row.get_ref("preset")?.data_type() != Type::Null;
    let client: Client = from_json(row, "client")?;
    let preset = if has_preset { from_json::<Preset>(row, "preset").ok() } else { None };
    let id = client.id;
    Ok(Recent {
        client: Arc::new(client),
        last_seen: maybe_instant(row, "last_seen")?,
        // A preset that cannot be read does not keep the client away.
        preset: preset.map(|preset| Arc::new(Preset { client: id, ..preset })),
        last_session: maybe_id(row, "last_session")?,
        course: CourseLine::default(),
    })
}
