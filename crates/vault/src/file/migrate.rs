//! The schema and its versions.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Scripts that lead from each version to the next; the first is the whole of schema 1.
pub(super) type Steps = &'static [&'static str];

/// The steps that this program knows. One that has been released is never changed.
pub(super) const STEPS: Steps = &[
    include_str!("../schema/0001.sql"),
    include_str!("../schema/0002.sql"),
    include_str!("../schema/0003.sql"),
    include_str!("../schema/0004.sql"),
    include_str!("../schema/0005.sql"),
    include_str!("../schema/0006.sql"),
];

/// Returns the version that these steps lead to.
pub(super) const fn newest(steps: Steps) -> u32 {
    steps.len() as u32
}

/// Reads the version of a file; 0 for one without content. The first reading: a wrong key is noticed here.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("pragma user_version", [], |row| row.get(0))
}

/// Says if a database is a vault of any version, rather than that of another program.
pub(super) fn is_vault(connection: &Connection) -> rusqlite::Result<bool> {
    let tables = "select count(*) from sqlite_schema where type = 'table' and name in ('about', 'client', 'session')";
    connection.query_row(tables, [], |row| row.get::<_, u32>(0)).map(|count| count == 3)
}

/// Says if there is nothing in a database.
pub(super) fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("select count(*) = 0 from sqlite_schema", [], |row| row.get(0))
}

/// Brings a file to the newest version, each step whole or not at all.
pub(super) fn migrate(connection: &mut Connection, steps: Steps) -> rusqlite::Result<()> {
    let from = version(connection)?;
    for (step, to) in steps.iter().zip(1_u32..).skip(from as usize) {
        let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", to)?;
        transaction.commit()?;
    }
    Ok(())
}
