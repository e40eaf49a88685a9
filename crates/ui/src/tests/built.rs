//! What is kept of routines that are put together, their files, and how they look.

use std::path::Path;
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::bench::Bench;
use super::builder::{adds, building, chord, saved, steps};
use super::practice::{encrypted, open};
use crate::app::Given;
use crate::settings::Store;
use holdwell_engine::Stage;
use holdwell_library::edit::{Document, Draft};
use holdwell_library::{Library, read_routine, write_routine};
use holdwell_model::Routine;
use holdwell_store::{Answer, Kept, Own, Request};

const LARGE: [f32; 2] = [1280.0, 800.0];

fn drafts(bench: &Bench) -> Vec<holdwell_store::Draft> {
    let kept = |request| if let Request::KeepDraft(draft) = request { Some(*draft) } else { None };
    bench.asked().into_iter().filter_map(kept).collect()
}

#[test]
fn every_change_is_kept_and_closing_loses_nothing() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    bench.pass(1500);
    let draft = drafts(&bench).pop().expect("kept after a moment");
    adds(&mut bench, &["piriformis"]);
    bench.close();
    let last = drafts(&bench).pop().expect("kept as the window closes");
    assert_eq!(last.routine, draft.routine);
    // Another window, later.
    let mut bench = Bench::new(LARGE);
    bench.publish(Kept { own: Arc::new(Own { drafts: vec![Arc::new(last)], ..Own::default() }), ..open() });
    bench.go("Routines");
    bench.click("New routine");
    bench.click("All routines");
    bench.page_key(Key::ArrowDown);
    bench.page_key(Key::Enter);
    assert_eq!(steps(&bench).len(), 3);
    chord(&mut bench, Modifiers::COMMAND, Key::Z);
    assert_eq!(steps(&bench).len(), 2, "what was done before can still be undone");
}

#[test]
fn without_a_vault_it_works_and_says_that_it_is_not_kept() {
    let mut bench = Bench::new(LARGE);
    bench.go("Routines");
    bench.page_key(Key::Enter);
    adds(&mut bench, &["psoas maj"]);
    bench.pass(2000);
    assert!(bench.sees("not kept: no vault is open"));
    assert_eq!(bench.asked().len(), 0);
    chord(&mut bench, Modifiers::COMMAND, Key::Enter);
    bench.press(Key::Space);
    assert_eq!(bench.stage(), Some(Stage::Running));
}

#[test]
fn one_that_comes_with_the_program_opens_as_a_copy() {
    let mut bench = Bench::new(LARGE);
    bench.publish(open());
    bench.click("Low back: SMRT, then myofascial");
    bench.click("Change…");
    bench.click("Save");
    let routine = saved(&bench).expect("saved");
    assert!(routine.id.starts_with("own-") && routine.name == "Low back: SMRT, then myofascial (mine)");
    let library = Library::builtin();
    assert_eq!(routine.steps, library.routine("low-back-mixed").unwrap().steps);
}

#[test]
fn own_routines_stand_on_start_and_open_as_they_are() {
    let library = Library::builtin();
    let built_in = library.routine("low-back-mixed").unwrap().clone();
    let own = Routine { id: "own-1".to_owned(), name: "Monday's back".to_owned(), ..built_in };
    let own = Own { routines: vec![Arc::new(own)], ..Own::default() };
    let mut bench = Bench::new(LARGE);
    bench.publish(Kept { own: Arc::new(own), ..open() });
    bench.h.get_by_label("Monday's back").scroll_to_me();
    bench.settle();
    bench.click("Monday's back");
    bench.click("Change…");
    assert!(bench.sees("saved"));
    bench.page_key(Key::F6);
    bench.page_key(Key::Delete);
    assert!(bench.sees("kept as a draft"));
    bench.click("Save");
    assert_eq!(saved(&bench).unwrap().id, "own-1");
    bench.click("Files");
    bench.click("Delete this routine");
    let asked = bench.asked();
    assert!(asked.iter().any(|request| matches!(request, Request::DeleteRoutine(id, true) if id == "own-1")));
    bench.click("Take it back");
    assert!(bench.asked().iter().any(|request| matches!(request, Request::DeleteRoutine(id, false) if id == "own-1")));
}

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
    let mut bench = building();
    for path in paths {
        bench.h.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    }
    bench.settle();
    assert!(bench.sees_part("spoilt.toml:7:12: "), "it names its line");
    assert!(bench.sees("Jaw (TMJ)") && bench.sees("Low back: SMRT, then myofascial"));
    bench.click("Close");
    assert!(!bench.sees_part("spoilt.toml"));
}

