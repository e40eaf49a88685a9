//! Routines that are opened from files and written to them.

use std::path::Path;
use std::sync::Arc;

use egui::Key;

use super::builder::{adds, building, steps};
use super::practice::open;
use super::workspace::Workspace;
use crate::app::Given;
use holdwell_app::settings::Store;
use holdwell_library::edit::{Document, Draft};
use holdwell_library::{Library, read_routine, write_routine};
use holdwell_model::{Audience, Millis, Routine, Step, Technique, Timing};
use holdwell_store::{UserContent, VaultSnapshot};

const LARGE: [f32; 2] = [1280.0, 800.0];

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("read by its path".to_owned())
    }
}

#[test]
fn files_are_dropped_several_at_once_and_a_damaged_one_names_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::builtin();
    let mut paths = Vec::new();
    for (name, id) in [("one.toml", "low-back-mixed"), ("two.toml", "jaw-therapist")] {
        let path = folder.path().join(name);
        std::fs::write(&path, write_routine(library.routine(id).unwrap())).unwrap();
        paths.push(path);
    }
    let spoilt = folder.path().join("spoilt.toml");
    std::fs::write(&spoilt, "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"a\"\nname = \"A\"\n[[step]]\nposition = \"psoass\"\n").unwrap();
    paths.push(spoilt);
    let mut workspace = building();
    for path in paths {
        workspace.h.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    }
    workspace.settle();
    assert!(workspace.sees_part("spoilt.toml:7:12: "), "it names its line");
    assert!(workspace.sees("Jaw (TMJ)") && workspace.sees("Low back: SMRT, then myofascial"));
    workspace.click("Close");
    assert!(!workspace.sees_part("spoilt.toml"));
}

#[test]
fn a_file_is_saved_and_opened_by_its_typed_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine");
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.click("Files");
    workspace.type_in("Path of a routine's file", &path.display().to_string());
    workspace.click("Save to this path");
    assert!(workspace.sees_part("Written: "));
    let bytes = std::fs::read(path.with_extension("toml")).unwrap();
    let routine = read_routine("mine.toml", &bytes, &Library::builtin()).unwrap();
    assert_eq!(routine.steps.len(), 2);
    workspace.click("All routines");
    workspace.type_in("Path of a routine's file", ".toml");
    workspace.page_key(Key::Enter);
    assert_eq!(steps(&workspace).len(), 2, "it is open again, as another routine");
}

#[test]
fn a_file_that_was_named_stands_in_the_place_of_the_routine_with_its_id() {
    let library = Library::builtin();
    let plan = holdwell_library::compile(library.routine("low-back-mixed").unwrap(), &library).unwrap();
    let plan = Arc::new(holdwell_model::Plan { name: "As I do it".to_owned(), ..plan });
    let given = Given { plan, file: "mine.toml".into() };
    let workspace = Workspace::given([1280.0, 2000.0], Library::builtin, Store::nowhere(), Some(given));
    assert!(workspace.sees_part("As I do it") && !workspace.sees("Low back: SMRT, then myofascial"));
}

#[test]
fn a_file_that_is_there_is_written_over_only_where_that_is_said_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, "something else").unwrap();
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj"]);
    workspace.click("Files");
    workspace.type_in("Path of a routine's file", &path.display().to_string());
    workspace.click("Save to this path");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "something else");
    assert!(workspace.sees_part("is there already"));
    workspace.click("Save to this path");
    assert!(std::fs::read_to_string(&path).unwrap().contains("psoas"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_routine_that_only_a_file_holds_is_changed_as_the_file_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("only-here.toml");
    let text = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"only-here\"\nname = \"From a file\"\n\
                [background]\nsays = \"Tried in our rooms.\"\n[[step]]\nposition = \"psoas\"\n";
    std::fs::write(&file, text).unwrap();
    let library = Library::builtin();
    let routine = read_routine("only-here.toml", text.as_bytes(), &library).unwrap();
    let plan = Arc::new(holdwell_library::compile(&routine, &library).unwrap());
    let given = Given { plan, file: file.clone() };
    let mut workspace =
        Workspace::given(LARGE, Library::builtin, holdwell_app::settings::Store::nowhere(), Some(given));
    for _ in 0..2 {
        workspace.click("Change…");
        assert_eq!(steps(&workspace).len(), 1, "it is open in the builder, once");
        workspace.go("Start");
    }
    workspace.go("Routines");
    workspace.click("Files");
    workspace.type_in("Path of a routine's file", &folder.path().join("again.toml").display().to_string());
    workspace.click("Save to this path");
    let again = std::fs::read_to_string(folder.path().join("again.toml")).unwrap();
    assert!(again.contains("Tried in our rooms."), "what it rests on is written with it: {again}");
}

#[test]
fn what_no_file_may_hold_is_not_written() {
    let every_second = Timing::Listening {
        check_in: Some(Millis::from_secs(1)),
        ceiling: Some(Millis::from_mins(24 * 60)),
        taps: false,
    };
    let step =
        Step { timing: Some(every_second), ..Library::builtin().routine("low-back-mixed").unwrap().steps[0].clone() };
    let routine =
        Routine { steps: vec![step; 2], ..Routine::new("x", "Too much", Technique::Craniosacral, Audience::Therapist) };
    let draft = holdwell_store::Draft {
        routine: "own-1".to_owned(),
        whole: Document::new(Draft::of(&routine, "own-1")).written(),
    };
    let mut workspace = Workspace::new(LARGE);
    let own = Arc::new(UserContent { drafts: vec![Arc::new(draft)], ..UserContent::default() });
    workspace.publish(VaultSnapshot { own, ..open() });
    workspace.go("Routines");
    workspace.page_key(Key::ArrowDown);
    workspace.page_key(Key::Enter);
    assert_eq!(steps(&workspace).len(), 2);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("much.toml");
    workspace.click("Files");
    workspace.type_in("Path of a routine's file", &path.display().to_string());
    workspace.click("Save to this path");
    assert!(workspace.sees_part("Nothing was written") && !path.exists(), "it could not be read again");
}
