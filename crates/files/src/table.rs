//! Rows and columns of a text, as programs for tables write them. The libraries for it take what follows a missing
//! quotation mark for one cell without a word, which would write other clients into somebody's note.

use super::{Content, DIVIDERS, recognize};

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Cells of the row.
    pub cells: Vec<String>,
    /// Set where text stands behind a closing quotation mark, so that some mark is probably missing.
    pub is_broken: bool,
}

/// The reason why a file is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableProblem {
    /// The file is this, where it is recognized.
    OtherContent(Option<Content>),
    /// The text is not UTF-8.
    NotUtf8,
    /// The quotation mark that is opened on this line is never closed.
    OpenQuote(usize),
}

/// Reads every row that has anything in it, with the heads apart. The sign between two cells is found by itself.
///
/// # Errors
/// The file is no table; nothing of a cell is in the error.
pub fn table(bytes: &[u8]) -> Result<(Row, Vec<Row>), TableProblem> {
    match recognize(bytes) {
        Some(Content::Utf16) => return Err(TableProblem::NotUtf8),
        None | Some(Content::Table) => {}
        other => return Err(TableProblem::OtherContent(other)),
    }
    let text = std::str::from_utf8(bytes).map_err(|_error| TableProblem::NotUtf8)?;
    let mut rows = rows(text.trim_start_matches('\u{feff}')).map_err(TableProblem::OpenQuote)?.into_iter();
    let head = rows.next().ok_or(TableProblem::OtherContent(None))?;
    Ok((head, rows.collect()))
}

/// One cell of a row.
struct Cell<'a> {
    text: String,
    /// The number of line ends in it.
    lines: usize,
    is_broken: bool,
    /// The rest of the text, from the divider or the end of the line on.
    after: &'a str,
}

/// Reads every row that has anything in it. A cell in quotes may hold the divider, a line's end and doubled quotes. Where a
/// quotation mark is never closed the line of that row is returned instead.
fn rows(text: &str) -> Result<Vec<Row>, usize> {
    let (text, mut line) = without_hint(text);
    let divider = divider(text);
    let (mut rows, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let mut row = Row { line, cells: Vec::new(), is_broken: false };
        let ended = loop {
            let cell = cell(rest, divider).ok_or(row.line)?;
            row.cells.push(cell.text);
            row.is_broken |= cell.is_broken;
            line += cell.lines;
            match cell.after.strip_prefix(divider) {
                Some(more) => rest = more,
                None => break cell.after,
            }
        };
        rest = ended.strip_prefix("\r\n").or_else(|| ended.strip_prefix(['\n', '\r'])).unwrap_or(ended);
        line += 1;
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Returns the text and the number of its first line, without the line in which some programs say the divider.
fn without_hint(text: &str) -> (&str, usize) {
    match text.split_once('\n') {
        Some((first, rest)) if first.len() <= 7 && first.to_ascii_lowercase().starts_with("sep=") => (rest, 2),
        _ => (text, 1),
    }
}

/// Reads one cell; `None` where its quotation mark is never closed.
fn cell(text: &str, divider: char) -> Option<Cell<'_>> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([divider, '\n', '\r']).unwrap_or(text.len());
        let (cell, after) = text.split_at(end);
        return Some(Cell { text: cell.to_owned(), lines: 0, is_broken: false, after });
    };
    let mut whole = String::new();
    let after = loop {
        let (part, after) = rest.split_once('"')?;
        whole.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                whole.push('"');
                rest = more;
            }
            None => break after,
        }
    };
    let end = after.find([divider, '\n', '\r']).unwrap_or(after.len());
    let (between, after) = after.split_at(end);
    let lines = whole.matches('\n').count();
    Some(Cell { text: whole, lines, is_broken: !between.trim().is_empty(), after })
}

/// Returns the sign that stands most often in the first line, outside of quotes; of two the one that texts have less often.
fn divider(text: &str) -> char {
    let mut quoted = false;
    let head = text.chars().take_while(|letter| {
        quoted ^= *letter == '"';
        quoted || *letter != '\n'
    });
    let head: String = head.collect();
    let outside: String = head.split('"').step_by(2).collect();
    let count = |divider: &char| outside.matches(*divider).count();
    DIVIDERS.into_iter().max_by_key(count).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text).unwrap().into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn quotes_hold_dividers_lines_and_quotes() {
        assert_eq!(cells("a,b\n\"1,5\",\"say \"\"so\"\"\"\n"), [["a", "b"], ["1,5", "say \"so\""]]);
        let rows = rows("a;b\r\n\"two\nlines\";x\r\n\r\n;\r\ny;z").unwrap();
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 6]);
        assert_eq!(rows[1].cells, ["two\nlines", "x"]);
    }

    #[test]
    fn the_divider_is_that_of_the_head() {
        assert_eq!(cells("a\tb, c\n1\t2\n"), [["a", "b, c"], ["1", "2"]]);
        assert_eq!(cells("\"a,b,c\";d\n1,2;3\n"), [["a,b,c", "d"], ["1,2", "3"]]);
        assert_eq!(cells("name\nAna\n"), [["name"], ["Ana"]]);
    }

    #[test]
    fn a_quotation_mark_that_is_missing_is_told() {
        assert_eq!(rows("a,\"b\nc,d"), Err(1));
        assert_eq!(rows("a,b\nc,d\ne,\"f\ng,h\n"), Err(3));
        let broken = |text: &str| rows(text).unwrap().iter().map(|row| row.is_broken).collect::<Vec<_>>();
        assert_eq!(broken("\"a\"x,b\n\"a\" ,b\n"), [true, false]);
        assert_eq!(broken("1,\"quiet\n2,left \"knee\n3,c\n"), [true, false], "what it swallowed is told with it");
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_hint_at_the_divider_is_no_row() {
        let rows = rows("sep=;\r\nname;note\r\n").unwrap();
        assert_eq!((rows[0].line, rows[0].cells.as_slice()), (2, &["name".to_owned(), "note".to_owned()][..]));
    }
}
