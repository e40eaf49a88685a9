//! The practice as a whole.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use holdwell_measures::{Overrun, PracticeClient, PracticeWeek};
use holdwell_model::{Millis, Technique};
use holdwell_store::{CourseRequest, PracticePage, Request, VaultSnapshot};
use jiff::civil::date;

use super::practice::{history, id, practice};
use super::workspace::Workspace;

fn snapshot() -> VaultSnapshot {
    let week = |day: i8, sessions: u32| PracticeWeek {
        monday: date(2025, 12, day),
        sessions,
        held: Millis::from_mins(u64::from(sessions) * 40),
        by_technique: BTreeMap::from([(Technique::Smrt, Millis::from_mins(u64::from(sessions) * 40))]),
    };
    let over = Overrun { client: id(1), sessions: 12, over: 9, median: Millis::from_mins(7) };
    let page = PracticePage {
        since: date(2025, 10, 20),
        weeks: vec![week(15, 10), week(22, 0), week(29, 4)],
        over: vec![("Maria Berg".to_owned(), over)],
        not_seen: vec![PracticeClient { client: id(2), name: "Ada Lin".to_owned(), last_seen: Some(date(2025, 9, 1)) }],
        to_finish: 3,
    };
    VaultSnapshot { practice: Some(Arc::new(page)), history: Some(Arc::new(history(3))), ..practice() }
}

fn at_practice() -> Workspace {
    let mut workspace = Workspace::new([1280.0, 1800.0]);
    workspace.publish(snapshot());
    workspace.go("History");
    workspace.click("The practice…");
    workspace
}

#[test]
fn the_practice_says_its_weeks_and_who_needs_a_look() {
    let mut workspace = at_practice();
    assert_eq!(workspace.looks_at().unwrap().practice, Some(date(2025, 10, 20)), "twelve weeks from a Monday on");
    workspace.h.get_by_role_and_label(Role::Image, "Chart of Sessions a week: 3 figures, from 10 to 4");
    assert!(workspace.sees("SMRT 9 h 20 min"));
    assert!(workspace.sees("To finish: 3") && workspace.sees("Ada Lin"));
    workspace.click("A year");
    assert_eq!(workspace.looks_at().unwrap().practice, Some(date(2025, 1, 13)));
    workspace.click("Maria Berg");
    assert_eq!(workspace.looks_at().unwrap().client, Some(id(1)));
}

#[test]
fn everything_goes_out_as_tables() {
    let mut workspace = at_practice();
    workspace.click("Write tables…");
    workspace.type_in("Folder", "/tables");
    workspace.asked();
    workspace.click("Write the tables");
    let asked = workspace.asked();
    let [Request::Course(CourseRequest::ExportTables(folder))] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(folder.ends_with(PathBuf::from("tables")), "{folder:?}");
}
