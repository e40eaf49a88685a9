//! Things that only the inside shows: settings of a connection, migrations, and a disk that fills while something is
//! written.

use std::fs;

use jiff::Timestamp;
use rusqlite::Connection;

use super::migrate::{STEPS, Steps};
use super::*;

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> (Self, Folder) {
        let place = Self(tempfile::tempdir().unwrap());
        let folder = Folder::at(Some(place.0.path().to_owned())).unwrap();
        (place, folder)
    }
}

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Counts what [`keep`] kept: the vault has rows of its own there.
const COUNT: &str = "select count(*) from about where value = hex(zeroblob(3000))";

fn keep(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute("insert into about values (hex(randomblob(8)), hex(zeroblob(3000)))", [])
}

#[test]
fn a_commit_is_on_the_disk_and_what_is_deleted_is_overwritten() {
    let (_place, folder) = Place::new();
    let vault = Vault::open(&folder, None, now()).unwrap();
    let pragma = |name: &str| number(vault.connection(), &format!("pragma {name}"));
    assert_eq!(pragma("synchronous"), 2);
    assert_eq!(pragma("foreign_keys"), 1);
    assert_eq!(pragma("secure_delete"), 1);
    assert_eq!(pragma("temp_store"), 2);
    assert_eq!(pragma("trusted_schema"), 0);
    let journal: String = vault.connection().query_row("pragma journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(journal, "wal");
}

#[test]
fn a_reader_sees_commits_waits_for_none_and_cannot_write() {
    for passphrase in [None, Passphrase::new("p")] {
        let (_place, folder) = Place::new();
        let mut vault = Vault::open(&folder, None, now()).unwrap();
        vault.set_passphrase(None, passphrase.as_ref(), now(), &mut |_| {}).unwrap();
        let reader = vault.reader().unwrap();
        let rows = || number(&reader, COUNT);
        let transaction = vault.connection_mut().transaction().unwrap();
        keep(&transaction).unwrap();
        assert_eq!(rows(), 0, "it does not wait for the transaction");
        transaction.commit().unwrap();
        assert_eq!(rows(), 1);
        let trouble = database_error(&keep(&reader).unwrap_err(), &folder.vault());
        assert_eq!(trouble, VaultError::ReadOnly(folder.vault()));
    }
}

#[test]
fn the_passphrase_is_not_changed_under_a_reader() {
    let (_place, folder) = Place::new();
    let mut vault = Vault::open(&folder, None, now()).unwrap();
    keep(vault.connection()).unwrap();
    let reader = vault.reader().unwrap();
    number(&reader, COUNT);
    vault.connection().busy_timeout(std::time::Duration::ZERO).unwrap();
    let new = Passphrase::new("p");
    let trouble = vault.set_passphrase(None, new.as_ref(), now(), &mut |_| {}).unwrap_err();
    assert_eq!(trouble, VaultError::Busy(folder.vault()));
    keep(vault.connection()).unwrap();
    drop(reader);
    assert_eq!(vault.set_passphrase(None, new.as_ref(), now(), &mut |_| {}), Ok(Vec::new()));
    keep(vault.connection()).unwrap();
    assert_eq!(number(vault.connection(), COUNT), 3);
}

/// A next version that could be.
const NEXT: Steps =
    &[STEPS[0], STEPS[1], STEPS[2], STEPS[3], STEPS[4], STEPS[5], "alter table client add column shoe_size integer"];
/// One whose second half fails.
const FAILING: Steps = &[
    STEPS[0],
    STEPS[1],
    STEPS[2],
    STEPS[3],
    STEPS[4],
    STEPS[5],
    "create table shoe (size integer); create table client (again integer)",
];

fn schema(connection: &Connection) -> i64 {
    number(connection, "select count(*) from sqlite_schema")
}

#[test]
fn a_copy_is_made_before_a_migration() {
    let (_place, folder) = Place::new();
    drop(Vault::open(&folder, None, now()).unwrap());
    assert_eq!(backups(&folder), []);
    let (connection, _) = open::open(&folder, None, now(), NEXT).unwrap();
    assert_eq!(number(&connection, "pragma user_version"), 7);
    assert_eq!(number(&connection, "select count(*) from pragma_table_info('client') where name = 'shoe_size'"), 1);
    let copies = backups(&folder);
    let [copy] = &copies[..] else { panic!("{copies:?}") };
    assert_eq!(number(&Connection::open(&copy.path).unwrap(), "pragma user_version"), 6);
    drop(connection);
    assert!(matches!(Vault::open(&folder, None, now()), Err(VaultError::Newer(_, 7, 6))));
    drop(open::open(&folder, None, now(), NEXT).unwrap());
    assert_eq!(backups(&folder).len(), 1, "once");
}

#[test]
fn a_migration_happens_whole_or_not_at_all() {
    let (_place, folder) = Place::new();
    let vault = Vault::open(&folder, None, now()).unwrap();
    let before = schema(vault.connection());
    drop(vault);
    assert!(matches!(open::open(&folder, None, now(), FAILING), Err(VaultError::Other(..))));
    let vault = Vault::open(&folder, None, now()).unwrap();
    assert_eq!(schema(vault.connection()), before);
}

#[test]
fn a_migration_that_fails_again_and_again_makes_one_copy_and_pushes_none_out() {
    let (_place, folder) = Place::new();
    let vault = Vault::open(&folder, None, now()).unwrap();
    let day = |days: i64| now() + jiff::SignedDuration::from_hours(24 * days);
    let good: Vec<_> = (0..7)
        .map(|days| {
            keep(vault.connection()).unwrap();
            vault.backup(day(days), &mut |_| {}).unwrap()
        })
        .collect();
    vault.connection().execute("insert into log (day, action, what) values ('1970-01-08', 'saved', 'x')", []).unwrap();
    drop(vault);
    for days in 7..16 {
        assert!(matches!(open::open(&folder, None, day(days), FAILING), Err(VaultError::Other(..))));
    }
    let copies = backups(&folder);
    assert_eq!(copies.len(), 7, "{copies:?}");
    assert_eq!(copies[0].made, day(7), "one of before the change");
    assert!(good[1..].iter().all(|copy| copies.contains(copy)), "{copies:?}");
}

#[test]
fn a_disk_that_fills_in_the_middle_of_a_transaction_is_said_and_nothing_is_half_kept() {
    for passphrase in [None, Passphrase::new("p")] {
        let (_place, folder) = Place::new();
        let mut vault = Vault::open(&folder, None, now()).unwrap();
        vault.set_passphrase(None, passphrase.as_ref(), now(), &mut |_| {}).unwrap();
        let pages = number(vault.connection(), "pragma page_count");
        let limit = |pages: i64| number(vault.connection(), &format!("pragma max_page_count = {pages}"));
        limit(pages + 4);
        let mut kept = 0;
        let error = loop {
            match keep(vault.connection()) {
                Ok(_) => kept += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(database_error(&error, &folder.vault()), VaultError::Full(folder.vault()));
        assert_eq!(number(vault.connection(), COUNT), kept);
        limit(pages + 100);
        keep(vault.connection()).unwrap();
        drop(vault);
        let vault = Vault::open(&folder, passphrase.as_ref(), now()).unwrap();
        assert_eq!(number(vault.connection(), COUNT), kept + 1);
    }
}

#[test]
fn what_was_erased_is_in_no_file_of_the_vault() {
    let (place, folder) = Place::new();
    let vault = Vault::open(&folder, None, now()).unwrap();
    let marker = "Wilhelmina Featherstonehaugh";
    let connection = vault.connection();
    for _ in 0..200 {
        connection.execute("insert into about values (hex(randomblob(8)), ?1)", [marker.repeat(100)]).unwrap();
    }
    let holds = || {
        let files = fs::read_dir(place.0.path()).unwrap().map(|entry| entry.unwrap().path());
        let read = files.filter(|path| path.is_file()).map(|path| fs::read(path).unwrap());
        read.filter(|content| content.windows(marker.len()).any(|window| window == marker.as_bytes())).count()
    };
    assert!(holds() > 0, "the search finds what is there to be found");
    let before = fs::metadata(folder.vault()).unwrap().len();
    connection.execute("delete from about", []).unwrap();
    vault.erase_free_space().unwrap();
    assert_eq!(holds(), 0);
    assert!(fs::metadata(folder.vault()).unwrap().len() < before.max(1_000_000));
}

#[test]
fn the_newest_known_version_is_that_of_the_steps() {
    assert_eq!(migrate::newest(STEPS), 6, "a fixture of each released schema is in tests/it/fixtures");
}

#[test]
fn answers_of_schema_1_become_answers() {
    let (_place, folder) = Place::new();
    let mut vault = Vault::open(&folder, None, now()).unwrap();
    let old = &STEPS[..1];
    let path = folder.vault();
    drop(vault);
    fs::remove_file(&path).unwrap();
    let _empty = files::open_private(&path).unwrap();
    let mut connection = connect::untouched(&path, None).unwrap();
    migrate::migrate(&mut connection, old).unwrap();
    let said = ["Name: Scalene", "Score after: 10", "Score after, contact 2: 3", "Mark at 0:30: warm", "Score: better"];
    connection
        .execute_batch(
            "insert into plan values ('p', '{}');
            insert into session (id, author, plan, name, began, saved, state, options)
                values ('s', 'a', 'p', 'n', 0, 0, 'complete', '{}')",
        )
        .unwrap();
    for (number, text) in (1_u32..).zip(&said) {
        let sql = "insert into annotation values (?1, 's', 1, 0, 'a', ?2)";
        let _one = connection.execute(sql, rusqlite::params![number, text]).unwrap();
    }
    drop(connection);
    vault = Vault::open(&folder, None, now()).unwrap();
    let sql = "select coalesce(asks, '-') || ' | ' || text from annotation order by id";
    let mut answers = vault.connection().prepare(sql).unwrap();
    let answers: Vec<String> = answers.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let expected =
        ["name | Scalene", "score 0 after | 10", "score 1 after | 3", "- | Mark at 0:30: warm", "- | Score: better"];
    assert_eq!(answers, expected);
}

#[test]
fn sessions_that_only_the_log_said_were_deleted_stay_deleted() {
    let (_place, folder) = Place::new();
    let path = folder.vault();
    folder.make().unwrap();
    let _empty = files::open_private(&path).unwrap();
    let mut connection = connect::untouched(&path, None).unwrap();
    migrate::migrate(&mut connection, &STEPS[..3]).unwrap();
    connection
        .execute_batch(
            "insert into plan values ('p', '{}');
            insert into session (id, author, plan, name, began, saved, state, options)
                select value, 'a', 'p', 'n', 0, 0, 'complete', '{}' from json_each('[\"gone\", \"back\", \"here\"]');
            insert into log (day, action, what) values ('2026-03-02', 'session deleted', 'gone'),
                ('2026-03-02', 'session deleted', 'back'), ('2026-03-03', 'session put back', 'back'),
                ('2026-03-04', 'session looked at', 'gone')",
        )
        .unwrap();
    drop(connection);
    let vault = Vault::open(&folder, None, now()).unwrap();
    let sql = "select session || ' ' || at || ' ' || deleted from deletion";
    let deleted: String = vault.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(deleted, "gone 1772409600000 1");
    assert_eq!(number(vault.connection(), "select count(*) from deletion"), 1);
}

/// As where the file system gives the new file the number of the old one.
#[test]
fn a_vault_that_was_put_back_gets_another_id_though_it_stands_where_the_old_one_stood() {
    let (_place, folder) = Place::new();
    let author = |vault: &Vault| installation::author(vault.connection()).unwrap();
    let vault = Vault::open(&folder, None, now()).unwrap();
    let first = author(&vault);
    let copy = vault.backup(now(), &mut |_| {}).unwrap().path;
    drop(vault);
    restore(&folder, (&copy, ClearCopy::default()), None, now(), &mut |_| {}).unwrap();
    assert_eq!(fs::read(folder.vault()).unwrap(), fs::read(&copy).unwrap(), "byte for byte");
    let here = installation::place(&folder.vault());
    let connection = Connection::open(folder.vault()).unwrap();
    let _one = connection.execute("update about set value = ?1 where key = 'place'", [here]).unwrap();
    drop(connection);
    let put_back = author(&Vault::open(&folder, None, now()).unwrap());
    assert_ne!(put_back, first);
    assert_eq!(author(&Vault::open(&folder, None, now()).unwrap()), put_back, "once");
}
