//! Records as tables for other programs: sessions, holds, measures, plans of care and answers after sessions, a row
//! each.

mod course;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, Row, params};

use super::file::{OwnFolder, error_at};
use super::journal::delete::IS_THERE;
use super::journal::row::{BEGAN, if_readable};
use holdwell_report::CsvTable;
use holdwell_store::ExportError;

/// Name of the folder.
const FOLDER: &str = "holdwell-tables";

/// What the log says of each client who is in the tables.
const LOGGED: &str = "written into tables";

/// A table that is written, and how a row of it is read.
struct TableFile {
    name: &'static str,
    heads: &'static [&'static str],
    sql: String,
    read: fn(&Row<'_>, &TimeZone, &mut CsvTable) -> rusqlite::Result<()>,
}

/// Writes the tables into a folder of its own in `out`, for nobody but its owner, and answers that folder.
pub(super) fn export_tables(connection: &Connection, out: &Path, now: &Zoned) -> Result<PathBuf, ExportError> {
    let folder = out.join(FOLDER);
    let unwritten = |path: &Path, fault| ExportError::NotWritten(path.to_owned(), fault);
    let own = OwnFolder::make(&folder).map_err(|fault| unwritten(&folder, fault))?;
    for file in [sessions(), holds(), course::measures(), course::plans(), course::follow_ups()] {
        let text = text(connection, &file, now.time_zone()).map_err(|error| error_at(&error, connection))?;
        own.write(file.name, text.as_bytes()).map_err(|error| unwritten(&folder.join(file.name), error.into()))?;
    }
    log_all(connection, now.date()).map_err(|error| error_at(&error, connection))?;
    Ok(folder)
}

/// Adds a line for each client who is in the tables, once a day.
fn log_all(connection: &Connection, day: Date) -> rusqlite::Result<()> {
    let sql = format!(
        "insert into log (day, action, what) select ?1, ?2, id from client
            where (exists (select 1 from session where session.client = client.id and {IS_THERE})
                or exists (select 1 from measure where measure.client = client.id and deleted = 0)
                or exists (select 1 from care_plan where care_plan.client = client.id and deleted = 0))
            and not exists (select 1 from log where what = client.id and day = ?1 and action = ?2)"
    );
    connection.execute(&sql, params![day.to_string(), LOGGED]).map(drop)
}

fn text(connection: &Connection, file: &TableFile, zone: &TimeZone) -> rusqlite::Result<String> {
    let mut table = CsvTable::new(file.heads);
    let mut rows = connection.prepare(&file.sql)?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        // One that cannot be read costs itself alone.
        let _read = if_readable((file.read)(row, zone, &mut table))?;
    }
    Ok(table.into_text())
}

/// Writes an instant as programs for tables read it.
fn when(millis: i64, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(millis).unwrap_or_default().to_zoned(zone.clone());
    // By hand: a million rows have one each.
    let (date, time) = (at.date(), at.time());
    let (year, month, day, hour, minute) = (date.year(), date.month(), date.day(), time.hour(), time.minute());
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
}

/// Writes a length in seconds, to a tenth.
fn seconds(millis: i64) -> String {
    format!("{}.{}", millis / 1000, millis % 1000 / 100)
}

fn sessions() -> TableFile {
    TableFile {
        name: "sessions.csv",
        heads: &[
            "session",
            "client",
            "client id",
            "began",
            "minutes",
            "holds",
            "held s",
            "end",
            "routine",
            "entered afterwards",
        ],
        sql: format!(
            "select session.id, client.name as client, session.client as client_id, {BEGAN} as began_at,
                session.saved - session.began as length, holds, held_ms, state, session.name, entered
                from session left join client on client.id = session.client
                where {IS_THERE} order by began_at, session.id"
        ),
        read: |row, zone, table| {
            let entered: Option<i64> = row.get("entered")?;
            let (length, holds): (i64, i64) = (row.get("length")?, row.get("holds")?);
            table.row(&[
                row.get::<_, String>("id")?,
                row.get::<_, Option<String>>("client")?.unwrap_or_default(),
                row.get::<_, Option<String>>("client_id")?.unwrap_or_default(),
                when(row.get("began_at")?, zone),
                (length / 60_000).to_string(),
                holds.to_string(),
                seconds(row.get("held_ms")?),
                row.get("state")?,
                row.get("name")?,
                if entered.is_some() { "yes" } else { "" }.to_owned(),
            ]);
            Ok(())
        },
    }
}

fn holds() -> TableFile {
    TableFile {
        name: "holds.csv",
        heads: &[
            "session",
            "hold",
            "client id",
            "began",
            "position",
            "region",
            "side",
            "technique",
            "held s",
            "released s",
        ],
        sql: format!(
            "with kept as materialized (select id, client, {BEGAN} as began_at from session where {IS_THERE})
            select hold.session, bout, client, began_at, position, region, side, technique, hold.held_ms, released_ms
                from kept join hold on hold.session = kept.id order by began_at, hold.session, bout"
        ),
        read: |row, zone, table| {
            let text = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let released: Option<i64> = row.get(9)?;
            table.row(&[
                text(0)?,
                row.get::<_, i64>(1)?.to_string(),
                text(2)?,
                when(row.get(3)?, zone),
                text(4)?,
                text(5)?,
                text(6)?,
                text(7)?,
                seconds(row.get(8)?),
                released.map(seconds).unwrap_or_default(),
            ]);
            Ok(())
        },
    }
}
