//! The library: found, looked at, held, written, by role and label and with the keyboard alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Event, Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::bench::Bench;
use super::practice::open;
use crate::settings::Store;
use holdwell_engine::Stage;
use holdwell_library::Library;
use holdwell_model::{Position, Region, SideOrder, Technique};
use holdwell_store::{Answer, Kept, Own, Request};

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 3200.0];

fn at_library(size: [f32; 2]) -> Bench {
    let mut bench = Bench::new(size);
    bench.publish(open());
    bench.go("Library");
    bench.asked();
    bench
}

/// Typed by somebody who has clicked nothing.
fn type_blind(bench: &mut Bench, text: &str) {
    for letter in text.chars() {
        bench.h.event(Event::Text(letter.to_string()));
        bench.settle();
    }
}

/// Checks a row of a list by keyboard.
fn check(bench: &mut Bench, row: &str) {
    if bench.sees("Choose from a list") {
        bench.click("Choose from a list");
    }
    bench.h.get_by_role_and_label(Role::CheckBox, row).focus();
    bench.settle();
    bench.page_key(Key::Space);
}

fn with(own: Own) -> Kept {
    Kept { own: Arc::new(own), ..open() }
}

fn saved(bench: &Bench) -> Option<Position> {
    let saves = |request| if let Request::SavePosition(position) = request { Some(*position) } else { None };
    bench.asked().into_iter().filter_map(saves).next_back()
}

#[test]
fn a_new_user_finds_the_muscle_on_the_side_of_the_low_back_without_the_mouse() {
    let mut bench = at_library(LARGE);
    type_blind(&mut bench, "muscle on the side of the low back");
    assert!(bench.sees("Quadratus lumborum"));
    bench.page_key(Key::Enter);
    assert!(bench.h.query_by_role_and_label(Role::Heading, "How").is_some(), "the best one is opened");
    assert!(bench.sees_part("Figure: "));
    assert!(bench.sees_part("Quadratus lumborum"));
}

#[test]
fn the_list_is_walked_by_keys() {
    let mut bench = at_library(LARGE);
    type_blind(&mut bench, "psoas");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::Enter] {
        bench.page_key(key);
    }
    assert!(bench.h.query_by_role_and_label(Role::Heading, "How").is_some());
    bench.click("All positions");
    assert!(bench.sees("Find a position"));
    bench.page_key(Key::Escape);
    assert!(!bench.sees_part(" found"), "escape clears what was typed");
}

#[test]
fn techniques_and_regions_narrow_the_list() {
    let mut bench = at_library(TALL);
    let all = bench.buttons().len();
    bench.click("Lymph");
    let lymph = bench.buttons().len();
    assert!(lymph < all && bench.sees_part(" found"));
    bench.click("Clear filters");
    check(&mut bench, "Flank");
    assert!(bench.sees("Quadratus lumborum") && !bench.sees("Psoas major"));
    bench.h.get_by_role_and_label(Role::RadioButton, "Prone").click();
    bench.settle();
    assert!(bench.sees("Quadratus lumborum"));
    bench.h.get_by_role_and_label(Role::RadioButton, "Seated").click();
    bench.settle();
    assert!(bench.sees("Nothing is found"));
}

#[test]
fn a_favourite_is_kept_and_stands_first() {
    let mut bench = at_library(LARGE);
    type_blind(&mut bench, "psoas");
    bench.h.get_by_role_and_label(Role::Switch, "Favourite: Psoas major").click();
    bench.settle();
    let asked = bench.asked();
    assert!(matches!(&asked[..], [Request::Favourite(id, true)] if id == "psoas"), "{asked:?}");
    bench.page_key(Key::Escape);
    bench.publish(with(Own { favourites: BTreeSet::from(["psoas".to_owned()]), ..Own::default() }));
    let rows = bench.h.query_all_by_role(Role::Switch).map(|node| node.accesskit_node().label().unwrap_or_default());
    assert_eq!(rows.collect::<Vec<_>>()[0], "Favourite: Psoas major");
}

#[test]
fn without_a_vault_everything_can_be_looked_at_and_held() {
    let mut bench = Bench::new(LARGE);
    bench.go("Library");
    assert!(bench.h.query_all_by_role(Role::Switch).next().is_none(), "favourites are kept in the vault");
    type_blind(&mut bench, "psoas major");
    bench.page_key(Key::Enter);
    bench.h.get_by_role_and_label(Role::RadioButton, "Counterstrain").click();
    bench.settle();
    bench.h.get_by_role_and_label(Role::RadioButton, "Left").click();
    bench.settle();
    bench.click("Hold it now");
    assert_eq!(bench.stage(), Some(Stage::Running));
    let step = bench.view().step().cloned().unwrap();
    assert_eq!((step.technique, step.sides), (Technique::Counterstrain, SideOrder::Left));
    assert_eq!(step.timing.expected().0, 90_000);
}

