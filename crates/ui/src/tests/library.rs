//! The library: found, looked at, held, written, by role and label and with the keyboard alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Event, Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::practice::open;
use super::workspace::Workspace;
use holdwell_app::settings::Store;
use holdwell_engine::Stage;
use holdwell_library::{Library, Weight};
use holdwell_model::{Position, SideOrder, Technique};
use holdwell_store::{Request, UserContent, VaultSnapshot};

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 3200.0];

pub(super) fn at_library(size: [f32; 2]) -> Workspace {
    let mut workspace = Workspace::new(size);
    workspace.publish(open());
    workspace.go("Library");
    workspace.asked();
    workspace
}

/// Typed by somebody who has clicked nothing.
pub(super) fn type_blind(workspace: &mut Workspace, text: &str) {
    for letter in text.chars() {
        workspace.h.event(Event::Text(letter.to_string()));
        workspace.settle();
    }
}

/// Checks a row of a list by keyboard.
pub(super) fn check(workspace: &mut Workspace, row: &str) {
    if workspace.sees("Choose from a list") {
        workspace.click("Choose from a list");
    }
    workspace.h.get_by_role_and_label(Role::CheckBox, row).focus();
    workspace.settle();
    workspace.page_key(Key::Space);
}

pub(super) fn with(own: UserContent) -> VaultSnapshot {
    VaultSnapshot { own: Arc::new(own), ..open() }
}

#[test]
fn a_new_user_finds_the_muscle_on_the_side_of_the_low_back_without_the_mouse() {
    let mut workspace = at_library(LARGE);
    type_blind(&mut workspace, "muscle on the side of the low back");
    assert!(workspace.sees("Quadratus lumborum"));
    workspace.page_key(Key::Enter);
    assert!(workspace.h.query_by_role_and_label(Role::Heading, "How").is_some(), "the best one is opened");
    assert!(workspace.sees_part("Figure: "));
    assert!(workspace.sees_part("Quadratus lumborum"));
}

#[test]
fn the_list_is_walked_by_keys() {
    let mut workspace = at_library(LARGE);
    type_blind(&mut workspace, "psoas");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::Enter] {
        workspace.page_key(key);
    }
    assert!(workspace.h.query_by_role_and_label(Role::Heading, "How").is_some());
    workspace.click("All positions");
    assert!(workspace.sees("Find a position"));
    workspace.page_key(Key::Escape);
    assert!(!workspace.sees_part(" found"), "escape clears what was typed");
}

#[test]
fn techniques_and_regions_narrow_the_list() {
    let mut workspace = at_library(TALL);
    let all = workspace.buttons().len();
    workspace.click("Lymph");
    let lymph = workspace.buttons().len();
    assert!(lymph < all && workspace.sees_part(" found"));
    workspace.click("Clear filters");
    check(&mut workspace, "Flank");
    assert!(workspace.sees("Quadratus lumborum") && !workspace.sees("Psoas major"));
    workspace.h.get_by_role_and_label(Role::RadioButton, "Prone").click();
    workspace.settle();
    assert!(workspace.sees("Quadratus lumborum"));
    workspace.h.get_by_role_and_label(Role::RadioButton, "Seated").click();
    workspace.settle();
    assert!(workspace.sees("Nothing is found"));
}

#[test]
fn what_lies_outside_the_chosen_region_is_told_and_shown() {
    let mut workspace = at_library(TALL);
    check(&mut workspace, "Jaw");
    assert!(!workspace.sees_part(" outside Jaw"), "nothing is looked for yet");
    workspace.type_in("Find a position", "psoas");
    assert!(!workspace.sees("Psoas major"));
    let (words, _) = workspace.buttons().into_iter().find(|(words, _)| words.ends_with(" outside Jaw: show")).unwrap();
    workspace.click(&words);
    assert!(workspace.sees("Psoas major") && !workspace.sees_part("outside Jaw"));
}

#[test]
fn a_favourite_is_kept_and_stands_first() {
    let mut workspace = at_library(LARGE);
    type_blind(&mut workspace, "psoas");
    workspace.h.get_by_role_and_label(Role::Switch, "Favourite: Psoas major").click();
    workspace.settle();
    let asked = workspace.asked();
    assert!(matches!(&asked[..], [Request::Favourite(id, true)] if id == "psoas"), "{asked:?}");
    workspace.page_key(Key::Escape);
    workspace.publish(with(UserContent { favourites: BTreeSet::from(["psoas".to_owned()]), ..UserContent::default() }));
    let rows =
        workspace.h.query_all_by_role(Role::Switch).map(|node| node.accesskit_node().label().unwrap_or_default());
    assert_eq!(rows.collect::<Vec<_>>()[0], "Favourite: Psoas major");
}

#[test]
fn without_a_vault_everything_can_be_looked_at_and_held() {
    let mut workspace = Workspace::new(LARGE);
    workspace.go("Library");
    assert!(workspace.h.query_all_by_role(Role::Switch).next().is_none(), "favourites are kept in the vault");
    type_blind(&mut workspace, "psoas major");
    workspace.page_key(Key::Enter);
    workspace.h.get_by_role_and_label(Role::RadioButton, "Counterstrain").click();
    workspace.settle();
    workspace.h.get_by_role_and_label(Role::RadioButton, "Left").click();
    workspace.settle();
    workspace.click("Hold it now");
    assert_eq!(workspace.stage(), Some(Stage::Running));
    let step = workspace.view().step().cloned().unwrap();
    assert_eq!((step.technique, step.sides), (Technique::Counterstrain, SideOrder::Left));
    assert_eq!(step.timing.expected().0, 90_000);
}

