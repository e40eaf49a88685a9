//! A list of clients from another program: a table, of which some columns are taken.

mod heads;

use std::collections::BTreeSet;

use holdwell_files::{Content, TableProblem, table};
use holdwell_model::{Client, Id, fold};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 10 << 20;
/// The most characters of a name, and of a note.
const LONGEST_NAME: usize = 100;
const LONGEST_NOTE: usize = 20_000;

/// The columns that are taken, by the words in the first row. Where no name is said, the words of the trade are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The columns of the name, in the order in which it is spoken.
    pub name: Vec<String>,
    /// The column with the name that they are called by.
    pub called: Option<String>,
    /// The columns that become the note.
    pub notes: Vec<String>,
}

/// A list of clients that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientList {
    /// The clients who are not known yet.
    pub new: Vec<Client>,
    /// Number of rows whose names are known already; those clients stay as they are.
    pub known: usize,
    /// The rows of which nothing was taken.
    pub left_out: Vec<LeftOut>,
}

/// A row of which nothing was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// The reason.
    pub why: RowProblem,
}

/// The reason why nothing was taken of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblem {
    /// There is no name in it.
    NoName,
    /// The name or the note has too many characters.
    TooLong,
    /// The same name stands further up.
    Twice,
    /// A quotation mark is missing, or it has more cells than the first row: nobody knows what belongs where.
    Shifted,
}

/// The reason why a file is no list of clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListProblem {
    /// The file is no table, but this, where it is recognized.
    NotATable(Option<Content>),
    /// The text is not UTF-8.
    NotUtf8,
    /// The first row has no column of this name.
    NoColumn(String),
    /// No head in the first row is known to be a name's; with the number of columns.
    NoName(usize),
    /// The quotation mark that is opened on this line is never closed.
    OpenQuote(usize),
}

impl From<TableProblem> for ListProblem {
    fn from(problem: TableProblem) -> Self {
        match problem {
            TableProblem::OtherContent(content) => Self::NotATable(content),
            TableProblem::NotUtf8 => Self::NotUtf8,
            TableProblem::OpenQuote(line) => Self::OpenQuote(line),
        }
    }
}

/// Reads a list of clients. `known` are the names of those who are there already, `id` gives a new client an id.
///
/// # Errors
/// The file is no table, or a column is not in it. Nothing of a cell is in the error.
pub fn read<'a>(
    bytes: &[u8],
    columns: &Columns,
    known: impl IntoIterator<Item = &'a str>,
    mut id: impl FnMut() -> Id,
) -> Result<ClientList, ListProblem> {
    let (head, rows) = table(bytes)?;
    let columns = heads::Found::of(&head.cells, columns)?;
    let known: BTreeSet<String> = known.into_iter().map(fold).collect();
    let (mut seen, mut list) = (BTreeSet::new(), ClientList::default());
    for row in rows {
        let is_shifted = row.is_broken || row.cells.len() > head.cells.len();
        let entry = if is_shifted { Err(RowProblem::Shifted) } else { entry(&columns, &row.cells) };
        match entry {
            Err(why) => list.left_out.push(LeftOut { line: row.line, why }),
            Ok(entry) if known.contains(&fold(&entry.name)) => list.known += 1,
            Ok(entry) if !seen.insert(fold(&entry.name)) => {
                list.left_out.push(LeftOut { line: row.line, why: RowProblem::Twice });
            }
            Ok(Entry { name, called, notes }) => list.new.push(Client { called, notes, ..Client::new(id(), &name) }),
        }
    }
    Ok(list)
}

/// A row of which something is taken.
struct Entry {
    name: String,
    called: Option<String>,
    notes: String,
}

fn entry(columns: &heads::Found, cells: &[String]) -> Result<Entry, RowProblem> {
    let cell = |place: &usize| cells.get(*place).map(String::as_str).unwrap_or_default();
    let name = one_line(columns.name.iter().map(cell));
    let called = one_line(columns.called.iter().map(cell));
    let notes: Vec<String> =
        columns.notes.iter().map(|place| lines(cell(place))).filter(|note| !note.is_empty()).collect();
    let notes = notes.join("\n");
    if name.is_empty() {
        return Err(RowProblem::NoName);
    }
    if [&name, &called].iter().any(|name| name.chars().count() > LONGEST_NAME) || notes.chars().count() > LONGEST_NOTE {
        return Err(RowProblem::TooLong);
    }
    Ok(Entry { name, called: Some(called).filter(|called| !called.is_empty()), notes })
}

/// Joins cells to one line.
fn one_line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.map(holdwell_library::edit::clean).collect();
    cells.iter().flat_map(|cell| cell.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// Cleans each line of a cell.
fn lines(cell: &str) -> String {
    let lines = cell.lines().map(holdwell_library::edit::clean);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests;
