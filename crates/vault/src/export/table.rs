//! Rows that belong to a client, table by table: written out of the vault and read into it again.

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result, Row, params};
use serde_json::value::RawValue;

use super::Line;
use super::cell::Kind;
use super::cell::Kind::{
    Count, Flag, Id as AnId, Instant, Json, Length, MaybeCount, MaybeId, MaybeInstant, MaybeJson, MaybeLength,
    MaybeText, State, Text, Version,
};
use crate::format::{NoteRow, Stored};
use crate::join::Origin;
use crate::journal::delete::IS_THERE;
use holdwell_engine::{Event, Options, Record};
use holdwell_home::{DiaryEntry, HomePlan};
use holdwell_library::Preset;
use holdwell_measures::{CarePlan, Entry, FollowUp};
use holdwell_model::{Client, Id, Plan, PlanStep};
use holdwell_store::NoteText;

/// A table, its columns, and which of its rows belong to the client `?1`; to nobody where that is null. The sessions of
/// theirs that are not deleted are in `kept`.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    rows: &'static str,
    /// The columns by which one row is told from all others.
    pub(super) key: &'static [&'static str],
}

const OF_SESSION: &str = "session in (select id from kept)";

/// In the order in which they refer to each other. The log is not among them: it is the vault's own.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "client",
        columns: &[
            ("id", AnId),
            ("version", Version),
            ("author", Text),
            ("saved", Instant),
            ("name", Text),
            ("whole", Json(is::<Client>)),
            ("last_seen", MaybeInstant),
            ("sessions", Count),
            ("origin", MaybeJson(is_origin)),
        ],
        rows: "id is ?1",
        key: &["id"],
    },
    Table {
        name: "client_word",
        columns: &[("client", AnId), ("word", Text), ("last", Instant)],
        rows: "client is ?1",
        key: &["client", "word"],
    },
    Table {
        name: "caution_seen",
        columns: &[("client", AnId), ("caution", AnId), ("at", Instant)],
        rows: "client is ?1",
        key: &["client", "caution"],
    },
    Table {
        name: "preset",
        columns: &[
            ("id", AnId),
            ("client", AnId),
            ("version", Version),
            ("pinned", MaybeText),
            ("archived", Flag),
            ("deleted", MaybeInstant),
            ("used", MaybeInstant),
            ("whole", MaybeJson(is::<Preset>)),
            ("origin", MaybeJson(is_origin)),
        ],
        rows: "client is ?1",
        key: &["id"],
    },
    Table {
        name: "preset_version",
        columns: &[
            ("preset", AnId),
            ("version", Version),
            ("author", Text),
            ("saved", Instant),
            ("whole", Json(is::<Preset>)),
        ],
        rows: "preset in (select id from preset where client is ?1)",
        key: &["preset", "version", "saved", "author"],
    },
    Table {
        name: "home_plan",
        columns: &[
            ("id", AnId),
            ("client", AnId),
            ("author", Text),
            ("given", Instant),
            ("whole", Json(is::<HomePlan>)),
        ],
        rows: "client is ?1",
        key: &["id"],
    },
    Table {
        name: "diary_entry",
        columns: &[
            ("plan", AnId),
            ("day", Text),
            ("time", Count),
            ("author", Text),
            ("came", Instant),
            ("whole", Json(is::<DiaryEntry>)),
        ],
        rows: "plan in (select id from home_plan where client is ?1)",
        key: &["plan", "day", "time"],
    },
    Table {
        name: "measure",
        columns: &[
            ("id", AnId),
            ("client", AnId),
            ("session", MaybeId),
            ("at", Instant),
            ("author", Text),
            ("saved", Instant),
            ("deleted", Flag),
            ("whole", Json(is::<Entry>)),
        ],
        rows: "client is ?1",
        key: &["id"],
    },
    Table {
        name: "care_plan",
        columns: &[
            ("id", AnId),
            ("client", AnId),
            ("author", Text),
            ("saved", Instant),
            ("deleted", Flag),
            ("whole", Json(is::<CarePlan>)),
        ],
        rows: "client is ?1",
        key: &["id"],
    },
    Table {
        name: "consent",
        columns: &[
            ("id", AnId),
            ("client", AnId),
            ("at", Instant),
            ("author", Text),
            ("kind", Text),
            ("state", Text),
            ("since", Instant),
            ("words", Text),
        ],
        rows: "client is ?1",
        key: &["id"],
    },
    Table {
        name: "plan",
        columns: &[("hash", Text), ("whole", Json(is::<Plan>))],
        rows: "hash in (select plan from kept)",
        key: &["hash"],
    },
    Table {
        name: "session",
        columns: &[
            ("id", AnId),
            ("version", Version),
            ("author", Text),
            ("client", MaybeId),
            ("preset", MaybeId),
            ("preset_version", MaybeCount),
            ("plan", Text),
            ("name", Text),
            ("began", Instant),
            ("saved", Instant),
            ("state", State),
            ("options", Json(is::<Options>)),
            ("holds", Count),
            ("held_ms", Length),
            ("account", MaybeJson(is::<serde_json::Value>)),
            ("entered", MaybeInstant),
        ],
        rows: "id in (select id from kept)",
        key: &["id"],
    },
    // Of a deleted session nothing goes out but that it is.
    Table {
        name: "deletion",
        columns: &[("session", AnId), ("client", MaybeId), ("at", Instant), ("author", Text), ("deleted", Flag)],
        rows: "client is ?1",
        key: &["session"],
    },
    of_session(
        "event",
        &[("session", AnId), ("seq", Length), ("at_ms", Length), ("whole", Json(is::<Event>))],
        &["session", "seq"],
    ),
    of_session("resumed", &[("session", AnId), ("from_ms", Length), ("zero", Instant)], &["session", "from_ms"]),
    of_session(
        "added_step",
        &[("session", AnId), ("step", Count), ("whole", Json(is::<PlanStep>))],
        &["session", "step"],
    ),
    of_session(
        "hold",
        &[
            ("session", AnId),
            ("bout", Count),
            ("step", Count),
            ("side", Text),
            ("position", MaybeText),
            ("region", MaybeText),
            ("technique", Text),
            ("held_ms", Length),
            ("released_ms", MaybeLength),
            ("whole", Json(is::<Record>)),
        ],
        &["session", "bout"],
    ),
    of_session(
        "annotation",
        &[
            ("id", AnId),
            ("session", AnId),
            ("bout", MaybeCount),
            ("at", Instant),
            ("author", Text),
            ("text", Text),
            ("asks", MaybeText),
        ],
        &["id"],
    ),
    of_session(
        "correction",
        &[
            ("id", AnId),
            ("session", AnId),
            ("bout", MaybeCount),
            ("at", Instant),
            ("author", Text),
            ("field", Text),
            ("value", MaybeText),
        ],
        &["id"],
    ),
    of_session(
        "follow_up",
        &[("session", AnId), ("author", Text), ("saved", Instant), ("whole", Json(is::<FollowUp>))],
        &["session"],
    ),
    of_session(
        "note",
        &[("session", AnId), ("author", Text), ("saved", Instant), ("whole", Json(is::<NoteRow>))],
        &["session"],
    ),
    of_session(
        "note_signed",
        &[
            ("id", AnId),
            ("session", AnId),
            ("at", Instant),
            ("author", Text),
            ("signed_by", Text),
            ("whole", Json(is::<NoteText>)),
        ],
        &["id"],
    ),
    of_session(
        "addendum",
        &[("id", AnId), ("session", AnId), ("at", Instant), ("author", Text), ("signed_by", Text), ("text", Text)],
        &["id"],
    ),
    of_session(
        "question",
        &[("session", AnId), ("bout", Count), ("asks", Text), ("at", Instant)],
        &["session", "bout", "asks"],
    ),
];

