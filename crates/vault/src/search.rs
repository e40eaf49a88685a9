//! The clients as they are searched: a list in memory, so that a keystroke costs no query.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Result, Row};
use std::cmp::Reverse;
use std::collections::HashMap;

use super::journal::row::{count, id, if_readable, maybe_instant, readable};
use super::keeping::rule;
use holdwell_model::{Id, fold, sort_key};
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
        let mut also = also(connection)?;
        let rule = rule(connection)?;
        let sql = format!("select id, name, last_seen, sessions, {SAID} from client where person is null");
        let mut clients = connection.prepare_cached(&sql)?;
        let clients = clients.query_map([], |row| {
            let client = id(row, "id")?;
            let treated = treated.remove(&client).unwrap_or_default();
            let (name, last_seen): (String, Option<Timestamp>) = (row.get("name")?, maybe_instant(row, "last_seen")?);
            let Said { names, keep_until, born } = Said::read(row)?.and(also.remove(&client).unwrap_or_default());
            let seen = last_seen.map(|seen| seen.to_zoned(zone.clone()).date());
            // A day that is written down for a client counts more than the rule.
            let keep_until = keep_until.or_else(|| rule?.until(seen, born));
            Ok(Known {
                words: words(&names, &treated, last_seen, zone),
                keep_until,
                line: ClientLine {
                    id: client,
                    name,
                    last_seen,
                    sessions: count(row, "sessions")?,
                    lately: treated.iter().take(LATELY).map(String::as_str).collect::<Vec<_>>().join(", "),
                },
            })
        })?;
        let mut clients = readable(clients)?;
        clients.sort_by_cached_key(|known| (Reverse(known.line.last_seen), sort_key(&known.line.name), known.line.id));
        Ok(Self { clients })
    }

    /// Returns everybody, the last seen first.
    pub(super) fn into_lines(self) -> Vec<ClientLine> {
        self.clients.into_iter().map(|known| known.line).collect()
    }

    /// Finds the clients of whom every word of `wanted` is a part of a word: of a name, of the treatment, of the dates.
    /// Those of whom each begins a word come first.
    pub(super) fn find(&self, wanted: &str) -> Vec<ClientLine> {
        let wanted = self::wanted(wanted);
        let (mut found, mut inside) = (Vec::new(), Vec::new());
        for known in &self.clients {
            match place(&known.words, &wanted) {
                Some(Place::Beginning) => found.push(known),
                Some(Place::Inside) => inside.push(known),
                None => {}
            }
        }
        found.append(&mut inside);
        found.into_iter().take(MOST).map(|known| known.line.clone()).collect()
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

/// Columns of which [`Said::read`] reads what is searched for of a client.
const SAID: &str = "case when json_valid(whole) then whole ->> '$.keep_until' end as keep_until,
    case when json_valid(whole) then whole ->> '$.born' end as born,
    case when json_valid(whole) then whole ->> '$.called' end as called";

/// Names of a client, and the day until which the records have to be kept.
#[derive(Debug, Default)]
struct Said {
    names: String,
    keep_until: Option<Date>,
    born: Option<Date>,
}

impl Said {
    fn read(row: &Row<'_>) -> Result<Self> {
        let (name, called): (String, Option<String>) = (row.get("name")?, row.get("called")?);
        let keep_until: Option<String> = row.get("keep_until")?;
        let born: Option<String> = row.get("born")?;
        let names = [name, called.unwrap_or_default()].join(" ");
        let day = |day: Option<String>| day.and_then(|day| day.parse().ok());
        Ok(Self { names, keep_until: day(keep_until), born: day(born) })
    }

    /// Adds what is said of another who turned out to be this one: every name, and the later day.
    fn and(self, other: Self) -> Self {
        let names = [self.names, other.names].join(" ");
        Self { names, keep_until: self.keep_until.max(other.keep_until), born: self.born.or(other.born) }
    }
}

/// Reads what is said of those who are shown as another, for that one.
fn also(connection: &Connection) -> Result<HashMap<Id, Said>> {
    let mut also: HashMap<Id, Said> = HashMap::new();
    let mut others =
        connection.prepare_cached(&format!("select person, name, {SAID} from client where person is not null"))?;
    let others = others.query_map([], |row| Ok((id(row, "person")?, Said::read(row)?)))?;
    for (person, said) in readable(others)? {
        let known = also.remove(&person).unwrap_or_default();
        also.insert(person, known.and(said));
    }
    Ok(also)
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
        // O'Neil is written as one word by whoever has no apostrophe.
        if word.contains('\'') {
            words.push(' ');
            words.push_str(&word.replace('\'', ""));
        }
    }
    words
}

/// Place of the words that are searched for in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Each begins a word.
    Beginning,
    /// Each is there, and one of them only within a word.
    Inside,
}

/// Finds the words that are searched for in what [`beginnings`] returned. A single Latin letter is looked for at
/// beginnings alone: it is within nearly every word.
pub(super) fn place(text: &str, wanted: &[String]) -> Option<Place> {
    let begins = |word: &String| text.contains(word.as_str());
    let is_inside = |word: &String| {
        let word = word.trim_start();
        word.len() > 1 && text.contains(word)
    };
    match () {
        () if wanted.iter().all(begins) => Some(Place::Beginning),
        () if wanted.iter().all(is_inside) => Some(Place::Inside),
        () => None,
    }
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
        assert!(found(&directory, "maria omer").is_empty());
    }

    #[test]
    fn a_part_of_a_word_is_found_after_those_that_begin_with_it() {
        let directory = directory(&["Gabe Smith", "田中太郎", "Thea Berg", "Smi Lee"]);
        assert_eq!(found(&directory, "smi"), ["Gabe Smith", "Smi Lee"]);
        assert_eq!(found(&directory, "mith"), ["Gabe Smith"]);
        assert_eq!(found(&directory, "be"), ["Thea Berg", "Gabe Smith"]);
        assert_eq!(found(&directory, "太郎"), ["田中太郎"]);
        assert_eq!(found(&directory, "郎"), ["田中太郎"]);
        assert!(found(&directory, "i").is_empty(), "one letter is in too many");
    }

    #[test]
    fn apostrophes_and_stacked_accents_hide_nobody() {
        let directory = directory(&["Seán O’Neil", "Nguyễn Thị Ngọc"]);
        for words in ["o'neil", "o’n", "oneil", "neil"] {
            assert_eq!(found(&directory, words), ["Seán O’Neil"], "{words}");
        }
        assert_eq!(found(&directory, "nguyen ngoc"), ["Nguyễn Thị Ngọc"]);
    }
}