#[test]
fn make_mine_leaves_the_built_in_one_as_it_is() {
    let mut bench = at_library(TALL);
    type_blind(&mut bench, "psoas major");
    bench.page_key(Key::Enter);
    bench.click("Make mine");
    type_blind(&mut bench, ", my way");
    bench.click("Save");
    let mine = saved(&bench).expect("it is saved");
    assert_eq!(mine.name, "Psoas major, my way");
    assert!(mine.id.starts_with("own-") && mine.sources.is_empty());
    assert!(bench.h.query_by_role_and_label(Role::TextInput, "Name").is_some(), "until it is kept, the form stays");
    bench.publish(with(Own { positions: vec![Arc::new(mine.clone())], ..Own::default() }));
    assert!(bench.sees_part("your own"));
    bench.click("All positions");
    assert!(bench.sees("Psoas major") && bench.sees("Psoas major, my way"));
}

#[test]
fn what_was_not_saved_stays_in_its_fields() {
    let mut bench = at_library(TALL);
    bench.click("New position");
    bench.click("Save");
    assert!(bench.sees_part("It needs a name"));
    assert!(bench.sees("Pick where it works"));
    bench.type_in("Name", "My point");
    check(&mut bench, "Calf");
    bench.type_in("Movements, one a line", "foot pointed");
    bench.click("Save");
    let point = saved(&bench).expect("it is saved");
    assert_eq!((point.region, point.ease), (Region::Calf, vec!["foot pointed".to_owned()]));
    bench.publish(Kept { answer: Some((9, Answer::Failed("The disk is full".to_owned()))), ..open() });
    assert!(bench.sees("The disk is full"));
    bench.go("Start");
    bench.go("Library");
    assert!(bench.sees("“My point” is not saved"), "the list is there as always, and the form behind it");
    bench.click("Go on writing");
    let name = bench.h.get_by_role_and_label(Role::TextInput, "Name");
    assert_eq!(name.accesskit_node().value().as_deref(), Some("My point"));
    bench.click("Leave it");
    bench.click("Go on writing");
    assert!(bench.h.query_by_role_and_label(Role::TextInput, "Name").is_some());
    bench.click("Save");
    bench.go("Library");
    let point = saved(&bench).expect("it is given to the vault once more");
    bench.publish(with(Own { positions: vec![Arc::new(point)], ..Own::default() }));
    assert!(!bench.sees_part("is not saved"), "it was saved while nobody looked");
}

#[test]
fn an_own_position_is_deleted_and_taken_back() {
    let mut bench = at_library(LARGE);
    let mine = Position {
        id: "own-1".to_owned(),
        name: "My psoas".to_owned(),
        ..Library::builtin().position("psoas").unwrap().clone()
    };
    bench.publish(with(Own { positions: vec![Arc::new(mine)], ..Own::default() }));
    type_blind(&mut bench, "my psoas");
    bench.page_key(Key::Enter);
    bench.click("Delete");
    bench.click("Undo");
    let asked = bench.asked();
    let told = |wanted| {
        asked.iter().any(|one| matches!(one, Request::DeletePosition(id, is) if id == "own-1" && *is == wanted))
    };
    assert!(told(true) && told(false), "{asked:?}");
}

#[test]
fn problems_of_own_files_are_told_line_by_line() {
    fn spoilt() -> Library {
        let mut library = Library::builtin();
        let text = "format = \"holdwell-library\"\nversion = 1\n[[position]]\nid = \"x\"\nname = \"X\"\ntechniques = [\"smart\"]\nregion = \"calf\"\n";
        library.add_clinic(&[("ours.toml".to_owned(), text.as_bytes().to_vec())]);
        library
    }
    let mut bench = Bench::with(LARGE, spoilt, Store::nowhere());
    bench.go("Library");
    bench.click("Show them");
    assert!(bench.sees("ours.toml:6:15: position 1: techniques: \"smart\" is unknown; did you mean smrt?"));
}

#[test]
fn every_position_opens_at_its_top() {
    let mut bench = at_library([900.0, 600.0]);
    for name in ["Psoas major", "Scalenes"] {
        bench.go("Library");
        type_blind(&mut bench, name);
        bench.page_key(Key::Enter);
        let back = bench.h.get_by_role_and_label(Role::Button, "All positions").rect();
        assert!(back.top() >= 0.0, "{name}: {back:?}");
        bench.h.hover_at(egui::pos2(500.0, 300.0));
        bench.h.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, -40.0),
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        });
        bench.pass(1000);
        assert!(bench.h.get_by_role_and_label(Role::Button, "All positions").rect().bottom() < 0.0, "it is scrolled");
    }
}

