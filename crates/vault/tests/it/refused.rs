//! Imports that would touch somebody else are refused whole, and nobody else is touched.

use std::fs;
use std::path::{Path, PathBuf};

use holdwell_model::{Client, Id};
use holdwell_store::{Done, Erased, ImportFinding, JournalPort as _, Request, VaultQuery, new_id};
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
    for (said, change) in harms(other.id, theirs) {
        let file = tampered(&file, change);
        let problem = refused(&folder, &file);
        assert!(problem.contains(said), "{said}: {problem}");
    }
    assert_eq!(content(&folder), before, "nothing was written");
}

type Change = Box<dyn Fn(&mut serde_json::Value)>;

/// Lists what may be wrong with a file, and what is said of it.
fn harms(someone: Id, theirs: Id) -> Vec<(&'static str, Change)> {
    let set = |table: &'static str, column: &'static str, to: serde_json::Value| -> Change {
        Box::new(move |whole| whole["tables"][table][0][column] = to.clone())
    };
    let (someone, theirs) = (json!(someone), json!(theirs));
    let other = someone.clone();
    vec![
        ("session 1: does not belong", set("session", "client", someone.clone())),
        ("preset 1: whole", set("preset", "client", someone.clone())),
        ("event 1: does not belong", set("event", "session", theirs.clone())),
        ("hold 1: does not belong", set("hold", "session", theirs)),
        ("client 1: whole", set("client", "id", someone.clone())),
        ("preset_version 1: whole", set("preset_version", "preset", someone.clone())),
        ("plan 1: whole", set("plan", "hash", json!("00"))),
        ("client 1: does not belong", Box::new(move |whole| whole["client"] = someone.clone())),
        ("client 1: whole", Box::new(move |whole| whole["tables"]["client"][0]["whole"]["id"] = other.clone())),
        (
            "session 2: stands there twice",
            Box::new(|whole| {
                let session = whole["tables"]["session"][0].clone();
                whole["tables"]["session"].as_array_mut().unwrap().push(session);
            }),
        ),
        ("session 1: holds", set("session", "holds", json!(-1))),
        ("session 1: version", set("session", "version", json!(i64::MAX))),
        ("client 1: version", set("client", "version", json!(i64::MAX))),
        ("client 1: sessions", set("client", "sessions", json!(-1))),
        ("session 1: began", set("session", "began", json!(i64::MAX))),
        ("session 1: options", set("session", "options", json!({}))),
        ("hold 1: held_ms", set("hold", "held_ms", json!("long"))),
        ("client 1: origin", set("client", "origin", json!({ "seen": 1 }))),
        ("client 1: origin: says", Box::new(|whole| whole["tables"]["client"][0]["origin"]["cautions"] = json!({}))),
        ("client 1: origin: says", Box::new(|whole| whole["tables"]["client"][0]["origin"]["seen"] = json!({}))),
        (
            "client 1: origin: says",
            Box::new(|whole| {
                let fields = whole["tables"]["client"][0]["origin"]["fields"].as_object_mut().unwrap();
                fields.remove("name").unwrap();
            }),
        ),
        ("preset 1: origin: says", Box::new(|whole| whole["tables"]["preset"][0]["origin"]["fields"] = json!({}))),
        ("event 1: whole", Box::new(|whole| whole["tables"]["event"][0]["whole"]["seq"] = 7.into())),
        ("client is missing", Box::new(|whole| whole["tables"]["client"] = json!([]))),
        ("plans are not", Box::new(|whole| whole["tables"]["plan"] = json!([]))),
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
    for (case, said) in [
        ("poison-holds.json", "session 1: holds: should be a whole number"),
        ("import-moves-other-clients-session.json", "row of the client is missing"),
    ] {
        let problem = refused(&folder, &fixture(case));
        assert!(problem.contains(said), "{case}: {problem}");
    }
    assert_eq!(content(&folder), before);
}