#[test]
fn a_file_is_saved_and_opened_by_its_typed_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine");
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    bench.click("Files");
    bench.type_in("Path of a routine's file", &path.display().to_string());
    bench.click("Save to this path");
    assert!(bench.sees_part("Written: "));
    let bytes = std::fs::read(path.with_extension("toml")).unwrap();
    let routine = read_routine("mine.toml", &bytes, &Library::builtin()).unwrap();
    assert_eq!(routine.steps.len(), 2);
    bench.click("All routines");
    bench.type_in("Path of a routine's file", ".toml");
    bench.page_key(Key::Enter);
    assert_eq!(steps(&bench).len(), 2, "it is open again, as another routine");
}

/// A routine of so many steps, as a draft of the vault.
fn long(count: usize) -> Kept {
    let library = Library::builtin();
    let ids: Vec<&str> = library.positions().map(|position| position.id.as_str()).collect();
    let mut draft = Draft::new("own-long");
    for index in 0..count {
        draft.add_position(index, ids[index % ids.len()], &library);
    }
    draft.set_name("A long one");
    let whole = Document::new(draft).written();
    let draft = holdwell_store::Draft { routine: "own-long".to_owned(), whole };
    Kept { own: Arc::new(Own { drafts: vec![Arc::new(draft)], ..Own::default() }), ..open() }
}

#[test]
fn of_a_long_routine_only_what_is_in_sight_is_drawn_and_it_rests() {
    let mut bench = Bench::new(LARGE);
    bench.publish(long(300));
    bench.go("Routines");
    bench.click("A long one");
    let drawn = steps(&bench).len();
    assert!((5..30).contains(&drawn), "{drawn} rows are drawn");
    bench.page_key(Key::F6);
    assert!(steps(&bench).iter().any(|step| step.starts_with("Step 300: ")), "the keyboard brings the last into sight");
    chord(&mut bench, Modifiers::ALT, Key::ArrowUp);
    assert!(steps(&bench).iter().any(|step| step.starts_with("Step 299: ")));
    assert!(bench.next_frame() > std::time::Duration::from_millis(500), "it rests");
}

#[test]
fn it_fits_at_every_size_in_every_look() {
    for (look, percent) in [("dark", 100), ("light", 100), ("high-contrast", 120)] {
        for size in [[900.0, 600.0], LARGE, [2560.0, 1440.0]] {
            let folder = tempfile::tempdir().unwrap();
            let settings = format!("look = \"{look}\"\ntext-percent = {percent}\n");
            std::fs::write(folder.path().join("settings.toml"), settings).unwrap();
            let mut bench = Bench::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
            bench.publish(long(12));
            bench.go("Routines");
            inside(&bench, size, "the list");
            bench.click("A long one");
            inside(&bench, size, "a routine");
            bench.click("Files");
            inside(&bench, size, "files");
            bench.click("Files");
            bench.click(&steps(&bench)[0]);
            inside(&bench, size, "an open step");
        }
    }
}

/// Every button lies in the window across, and those of the head and the tools on no other.
fn inside(bench: &Bench, [width, _]: [f32; 2], what: &str) {
    let buttons = bench.buttons();
    for (index, (name, rect)) in buttons.iter().enumerate() {
        assert!(rect.left() >= -0.6 && rect.right() <= width + 0.6, "{what} at {width}: “{name}” is cut off: {rect:?}");
        for (other, other_rect) in &buttons[..index] {
            let common = rect.intersect(*other_rect);
            let rows = name.starts_with("Step ") || other.starts_with("Step ") || rect.top() > 560.0;
            let overlap = common.width() > 1.0 && common.height() > 1.0 && !rows;
            assert!(!overlap, "{what} at {width}: “{name}” {rect:?} lies on “{other}” {other_rect:?}");
        }
    }
}

