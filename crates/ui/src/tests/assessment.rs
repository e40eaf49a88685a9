//! The findings of an assessment, noted while a session runs.

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

use super::hands::letters;
use super::workspace::Workspace;

#[test]
fn the_findings_of_an_assessment_are_noted_by_what_was_looked_at_and_side() {
    let mut workspace = Workspace::new([1280.0, 2400.0]);
    workspace.begin("Before sport: legs");
    workspace.pass(1000);
    workspace.press(Key::Space);
    workspace.press(Key::N);
    workspace.settle();
    workspace.click("Movement");
    workspace.click("Left");
    workspace.raw(letters("stops"));
    workspace.press(Key::Enter);
    assert_eq!(workspace.view().record().unwrap().notes, ["Movement, left: stops"]);
    // The field stays for the next finding, with nothing chosen.
    workspace.raw(letters("sore"));
    workspace.press(Key::Enter);
    workspace.press(Key::Enter);
    assert_eq!(workspace.view().record().unwrap().notes, ["Movement, left: stops", "sore"]);
    assert!(workspace.h.query_by_role_and_label(Role::TextInput, "Note").is_none(), "an empty field closes");
}

/// An assessment with one finding, and the field left empty for the next one.
fn assessed() -> Workspace {
    let mut workspace = Workspace::new([1280.0, 2400.0]);
    workspace.begin("Before sport: legs");
    workspace.pass(1000);
    workspace.press(Key::Space);
    workspace.press(Key::N);
    workspace.settle();
    workspace.raw(letters("stops"));
    workspace.press(Key::Enter);
    workspace
}

fn has_note(workspace: &Workspace) -> bool {
    workspace.h.query_by_role_and_label(Role::TextInput, "Note").is_some()
}

#[test]
fn the_empty_field_of_an_assessment_closes_as_the_next_hold_begins() {
    let mut workspace = assessed();
    assert!(has_note(&workspace));
    let item = workspace.view().item().map(|item| item.id);
    for _ in 0..4 {
        workspace.press(Key::PageDown);
        workspace.pass(1100);
        if workspace.view().item().map(|item| item.id) != item {
            break;
        }
        assert!(has_note(&workspace));
    }
    assert_ne!(workspace.view().item().map(|item| item.id), item);
    workspace.settle();
    assert!(!has_note(&workspace));
}

#[test]
fn what_is_written_of_an_assessment_that_is_over_says_to_which_hold_it_is() {
    let mut workspace = assessed();
    workspace.raw(letters("sore"));
    let (item, name) =
        (workspace.view().item().map(|item| item.id), holdwell_app::text::spoken_hold(&workspace.view()));
    assert!(!workspace.sees(&format!("to {name}")));
    for _ in 0..4 {
        workspace.press(Key::PageDown);
        workspace.pass(1100);
        if workspace.view().item().map(|item| item.id) != item {
            break;
        }
    }
    assert!(has_note(&workspace) && workspace.sees(&format!("to {name}")));
}

#[test]
fn the_empty_field_of_an_assessment_lets_the_room_face_come() {
    let mut workspace = assessed();
    workspace.pass(12_000);
    assert!(!has_note(&workspace) && !workspace.sees("Advance"), "the room face");
}
