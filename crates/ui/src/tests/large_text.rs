//! The largest text in a small window: what is needed is in sight or scrolled to, and nothing is squeezed.

use egui::{Key, Rect, Role};
use egui_kittest::kittest::Queryable as _;
use holdwell_app::settings::Store;
use holdwell_library::Library;
use holdwell_measures::{Answers, Entry, Figure, Measure, Subject};
use holdwell_store::{ClientPage, Course, VaultSnapshot};
use std::sync::Arc;

use super::practice::{self, at, id};
use super::workspace::Workspace;
use crate::screen::Page;

const SMALL: [f32; 2] = [900.0, 600.0];

/// A window with text of this size, in percent, over a practice.
fn with_text(size: [f32; 2], percent: u32, kept: VaultSnapshot) -> Workspace {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.toml"), format!("text-percent = {percent}")).unwrap();
    let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
    workspace.publish(kept);
    workspace
}

fn field(workspace: &Workspace, name: &str) -> Rect {
    workspace.h.get_by_role_and_label(Role::TextInput, name).rect()
}

#[test]
fn every_field_of_a_late_entry_can_be_written_in() {
    let mut workspace = with_text(SMALL, 200, practice::practice());
    workspace.h.state_mut().show(Page::Late(None));
    workspace.settle();
    for name in ["Day", "Began at", "Length in minutes"] {
        let rect = field(&workspace, name);
        assert!(rect.width() > 150.0 && rect.right() <= SMALL[0], "{name}: {rect:?}");
    }
}

#[test]
fn the_builder_scrolls_where_its_steps_would_find_no_room() {
    let mut workspace = with_text(SMALL, 200, practice::open());
    workspace.go("Routines");
    workspace.type_in("Find a routine", "low back smrt");
    workspace.page_key(Key::Enter);
    let name = field(&workspace, "Name of the routine");
    assert!(name.width() > 500.0, "{name:?}");
    for (label, rect) in workspace.buttons() {
        assert!(rect.right() <= SMALL[0] && !rect.intersects(name), "“{label}” {rect:?}, the name {name:?}");
    }
    let step = workspace.h.get_by_label("Step 1: Psoas major");
    assert!(step.rect().height() > 80.0);
    step.focus();
    workspace.pass(1000);
    let shown = workspace.h.get_by_label("Step 1: Psoas major").rect();
    assert!(shown.top() >= 0.0 && shown.bottom() <= SMALL[1], "the keyboard brings it into sight: {shown:?}");
}

#[test]
fn the_line_of_a_picked_step_has_its_way_out_in_sight() {
    let mut workspace = with_text(SMALL, 200, practice::open());
    workspace.begin("Low back: SMRT, then myofascial");
    // The answer to the start is gone.
    workspace.pass(4000);
    workspace.press(Key::ArrowRight);
    let close = workspace.h.get_by_role_and_label(Role::Button, "Close").rect();
    assert!(close.left() >= 0.0 && close.right() <= SMALL[0] && close.bottom() <= SMALL[1], "{close:?}");
    workspace.click("Close");
    workspace.press(Key::N);
    let note = field(&workspace, "Note");
    assert!(note.width() > 250.0, "{note:?}");
}

#[test]
fn every_list_takes_the_keyboard_as_its_page_is_opened() {
    for (page, search) in [("Clients", "Find a client"), ("Library", "Find a position"), ("Routines", "Find a routine")]
    {
        let mut workspace = with_text(SMALL, 200, practice::practice());
        workspace.go(page);
        assert!(workspace.h.get_by_role_and_label(Role::TextInput, search).is_focused(), "{page}");
    }
}

#[test]
fn fields_with_names_of_one_and_of_two_lines_stand_level() {
    let movement = Subject {
        detail: "bending forward, active, with an inclinometer".to_owned(),
        ..Subject::new(Measure::Movement)
    };
    let entry = |nth, subject, figure| {
        let answers = Answers::Number(Figure::whole(figure));
        Entry::new(id(nth), subject, at("2025-11-12T09:00:00Z"), answers).unwrap()
    };
    let measured = vec![entry(61, Subject::new(Measure::PainNow), 7), entry(62, movement.clone(), 40)];
    let course = Course { measured, ..Course::default() };
    let page = ClientPage { course, ..practice::page() };
    let kept = VaultSnapshot { client: Some(Arc::new(page)), ..practice::practice() };
    let mut workspace = with_text([1280.0, 2000.0], 100, kept);
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.click("Measure and plan…");
    let (pain, movement) = (field(&workspace, "Pain now"), field(&workspace, &movement.name()));
    assert!((pain.top() - movement.top()).abs() < 1.0 && movement.right() < pain.left(), "{pain:?} {movement:?}");
}

#[test]
fn the_head_of_start_lies_on_nothing_however_wide_its_parts_are() {
    for (width, percent) in [(1280.0, 100), (1280.0, 110), (1150.0, 100), (1000.0, 100), (900.0, 200)] {
        let workspace = with_text([width, 600.0], percent, practice::open());
        let title = workspace.h.get_by_role_and_label(Role::Heading, "Ready").rect();
        let until = workspace.h.get_by_label("until").rect();
        let louder = workspace.h.get_by_role_and_label(Role::Button, "Louder").rect();
        let is_apart = until.left() >= title.right() + 20.0 || until.top() >= title.bottom() - 1.0;
        assert!(is_apart && louder.right() <= width, "{width} at {percent}: {title:?} {until:?} {louder:?}");
    }
}
