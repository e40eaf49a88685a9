//! Sentences about a list of clients from another program.

use super::{count, reading};
use crate::client_list::{ClientList, ListProblem, RowProblem};

/// Says what came of a list.
pub fn client_list(list: &ClientList) -> String {
    let new = format!("{} new", count(list.new.len(), "client"));
    if list.known == 0 { new } else { format!("{new}; {} known by name already, and left as they are", list.known) }
}

/// Returns the reason why nothing was taken of a row.
pub const fn row_problem(problem: RowProblem) -> &'static str {
    match problem {
        RowProblem::NoName => "there is no name in this row; nothing of it was taken",
        RowProblem::Twice => {
            "this name stands further up already; if it is somebody else, write them down in the window"
        }
        RowProblem::Shifted => "a quotation mark is missing or there are too many cells; nothing of this row was taken",
        RowProblem::TooLong => "the name or the note is too long; nothing of this row was taken",
    }
}

/// Returns the reason why a file is no list of clients, and what to do.
pub fn list_problem(problem: &ListProblem) -> String {
    match problem {
        ListProblem::NotATable(Some(content)) => {
            format!(
                "this is {}; save the list as CSV in the other program, and import that",
                reading::content(*content)
            )
        }
        ListProblem::NotATable(None) => "this is empty; save the list as CSV in the other program".to_owned(),
        ListProblem::NotUtf8 => "this is not UTF-8 text; save the list as CSV in UTF-8".to_owned(),
        ListProblem::NoColumn(name) => {
            format!("there is no column “{}” in the first row; write it as it stands there", super::short(name, 40))
        }
        ListProblem::NoName(columns) => {
            let columns = count(*columns, "column");
            format!(
                "the first row names no column that is known to hold names; of its {columns} say which: --name COLUMN"
            )
        }
        ListProblem::OpenQuote(line) => {
            format!(
                "the quotation mark of line {line} is never closed; nothing was taken, mend it in the other program"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_files::Content;

    #[test]
    fn a_list_is_answered_in_sentences() {
        let list = ClientList { known: 2, ..ClientList::default() };
        assert_eq!(client_list(&list), "0 clients new; 2 known by name already, and left as they are");
        let said = list_problem(&ListProblem::NoName(4));
        assert_eq!(
            said,
            "the first row names no column that is known to hold names; of its 4 columns say which: --name COLUMN"
        );
        let said = list_problem(&ListProblem::NotATable(Some(Content::Calendar)));
        assert_eq!(said, "this is a calendar (ICS); save the list as CSV in the other program, and import that");
    }
}