#[test]
fn problems_of_own_files_are_told_line_by_line() {
    fn spoilt() -> Library {
        let mut library = Library::builtin();
        let text = "format = \"holdwell-library\"\nversion = 1\n[[position]]\nid = \"x\"\nname = \"X\"\ntechniques = [\"smart\"]\nregion = \"calf\"\n";
        library.add_clinic(&[("ours.toml".to_owned(), text.as_bytes().to_vec())]);
        library
    }
    let mut workspace = Workspace::with(LARGE, spoilt, Store::nowhere());
    workspace.go("Library");
    workspace.click("Show them");
    assert!(workspace.sees("ours.toml:6:15: position 1: techniques: \"smart\" is unknown; did you mean smrt?"));
}

#[test]
fn every_position_opens_at_its_top() {
    let mut workspace = at_library([900.0, 600.0]);
    for name in ["Psoas major", "Scalenes"] {
        workspace.go("Library");
        type_blind(&mut workspace, name);
        workspace.page_key(Key::Enter);
        let back = workspace.h.get_by_role_and_label(Role::Button, "All positions").rect();
        assert!(back.top() >= 0.0, "{name}: {back:?}");
        workspace.h.hover_at(egui::pos2(500.0, 300.0));
        workspace.h.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, -40.0),
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        });
        workspace.pass(1000);
        assert!(
            workspace.h.get_by_role_and_label(Role::Button, "All positions").rect().bottom() < 0.0,
            "it is scrolled"
        );
    }
}

#[test]
fn where_nothing_is_found_escape_empties_the_search() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(open());
    workspace.go("Library");
    type_blind(&mut workspace, "zzzz");
    assert!(workspace.sees("Nothing is found"));
    workspace.page_key(Key::Escape);
    assert!(!workspace.sees("Nothing is found"));
    type_blind(&mut workspace, "piriformis");
    assert!(workspace.sees("Piriformis"), "the keyboard is still there");
}

/// The built-in positions and ten thousand others.
fn many() -> Library {
    let mut library = Library::builtin();
    let psoas = library.position("psoas").unwrap().clone();
    let others: Vec<Position> = (0..10_000)
        .map(|number| Position { id: format!("own-{number}"), name: format!("Point {number}"), ..psoas.clone() })
        .collect();
    library.add_own(&others, []);
    library
}

#[test]
fn of_ten_thousand_only_what_is_in_sight_is_drawn() {
    let mut workspace = Workspace::with(LARGE, many, Store::nowhere());
    workspace.publish(open());
    workspace.go("Library");
    assert!(workspace.sees_part(" positions") && workspace.buttons().len() < 30);
    type_blind(&mut workspace, "point 9999");
    assert!(workspace.sees("1 found") && workspace.sees("Point 9999"));
    assert!(workspace.next_frame() > std::time::Duration::from_millis(500), "it rests");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_picture_that_is_dropped_becomes_the_photo() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("psoas.png");
    image::RgbImage::from_pixel(30, 20, image::Rgb([90, 120, 110])).save(&path).unwrap();
    let mut workspace = at_library(TALL);
    type_blind(&mut workspace, "psoas major");
    workspace.page_key(Key::Enter);
    workspace.asked();
    workspace.h.input_mut().dropped_files = vec![Arc::new(Dropped(path))];
    let photo = (0..10_000).find_map(|_| {
        workspace.settle();
        workspace.asked().into_iter().find_map(|request| match request {
            Request::SetPhoto(id, Some(photo)) if id == "psoas" => Some(photo),
            _ => None,
        })
    });
    let photo = photo.expect("it is given to the vault");
    assert_eq!((photo.width, photo.height), (30, 20));
    let own = UserContent { photos: BTreeSet::from(["psoas".to_owned()]), ..UserContent::default() };
    workspace.publish(VaultSnapshot { photo: Some(("psoas".to_owned(), Arc::new(photo))), ..with(own) });
    assert!(workspace.h.query_by_role_and_label(Role::Image, "Your photo").is_some());
    workspace.click("Take the photo away");
    assert!(workspace.asked().iter().any(|request| matches!(request, Request::SetPhoto(_, None))));
}

#[test]
fn what_cannot_wait_stands_before_the_positions_own_cautions() {
    let library = Library::builtin();
    let weighs = |position: &Position, weight: Weight| {
        let all = position.techniques.iter().flat_map(|technique| library.cautions(*technique, position.region));
        all.into_iter().any(|precaution| precaution.weight == weight)
    };
    for (weight, call) in [(Weight::Emergency, "Help today: "), (Weight::RedFlag, "Stop, and send to a doctor: ")] {
        let position = library.positions().find(|one| !one.cautions.is_empty() && weighs(one, weight)).unwrap();
        let mut workspace = at_library(TALL);
        type_blind(&mut workspace, &position.name);
        workspace.page_key(Key::ArrowDown);
        workspace.page_key(Key::Enter);
        assert!(workspace.sees(&position.name), "{}", position.name);
        let top = |words: &str| workspace.h.query_all_by_label_contains(words).next().map(|node| node.rect().top());
        let own = top(&holdwell_app::text::sentence(&position.cautions[0])).expect("its own");
        assert!(top(call).expect(call) < own, "{}: {call}", position.name);
    }
}
