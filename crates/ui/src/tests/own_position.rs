//! Positions of one's own: made, written, saved, deleted.

use std::sync::Arc;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::library::{at_library, check, type_blind, with};
use super::practice::{full_disk, locked, open};
use super::workspace::Workspace;
use holdwell_engine::Stage;
use holdwell_library::Library;
use holdwell_model::{Position, Region};
use holdwell_store::{Failure, Request, UserContent, VaultSnapshot};

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 3200.0];

fn saved(workspace: &Workspace) -> Option<Position> {
    let saves = |request| if let Request::SavePosition(position) = request { Some(*position) } else { None };
    workspace.asked().into_iter().filter_map(saves).next_back()
}

#[test]
fn make_mine_leaves_the_built_in_one_as_it_is() {
    let mut workspace = at_library(TALL);
    type_blind(&mut workspace, "psoas major");
    workspace.page_key(Key::Enter);
    workspace.click("Make mine");
    type_blind(&mut workspace, ", my way");
    workspace.click("Save");
    let mine = saved(&workspace).expect("it is saved");
    assert_eq!(mine.name, "Psoas major, my way");
    assert!(mine.id.starts_with("own-") && mine.sources.is_empty());
    assert!(workspace.h.query_by_role_and_label(Role::TextInput, "Name").is_some(), "until it is kept, the form stays");
    workspace.publish(with(UserContent { positions: vec![Arc::new(mine.clone())], ..UserContent::default() }));
    assert!(workspace.sees_part("your own"));
    workspace.click("All positions");
    assert!(workspace.sees("Psoas major") && workspace.sees("Psoas major, my way"));
}

#[test]
fn what_was_not_saved_stays_in_its_fields() {
    let mut workspace = at_library(TALL);
    workspace.click("New position");
    workspace.click("Save");
    assert!(workspace.sees_part("It needs a name"));
    assert!(workspace.sees("Pick where it works"));
    workspace.type_in("Name", "My point");
    check(&mut workspace, "Calf");
    workspace.type_in("Movements, one a line", "foot pointed");
    workspace.click("Save");
    let point = saved(&workspace).expect("it is saved");
    assert_eq!((point.region, point.ease), (Region::Calf, vec!["foot pointed".to_owned()]));
    workspace.reply_to_another(Err(Failure::Storage(full_disk())));
    assert!(workspace.sees_part("is full. What is already kept is safe"));
    workspace.go("Start");
    workspace.go("Library");
    assert!(workspace.sees("“My point” is not saved"), "the list is there as always, and the form behind it");
    workspace.click("Go on writing");
    let name = workspace.h.get_by_role_and_label(Role::TextInput, "Name");
    assert_eq!(name.accesskit_node().value().as_deref(), Some("My point"));
    workspace.click("Leave it");
    workspace.click("Go on writing");
    assert!(workspace.h.query_by_role_and_label(Role::TextInput, "Name").is_some());
    workspace.click("Save");
    workspace.go("Library");
    let point = saved(&workspace).expect("it is given to the vault once more");
    workspace.publish(with(UserContent { positions: vec![Arc::new(point)], ..UserContent::default() }));
    assert!(!workspace.sees_part("is not saved"), "it was saved while nobody looked");
}

#[test]
fn an_own_position_is_deleted_and_taken_back() {
    let mut workspace = at_library(LARGE);
    let mine = Position {
        id: "own-1".to_owned(),
        name: "My psoas".to_owned(),
        ..Library::builtin().position("psoas").unwrap().clone()
    };
    workspace.publish(with(UserContent { positions: vec![Arc::new(mine)], ..UserContent::default() }));
    type_blind(&mut workspace, "my psoas");
    workspace.page_key(Key::Enter);
    workspace.click("Delete");
    workspace.click("Undo");
    let asked = workspace.asked();
    let told = |wanted| {
        asked.iter().any(|one| matches!(one, Request::SetPositionDeleted(id, is) if id == "own-1" && *is == wanted))
    };
    assert!(told(true) && told(false), "{asked:?}");
}

#[test]
fn what_is_being_written_outlasts_the_lock_and_another_form() {
    let mut workspace = at_library(LARGE);
    for name in ["First", "Second"] {
        workspace.click("New position");
        workspace.type_in("Name", name);
        workspace.click("Leave it");
    }
    workspace.publish(VaultSnapshot { vault: locked(0, None).vault, ..VaultSnapshot::default() });
    assert!(!workspace.sees_part("is not saved"), "not while it is locked");
    workspace.publish(open());
    assert!(workspace.sees("“Second” is not saved"));
    workspace.click("Go on writing");
    workspace.click("Leave it");
    assert!(workspace.sees("“Second” is not saved"), "and the first is behind it");
}

#[test]
fn what_is_typed_after_save_is_not_lost_and_what_is_given_up_is() {
    let mut workspace = at_library(TALL);
    workspace.click("New position");
    workspace.type_in("Name", "My point");
    check(&mut workspace, "Calf");
    workspace.click("Save");
    let point = saved(&workspace).expect("it is given to the vault");
    workspace.type_in("Said aloud", "Let it sink");
    workspace.publish(with(UserContent { positions: vec![Arc::new(point)], ..UserContent::default() }));
    assert!(workspace.h.query_by_role_and_label(Role::TextInput, "Said aloud").is_some(), "there is more to save");
    workspace.click("Save");
    assert_eq!(saved(&workspace).expect("and it is saved").say.as_deref(), Some("Let it sink"));
    workspace.click("Leave it");
    assert!(workspace.sees("“My point” is not saved"), "the vault has not answered yet");
    workspace.click("Give it up");
    assert!(!workspace.sees_part("is not saved"));
}

#[test]
fn the_window_is_not_closed_over_what_is_written() {
    let mut workspace = at_library(LARGE);
    workspace.click("New position");
    workspace.type_in("Name", "My point");
    workspace.go("Start");
    for _ in 0..2 {
        workspace.close();
        assert!(workspace.closing_was_cancelled());
        assert!(workspace.sees("“My point” is not saved. Close the window again to leave it so"));
        workspace.click("Go on writing");
    }
    workspace.close();
    workspace.go("Start");
    workspace.go("Library");
    workspace.close();
    assert!(workspace.closing_was_cancelled(), "what was asked long ago is asked again");
    workspace.close();
    assert!(!workspace.closing_was_cancelled(), "that was meant");
}

#[test]
fn a_session_is_ended_by_closing_whatever_is_written_beside_it() {
    let mut workspace = at_library(LARGE);
    workspace.click("New position");
    workspace.type_in("Name", "My point");
    workspace.go("Start");
    workspace.press(Key::Space);
    workspace.settle();
    assert_eq!(workspace.stage(), Some(Stage::Running));
    workspace.close();
    assert!(workspace.closing_was_cancelled());
    workspace.pass(500);
    workspace.close();
    assert!(!workspace.closing_was_cancelled(), "asked once and answered");
}
