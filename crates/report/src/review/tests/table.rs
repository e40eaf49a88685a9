//! The list as a table, and remarks read from it.

use std::collections::BTreeSet;

use crate::{EntryKind, Remark, RemarksProblem, RowProblem, Verdict, read_remarks, review_csv, review_entries};
use holdwell_files::{Content, TableProblem, table};
use holdwell_library::Library;
use holdwell_model::Technique;

fn remark(id: &str, technique: Option<Technique>, verdict: Option<Verdict>, text: &str) -> Remark {
    Remark { kind: EntryKind::Position, id: id.to_owned(), technique, verdict, text: text.to_owned() }
}

#[test]
fn the_table_has_a_row_for_each_entry_and_technique() {
    let library = Library::builtin();
    let csv = review_csv(&library, &[]);
    assert!(csv.starts_with("\u{feff}kind,id,name,technique,confidence,figures,sources,verdict,remark\r\n"));
    let (_, rows) = table(csv.as_bytes()).unwrap();
    let techniques: usize = library.positions().map(|position| position.techniques.len()).sum();
    assert_eq!(rows.len(), techniques + library.precautions().len() + library.routines().len());
    assert!(rows.iter().all(|row| row.cells.len() == 9 && !row.is_broken));
    let psoas = rows.iter().find(|row| row.cells[1] == "psoas" && row.cells[3] == "SMRT").unwrap();
    assert_eq!(psoas.cells[..6], ["position", "psoas", "Psoas major", "SMRT", "own", "30 s (20 to 45 s), return 5 s"]);
    assert!(psoas.cells[6].split(' ').any(|key| key == "PT11"));
    assert_eq!(psoas.cells[7..], ["", ""]);
}

#[test]
fn every_row_has_a_name_of_its_own() {
    let entries = review_entries(&Library::builtin());
    let names: BTreeSet<_> = entries.iter().map(|entry| (entry.kind, &entry.id, entry.technique)).collect();
    assert_eq!(names.len(), entries.len());
}

#[test]
fn what_is_written_reads_back_with_its_remarks() {
    let library = Library::builtin();
    let said = [
        remark("psoas", Some(Technique::Smrt), Some(Verdict::Wrong), "=1+1; \"quoted\", two\nlines"),
        remark("psoas", None, Some(Verdict::Right), ""),
        remark("jaw-joint", Some(Technique::Counterstrain), None, "-5 s, better"),
    ];
    let csv = review_csv(&library, &said[..1]);
    assert!(csv.contains("\"'=1+1; \"\"quoted"), "no cell is a formula");
    let read = read_remarks(csv.as_bytes(), &library).unwrap();
    assert_eq!((read.found.as_slice(), read.problems.as_slice()), (&said[..1], &[][..]));
    // What is said of an entry as a whole stands in its first row.
    let read = read_remarks(review_csv(&library, &said[1..]).as_bytes(), &library).unwrap();
    assert_eq!(read.found.len(), 2, "{:?}", read.found);
}

#[test]
fn two_remarks_on_one_entry_keep_their_verdicts() {
    let library = Library::builtin();
    let said = [(Verdict::Wrong, "more turning"), (Verdict::Right, "the hold")]
        .map(|(verdict, text)| remark("psoas", Some(Technique::Smrt), Some(verdict), text));
    let read = read_remarks(review_csv(&library, &said).as_bytes(), &library).unwrap();
    assert_eq!((read.found.as_slice(), read.problems.as_slice()), (&said[..], &[][..]));
}

#[test]
fn the_column_called_remark_is_taken_before_one_of_notes() {
    let read = read_remarks(b"id,notes,remark\njaw-joint,of another,mine\n", &Library::builtin()).unwrap();
    assert_eq!(read.found[0].text, "mine");
}

#[test]
fn a_table_that_a_program_saved_in_its_own_way_is_read() {
    let library = Library::builtin();
    for text in [
        "\u{feff}kind;id;name;technique;confidence;figures;sources;verdict;remark\r\nposition;psoas;Psoas;SMRT;own;30 s;PT11;WRONG;more turning;;\r\n",
        "ID\tTechnique\tVerdict\tRemarks\npsoas\tsmrt\tw\tmore turning\n",
        "sep=,\nremark,verdict,id,technique\nmore turning,Wrong,psoas,SMRT\n\n,,,\n",
    ] {
        let read = read_remarks(text.as_bytes(), &library).unwrap();
        let wanted = remark("psoas", Some(Technique::Smrt), Some(Verdict::Wrong), "more turning");
        assert_eq!((read.found, read.problems), (vec![wanted], vec![]), "{text}");
    }
}

#[test]
fn what_cannot_be_taken_is_told_with_its_line() {
    let library = Library::builtin();
    let text = "kind,id,technique,verdict,remark\nposition,psaos,SMRT,wrong,x\nposition,psoas,lymph,,x\n\
                position,psoas,SMRT,maybe,kept\nposition,psoas,,,\nrest,\"a\"b,,,x\n";
    let read = read_remarks(text.as_bytes(), &library).unwrap();
    let owned = str::to_owned;
    assert_eq!(read.found, [remark("psoas", Some(Technique::Smrt), None, "kept")]);
    assert_eq!(
        read.problems,
        [
            (2, RowProblem::NoEntry(owned("psaos"))),
            (3, RowProblem::NoTechnique(owned("lymph"))),
            (4, RowProblem::NoVerdict { word: owned("maybe"), is_remark_taken: true }),
            (6, RowProblem::Shifted),
        ]
    );
}

#[test]
fn what_is_no_table_of_ours_is_refused() {
    let library = Library::builtin();
    let read = |bytes: &[u8]| read_remarks(bytes, &library).map(|_| ());
    assert_eq!(read(b"name,note\nx,y\n"), Err(RemarksProblem::NoColumn("id")));
    assert_eq!(read(b"id,name\nx,y\n"), Err(RemarksProblem::NoColumn("remark")));
    assert_eq!(read(b"{\"a\": 1}"), Err(RemarksProblem::Table(TableProblem::OtherContent(Some(Content::Json)))));
    assert_eq!(read(b"id,remark\npsoas,Zo\xe9\n"), Err(RemarksProblem::Table(TableProblem::NotUtf8)));
}
