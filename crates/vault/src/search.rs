//! The clients as they are searched: a list in memory, so that a keystroke costs no query.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Result};
use std::collections::HashMap;

use super::journal::row::{count, id, if_readable, maybe_instant, readable};
use holdwell_model::{Id, fold};
use holdwell_store::ClientLine;

/// Number of clients that are shown.
const MOST: usize = 200;
/// Number of regions and techniques that a line names.
const LATELY: usize = 3;

/// Every client, the last seen first.
#[derive(Debug, Default)]
pub(super) struct Directory {
    clients: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    line: ClientLine,
    /// Words by which the client is found, folded, with a space before each.
    words: String,
    keep_until: Option<Date>,
}

impl Directory {
    /// Reads it. `zone` says on which day somebody was seen.
    pub(super) fn read(connection: &Connection, zone: &TimeZone) -> Result<Self> {
        let mut treated = treated(connection)?;
        let sql = "select id, name, last_seen, sessions, case when json_valid(whole) then whole ->> '$.keep_until' end as keep_until
            from client order by last_seen desc, name";
        let mut clients = connection.prepare_cached(sql)?;
        let clients = clients.query_map([], |row| {
            let client = id(row, "id")?;
            let treated = treated.remove(&client).unwrap_or_default();
            let (name, last_seen): (String, _) = (row.get("name")?, maybe_instant(row, "last_seen")?);
            let keep_until: Option<String> = row.get("keep_until")?;
            Ok(Known {
                words: words(&name, &treated, last_seen, zone),
                keep_until: keep_until.and_then(|day| day.parse().ok()),
                line: ClientLine {
                    id: client,
                    name,
                    last_seen,
                    sessions: count(row, "sessions")?,
                    lately: treated.iter().take(LATELY).map(String::as_str).collect::<Vec<_>>().join(", "),
                },
            })
        })?;
        Ok(Self { clients: readable(clients)? })
    }

    /// Returns everybody, the last seen first.
    pub(super) fn into_lines(self) -> Vec<ClientLine> {
        self.clients.into_iter().map(|known| known.line).collect()
    }

    /// Finds the clients of whom every word of `wanted` begins a word: of the name, of the treatment, of the dates.
    pub(super) fn find(&self, wanted: &str) -> Vec<ClientLine> {
        let wanted = self::wanted(wanted);
        let found = self.clients.iter().filter(|known| wanted.iter().all(|word| known.words.contains(word.as_str())));
        found.take(MOST).map(|known| known.line.clone()).collect()
    }

    /// Lists the clients whose records no longer have to be kept, with the day until which they had; the longest ago
    /// first.
    pub(super) fn may_be_erased(&self, today: Date) -> Vec<(Date, ClientLine)> {
        let until = |known: &Known| Some((known.keep_until.filter(|day| *day < today)?, known.line.clone()));
        let mut over: Vec<_> = self.clients.iter().filter_map(until).collect();
        over.sort_by_key(|(day, _)| *day);
        over.truncate(MOST);
        over
    }
}

/// Lists the treated regions and techniques of each client, the last first.
fn treated(connection: &Connection) -> Result<HashMap<Id, Vec<String>>> {
    let mut treated: HashMap<Id, Vec<String>> = HashMap::new();
    let mut words = connection.prepare_cached("select client, word from client_word order by last desc, word")?;
    let mut rows = words.query([])?;
    while let Some(row) = rows.next()? {
        // A row that cannot be read costs itself alone.
        let Some(client) = if_readable(id(row, "client"))? else { continue };
        treated.entry(client).or_default().extend(if_readable(row.get::<_, String>("word"))?);
    }
    Ok(treated)
}

/// Returns the words by which a client is found: "2026-11" and "nov" find whoever was seen then.
fn words(name: &str, treated: &[String], seen: Option<Timestamp>, zone: &TimeZone) -> String {
    let seen = seen.map(|seen| day_words(seen, zone));
    let all = [name.to_owned(), treated.join(" "), seen.unwrap_or_default()].join(" ");
    beginnings(&all)
}

/// Returns the places where a word of a text may be found, folded, with a space before each.
pub(super) fn beginnings(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 8);
    // A word may be found from its beginning and from after its hyphens: Smith-Jones is Jones too.
    for word in fold(text).split_whitespace() {
        words.push(' ');
        words.push_str(word);
        for (place, _) in word.match_indices(['-', '(', '\'', '.']) {
            words.push(' ');
            words.push_str(word.get(place + 1..).unwrap_or_default());
        }
    }
    words
}

/// Returns the words that are searched for as [`beginnings`] has them.
pub(super) fn wanted(words: &str) -> Vec<String> {
    fold(words).split_whitespace().map(|word| format!(" {word}")).collect()
}

/// Returns the words of a day that is searched for: "2026-11" and "nov" find a session of then.
pub(super) fn day_words(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %B").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(names: &[&str]) -> Directory {
        let known = |name: &&str| Known {
            words: words(name, &["Base of the skull".to_owned(), "SMRT".to_owned()], None, &TimeZone::UTC),
            keep_until: None,
            line: ClientLine {
                id: Id::from(uuid::Uuid::nil()),
                name: (*name).to_owned(),
                last_seen: None,
                sessions: 0,
                lately: String::new(),
            },
        };
        Directory { clients: names.iter().map(known).collect() }
    }

    fn found(directory: &Directory, wanted: &str) -> Vec<String> {
        directory.find(wanted).into_iter().map(|line| line.name).collect()
    }

    #[test]
    fn every_word_begins_a_word() {
        let directory = directory(&["Ömer Łukasz", "Maria Smith-Jones", "Mo\u{308}we O'Neil"]);
        assert_eq!(found(&directory, "omer"), ["Ömer Łukasz"]);
        assert_eq!(found(&directory, "LUK öm"), ["Ömer Łukasz"]);
        assert_eq!(found(&directory, "jon mar"), ["Maria Smith-Jones"]);
        assert_eq!(found(&directory, "smith-j"), ["Maria Smith-Jones"]);
        assert_eq!(found(&directory, "möwe neil"), ["Mo\u{308}we O'Neil"]);
        assert_eq!(found(&directory, "skull smrt").len(), 3);
        assert_eq!(found(&directory, "  ").len(), 3);
        assert!(found(&directory, "mith").is_empty());
        assert!(found(&directory, "maria omer").is_empty());
    }
}