const fn of_session(
    name: &'static str,
    columns: &'static [(&'static str, Kind)],
    key: &'static [&'static str],
) -> Table {
    Table { name, columns, rows: OF_SESSION, key }
}

fn is<T: Stored>(text: &str) -> bool {
    T::read(text).is_ok()
}

fn is_origin(text: &str) -> bool {
    let is_instant = |at| Timestamp::from_millisecond(at).is_ok();
    serde_json::from_str::<Origin>(text).is_ok_and(|origin| origin.stamps().all(is_instant))
}

impl Table {
    /// Reads the rows that belong to a client, whatever stands in them.
    pub(super) fn rows_of(&self, connection: &Connection, client: Option<Id>) -> Result<Vec<Line>> {
        let columns: Vec<&str> = self.columns.iter().map(|(column, _)| *column).collect();
        let kept = format!("select id, plan from session where client is ?1 and {IS_THERE}");
        let (columns, name, rows) = (columns.join(", "), self.name, self.rows);
        let sql = format!("with kept as ({kept}) select {columns} from {name} where {rows}");
        let mut rows = connection.prepare(&sql)?;
        let client = client.map(|client| client.to_string());
        rows.query_map(params![client], |row| self.line(row))?.collect()
    }

    fn line(&self, row: &Row<'_>) -> Result<Line> {
        let cell = |(index, (column, kind)): (usize, &(&str, Kind))| {
            let said = |text: &[u8]| serde_json::Value::from(String::from_utf8_lossy(text)).to_string();
            let json = match row.get_ref(index)? {
                ValueRef::Integer(number) => RawValue::from_string(number.to_string()),
                // What is no JSON, though it should be, goes out as the text that it is.
                ValueRef::Text(text) if kind.is_json() => {
                    RawValue::from_string(String::from_utf8_lossy(text).into_owned())
                        .or_else(|_| RawValue::from_string(said(text)))
                }
                ValueRef::Text(text) => RawValue::from_string(said(text)),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => RawValue::from_string("null".to_owned()),
            };
            let json = json.map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
            Ok(((*column).to_owned(), json))
        };
        self.columns.iter().enumerate().map(cell).collect()
    }