#[test]
fn what_is_being_written_outlasts_the_lock_and_another_form() {
    let mut bench = at_library(LARGE);
    for name in ["First", "Second"] {
        bench.click("New position");
        bench.type_in("Name", name);
        bench.click("Leave it");
    }
    bench.publish(Kept { vault: super::practice::locked(0, None).vault, ..Kept::default() });
    assert!(!bench.sees_part("is not saved"), "not while it is locked");
    bench.publish(open());
    assert!(bench.sees("“Second” is not saved"));
    bench.click("Go on writing");
    bench.click("Leave it");
    assert!(bench.sees("“Second” is not saved"), "and the first is behind it");
}

#[test]
fn what_is_typed_after_save_is_not_lost_and_what_is_given_up_is() {
    let mut bench = at_library(TALL);
    bench.click("New position");
    bench.type_in("Name", "My point");
    check(&mut bench, "Calf");
    bench.click("Save");
    let point = saved(&bench).expect("it is given to the vault");
    bench.type_in("Said aloud", "Let it sink");
    bench.publish(with(Own { positions: vec![Arc::new(point)], ..Own::default() }));
    assert!(bench.h.query_by_role_and_label(Role::TextInput, "Said aloud").is_some(), "there is more to save");
    bench.click("Save");
    assert_eq!(saved(&bench).expect("and it is saved").say.as_deref(), Some("Let it sink"));
    bench.click("Leave it");
    assert!(bench.sees("“My point” is not saved"), "the vault has not answered yet");
    bench.click("Give it up");
    assert!(!bench.sees_part("is not saved"));
}

#[test]
fn the_window_is_not_closed_over_what_is_written() {
    let mut bench = at_library(LARGE);
    bench.click("New position");
    bench.type_in("Name", "My point");
    bench.go("Start");
    for _ in 0..2 {
        bench.close();
        assert!(bench.closing_was_cancelled());
        assert!(bench.sees("“My point” is not saved. Close the window again to leave it so"));
        bench.click("Go on writing");
    }
    bench.close();
    bench.go("Start");
    bench.go("Library");
    bench.close();
    assert!(bench.closing_was_cancelled(), "what was asked long ago is asked again");
    bench.close();
    assert!(!bench.closing_was_cancelled(), "that was meant");
}

#[test]
fn a_session_is_ended_by_closing_whatever_is_written_beside_it() {
    let mut bench = at_library(LARGE);
    bench.click("New position");
    bench.type_in("Name", "My point");
    bench.go("Start");
    bench.press(Key::Space);
    bench.settle();
    assert_eq!(bench.stage(), Some(Stage::Running));
    bench.close();
    assert!(bench.closing_was_cancelled());
    bench.pass(500);
    bench.close();
    assert!(!bench.closing_was_cancelled(), "asked once and answered");
}

#[test]
fn where_nothing_is_found_escape_empties_the_search() {
    let mut bench = Bench::new(LARGE);
    bench.publish(open());
    bench.go("Library");
    type_blind(&mut bench, "zzzz");
    assert!(bench.sees("Nothing is found"));
    bench.page_key(Key::Escape);
    assert!(!bench.sees("Nothing is found"));
    type_blind(&mut bench, "piriformis");
    assert!(bench.sees("Piriformis"), "the keyboard is still there");
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
    let mut bench = Bench::with(LARGE, many, Store::nowhere());
    bench.publish(open());
    bench.go("Library");
    assert!(bench.sees_part(" positions") && bench.buttons().len() < 30);
    type_blind(&mut bench, "point 9999");
    assert!(bench.sees("1 found") && bench.sees("Point 9999"));
    assert!(bench.next_frame() > std::time::Duration::from_millis(500), "it rests");
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
    let mut bench = at_library(TALL);
    type_blind(&mut bench, "psoas major");
    bench.page_key(Key::Enter);
    bench.asked();
    bench.h.input_mut().dropped_files = vec![Arc::new(Dropped(path))];
    let photo = (0..10_000).find_map(|_| {
        bench.settle();
        bench.asked().into_iter().find_map(|request| match request {
            Request::SetPhoto(id, Some(photo)) if id == "psoas" => Some(photo),
            _ => None,
        })
    });
    let photo = photo.expect("it is given to the vault");
    assert_eq!((photo.width, photo.height), (30, 20));
    let own = Own { photos: BTreeSet::from(["psoas".to_owned()]), ..Own::default() };
    bench.publish(Kept { photo: Some(("psoas".to_owned(), Arc::new(photo))), ..with(own) });
    assert!(bench.h.query_by_role_and_label(Role::Image, "Your photo").is_some());
    bench.click("Take the photo away");
    assert!(bench.asked().iter().any(|request| matches!(request, Request::SetPhoto(_, None))));
}
