//! Rows that belong to a client, table by table: written out of the vault and read into it again.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result, Row, params};
use serde_json::value::RawValue;

use super::Line;
use crate::format::Stored;
use holdwell_engine::{Event, Record};
use holdwell_library::Preset;
use holdwell_model::{Client, Id, Plan, PlanStep};

/// A table, its columns, and which of its rows belong to the client `?1`; to nobody where that is null.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    rows: &'static str,
    /// The columns that say which of two rows is the newer one, the first first; none where a row never changes.
    newer: &'static [&'static str],
    /// Returns true for a text that the program can read as `whole`.
    pub(super) reads: fn(&str) -> bool,
}

const OF_SESSION: &str = "session in (select id from session where client is ?1)";

/// In the order in which they refer to each other. The log is not among them: it is the vault's own.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "client",
        columns: &["id", "version", "author", "saved", "name", "whole", "last_seen", "sessions"],
        rows: "id is ?1",
        newer: &["version", "saved"],
        reads: is::<Client>,
    },
    plain("client_word", &["client", "word", "last"], "client is ?1"),
    plain("caution_seen", &["client", "caution", "at"], "client is ?1"),
    Table {
        newer: &["version"],
        ..plain("preset", &["id", "client", "version", "pinned", "archived", "deleted", "used"], "client is ?1")
    },
    Table {
        reads: is::<Preset>,
        ..plain(
            "preset_version",
            &["preset", "version", "author", "saved", "whole"],
            "preset in (select id from preset where client is ?1)",
        )
    },
    Table {
        reads: is::<Plan>,
        ..plain("plan", &["hash", "whole"], "hash in (select plan from session where client is ?1)")
    },
    Table {
        // A session that was exported while it ran goes on, and changes without a hand that would count a version.
        newer: &["version", "saved"],
        ..plain(
            "session",
            &[
                "id",
                "version",
                "author",
                "client",
                "preset",
                "preset_version",
                "plan",
                "name",
                "began",
                "saved",
                "state",
                "options",
                "holds",
                "held_ms",
                "account",
            ],
            "client is ?1",
        )
    },
    Table { reads: is::<Event>, ..plain("event", &["session", "seq", "at_ms", "whole"], OF_SESSION) },
    plain("resumed", &["session", "from_ms", "zero"], OF_SESSION),
    Table { reads: is::<PlanStep>, ..plain("added_step", &["session", "step", "whole"], OF_SESSION) },
    Table {
        reads: is::<Record>,
        ..plain(
            "hold",
            &["session", "bout", "step", "side", "position", "region", "technique", "held_ms", "released_ms", "whole"],
            OF_SESSION,
        )
    },
    plain("annotation", &["id", "session", "bout", "at", "author", "text", "asks"], OF_SESSION),
    plain("question", &["session", "bout", "asks", "at"], OF_SESSION),
];

const fn plain(name: &'static str, columns: &'static [&'static str], rows: &'static str) -> Table {
    Table { name, columns, rows, newer: &[], reads: |_| true }
}

fn is<T: Stored>(text: &str) -> bool {
    T::read(text).is_ok()
}

/// Says if a column holds JSON, which stands in an export as it is.
pub(super) fn is_json(column: &str) -> bool {
    matches!(column, "whole" | "options" | "account")
}

impl Table {
    /// Reads the rows that belong to a client.
    pub(super) fn rows_of(&self, connection: &Connection, client: Option<Id>) -> Result<Vec<Line>> {
        let sql = format!("select {} from {} where {}", self.columns.join(", "), self.name, self.rows);
        let mut rows = connection.prepare(&sql)?;
        let client = client.map(|client| client.to_string());
        rows.query_map(params![client], |row| self.line(row))?.collect()
    }

    fn line(&self, row: &Row<'_>) -> Result<Line> {
        let cell = |(index, column): (usize, &&str)| {
            let text = match row.get_ref(index)? {
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Text(text) if is_json(column) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Text(text) => serde_json::Value::from(String::from_utf8_lossy(text)).to_string(),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => "null".to_owned(),
            };
            let json = RawValue::from_string(text);
            let json = json.map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
            Ok(((*column).to_owned(), json))
        };
        self.columns.iter().enumerate().map(cell).collect()
    }

    /// Puts a row in, where there is none yet, or only an older one.
    pub(super) fn sql(&self) -> String {
        let marks: Vec<String> = (1..=self.columns.len()).map(|place| format!("?{place}")).collect();
        let into = format!("insert into {} ({}) values ({})", self.name, self.columns.join(", "), marks.join(", "));
        if self.newer.is_empty() {
            return format!("{into} on conflict do nothing");
        }
        let of = |whose: &str| {
            let columns: Vec<String> = self.newer.iter().map(|column| format!("{whose}.{column}")).collect();
            columns.join(", ")
        };
        let columns = self.columns.iter().filter(|column| **column != "id");
        let set: Vec<String> = columns.map(|column| format!("{column} = excluded.{column}")).collect();
        format!(
            "{into} on conflict (id) do update set {} where ({}) > ({})",
            set.join(", "),
            of("excluded"),
            of(self.name)
        )
    }
}
