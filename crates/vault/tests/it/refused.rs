//! Imports that would touch somebody else are refused whole, and nobody else is touched.

use std::fs;
use std::path::{Path, PathBuf};

use holdwell_model::{Client, Id};
use holdwell_store::{
    CellFault, Done, Erased, FileFault, ImportFinding, JournalPort as _, Request, RowFault, VaultQuery, new_id,
};
use holdwell_testkit::{morning, preset, session};
use serde_json::json;

use crate::two::{Two, content, fixture, refused};

/// Two clients in one vault, with a file of the first.
fn neighbours() -> (Two, PathBuf, Client, Id) {
    let mut two = Two::new();
    let other = two.desks[0].client("Somebody Else");
    two.desks[0].done(Request::SavePreset(Box::new(preset(other.id, "Shoulders"))));
    let id = new_id(morning().timestamp());
    for entry in session(id, Some(other.id), "theirs") {
        two.desks[0].journal.offer(entry).unwrap();
    }
    two.desks[0].look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    two.desks[0].wait("theirs", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
    let file = two.export(0, "mine");
    (two, file, other, id)
}

/// Changes a file as somebody would who means harm, or a program that knows no better.
fn tampered(file: &Path, change: impl FnOnce(&mut serde_json::Value)) -> PathBuf {
    let mut whole: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    change(&mut whole);
    let path = file.with_file_name("tampered.json");
    fs::write(&path, whole.to_string()).unwrap();
    path
}

#[test]
fn every_row_belongs_to_the_client_of_the_file_or_it_is_refused() {
    let (mut two, file, other, theirs) = neighbours();
    let folder = two.desks[0].folder.clone();
    two.desks[0].close();
    let before = content(&folder);
    for (fault, change) in harms(other.id, theirs) {
        assert_eq!(refused(&folder, &tampered(&file, change)), fault);
    }
    assert_eq!(content(&folder), before, "nothing was written");
}

type Change = Box<dyn Fn(&mut serde_json::Value)>;

fn row(table: &'static str, row: usize, fault: RowFault) -> FileFault {
    FileFault::Row { table, row, fault }
}

/// The first row of a table has this fault in a column.
fn cell(table: &'static str, column: &'static str, fault: CellFault) -> FileFault {
    row(table, 1, RowFault::Cell(column, fault))
}

fn set(table: &'static str, column: &'static str, to: serde_json::Value) -> Change {
    Box::new(move |whole| whole["tables"][table][0][column] = to.clone())
}

/// Lists what may be wrong with a file, and what is said of it.
fn harms(someone: Id, theirs: Id) -> Vec<(FileFault, Change)> {
    let mut harms = harmed_rows(someone, theirs);
    harms.extend(harmed_cells());
    harms.extend(harmed_origins());
    harms.push((FileFault::ClientMissing, Box::new(|whole| whole["tables"]["client"] = json!([]))));
    harms.push((FileFault::OtherPlans, Box::new(|whole| whole["tables"]["plan"] = json!([]))));
    harms
}

/// Lists rows that are another client's, another thing's, or there twice.
fn harmed_rows(someone: Id, theirs: Id) -> Vec<(FileFault, Change)> {
    let (someone, theirs) = (json!(someone), json!(theirs));
    let other = someone.clone();
    let differs = |table| row(table, 1, RowFault::WholeDiffers);
    let strange = |table| row(table, 1, RowFault::AnotherClient);
    vec![
        (strange("session"), set("session", "client", someone.clone())),
        (differs("preset"), set("preset", "client", someone.clone())),
        (strange("event"), set("event", "session", theirs.clone())),
        (strange("hold"), set("hold", "session", theirs)),
        (differs("client"), set("client", "id", someone.clone())),
        (differs("preset_version"), set("preset_version", "preset", someone.clone())),
        (row("plan", 1, RowFault::AnotherPlan), set("plan", "hash", json!("00"))),
        (strange("client"), Box::new(move |whole| whole["client"] = someone.clone())),
        (differs("client"), Box::new(move |whole| whole["tables"]["client"][0]["whole"]["id"] = other.clone())),
        (differs("event"), Box::new(|whole| whole["tables"]["event"][0]["whole"]["seq"] = 7.into())),
        (
            row("session", 2, RowFault::Twice),
            Box::new(|whole| {
                let session = whole["tables"]["session"][0].clone();
                whole["tables"]["session"].as_array_mut().unwrap().push(session);
            }),
        ),
    ]
}

fn harmed_cells() -> Vec<(FileFault, Change)> {
    let count = CellFault::NoNumber(0, i64::from(u32::MAX));
    let version = CellFault::NoNumber(1, i64::from(u32::MAX));
    let length = CellFault::NoNumber(0, i64::MAX);
    vec![
        (cell("session", "holds", count.clone()), set("session", "holds", json!(-1))),
        (cell("session", "version", version.clone()), set("session", "version", json!(i64::MAX))),
        (cell("client", "version", version), set("client", "version", json!(i64::MAX))),
        (cell("client", "sessions", count), set("client", "sessions", json!(-1))),
        (cell("session", "began", CellFault::NoInstant), set("session", "began", json!(i64::MAX))),
        (cell("session", "options", CellFault::Unreadable), set("session", "options", json!({}))),
        (cell("hold", "held_ms", length), set("hold", "held_ms", json!("long"))),
    ]
}

fn harmed_origins() -> Vec<(FileFault, Change)> {
    let differs = |table| row(table, 1, RowFault::OriginDiffers);
    let no_origin = cell("client", "origin", CellFault::Unreadable);
    vec![
        (no_origin, set("client", "origin", json!({ "seen": 1 }))),
        (differs("client"), Box::new(|whole| whole["tables"]["client"][0]["origin"]["cautions"] = json!({}))),
        (differs("client"), Box::new(|whole| whole["tables"]["client"][0]["origin"]["seen"] = json!({}))),
        (
            differs("client"),
            Box::new(|whole| {
                let fields = whole["tables"]["client"][0]["origin"]["fields"].as_object_mut().unwrap();
                fields.remove("name").unwrap();
            }),
        ),
        (differs("preset"), Box::new(|whole| whole["tables"]["preset"][0]["origin"]["fields"] = json!({}))),
    ]
}

#[test]
fn a_session_that_is_another_clients_here_stays_theirs() {
    let (two, _, other, _) = neighbours();
    let file = two.export(1, "from the other computer");
    two.desks[0].done(Request::MoveSession(two.session, Some(other.id)));
    let done = two.desks[0].done(Request::Import(file, Erased::StayErased));
    let Done::Imported(report) = done else { panic!("{done:?}") };
    assert_eq!(report.findings, [ImportFinding::SessionOfAnother(two.session)]);
    two.desks[0].look(VaultQuery { session: Some(two.session), ..VaultQuery::default() });
    two.desks[0].wait("theirs", |kept| kept.session.as_ref().is_some_and(|page| page.session.client == Some(other.id)));
}

#[test]
fn the_cases_that_did_harm_are_refused_whole() {
    let (mut two, ..) = neighbours();
    let folder = two.desks[0].folder.clone();
    two.desks[0].close();
    let before = content(&folder);
    let no_count = cell("session", "holds", CellFault::NoNumber(0, i64::from(u32::MAX)));
    for (case, fault) in
        [("poison-holds.json", no_count), ("import-moves-other-clients-session.json", FileFault::ClientMissing)]
    {
        assert_eq!(refused(&folder, &fixture(case)), fault, "{case}");
    }
    assert_eq!(content(&folder), before);
}
