//! Tables for other programs: UTF-8 with the mark by which they know it, and no cell that they would take for a formula.

/// A program for tables takes a cell that begins so for a formula.
pub(crate) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table that is being written.
#[derive(Debug)]
pub struct CsvTable {
    text: String,
    columns: usize,
}

impl CsvTable {
    /// Begins a table with its heads.
    pub fn new(heads: &[&str]) -> Self {
        let mut table = Self { text: "\u{feff}".to_owned(), columns: heads.len() };
        table.row(heads);
        table
    }

    /// Adds a row. Cells that are missing are empty, and no row is longer than the heads.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        for place in 0..self.columns {
            if place > 0 {
                self.text.push(',');
            }
            put_cell(&mut self.text, cells.get(place).map_or("", AsRef::as_ref));
        }
        self.text.push_str("\r\n");
    }

    /// Returns the whole text.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Writes a cell so that it is never a formula and never two cells. A number with its sign stays one.
fn put_cell(out: &mut String, text: &str) {
    let is_formula = text.starts_with(FORMULA) && !is_number(text);
    if !is_formula && !text.contains(['"', ',', ';', '\t', '\n', '\r']) {
        return out.push_str(text);
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    let mut before = None;
    for letter in text.chars() {
        // Where a list is separated otherwise, the cell is split there.
        if matches!(before, Some(';' | '\t')) && FORMULA.contains(&letter) {
            out.push('\'');
        }
        out.push(letter);
        if letter == '"' {
            out.push('"');
        }
        before = Some(letter);
    }
    out.push('"');
}

/// Says if a text is a plain number with a sign: "-2.5".
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_plain
        && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_files::table;

    #[test]
    fn a_table_reads_back_and_has_no_formula() {
        let mut csv = CsvTable::new(&["name", "figure"]);
        csv.row(&["=1+1", "-2.5"]);
        csv.row(&["@say \"so\", Öz", "-2-3"]);
        csv.row(&["two\nlines"]);
        csv.row(&["x;=1+1", "1;-2"]);
        csv.row(&["a", "b", "one too many"]);
        let text = csv.into_text();
        assert!(text.starts_with("\u{feff}name,figure\r\n\"'=1+1\",-2.5\r\n"), "{text}");
        let (head, rows) = table(text.as_bytes()).unwrap();
        assert_eq!(head.cells, ["name", "figure"]);
        let cells: Vec<&[String]> = rows.iter().map(|row| row.cells.as_slice()).collect();
        assert_eq!(cells[1], ["'@say \"so\", Öz", "'-2-3"]);
        assert_eq!(cells[2], ["two\nlines", ""]);
        assert_eq!(cells[3], ["x;'=1+1", "1;'-2"], "where a list is separated otherwise");
        assert_eq!(cells[4], ["a", "b"]);
    }
}
