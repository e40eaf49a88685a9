//! The list as a table for a clinician's remarks, and the table read back.

use holdwell_files::{Row, TableProblem, table};
use holdwell_library::Library;
use holdwell_model::{Technique, fold};

use super::entries::{EntryKind, ReviewEntry, review_entries};
use super::remarks::{Remark, Verdict};
use crate::csv::{CsvTable, FORMULA};

/// The columns.
const COLUMNS: [&str; 9] = ["kind", "id", "name", "technique", "confidence", "figures", "sources", "verdict", "remark"];
/// Other heads of the column of remarks, where none is called `remark`.
const REMARKS: [&str; 4] = ["remarks", "note", "notes", "comment"];
/// The most characters of a remark.
const LONGEST: usize = 2000;

/// Remarks that were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks {
    /// The remarks, in the order of the file.
    pub found: Vec<Remark>,
    /// The rows with something that could not be taken, by their lines.
    pub problems: Vec<(usize, RowProblem)>,
}

/// The reason why something of a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowProblem {
    /// The library has no such entry.
    NoEntry(String),
    /// The entry is not of this technique.
    NoTechnique(String),
    /// The verdict is neither right nor wrong.
    NoVerdict {
        /// Text of the cell.
        word: String,
        /// True where a remark beside it was taken.
        is_remark_taken: bool,
    },
    /// The remark has too many characters.
    TooLong,
    /// A quotation mark is missing, or there are too many cells.
    Shifted,
}

/// The reason why a file has no remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarksProblem {
    /// The file is no table.
    Table(TableProblem),
    /// The first row has no such column.
    NoColumn(&'static str),
}

/// Writes the list, with the remarks that there are already, each in a row of its own. It begins with the mark by which programs for tables know
/// UTF-8.
pub fn review_csv(library: &Library, remarks: &[Remark]) -> String {
    let mut table = CsvTable::new(&COLUMNS);
    let entries = review_entries(library);
    for (place, entry) in entries.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| entries.get(place));
        let is_first = before.is_none_or(|before| (before.kind, &before.id) != (entry.kind, &entry.id));
        let mut said = remarks.iter().filter(|remark| remark.is_at(entry, is_first)).peekable();
        if said.peek().is_none() {
            row(&mut table, entry, None);
        }
        said.for_each(|remark| row(&mut table, entry, Some(remark)));
    }
    table.into_text()
}

fn row(table: &mut CsvTable, entry: &ReviewEntry, said: Option<&Remark>) {
    table.row(&[
        entry.kind.key(),
        &entry.id,
        &entry.name,
        entry.technique.map_or("", Technique::name),
        entry.confidence.map_or("", holdwell_model::Confidence::key),
        &entry.figures,
        &entry.sources.join(" "),
        said.and_then(|remark| remark.verdict).map_or("", Verdict::key),
        said.map_or("", |remark| &remark.text),
    ]);
}

/// Reads the table with remarks. Rows without a verdict and a remark are passed over.
///
/// # Errors
/// The file is no table, or a column is missing. Nothing of a cell is in the error.
pub fn read_remarks(bytes: &[u8], library: &Library) -> Result<Remarks, RemarksProblem> {
    let (head, rows) = table(bytes).map_err(RemarksProblem::Table)?;
    let columns = Columns::of(&head.cells)?;
    let entries = review_entries(library);
    let mut remarks = Remarks::default();
    for row in rows {
        let found = columns.read(&row, &entries);
        let Found { remark, problem } = found.unwrap_or_else(|problem| Found { remark: None, problem: Some(problem) });
        remarks.found.extend(remark);
        remarks.problems.extend(problem.map(|problem| (row.line, problem)));
    }
    Ok(remarks)
}

/// The places of the columns, from 0.
struct Columns {
    kind: Option<usize>,
    id: usize,
    technique: Option<usize>,
    verdict: Option<usize>,
    remark: usize,
    count: usize,
}

impl Columns {
    fn of(heads: &[String]) -> Result<Self, RemarksProblem> {
        let place = |words: &[&str]| heads.iter().position(|head| words.contains(&fold(head.trim()).as_str()));
        Ok(Self {
            kind: place(&["kind"]),
            id: place(&["id"]).ok_or(RemarksProblem::NoColumn("id"))?,
            technique: place(&["technique"]),
            verdict: place(&["verdict"]),
            remark: place(&["remark"]).or_else(|| place(&REMARKS)).ok_or(RemarksProblem::NoColumn("remark"))?,
            count: heads.len(),
        })
    }

    /// Reads a row; nothing where nothing is said in it.
    fn read(&self, row: &Row, entries: &[ReviewEntry]) -> Result<Found, RowProblem> {
        let cell = |place: Option<usize>| {
            let cell = place.and_then(|place| row.cells.get(place));
            cell.map_or("", |cell| unguarded(cell.trim()))
        };
        let (verdict, text) = (cell(self.verdict), cell(Some(self.remark)));
        if row.is_broken || row.cells.iter().skip(self.count).any(|cell| !cell.trim().is_empty()) {
            return Err(RowProblem::Shifted);
        }
        if verdict.is_empty() && text.is_empty() {
            return Ok(Found::default());
        }
        if text.chars().count() > LONGEST {
            return Err(RowProblem::TooLong);
        }
        let id = cell(Some(self.id));
        let (kind, technique) = named(entries, id, &fold(cell(self.kind)), cell(self.technique))?;
        let read = Verdict::read(verdict);
        let remark = Remark { kind, id: id.to_owned(), technique, verdict: read, text: clean(text) };
        let is_remark_taken = !remark.text.is_empty();
        let problem = || RowProblem::NoVerdict { word: verdict.to_owned(), is_remark_taken };
        let problem = (read.is_none() && !verdict.is_empty()).then(problem);
        let is_said = read.is_some() || is_remark_taken;
        Ok(Found { remark: is_said.then_some(remark), problem })
    }
}

/// The remark of a row, and the problems of its cells.
#[derive(Default)]
struct Found {
    remark: Option<Remark>,
    problem: Option<RowProblem>,
}

/// Finds the entry that a row names. Only a position has several techniques; elsewhere the word is not looked at.
fn named(
    entries: &[ReviewEntry],
    id: &str,
    kind: &str,
    technique: &str,
) -> Result<(EntryKind, Option<Technique>), RowProblem> {
    let is_named = |entry: &&ReviewEntry| entry.id == id && (kind.is_empty() || entry.kind.key() == kind);
    let mut here = entries.iter().filter(is_named).peekable();
    let first = here.peek().ok_or_else(|| RowProblem::NoEntry(id.to_owned()))?;
    let kind = first.kind;
    if kind != EntryKind::Position {
        return Ok((kind, first.technique));
    }
    if technique.is_empty() {
        return Ok((kind, None));
    }
    let found = here.filter_map(|entry| entry.technique).find(|of| is_called(*of, technique));
    found.map(|of| (kind, Some(of))).ok_or_else(|| RowProblem::NoTechnique(technique.to_owned()))
}

fn is_called(technique: Technique, word: &str) -> bool {
    [technique.key(), technique.name()].iter().any(|known| fold(known) == fold(word))
}

/// Returns a cell without the mark that kept it from being a formula.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// Cleans each line of a remark.
fn clean(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(holdwell_library::edit::clean).collect();
    lines.join("\n").trim().to_owned()
}