/// What a frame costs the processor before it is painted: `cargo test --lib a_frame_with_300_steps -- --ignored --nocapture`.
#[test]
#[ignore = "it measures, and says what it measured"]
#[expect(clippy::disallowed_methods, reason = "a measurement reads clocks")]
fn a_frame_with_300_steps() {
    let mut bench = Bench::new(LARGE);
    bench.publish(long(300));
    bench.go("Routines");
    bench.click("A long one");
    let measure = |what: &str, bench: &mut Bench, act: &dyn Fn(&mut Bench, u16)| {
        let mut took: Vec<std::time::Duration> = Vec::new();
        for round in 0..200 {
            act(bench, round);
            let began = std::time::Instant::now();
            bench.h.step();
            let shapes = bench.h.output().shapes.clone();
            let drawn = bench.h.ctx.tessellate(shapes, 1.0);
            took.push(began.elapsed());
            assert!(!drawn.is_empty());
        }
        took.sort();
        println!("{what}: the middle frame {:?}, 99 of 100 within {:?}", took[100], took[198]);
    };
    measure("at rest", &mut bench, &|_, _| ());
    measure("the mouse moves", &mut bench, &|bench, round| {
        bench.h.event(egui::Event::PointerMoved(egui::pos2(700.0, 300.0 + f32::from(round))));
    });
    let first = steps(&bench)[0].clone();
    bench.click(&first);
    measure("a time is typed", &mut bench, &|bench, round| {
        let text = if round % 2 == 0 { egui::Event::Text("1".to_owned()) } else { key(Key::Backspace) };
        bench.h.event(text);
    });
    measure("undo and redo", &mut bench, &|bench, round| {
        let shift = if round % 2 == 0 { Modifiers::NONE } else { Modifiers::SHIFT };
        bench.h.key_press_modifiers(Modifiers::COMMAND | shift, Key::Z);
    });
}

fn key(key: Key) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[test]
fn what_is_saved_counts_and_not_what_was_built_before() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj"]);
    chord(&mut bench, Modifiers::COMMAND, Key::Enter);
    assert!(bench.sees_part("1.  Psoas major"), "ready on Start");
    bench.go("Routines");
    adds(&mut bench, &["iliacus"]);
    bench.click("Save");
    let routine = saved(&bench).unwrap();
    bench.go("Start");
    assert!(bench.sees_part("1.  Psoas major"), "until the vault has it, what was built stands ready");
    let own = Own { routines: vec![Arc::new(routine)], ..Own::default() };
    bench.publish(Kept { own: Arc::new(own), ..open() });
    assert!(bench.sees_part("2.  Iliacus"), "what was saved, with the step that came since");
}

#[test]
fn a_draft_that_the_vault_refused_is_offered_again_before_it_is_locked() {
    let mut bench = building();
    bench.publish(encrypted());
    adds(&mut bench, &["psoas maj"]);
    bench.pass(1500);
    assert_eq!(drafts(&bench).len(), 1, "kept as nothing is done for a moment");
    bench.publish(Kept { answer: Some((5, Answer::Failed("The disk is full".to_owned()))), ..encrypted() });
    bench.pass(3000);
    assert_eq!(drafts(&bench).len(), 0, "the vault is not pestered");
    chord(&mut bench, Modifiers::COMMAND, Key::L);
    let asked = bench.asked();
    assert!(matches!(asked.as_slice(), [Request::KeepDraft(_), Request::Lock]), "{asked:?}");
}

#[test]
fn a_file_that_was_named_stands_in_the_place_of_the_routine_with_its_id() {
    let library = Library::builtin();
    let plan = holdwell_library::compile(library.routine("low-back-mixed").unwrap(), &library).unwrap();
    let plan = Arc::new(holdwell_model::Plan { name: "As I do it".to_owned(), ..plan });
    let given = Given { plan, file: "mine.toml".into() };
    let bench = Bench::given([1280.0, 2000.0], Library::builtin, Store::nowhere(), Some(given));
    assert!(bench.sees_part("As I do it") && !bench.sees("Low back: SMRT, then myofascial"));
}

#[test]
fn a_file_that_is_there_is_written_over_only_where_that_is_said_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, "something else").unwrap();
    let mut bench = building();
    adds(&mut bench, &["psoas maj"]);
    bench.click("Files");
    bench.type_in("Path of a routine's file", &path.display().to_string());
    bench.click("Save to this path");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "something else");
    assert!(bench.sees_part("is there already"));
    bench.click("Save to this path");
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
    let mut bench = Bench::given(LARGE, Library::builtin, crate::settings::Store::nowhere(), Some(given));
    for _ in 0..2 {
        bench.click("Change…");
        assert_eq!(steps(&bench).len(), 1, "it is open in the builder, once");
        bench.go("Start");
    }
    bench.go("Routines");
    bench.click("Files");
    bench.type_in("Path of a routine's file", &folder.path().join("again.toml").display().to_string());
    bench.click("Save to this path");
    let again = std::fs::read_to_string(folder.path().join("again.toml")).unwrap();
    assert!(again.contains("Tried in our rooms."), "what it rests on is written with it: {again}");
}
