//! The copies that there are: their order, which of them are kept, and which is good.
//!
//! A clock may be wrong by years, so no date orders the copies. Each carries a number that only ever grows: in its name,
//! and inside. One from before there were numbers comes before all that have one; among those the longer log is the
//! newer, for nothing is ever taken out of it. A date is only shown.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::files::length;
use super::folder::{Name, dated};
use super::inspect::{self, FileKind};
use super::key::{Key, Salt};
use super::{Folder, Vault, connect, files};
use holdwell_model::Id;
use holdwell_store::{Backup, Passphrase};

/// Number of copies that are kept, and of days of which the last copy is kept.
const KEPT: usize = 7;
/// The row of `about` that holds the number of the last copy.
const NUMBER: &str = "copies";

/// The copies of a vault, and what opens them.
#[derive(Debug, Clone)]
pub struct Copies {
    folder: Folder,
    passphrase: Option<Passphrase>,
    /// Keys that are known; making one is slow.
    keys: RefCell<Vec<Key>>,
}

/// The place of a copy in the order: what is compared first, first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    number: u64,
    logged: i64,
    made: Timestamp,
}

impl Vault {
    /// Returns the copies of this vault.
    pub fn copies(&self) -> Copies {
        Copies::with_key(&self.folder, self.key.as_ref())
    }
}

/// Lists the copies, newest first, as far as that can be told without a passphrase.
pub fn backups(folder: &Folder) -> Vec<Backup> {
    Copies::new(folder, None).list()
}

/// Says if there is no copy of this day yet. A clock that jumps to and fro brings one copy for each day that it shows.
pub fn is_due(folder: &Folder, now: &Zoned) -> bool {
    let day = |made: Timestamp| made.to_zoned(now.time_zone().clone()).date();
    dated(Name::Backup, &folder.backups()).iter().all(|(_, made)| day(*made) != now.date())
}

/// Finds the newest copy that can be put in the vault's place: opened and read whole. Without the passphrase an
/// encrypted one is only looked at from outside.
pub fn newest_good_backup(folder: &Folder, passphrase: Option<&Passphrase>) -> Option<Backup> {
    let copies = Copies::new(folder, passphrase);
    copies.list().into_iter().find(|copy| copies.is_good(&copy.path))
}

impl Copies {
    /// Returns the copies in a folder; those that are encrypted are opened with the passphrase.
    pub fn new(folder: &Folder, passphrase: Option<&Passphrase>) -> Self {
        Self { folder: folder.clone(), passphrase: passphrase.cloned(), keys: RefCell::default() }
    }

    pub(super) fn with_key(folder: &Folder, key: Option<&Key>) -> Self {
        Self { folder: folder.clone(), passphrase: None, keys: RefCell::new(key.cloned().into_iter().collect()) }
    }

    /// Lists the copies, newest first.
    pub fn list(&self) -> Vec<Backup> {
        let with_size = |(path, rank): (PathBuf, Rank)| Backup { bytes: length(&path), path, made: rank.made };
        self.ranked().into_iter().map(with_size).collect()
    }

    /// Returns the number of the copy that is made next, and keeps it in the vault, so that the copy carries it.
    pub(super) fn number_next(&self, vault: &Connection) -> rusqlite::Result<u64> {
        let used = self.ranked().into_iter().map(|(_, rank)| rank.number).max().unwrap_or(0);
        let next = number(vault)?.max(used).saturating_add(1);
        let sql =
            "insert into about (key, value) values (?1, ?2) on conflict (key) do update set value = excluded.value";
        vault.execute(sql, params![NUMBER, next.to_string()]).map(|_| next)
    }

    /// Lets go of what is neither among the newest copies nor the last of one of the newest days. The copy that was just
    /// made stays whatever it is. One that cannot be removed is tried again after the next copy.
    pub(super) fn let_old_ones_go(&self, just_made: &Path) {
        let mut days: BTreeSet<Date> = BTreeSet::new();
        for (place, (path, rank)) in self.ranked().into_iter().enumerate() {
            let day = rank.made.to_zoned(TimeZone::UTC).date();
            let is_last_of_its_day = days.len() < KEPT && days.insert(day);
            if place >= KEPT && !is_last_of_its_day && path != just_made {
                files::remove(&path).unwrap_or_default();
            }
        }
    }

    /// Says if the newest copy is whole and has the content of this vault.
    pub(super) fn has_content_of(&self, vault: &Connection) -> rusqlite::Result<bool> {
        let Some((newest, _)) = self.ranked().into_iter().next() else { return Ok(false) };
        let Some(copy) = self.open(&newest) else { return Ok(false) };
        Ok(content(vault)? == content(&copy)? && connect::is_whole(&copy)?)
    }

