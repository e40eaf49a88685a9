//! Sentences about a clinician's remarks on the library.

use super::reading;
use super::values::quoted;
use holdwell_files::TableProblem;
use holdwell_library::Library;
use holdwell_report::{EntryKind, Remark, RemarksProblem, RowProblem, review_entries};

/// Returns a remark as a line of its own: "Psoas major (psoas): Wrong (SMRT): more turning".
pub fn remark_line(remark: &Remark, library: &Library) -> String {
    let name = match remark.kind {
        EntryKind::Position => library.position(&remark.id).map(|position| position.name.as_str()),
        EntryKind::Routine => library.routine(&remark.id).map(|routine| routine.name.as_str()),
        EntryKind::Caution => None,
    };
    let name = name.map_or_else(|| caution(remark, library), |name| format!("{name} ({})", remark.id));
    format!("{name}: {}\n", remark.line().replace('\n', "\n    "))
}

/// Returns the words of the caution that a remark is about.
fn caution(remark: &Remark, library: &Library) -> String {
    let mut entries = review_entries(library).into_iter();
    let found = entries.find(|entry| (entry.kind, &entry.id) == (remark.kind, &remark.id));
    found.map_or_else(|| remark.id.clone(), |entry| entry.name)
}

/// Returns the reason why something of a row was not taken.
pub fn row_problem(problem: &RowProblem) -> String {
    match problem {
        RowProblem::NoEntry(id) => {
            format!("the library has no entry {}; write the id as the table has it, in the column id", quoted(id))
        }
        RowProblem::NoTechnique(word) => {
            format!(
                "this entry is not of the technique {}; write the one that the table has, or leave it out",
                quoted(word)
            )
        }
        RowProblem::NoVerdict { word, is_remark_taken } => {
            let taken = if *is_remark_taken { "the remark beside it" } else { "nothing of this row" };
            format!("{} is no verdict; write right or wrong, {taken} was taken", quoted(word))
        }
        RowProblem::TooLong => "the remark has more than 2,000 characters; nothing of this row was taken".to_owned(),
        RowProblem::Shifted => {
            "a quotation mark is missing or there are too many cells; nothing of this row was taken".to_owned()
        }
    }
}

/// Returns the reason why a file has no remarks, and what to do.
pub fn remarks_problem(problem: RemarksProblem) -> String {
    match problem {
        RemarksProblem::Table(TableProblem::OtherContent(Some(content))) => {
            format!("this is {}; save the table as CSV, and name that file", reading::content(content))
        }
        RemarksProblem::Table(TableProblem::OtherContent(None)) => {
            "this is empty; holdwell library --csv writes a table to begin with".to_owned()
        }
        RemarksProblem::Table(TableProblem::NotUtf8) => {
            "this is not UTF-8 text; save the table as CSV in UTF-8".to_owned()
        }
        RemarksProblem::Table(TableProblem::OpenQuote(line)) => {
            format!("the quotation mark of line {line} is never closed; close it, nothing was taken")
        }
        RemarksProblem::NoColumn(name) => {
            format!("there is no column “{name}” in the first row; holdwell library --csv writes one with all of them")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_report::read_remarks;

    fn said(text: &str) -> Vec<String> {
        let library = Library::builtin();
        match read_remarks(text.as_bytes(), &library) {
            Err(problem) => vec![remarks_problem(problem)],
            Ok(remarks) => {
                let lines = remarks.found.iter().map(|remark| remark_line(remark, &library));
                lines
                    .chain(remarks.problems.iter().map(|(line, why)| format!("{line}: {}", row_problem(why))))
                    .collect()
            }
        }
    }

    #[test]
    fn remarks_and_what_is_wrong_with_them_are_said_in_sentences() {
        assert_eq!(
            said("id;technique;verdict;remark\npsoas;SMRT;wrong;more turning\npsaos;;;x\npsoas;;maybe;\n"),
            [
                "Psoas major (psoas): Wrong (SMRT): more turning\n",
                "3: the library has no entry \"psaos\"; write the id as the table has it, in the column id",
                "4: \"maybe\" is no verdict; write right or wrong, nothing of this row was taken",
            ]
        );
        assert_eq!(
            said("name,what\nx,y\n"),
            ["there is no column “id” in the first row; holdwell library --csv writes one with all of them"]
        );
        assert_eq!(
            said("id,verdict,remark\npsoas,maybe,less\n")[1],
            "2: \"maybe\" is no verdict; write right or wrong, the remark beside it was taken"
        );
        assert_eq!(
            said("kind,id,remark\ncaution,numb-between-the-legs-where-a-saddle-would-touch,say it first\n"),
            ["Numb between the legs, where a saddle would touch: Remark: say it first\n"]
        );
        assert_eq!(said(""), ["this is empty; holdwell library --csv writes a table to begin with"]);
    }
}
