//! Joining the names that holds were given afterwards. Of one hold the last name counts, on whichever computer it was
//! given, and with it the place at which the hold is found.

use std::collections::BTreeMap;

use rusqlite::{Result, params};

use super::check::{Cells, number, text};
use super::import::Import;
use super::session::rows;
use crate::journal::count_use;
use holdwell_model::Id;

/// Holds of a session by their work item.
#[derive(Debug, Default)]
pub(super) struct Holds(BTreeMap<i64, Hold>);

/// A hold, in the order in which one state of it counts more than another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Hold {
    /// Instant and id of the name that it was given last; `None` where it was given none.
    named: Option<(i64, String)>,
    position: Option<String>,
    region: Option<String>,
}

impl Holds {
    /// Reads the holds as they stand here.
    pub(super) fn here(import: &Import<'_>, session: Id) -> Result<Self> {
        let sql = "select hold.bout, hold.position, hold.region, name.at, name.id
            from hold left join annotation name on name.id = (
                select id from annotation
                where annotation.session = hold.session and annotation.bout = hold.bout and asks = 'name'
                order by at desc, id desc limit 1
            )
            where hold.session = ?1";
        let mut holds = import.transaction.prepare_cached(sql)?;
        let holds = holds.query_map(params![session.to_string()], |row| {
            let at: Option<i64> = row.get(3)?;
            Ok((row.get(0)?, Hold { named: at.zip(row.get(4)?), position: row.get(1)?, region: row.get(2)? }))
        })?;
        holds.collect::<Result<_>>().map(Self)
    }

    /// Reads the holds as they stand in the file.
    fn there(import: &Import<'_>, session: Id) -> Self {
        let mut names: BTreeMap<i64, (i64, String)> = BTreeMap::new();
        for row in rows(import, "annotation", session).filter(|row| text(row, "asks") == "name") {
            let Some(bout) = number(row, "bout") else { continue };
            let name = (number(row, "at").unwrap_or(0), text(row, "id").to_owned());
            let last = names.entry(bout).or_insert_with(|| name.clone());
            *last = name.max(last.clone());
        }
        let cell = |row: &Cells, column| Some(text(row, column).to_owned()).filter(|text| !text.is_empty());
        let hold = |row: &Cells| {
            let bout = number(row, "bout")?;
            let named = names.get(&bout).cloned();
            Some((bout, Hold { named, position: cell(row, "position"), region: cell(row, "region") }))
        };
        Self(rows(import, "hold", session).filter_map(hold).collect())
    }

    /// Finds each hold by the last name that it was given here before or in the file, and counts the positions as they
    /// are now.
    pub(super) fn name(self, import: &Import<'_>, session: Id) -> Result<()> {
        let sql = "update hold set position = ?3, region = ?4 where session = ?1 and bout = ?2";
        let mut update = import.transaction.prepare_cached(sql)?;
        let mut last = Self::there(import, session).0;
        for (bout, here) in &self.0 {
            let both = last.get(bout).map_or(here, |there| here.max(there)).clone();
            let _there = last.insert(*bout, both);
        }
        for (bout, hold) in last.iter().filter(|(_, hold)| hold.named.is_some()) {
            let _one = update.execute(params![session.to_string(), bout, hold.position, hold.region])?;
        }
        let now = Self::here(import, session)?.0;
        let position = |hold: &Hold| hold.position.clone();
        for (bout, before) in &self.0 {
            let (before, now) = (position(before), now.get(bout).and_then(position));
            if before != now {
                count_use(import.transaction, before.as_deref(), now.as_deref())?;
            }
        }
        Ok(())
    }
}
