//! JSON whose every value knows its place. A value is parsed when it is asked for, so that what nobody asks for costs
//! nothing and no depth of it harms.

use std::cell::RefCell;
use std::fmt;

use holdwell_library::{LONGEST_TEXT, Place, unseen};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::problem::{Fault, Kind, Problem};

/// The most problems that are told of one file; who has more mends these first.
const MOST: usize = 50;

/// A text that is read, and the problems found in it so far.
pub(crate) struct Source<'a> {
    text: &'a str,
    found: RefCell<Vec<(usize, String, Fault)>>,
}

impl<'a> Source<'a> {
    /// Reads all of a file, of which `reader` makes something; else returns what is wrong with it, in the order of the file.
    pub(crate) fn read<T>(
        bytes: &'a [u8],
        limit: usize,
        reader: impl FnOnce(Node<'_, 'a>) -> Option<T>,
    ) -> Result<T, Vec<Problem>> {
        let whole = |fault| vec![Problem { place: Place { line: 1, column: 1 }, path: String::new(), fault }];
        if bytes.len() > limit {
            return Err(whole(Fault::TooLarge(limit)));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let place = place(&String::from_utf8_lossy(before), before.len());
            vec![Problem { place, path: String::new(), fault: Fault::NotUtf8 }]
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| vec![syntax(text, &error)])?;
        let source = Source { text, found: RefCell::default() };
        let read = reader(Node { source: &source, raw: raw.get(), path: String::new() });
        let problems = source.problems();
        if problems.is_empty() { read.ok_or(problems) } else { Err(problems) }
    }

    fn problems(self) -> Vec<Problem> {
        let mut found = self.found.into_inner();
        // Stable: what is wrong at one place stays in the order in which it was found.
        found.sort_by_key(|(at, ..)| *at);
        found.dedup();
        found.truncate(MOST);
        let problem = |(at, path, fault)| Problem { place: place(self.text, at), path, fault };
        found.into_iter().map(problem).collect()
    }
}

fn syntax(text: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let words = message.split(" at line ").next().unwrap_or_default().to_owned();
    // The parser counts bytes.
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.as_bytes().get(..error.column().saturating_sub(1).min(line.len())).unwrap_or_default();
    let column = String::from_utf8_lossy(before).chars().count() + 1;
    let place = Place { line: error.line().max(1), column };
    Problem { place, path: String::new(), fault: Fault::Syntax(words) }
}

fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before.get(start..).map_or(1, |line| line.chars().count() + 1);
    Place { line: before.matches('\n').count() + 1, column }
}

/// One value.
pub(crate) struct Node<'s, 'a> {
    source: &'s Source<'a>,
    raw: &'a str,
    path: String,
}

impl<'s, 'a> Node<'s, 'a> {
    /// Adds a fault of this value.
    pub(crate) fn problem(&self, fault: Fault) {
        let mut found = self.source.found.borrow_mut();
        // A flood keeps the first of it: values are asked for in about the order of the file.
        if found.len() < 20 * MOST {
            found.push((self.at(), self.path.clone(), fault));
        }
    }

    /// The value is a slice of the text.
    fn at(&self) -> usize {
        (self.raw.as_ptr() as usize).saturating_sub(self.source.text.as_ptr() as usize)
    }

    fn below(&self, raw: &'a RawValue, path: String) -> Self {
        Node { source: self.source, raw: raw.get(), path }
    }

