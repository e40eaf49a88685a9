//! Rows and columns of a text, as programs for tables write them.

use holdwell_files::DIVIDERS;

/// A row of a table, with the line of the file on which it begins, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// Reads every row that has anything in it. A cell in quotes may hold the divider, a line's end and doubled quotes.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let divider = divider(text);
    let (mut rows, mut rest, mut line) = (Vec::new(), text, 1);
    while !rest.is_empty() {
        let begins = line;
        let mut cells = Vec::new();
        let ended = loop {
            let (cell, lines, after) = cell(rest, divider);
            cells.push(cell);
            line += lines;
            match after.strip_prefix(divider) {
                Some(more) => rest = more,
                None => break after,
            }
        };
        rest = ended.strip_prefix("\r\n").or_else(|| ended.strip_prefix(['\n', '\r'])).unwrap_or(ended);
        line += 1;
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line: begins, cells });
        }
    }
    rows
}

/// Reads one cell; gives it, the ends of lines in it, and what stands behind it.
fn cell(text: &str, divider: char) -> (String, usize, &str) {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([divider, '\n', '\r']).unwrap_or(text.len());
        let (cell, after) = text.split_at(end);
        return (cell.to_owned(), 0, after);
    };
    let mut whole = String::new();
    // A quotation mark that is missing at the end leaves the rest of the file in this cell.
    let after = loop {
        let Some((part, after)) = rest.split_once('"') else {
            whole.push_str(rest);
            break "";
        };
        whole.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                whole.push('"');
                rest = more;
            }
            None => break after,
        }
    };
    // What stands between the quotation mark and the divider belongs to nothing.
    let end = after.find([divider, '\n', '\r']).unwrap_or(after.len());
    let lines = whole.matches('\n').count();
    (whole, lines, after.get(end..).unwrap_or_default())
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
        rows(text).into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn quotes_hold_dividers_lines_and_quotes() {
        assert_eq!(cells("a,b\n\"1,5\",\"say \"\"so\"\"\"\n"), [["a", "b"], ["1,5", "say \"so\""]]);
        let rows = rows("a;b\r\n\"two\nlines\";x\r\n\r\n;\r\ny;z");
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
    fn nothing_of_a_broken_table_is_waited_for() {
        assert_eq!(cells("a,\"b\nc,d"), [["a", "b\nc,d"]]);
        assert_eq!(cells("\"a\"x,b"), [["a", "b"]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }
}
