//! What a session answers to a press or a click, on both faces and in every size.

use egui::{Event, Key, Role};
use egui_kittest::kittest::Queryable as _;
use holdwell_app::settings::Store;
use holdwell_engine::ScoreKind;
use holdwell_library::Library;
use holdwell_model::Phase;
use holdwell_testkit::routines;

use super::faces::{begin, step, with_settings};
use super::hands::{holding, letters};
use super::workspace::Workspace;
use crate::app::Given;

const LARGE: [f32; 2] = [1280.0, 800.0];

fn choose(workspace: &mut Workspace, label: &str) {
    workspace.h.get_by_role_and_label(Role::RadioButton, label).click();
    workspace.settle();
}

#[test]
fn the_tray_scores_another_moment_of_another_hold() {
    let mut workspace = holding();
    let first = workspace.view().item().unwrap().id;
    workspace.press(Key::A);
    let moments = workspace.h.query_all_by_role(Role::RadioButton).count();
    assert_eq!(moments, 2, "before and in position; nothing is over yet");
    choose(&mut workspace, "before");
    workspace.click("7");
    assert!(workspace.sees("Scored 7, before"));
    let score = |workspace: &Workspace, kind| workspace.view().records()[0].score(0, kind);
    assert_eq!(score(&workspace, ScoreKind::Before), Some(7));
    assert_eq!(score(&workspace, ScoreKind::InPosition), None);
    while workspace.view().item().unwrap().id == first || workspace.phase() != Some(Phase::Work) {
        workspace.press(Key::Space);
        workspace.pass(1200);
    }
    workspace.press(Key::A);
    choose(&mut workspace, "after");
    workspace.click("2");
    assert_eq!(score(&workspace, ScoreKind::After), Some(2), "of the hold that has ended");
}

#[test]
fn the_tray_scores_the_contact_that_is_chosen() {
    let mut workspace = Workspace::new(LARGE);
    let one = step("Two points", &[]);
    let contact = |name: &str| holdwell_model::PlanContact { name: name.to_owned(), ..one.contacts[0].clone() };
    let two = holdwell_model::PlanStep { contacts: vec![contact("Psoas major"), contact("Piriformis")], ..one.clone() };
    begin(&mut workspace, vec![two]);
    workspace.press(Key::A);
    choose(&mut workspace, "Right · Piriformis");
    workspace.click("5");
    let record = workspace.view().records()[0].clone();
    assert_eq!((record.score(0, ScoreKind::Before), record.score(1, ScoreKind::Before)), (None, Some(5)));
}

/// Six self-paced repetitions, of which none is done yet.
fn repeating() -> Workspace {
    let step = "[[step]]\nname = \"Calf\"\nsetup = \"Lie\"\nside = \"left\"\nsettle = \"wait\"\n\
        timing = { kind = \"reps\", count = 6, work = \"by-hand\" }\n";
    let plan = routines::routine("soft-tissue-release", "therapist", step);
    let given = Given { plan, file: "reps.toml".into() };
    let mut workspace = Workspace::given(LARGE, Library::builtin, Store::nowhere(), Some(given));
    workspace.press(Key::Space);
    workspace.pass(1100);
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    workspace
}

#[test]
fn each_repetition_that_hands_end_is_counted_on_the_room_face() {
    let mut workspace = repeating();
    workspace.pass(12_000);
    assert!(!workspace.sees("Advance"), "the room face");
    for done in 1..6 {
        workspace.press(Key::Space);
        assert!(workspace.sees(&format!("{done} of 6")));
        let now = workspace.handle.now();
        assert_eq!(workspace.view().progress(now), Some(done as f32 / 6.0), "the ring fills");
        workspace.pass(3500);
    }
    workspace.press(Key::Space);
    assert_ne!(workspace.phase(), Some(Phase::Work), "the last one ends the set");
}

#[test]
fn a_score_that_is_typed_is_seen_on_the_room_face_also_where_no_ring_has_room() {
    let long = "Extensor carpi radialis longus and brevis with the thumb of the other hand ".repeat(8);
    for (title, size) in [("Psoas major", LARGE), (long.as_str(), [900.0, 600.0])] {
        let mut workspace = with_settings(size, "text-percent = 200");
        begin(&mut workspace, vec![step(title, &[])]);
        workspace.press(Key::Space);
        workspace.pass(12_000);
        assert!(!workspace.sees("Advance"), "the room face");
        let has_ring = workspace.h.query_by_role(Role::ProgressIndicator).is_some();
        assert_eq!(has_ring, title == "Psoas major");
        workspace.press(Key::Num7);
        assert_eq!(workspace.sees("7, in position"), !has_ring);
    }
}

#[test]
fn a_click_on_a_caution_is_no_advance() {
    let mut workspace = with_settings(LARGE, "room-after-secs = 0");
    begin(&mut workspace, vec![step("Psoas major", &["not in pregnancy"])]);
    assert_eq!(workspace.phase(), Some(Phase::Settle));
    let caution = workspace.h.get_by_label("Not in pregnancy").rect();
    workspace.tap(caution.center().x, caution.center().y);
    workspace.tap(caution.left() - 20.0, caution.center().y);
    assert_eq!(workspace.phase(), Some(Phase::Settle), "neither on its words nor on its icon");
    workspace.tap(caution.center().x, caution.bottom() + 200.0);
    assert_eq!(workspace.phase(), Some(Phase::Work), "below it lies nothing");
}

#[test]
fn a_note_that_is_too_long_is_said_and_loses_nothing() {
    let mut workspace = holding();
    workspace.raw(letters("n"));
    workspace.raw(vec![Event::Paste("softer ".repeat(280))]);
    assert!(workspace.sees_part("letters left"));
    workspace.raw(vec![Event::Paste("x".repeat(1000))]);
    assert!(workspace.sees_part("Not taken: that would be"), "and what was there stays");
    workspace.press(Key::Enter);
    let notes = workspace.view().record().unwrap().notes.clone();
    assert_eq!(notes, ["softer ".repeat(280).trim()]);
}

#[test]
fn an_appointment_is_set_and_taken_away_while_the_session_runs() {
    let mut workspace = holding();
    assert!(workspace.view().slot().is_none());
    workspace.click("no end set");
    workspace.click("60 min");
    assert!(workspace.view().slot().is_some());
    assert!(workspace.sees_part("until 15:"));
    workspace.click("No end");
    assert!(workspace.view().slot().is_none());
    workspace.click("30 min");
    assert!(workspace.view().slot().is_some(), "and there is a way back");
}
