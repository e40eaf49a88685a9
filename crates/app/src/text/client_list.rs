//! Sentences about a list of clients from another program.

use super::{count, reading};
use crate::client_list::{ClientList, ListProblem, RowProblem};

/// The most columns of a table that are named.
const NAMED: usize = 30;

/// Says what came of a list.
pub fn client_list(list: &ClientList) -> String {
    let new = format!("{} new", count(list.new.len(), "client"));
    if list.known == 0 { new } else { format!("{new}; {} known by name already, and left as they are", list.known) }
}

/// Returns the reason why nothing was taken of a row.
pub const fn row_problem(problem: RowProblem) -> &'static str {
    match problem {
        RowProblem::NoName => "there is no name in this row; nothing of it was taken",
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
        ListProblem::NoColumn(name, columns) => {
            let name: String = name.chars().take(40).collect();
            format!("there is no column “{name}”; there are {}", listed(columns))
        }
        ListProblem::NoName(columns) => {
            format!("no column is known to hold names; say which, as in --name COLUMN: there are {}", listed(columns))
        }
    }
}

fn listed(columns: &[String]) -> String {
    let short = |column: &String| format!("“{}”", column.chars().take(40).collect::<String>());
    let mut named: Vec<String> = columns.iter().take(NAMED).map(short).collect();
    if columns.len() > NAMED {
        named.push(format!("and {} more", columns.len() - NAMED));
    }
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_files::Content;

    #[test]
    fn a_list_is_answered_in_sentences() {
        let list = ClientList { known: 2, ..ClientList::default() };
        assert_eq!(client_list(&list), "0 clients new; 2 known by name already, and left as they are");
        let heads = vec!["Wer".to_owned(), "x".repeat(100)];
        let said = list_problem(&ListProblem::NoName(heads));
        assert!(said.starts_with("no column is known to hold names; say which, as in --name COLUMN: there are “Wer”"));
        assert!(said.chars().count() < 140, "{said}");
        let said = list_problem(&ListProblem::NotATable(Some(Content::Calendar)));
        assert_eq!(said, "this is a calendar (ICS); save the list as CSV in the other program, and import that");
    }
}
