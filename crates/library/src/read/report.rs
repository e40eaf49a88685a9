//! Collects the problems of one file while it is read, by byte, and tells them by line and column afterwards.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::{Fault, Place, Problem};

/// The most problems that are told of one file; who has more mends these first.
const MOST: usize = 50;

/// The problems found so far. Shared by every table that is being read, hence the inner mutability.
#[derive(Debug, Default)]
pub(super) struct Report {
    found: RefCell<Vec<Finding>>,
    damaged: Cell<bool>,
}

#[derive(Debug, Clone, PartialEq)]
struct Finding {
    at: usize,
    kind: NodeKind,
    table: String,
    fault: Fault,
}

/// Bad syntax goes first: what the rest of such a line seems to mean is not worth telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NodeKind {
    Syntax,
    Meaning,
}

impl Report {
    /// Adds a fault of meaning at this byte.
    pub(super) fn add(&self, at: usize, table: &str, fault: Fault) {
        self.found.borrow_mut().push(Finding { at, kind: NodeKind::Meaning, table: table.to_owned(), fault });
    }

    /// Adds a fault of syntax at this byte: parts of the text may be lost.
    pub(super) fn add_syntax(&self, at: usize, fault: Fault) {
        self.damaged.set(true);
        self.found.borrow_mut().push(Finding { at, kind: NodeKind::Syntax, table: String::new(), fault });
    }

    /// Returns true where parts of the text may be lost, so that nothing can be called missing.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.get()
    }

    /// Returns every problem in the order of the file, at most [`MOST`].
    pub(super) fn into_problems(self, file: &str, text: &str) -> Vec<Problem> {
        let lines = Lines::new(text);
        let mut found = self.found.into_inner();
        // Stable: at one place they stay in the order in which the reader asks for the keys.
        found.sort_by_key(|finding| (finding.at, finding.kind));
        let is_syntax = |finding: &&Finding| finding.kind == NodeKind::Syntax;
        let damaged: BTreeSet<usize> = found.iter().filter(is_syntax).map(|finding| lines.line(finding.at)).collect();
        let mut told: Vec<Finding> = Vec::new();
        for finding in found {
            let is_plain = finding.kind == NodeKind::Syntax || !damaged.contains(&lines.line(finding.at));
            if told.len() < MOST && is_plain && !told.contains(&finding) {
                told.push(finding);
            }
        }
        let problem = |Finding { at, table, fault, .. }| {
            let (file, place) = (file.to_owned(), Some(lines.place(at)));
            Problem { file, place, table, fault }
        };
        told.into_iter().map(problem).collect()
    }
}

/// Turns bytes into lines and columns.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        // Editors hide the mark that some of them put at the beginning of a file, so it is no column.
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let starts = std::iter::once(first).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Returns the line, from 1, that holds this byte.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    fn place(&self, at: usize) -> Place {
        let line = self.line(at);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = self.text.get(start..at).map_or(1, |before| before.chars().count() + 1);
        Place { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let text = "ab\näö€x\n\nend";
        let lines = Lines::new(text);
        for (needle, line, column) in [("ab", 1, 1), ("b", 1, 2), ("x", 2, 4), ("end", 4, 1)] {
            assert_eq!(lines.place(text.find(needle).unwrap()), Place { line, column }, "{needle}");
        }
        assert_eq!(lines.place(text.len()), Place { line: 4, column: 4 });
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let text = "\u{feff}ab";
        assert_eq!(Lines::new(text).place(4), Place { line: 1, column: 2 });
        assert_eq!(Lines::new(text).place(0), Place { line: 1, column: 1 });
    }

    #[test]
    fn at_one_place_problems_stay_in_the_order_in_which_they_were_found_each_once() {
        let report = Report::default();
        for (at, fault) in
            [(5, Fault::NoTechniques), (5, Fault::NothingHeld), (5, Fault::NoTechniques), (2, Fault::TooLarge)]
        {
            report.add(at, "", fault);
        }
        let faults: Vec<Fault> = report.into_problems("f", "abcdef").into_iter().map(|problem| problem.fault).collect();
        assert_eq!(faults, [Fault::TooLarge, Fault::NoTechniques, Fault::NothingHeld]);
    }

    #[test]
    fn at_most_fifty_are_told_and_only_syntax_on_a_damaged_line() {
        let report = Report::default();
        for at in 0..200 {
            report.add(at, "", Fault::NoTechniques);
        }
        assert_eq!(report.into_problems("f", &"x".repeat(300)).len(), MOST);

        let report = Report::default();
        report.add(0, "", Fault::NoTechniques);
        report.add_syntax(1, Fault::NotUtf8);
        report.add(3, "step 1", Fault::NoSuchVersion);
        let of = |line, column, table: &str, fault| {
            let (file, table) = ("f".to_owned(), table.to_owned());
            Problem { file, place: Some(Place { line, column }), table, fault }
        };
        let told = [of(1, 2, "", Fault::NotUtf8), of(2, 1, "step 1", Fault::NoSuchVersion)];
        assert_eq!(report.into_problems("f", "ab\nc"), told);
    }
}