    fn parsed<T: Deserialize<'a>>(&self, kind: Kind) -> Option<T> {
        let value = serde_json::from_str(self.raw).ok();
        if value.is_none() {
            self.problem(Fault::NotA(kind));
        }
        value
    }

    /// Reads keys with values.
    pub(crate) fn object(self) -> Option<Object<'s, 'a>> {
        let Pairs(fields) = self.parsed(Kind::Object)?;
        Some(Object {
            node: self,
            fields: fields.into_iter().map(|(key, raw)| Field { key, raw, taken: false }).collect(),
        })
    }

    /// Reads keys with values whose keys are free, at most so many.
    pub(crate) fn pairs(&self, most: usize) -> Vec<(String, Self)> {
        let Some(Pairs(fields)) = self.parsed(Kind::Object) else { return Vec::new() };
        if fields.len() > most {
            self.problem(Fault::TooMany(most));
            return Vec::new();
        }
        let node = |(key, raw): (String, &'a RawValue)| {
            let path = format!("{}[{:?}]", self.path, holdwell_library::shown(&key));
            (key, self.below(raw, path))
        };
        fields.into_iter().map(node).collect()
    }

    /// Reads a list of at most so many entries.
    pub(crate) fn list(&self, most: usize) -> Vec<Self> {
        let Some(entries) = self.parsed::<Vec<&RawValue>>(Kind::List) else { return Vec::new() };
        if entries.len() > most {
            self.problem(Fault::TooMany(most));
            return Vec::new();
        }
        let node = |(place, raw)| self.below(raw, format!("{}[{place}]", self.path));
        entries.into_iter().enumerate().map(node).collect()
    }

    /// Reads one line of text for people.
    pub(crate) fn text(&self) -> Option<String> {
        let text: String = self.parsed(Kind::Text)?;
        let fault = match unseen(&text) {
            _ if text.trim().is_empty() => Fault::Empty,
            _ if text.chars().count() > LONGEST_TEXT => Fault::TooLong(LONGEST_TEXT),
            Some(letter) => Fault::Unseen(letter),
            None => return Some(text.trim().to_owned()),
        };
        self.problem(fault);
        None
    }

    /// Reads text that means something to the program only.
    pub(crate) fn plain<T>(&self, kind: Kind, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text: String = self.parsed(kind)?;
        let value = read(&text);
        if value.is_none() {
            self.problem(Fault::NotA(kind));
        }
        value
    }

    /// Reads one of the words that are known.
    pub(crate) fn word<T: Copy>(&self, known: &[(T, &'static str)]) -> Option<T> {
        let text: String = self.parsed(Kind::Text)?;
        let found = known.iter().find(|(_, word)| *word == text);
        if found.is_none() {
            let known = known.iter().map(|(_, word)| *word).collect();
            self.problem(Fault::UnknownWord { word: text, known });
        }
        found.map(|(value, _)| *value)
    }

    /// Reads a whole number within bounds.
    pub(crate) fn number(&self, (low, high): (u64, u64)) -> Option<u64> {
        let is_whole =
            self.raw.bytes().enumerate().all(|(at, byte)| byte.is_ascii_digit() || (at == 0 && byte == b'-'));
        if !is_whole {
            self.problem(Fault::NotA(Kind::Number));
            return None;
        }
        let number = self.raw.parse().ok().filter(|number| (low..=high).contains(number));
        if number.is_none() {
            self.problem(Fault::OutOfRange(low, high));
        }
        number
    }

    /// Reads a number with or without a fraction.
    pub(crate) fn fraction(&self) -> Option<f32> {
        self.parsed(Kind::Number)
    }

    /// Reads yes or no.
    pub(crate) fn flag(&self) -> Option<bool> {
        self.parsed(Kind::Flag)
    }
}

/// Keys with values, each to be taken once.
pub(crate) struct Object<'s, 'a> {
    node: Node<'s, 'a>,
    fields: Vec<Field<'a>>,
}

struct Field<'a> {
    key: String,
    raw: &'a RawValue,
    taken: bool,
}

impl<'s, 'a> Object<'s, 'a> {
    /// Takes a value that may be left out, or be null.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node<'s, 'a>> {
        let path = self.path(key);
        let mut of_key = self.fields.iter_mut().filter(|field| field.key == key);
        let first = of_key.next()?;
        first.taken = true;
        let raw = first.raw;
        for again in of_key {
            again.taken = true;
            self.node.below(again.raw, path.clone()).problem(Fault::Twice(key.to_owned()));
        }
        (raw.get() != "null").then(|| self.node.below(raw, path))
    }

    /// Takes a value that must be there.
    pub(crate) fn need(&mut self, key: &'static str) -> Option<Node<'s, 'a>> {
        let node = self.take(key);
        if node.is_none() {
            self.node.problem(Fault::Missing(key));
        }
        node
    }

    /// Adds a fault of the whole.
    pub(crate) fn problem(&self, fault: Fault) {
        self.node.problem(fault);
    }

    /// Says of every key that was not taken that it has no business here.
    pub(crate) fn finish(self) {
        for field in self.fields.iter().filter(|field| !field.taken) {
            let path = self.node.path.clone();
            self.node.below(field.raw, path).problem(Fault::UnknownKey(field.key.clone()));
        }
    }

    fn path(&self, key: &str) -> String {
        if self.node.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.node.path) }
    }
}

/// The keys of an object with their values, in the order of the file, whatever stands there twice.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor).map(Pairs)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(fields)
    }
}
