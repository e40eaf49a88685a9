//! A vault in memory, which keeps what a session tells it.

use jiff::civil::Date;
use rusqlite::{Connection, params};

use crate::journal::Writer;
use holdwell_model::{Arc, Client, Id, Plan};
pub(super) use holdwell_testkit::routines::points;
pub(super) use holdwell_testkit::{Run, after, id, noon, zoned};

pub(super) fn day() -> Date {
    zoned(noon()).date()
}

/// An empty vault.
pub(super) fn vault() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(include_str!("../../schema/0001.sql")).unwrap();
    connection.execute_batch(include_str!("../../schema/0002.sql")).unwrap();
    connection.execute_batch(include_str!("../../schema/0003.sql")).unwrap();
    connection.execute_batch(include_str!("../../schema/0004.sql")).unwrap();
    connection.execute_batch(include_str!("../../schema/0005.sql")).unwrap();
    connection.execute_batch(include_str!("../../schema/0006.sql")).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection
}

/// A client in it.
pub(super) fn client(connection: &Connection, number: u128, name: &str) -> Id {
    let client = Client::new(id(number), name);
    let whole = serde_json::to_string(&client).unwrap();
    let sql = "insert into client (id, version, author, saved, name, whole) values (?1, 1, 'test', 0, ?2, ?3)";
    let _one = connection.execute(sql, params![client.id.to_string(), name, whole]).unwrap();
    client.id
}

/// Counts the rows of a table.
pub(super) fn count(connection: &Connection, table: &str) -> u32 {
    connection.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap()
}

pub(super) fn text(connection: &Connection, sql: &str) -> String {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// A therapist's routine of these steps.
pub(super) fn routine(technique: &str, steps: &str) -> Arc<Plan> {
    holdwell_testkit::routines::routine(technique, "therapist", steps)
}

/// A session whose entries a writer takes.
pub(super) trait Keep {
    fn keep(&mut self, writer: &mut Writer, connection: &Connection);
}

impl Keep for Run {
    fn keep(&mut self, writer: &mut Writer, connection: &Connection) {
        let now = self.wall();
        writer.take(connection, &self.entries, now).unwrap();
        self.entries.clear();
    }
}
