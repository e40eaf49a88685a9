//! `holdwell library`: the page, the table, and the remarks read back.

use std::fs;

use crate::rig::{Folder, holdwell, listed};

#[test]
fn the_page_goes_to_the_standard_output_or_to_a_file() {
    let folder = Folder::new();
    let (path, page) = (folder.path("review.html"), holdwell(&["library", "--html"]).well());
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert_eq!(holdwell(&["library", "--html", "--out", &path]).well(), "");
    assert_eq!(fs::read_to_string(path).unwrap(), page);
}

#[test]
fn the_page_has_every_entry_of_the_files_and_the_totals_of_their_timelines() {
    let page = holdwell(&["library", "--html"]).well();
    let mut positions = 0;
    for entry in fs::read_dir(crate::rig::asset("positions")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for id in text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')) {
            assert!(page.contains(&format!("<article id=\"position-{id}\"")), "{id}");
            positions += 1;
        }
    }
    assert!(positions >= 80, "{positions}");
    for id in listed() {
        let timeline = holdwell(&["timeline", &crate::rig::builtin(&id)]).well();
        let total = timeline.lines().last().unwrap().split_once("total: ").unwrap().1.to_owned();
        let (_, from) = page.split_once(&format!("id=\"routine-{id}\"")).unwrap_or_else(|| panic!("{id}"));
        let article = from.split_once("</article>").unwrap().0;
        assert!(article.contains(&format!("Total: {total}<")), "{id} takes {total}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_said() {
    let folder = Folder::new();
    let outcome = holdwell(&["library", "--html", "--out", &folder.path("no/such/folder.html")]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(outcome.err.contains("cannot be written"), "{}", outcome.err);
}

#[test]
fn the_clinics_own_positions_are_known_to_every_command() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("data/library")).unwrap();
    let position = "format = \"holdwell-library\"\nversion = 1\n[[position]]\nid = \"our-own\"\nname = \"Our own\"\n\
                    techniques = [\"smrt\"]\nregion = \"calf\"\n";
    folder.file("data/library/own.toml", position);
    let routine = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"r\"\nname = \"R\"\n\
                   [[step]]\nposition = \"our-own\"\n";
    let (data, routine) = (folder.path("data"), folder.file("r.toml", routine));
    assert_eq!(holdwell(&["check", &routine]).problems().len(), 1, "not without its folder");
    assert_eq!(holdwell(&["check", &routine, "--data", &data]).well(), "");
    assert!(holdwell(&["timeline", &routine, "--data", &data]).well().contains("Our own"));
    assert!(holdwell(&["library", "--html", "--data", &data]).well().contains("Our own"));
}

#[test]
fn the_table_goes_out_and_comes_back_with_remarks() {
    let folder = Folder::new();
    let table = holdwell(&["library", "--csv"]).well();
    assert!(table.starts_with("\u{feff}kind,id,name,technique,confidence,figures,sources,verdict,remark\r\n"));
    // As a program for tables saves it: semicolons, and a remark that would be a formula.
    let row = "position;psoas;Psoas major;SMRT;own;;;wrong;\"'=more; turning\"\r\n";
    let remarks = folder.file(
        "remarks.csv",
        format!("\u{feff}kind;id;name;technique;confidence;figures;sources;verdict;remark\r\n{row}"),
    );
    let said = holdwell(&["library", "--remarks", &remarks]).well();
    assert_eq!(said, "Psoas major (psoas): Wrong (SMRT): =more; turning\n");
    let page = holdwell(&["library", "--html", "--remarks", &remarks]).well();
    assert!(page.contains("<p class=\"said wrong\">Wrong (SMRT): =more; turning</p>"));
    let again = holdwell(&["library", "--csv", "--remarks", &remarks]).well();
    assert!(again.contains("wrong,\"'=more; turning\"\r\n"));
}

#[test]
fn a_remark_on_nothing_is_told_with_its_line_and_the_others_are_shown() {
    let folder = Folder::new();
    let remarks = folder.file("r.csv", "id,technique,verdict,remark\npsaos,,wrong,x\npsoas,SMRT,right,\n");
    let outcome = holdwell(&["library", "--html", "--remarks", &remarks]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("<p class=\"said right\">Right (SMRT)</p>"));
    assert!(outcome.err.contains("r.csv:2: the library has no entry \"psaos\""), "{}", outcome.err);
    for (text, reason) in [("{\"a\": 1}", "save the table as CSV"), ("name\nx\n", "no column “id”")] {
        let outcome = holdwell(&["library", "--remarks", &folder.file("x.csv", text)]);
        assert!(outcome.code == 1 && outcome.err.contains(reason), "{}", outcome.err);
    }
}

#[test]
fn remarks_that_could_not_be_taken_are_not_written_over() {
    let folder = Folder::new();
    let text = "id,technique,verdict,remark\npsaos,,wrong,x\npsoas,SMRT,right,\n";
    let remarks = folder.file("r.csv", text);
    let outcome = holdwell(&["library", "--csv", "--remarks", &remarks, "--out", &folder.path("./r.csv")]);
    assert!(outcome.code == 1 && outcome.err.contains("nothing was written over it"), "{}", outcome.err);
    assert!(outcome.err.contains("r.csv:2: the library has no entry"), "{}", outcome.err);
    assert_eq!(fs::read_to_string(&remarks).unwrap(), text);
    let other = folder.path("other.csv");
    assert_eq!(holdwell(&["library", "--csv", "--remarks", &remarks, "--out", &other]).code, 1);
    assert!(fs::read_to_string(other).unwrap().contains("right,"));
    let good = folder.file("r.csv", "id,technique,verdict,remark\npsoas,SMRT,right,\n");
    assert_eq!(holdwell(&["library", "--csv", "--remarks", &good, "--out", &good]).well(), "");
}

#[test]
fn the_changes_since_a_day_are_on_the_front_page() {
    let page = holdwell(&["library", "--html", "--since", "2026-11-30"]).well();
    assert!(page.contains("Changed since 2026-11-30") && page.contains("Ribs are held for two minutes"));
    let later = holdwell(&["library", "--html", "--since", "2027-01-01"]).well();
    assert!(later.contains("Changed since 2027-01-01</h3><p>Nothing.</p>"));
    for wrong in [&["library"] as &[&str], &["library", "--html", "--csv"], &["library", "--html", "--since", "soon"]] {
        assert_eq!(holdwell(wrong).code, 2, "{wrong:?}");
    }
}
