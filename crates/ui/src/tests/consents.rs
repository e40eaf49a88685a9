//! What a client agreed to: for the day by one key before a session, and until they take it back.

use std::sync::Arc;

use egui::Key;
use holdwell_store::{ClientPage, Consent, ConsentKind, ConsentState, NoteRequest, Request, VaultSnapshot};

use super::practice::{id, page, practice};
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 3000.0];

fn with(consents: Vec<Consent>) -> VaultSnapshot {
    VaultSnapshot { client: Some(Arc::new(ClientPage { consents, ..page() })), ..practice() }
}

/// Returns the one consent that was asked to be noted.
#[track_caller]
fn noted(workspace: &Workspace) -> Consent {
    let asked = workspace.asked();
    let consents = asked.iter().filter_map(|request| match request {
        Request::Note(NoteRequest::Consent(of, consent)) if *of == id(1) => Some((**consent).clone()),
        _ => None,
    });
    let consents: Vec<Consent> = consents.collect();
    let [consent] = consents.as_slice() else { panic!("{asked:?}") };
    consent.clone()
}

#[test]
fn one_key_before_a_session_notes_the_areas_of_today_with_the_time() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("Have it ready on Start");
    workspace.publish(with(Vec::new()));
    workspace.asked();
    workspace.page_key(Key::C);
    let given = noted(&workspace);
    assert_eq!((given.kind, given.state), (ConsentKind::Areas, ConsentState::Given));
    assert!(given.words.contains("Low back"), "{given:?}");
    workspace.publish(with(vec![given.clone()]));
    assert!(workspace.sees_part("Consent given at"));
    assert!(!workspace.sees("Consent to today's areas"), "it was asked");
    workspace.click("Take the consent back");
    assert_eq!(noted(&workspace).state, ConsentState::NotSaid);
}

#[test]
fn a_consent_of_another_day_is_not_that_of_today() {
    let mut workspace = Workspace::new(TALL);
    let since = "2025-11-12T14:00:00Z".parse().unwrap();
    let old = Consent { kind: ConsentKind::Areas, state: ConsentState::Given, since, words: "Low back".to_owned() };
    workspace.publish(with(vec![old]));
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    assert!(workspace.sees("Consent to today's areas") && !workspace.sees_part("Consent given at"));
}

#[test]
fn a_lasting_consent_is_given_withdrawn_and_each_is_undone_with_its_day() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(Vec::new()));
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.asked();
    workspace.click("Photos: on another day");
    workspace.type_in("On which day", "12 Nov 2025");
    workspace.click("Photos: Given");
    let given = noted(&workspace);
    assert_eq!(given.since.to_string().get(..10), Some("2025-11-12"));
    workspace.publish(with(vec![given.clone()]));
    workspace.click("Photos: Withdrawn");
    let withdrawn = noted(&workspace);
    assert_eq!((withdrawn.kind, withdrawn.state), (ConsentKind::Photo, ConsentState::Withdrawn));
    workspace.publish(with(vec![given.clone(), withdrawn]));
    workspace.click("Undo");
    assert_eq!(noted(&workspace), given, "as it was, with its day");
}

#[test]
fn a_day_that_cannot_be_read_notes_nothing() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(Vec::new()));
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.asked();
    workspace.click("Treatment: on another day");
    workspace.type_in("On which day", "soon");
    workspace.click("Treatment: Given");
    assert!(workspace.asked().is_empty());
    assert!(workspace.sees("Write the day as 2026-01-05, 5 Jan or today"));
}