    /// Puts a row in where there is none with its key.
    pub(super) fn insert(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|(column, _)| *column).collect();
        let marks: Vec<String> = (1..=self.columns.len()).map(|place| format!("?{place}")).collect();
        let (name, columns, marks) = (self.name, columns.join(", "), marks.join(", "));
        format!("insert into {name} ({columns}) values ({marks}) on conflict do nothing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Folder, Vault};

    /// Tables that are nobody's, or the vault's own, or follows from the rest: an export leaves it out.
    const NOBODYS: [&str; 14] = [
        "about",
        "draft",
        "erasure",
        "favourite",
        "known",
        "log",
        "note_template",
        "photo",
        "position",
        "restore",
        "routine",
        "sqlite_sequence",
        "text_block",
        "used",
    ];

    #[test]
    fn every_table_of_the_schema_is_exported_or_nobodys() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(Some(place.path().to_owned())).unwrap();
        let vault = Vault::open(&folder, None, Timestamp::UNIX_EPOCH).unwrap();
        let connection = vault.connection();
        let mut tables = connection.prepare("select name from sqlite_schema where type = 'table'").unwrap();
        let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().collect::<Result<_>>().unwrap();
        let exported = |name: &str| TABLES.iter().any(|table| table.name == name);
        let left: Vec<&String> =
            tables.iter().filter(|name| !exported(name) && !NOBODYS.contains(&name.as_str())).collect();
        assert_eq!(left, Vec::<&String>::new());
        for table in TABLES {
            let sql = format!("select name from pragma_table_info('{}')", table.name);
            let columns: Vec<String> = connection
                .prepare(&sql)
                .unwrap()
                .query_map([], |row| row.get(0))
                .unwrap()
                .collect::<Result<_>>()
                .unwrap();
            let known = |column: &str| table.columns.iter().any(|(name, _)| *name == column);
            // As whom a client is shown follows from all of them.
            let left: Vec<&String> = columns.iter().filter(|name| !known(name) && *name != "person").collect();
            assert_eq!(left, Vec::<&String>::new(), "{}", table.name);
        }
    }
}