    /// Says if a copy, or a vault that was set aside, has one of these clients in it, or cannot be asked.
    pub(crate) fn may_hold(&self, file: &Path, clients: &[Id]) -> bool {
        let sql = "select exists (select 1 from client where id = ?1)";
        let holds = |copy: &Connection, client: &Id| copy.query_row(sql, [client.to_string()], |row| row.get(0));
        self.open(file).is_none_or(|copy| clients.iter().any(|client| holds(&copy, client).unwrap_or(true)))
    }

    /// Lists the copies with their ranks, newest first.
    fn ranked(&self) -> Vec<(PathBuf, Rank)> {
        let mut found: Vec<(PathBuf, Rank)> = dated(Name::Backup, &self.folder.backups())
            .into_iter()
            .map(|(path, made)| (self.rank(&path, made), path))
            .map(|(rank, path)| (path, rank))
            .collect();
        found.sort_by_key(|(_, rank)| std::cmp::Reverse(*rank));
        found
    }

    /// Ranks a copy by the number in its name, else by what is inside.
    fn rank(&self, copy: &Path, made: Timestamp) -> Rank {
        if let Some(number) = Name::number(copy) {
            return Rank { number, logged: 0, made };
        }
        let inside = self.open(copy).and_then(|inside| Some((number(&inside).ok()?, logged(&inside).ok()?)));
        let (number, logged) = inside.unwrap_or_default();
        Rank { number, logged, made }
    }

    fn is_good(&self, copy: &Path) -> bool {
        if matches!(inspect::kind(copy), Ok(FileKind::Encrypted(_))) && self.passphrase.is_none() {
            return true;
        }
        self.open(copy).is_some_and(|inside| connect::is_whole(&inside).unwrap_or(false))
    }

    /// Opens a copy for reading; `None` where it is none, or nothing is known that opens it.
    fn open(&self, copy: &Path) -> Option<Connection> {
        let key = match inspect::kind(copy).ok()? {
            FileKind::Plain => None,
            FileKind::Encrypted(salt) => Some(self.key(salt, copy)?),
            FileKind::Missing | FileKind::Empty => return None,
        };
        connect::for_reading(copy, key.as_ref()).ok()
    }

    fn key(&self, salt: Salt, copy: &Path) -> Option<Key> {
        let mut keys = self.keys.borrow_mut();
        if let Some(key) = keys.iter().find(|key| key.has(&salt)) {
            return Some(key.clone());
        }
        let key = Key::of_file(self.passphrase.as_ref()?, salt, copy);
        keys.push(key.clone());
        Some(key)
    }
}

/// Reads the number of the last copy: of a copy, its own.
fn number(vault: &Connection) -> rusqlite::Result<u64> {
    let sql = "select value from about where key = ?1";
    let number: Option<String> = vault.query_row(sql, [NUMBER], |row| row.get(0)).optional()?;
    Ok(number.and_then(|number| number.parse().ok()).unwrap_or(0))
}

/// Counts the lines of the log, which only ever grows.
fn logged(vault: &Connection) -> rusqlite::Result<i64> {
    vault.query_row("select coalesce(max(id), 0) from log", [], |row| row.get(0))
}

/// Columns that tell of a change where the number of rows does not.
const TELLING: [&str; 4] = ["saved", "version", "deleted", "used"];

/// Sums up the content of a vault of any version: whatever is written changes the number of rows of a table, a version
/// or an instant in one, or the log. The tables that are as long as all sessions together change only with their
/// sessions.
fn content(vault: &Connection) -> rusqlite::Result<String> {
    let sql = "select name from sqlite_schema where type = 'table' and name not in ('about', 'event', 'hold')
        order by name";
    let mut tables = vault.prepare(sql)?;
    let tables = tables.query_map([], |row| row.get::<_, String>(0))?;
    let mut sums = vec![format!("version {}", super::migrate::version(vault)?), format!("log {}", logged(vault)?)];
    let mut columns = vault.prepare("select name from pragma_table_info(?1)")?;
    for table in tables {
        let table = table?;
        let columns = columns.query_map([&table], |row| row.get::<_, String>(0))?;
        let columns: Vec<String> = columns.collect::<rusqlite::Result<_>>()?;
        let telling = TELLING.iter().filter(|told| columns.iter().any(|column| column == *told));
        // Of an instant the lower half is enough, and never too much to be added up.
        let sum = telling.map(|column| format!(" || ' ' || coalesce(sum({column} & 4294967295), 0)"));
        let sums_of = format!("select count(*){} from {table}", sum.collect::<String>());
        let sum: String = vault.query_row(&format!("select cast(({sums_of}) as text)"), [], |row| row.get(0))?;
        sums.push(format!("{table} {sum}"));
    }
    Ok(sums.join("\n"))
}
