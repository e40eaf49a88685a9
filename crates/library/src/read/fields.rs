//! One table of a file being read: remembers which keys were asked for, so that all others are problems.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::report::Report;
use crate::problem::{Fault, Found, Suggestion, ValueError};
use crate::words::shown;

/// A table whose keys are taken one by one.
///
/// Whatever is wrong goes into the report and reads as `None`, so that reading always gets to the end and every
/// problem is told at once.
pub(super) struct Fields<'a> {
    table: &'a DeTable<'a>,
    at: usize,
    label: &'a str,
    report: &'a Report,
    asked: Vec<&'static str>,
    /// Something stood here that is no table: it was told, and nothing more can be said of it.
    hollow: bool,
}

impl<'a> Fields<'a> {
    /// Reads the topmost table of a file.
    pub(super) fn read_root<T>(table: &DeTable<'_>, report: &Report, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        Fields { table, at: 0, label: "", report, asked: Vec::new(), hollow: false }.finish_after(read)
    }

    /// The table itself, to find a place in it.
    pub(super) fn table(&self) -> &'a DeTable<'a> {
        self.table
    }

    /// Says if the key is there, whatever its value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Counts the tables or values that are listed under the key; `None` where there is no list.
    pub(super) fn listed(&self, key: &str) -> Option<usize> {
        Some(self.table.get(key)?.get_ref().as_array()?.len())
    }

    /// A problem with the table as a whole.
    pub(super) fn problem(&self, fault: Fault) {
        self.problem_at(self.at, fault);
    }

    /// A problem with the value of a key.
    pub(super) fn problem_with(&self, key: &str, fault: Fault) {
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        self.problem_at(at, fault);
    }

    /// A problem with one of the values listed under a key.
    pub(super) fn problem_with_item(&self, key: &str, index: usize, fault: Fault) {
        let list = self.table.get(key).and_then(|value| value.get_ref().as_array());
        let at = list.and_then(|list| list.get(index)).map_or(self.at, |item| item.span().start);
        self.problem_at(at, fault);
    }

    /// Says that a key is missing where it is; the example says what to write.
    pub(super) fn need(&mut self, key: &str, example: &str) -> &mut Self {
        if !self.has(key) {
            self.missing(Fault::Missing { key: key.to_owned(), example: example.to_owned() });
        }
        self
    }

    /// A problem with something that is missing in the table, where it can be called so: no part of the text is lost.
    pub(super) fn missing(&self, fault: Fault) {
        if !self.hollow && !self.report.is_damaged() {
            self.problem(fault);
        }
    }

    /// The value of a key, turned into what it means.
    pub(super) fn read<T>(
        &mut self,
        key: &'static str,
        convert: impl FnOnce(&DeValue<'_>) -> Result<T, ValueError>,
    ) -> Option<T> {
        self.take(key).and_then(|value| self.converted(key, value, convert))
    }

    /// The values listed under a key.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        convert: impl Fn(&DeValue<'_>) -> Result<T, ValueError>,
    ) -> Vec<T> {
        let items = self.items(key);
        items.iter().filter_map(|item| self.converted(key, item, &convert)).collect()
    }

    /// The table under a key.
    pub(super) fn sub_table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        let label = if self.label.is_empty() { key.to_owned() } else { format!("{}, {key}", self.label) };
        self.take(key).map(|value| self.inside(value, &label, read))
    }

    /// The tables listed under a key, called by their number. One result for each, even where no table stands.
    pub(super) fn sub_tables<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Fields<'_>) -> T) -> Vec<T> {
        let outer = if self.label.is_empty() { String::new() } else { format!("{}, ", self.label) };
        let items = self.items(key).iter().enumerate();
        items.map(|(index, item)| self.inside(item, &format!("{outer}{key} {}", index + 1), &mut read)).collect()
    }

    /// The tables of a table whose keys are free to choose.
    pub(super) fn entries<T>(&mut self, mut read: impl FnMut(&str, &mut Fields<'_>) -> T) -> Vec<T> {
        self.ignore_rest();
        let mut entries = Vec::new();
        for (key, value) in self.table {
            let key = key.get_ref();
            entries.push(self.inside(value, &shown(key), |fields| read(key, fields)));
        }
        entries
    }

    /// Says where a key belongs that does not belong here.
    pub(super) fn misplaced(&mut self, key: &'static str, fault: Fault) {
        if let Some((found, _)) = self.table.get_key_value(key) {
            self.asked.push(key);
            self.problem_at(found.span().start, fault);
        }
    }

    /// Says nothing about keys that were not asked for, because what belongs here is not known.
    pub(super) fn ignore_rest(&mut self) {
        self.hollow = true;
    }

    fn take(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn items(&mut self, key: &'static str) -> &'a [Spanned<DeValue<'a>>] {
        let Some(value) = self.take(key) else { return &[] };
        let Some(list) = value.get_ref().as_array() else {
            let fault = Fault::NotList { key: key.to_owned(), found: value.get_ref().into() };
            self.problem_at(value.span().start, fault);
            return &[];
        };
        list
    }

    fn converted<T>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        convert: impl FnOnce(&DeValue<'_>) -> Result<T, ValueError>,
    ) -> Option<T> {
        let fault = |error| Fault::Value { key: key.to_owned(), error };
        convert(value.get_ref()).map_err(|error| self.problem_at(value.span().start, fault(error))).ok()
    }

    fn inside<T>(&self, value: &Spanned<DeValue<'_>>, label: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        let (at, report) = (value.span().start, self.report);
        let nothing = DeTable::new();
        let table = value.get_ref().as_table();
        if table.is_none() {
            report.add(at, label, Fault::NotTable(Found::from(value.get_ref())));
        }
        let (table, hollow) = (table.unwrap_or(&nothing), table.is_none());
        Fields { table, at, label, report, asked: Vec::new(), hollow }.finish_after(read)
    }

    /// Reads, then reports every key that reading did not ask for.
    fn finish_after<T>(mut self, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        let result = read(&mut self);
        if !self.hollow {
            for (key, _) in self.table {
                let word = key.get_ref().as_ref();
                if !self.asked.contains(&word) {
                    let instead = Suggestion::instead_of(word, self.asked.clone());
                    let fault = Fault::UnknownKey { key: word.to_owned(), instead };
                    self.problem_at(key.span().start, fault);
                }
            }
        }
        result
    }

    fn problem_at(&self, at: usize, fault: Fault) {
        self.report.add(at, self.label, fault);
    }
}
