//! Routines that are put together: their drafts and their looks.

use std::sync::Arc;
use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::builder::{adds, building, chord, saved, steps};
use super::practice::{encrypted, full_disk, open};
use super::workspace::Workspace;
use holdwell_app::settings::Store;
use holdwell_engine::{Command, Stage};
use holdwell_library::Library;
use holdwell_library::edit::{Document, Draft};
use holdwell_model::Routine;
use holdwell_store::{ExportError, Failure, Request, UserContent, VaultSnapshot};

const LARGE: [f32; 2] = [1280.0, 800.0];

fn drafts(workspace: &Workspace) -> Vec<holdwell_store::Draft> {
    let kept = |request| if let Request::KeepDraft(draft) = request { Some(*draft) } else { None };
    workspace.asked().into_iter().filter_map(kept).collect()
}

#[test]
fn every_change_is_kept_and_closing_loses_nothing() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.pass(1500);
    let draft = drafts(&workspace).pop().expect("kept after a moment");
    adds(&mut workspace, &["piriformis"]);
    workspace.close();
    let last = drafts(&workspace).pop().expect("kept as the window closes");
    assert_eq!(last.routine, draft.routine);
    // Another window, later.
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(VaultSnapshot {
        own: Arc::new(UserContent { drafts: vec![Arc::new(last)], ..UserContent::default() }),
        ..open()
    });
    workspace.go("Routines");
    workspace.click("New routine");
    workspace.click("All routines");
    workspace.page_key(Key::ArrowDown);
    workspace.page_key(Key::Enter);
    assert_eq!(steps(&workspace).len(), 3);
    chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    assert_eq!(steps(&workspace).len(), 2, "what was done before can still be undone");
}

#[test]
fn without_a_vault_it_works_and_says_that_it_is_not_kept() {
    let mut workspace = Workspace::new(LARGE);
    workspace.go("Routines");
    workspace.page_key(Key::Enter);
    adds(&mut workspace, &["psoas maj"]);
    workspace.pass(2000);
    assert!(workspace.sees("not kept: no vault is open"));
    assert_eq!(workspace.asked().len(), 0);
    chord(&mut workspace, Modifiers::COMMAND, Key::Enter);
    assert_eq!(workspace.stage(), Some(Stage::Running));
}

#[test]
fn one_that_comes_with_the_program_opens_as_a_copy() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(open());
    workspace.click("Low back: SMRT, then myofascial");
    workspace.click("Change…");
    workspace.click("Save");
    let routine = saved(&workspace).expect("saved");
    assert!(routine.id.starts_with("own-") && routine.name == "Low back: SMRT, then myofascial (mine)");
    let library = Library::builtin();
    assert_eq!(routine.steps, library.routine("low-back-mixed").unwrap().steps);
}

#[test]
fn own_routines_stand_on_start_and_open_as_they_are() {
    let library = Library::builtin();
    let built_in = library.routine("low-back-mixed").unwrap().clone();
    let own = Routine { id: "own-1".to_owned(), name: "Monday's back".to_owned(), ..built_in };
    let own = UserContent { routines: vec![Arc::new(own)], ..UserContent::default() };
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(VaultSnapshot { own: Arc::new(own), ..open() });
    workspace.h.get_by_label("Monday's back").scroll_to_me();
    workspace.settle();
    workspace.click("Monday's back");
    workspace.click("Change…");
    assert!(workspace.sees("saved"));
    workspace.page_key(Key::F6);
    workspace.page_key(Key::Delete);
    assert!(workspace.sees("kept as a draft"));
    workspace.click("Save");
    assert_eq!(saved(&workspace).unwrap().id, "own-1");
    workspace.click("Files");
    workspace.click("Delete this routine");
    let asked = workspace.asked();
    assert!(asked.iter().any(|request| matches!(request, Request::SetRoutineDeleted(id, true) if id == "own-1")));
    workspace.click("Undo");
    assert!(
        workspace
            .asked()
            .iter()
            .any(|request| matches!(request, Request::SetRoutineDeleted(id, false) if id == "own-1"))
    );
}

/// A routine of so many steps, as a draft of the vault.
fn long(count: usize) -> VaultSnapshot {
    let library = Library::builtin();
    let ids: Vec<&str> = library.positions().map(|position| position.id.as_str()).collect();
    let mut draft = Draft::new("own-long");
    for index in 0..count {
        draft.add_position(index, ids[index % ids.len()], &library);
    }
    draft.set_name("A long one");
    let whole = Document::new(draft).written();
    let draft = holdwell_store::Draft { routine: "own-long".to_owned(), whole };
    VaultSnapshot { own: Arc::new(UserContent { drafts: vec![Arc::new(draft)], ..UserContent::default() }), ..open() }
}

#[test]
fn of_a_long_routine_only_what_is_in_sight_is_drawn_and_it_rests() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(long(300));
    workspace.go("Routines");
    workspace.click("A long one");
    let drawn = steps(&workspace).len();
    assert!((5..30).contains(&drawn), "{drawn} rows are drawn");
    workspace.page_key(Key::F6);
    assert!(
        steps(&workspace).iter().any(|step| step.starts_with("Step 300: ")),
        "the keyboard brings the last into sight"
    );
    chord(&mut workspace, Modifiers::ALT, Key::ArrowUp);
    assert!(steps(&workspace).iter().any(|step| step.starts_with("Step 299: ")));
    assert!(workspace.next_frame() > std::time::Duration::from_millis(500), "it rests");
}

#[test]
fn it_fits_at_every_size_in_every_look() {
    for (look, percent) in [("dark", 100), ("light", 100), ("high-contrast", 120)] {
        for size in [[900.0, 600.0], LARGE, [2560.0, 1440.0]] {
            let folder = tempfile::tempdir().unwrap();
            let settings = format!("look = \"{look}\"\ntext-percent = {percent}\n");
            std::fs::write(folder.path().join("settings.toml"), settings).unwrap();
            let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
            workspace.publish(long(12));
            workspace.go("Routines");
            inside(&workspace, size, "the list");
            workspace.click("A long one");
            inside(&workspace, size, "a routine");
            workspace.click("Files");
            inside(&workspace, size, "files");
            workspace.click("Files");
            workspace.click(&steps(&workspace)[0]);
            inside(&workspace, size, "an open step");
        }
    }
}

/// Every button lies in the window across, and those of the head and the tools on no other.
fn inside(workspace: &Workspace, [width, _]: [f32; 2], what: &str) {
    let buttons = workspace.buttons();
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

/// Prints the cost of a frame to the processor before it is painted: `cargo test --lib a_frame_with_300_steps -- --ignored --nocapture`.
#[test]
#[ignore = "it measures, and says what it measured"]
#[expect(clippy::disallowed_methods, reason = "a measurement reads clocks")]
fn a_frame_with_300_steps() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(long(300));
    workspace.go("Routines");
    workspace.click("A long one");
    let measure = |what: &str, workspace: &mut Workspace, act: &dyn Fn(&mut Workspace, u16)| {
        let mut took: Vec<std::time::Duration> = Vec::new();
        for round in 0..200 {
            act(workspace, round);
            let began = std::time::Instant::now();
            workspace.h.step();
            let shapes = workspace.h.output().shapes.clone();
            let drawn = workspace.h.ctx.tessellate(shapes, 1.0);
            took.push(began.elapsed());
            assert!(!drawn.is_empty());
        }
        took.sort();
        println!("{what}: the middle frame {:?}, 99 of 100 within {:?}", took[100], took[198]);
    };
    measure("at rest", &mut workspace, &|_, _| ());
    measure("the mouse moves", &mut workspace, &|workspace, round| {
        workspace.h.event(egui::Event::PointerMoved(egui::pos2(700.0, 300.0 + f32::from(round))));
    });
    let first = steps(&workspace)[0].clone();
    workspace.click(&first);
    measure("a time is typed", &mut workspace, &|workspace, round| {
        let text = if round % 2 == 0 { egui::Event::Text("1".to_owned()) } else { key(Key::Backspace) };
        workspace.h.event(text);
    });
    measure("undo and redo", &mut workspace, &|workspace, round| {
        let shift = if round % 2 == 0 { Modifiers::NONE } else { Modifiers::SHIFT };
        workspace.h.key_press_modifiers(Modifiers::COMMAND | shift, Key::Z);
    });
}

fn key(key: Key) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[test]
fn what_is_saved_counts_and_not_what_was_built_before() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj"]);
    chord(&mut workspace, Modifiers::COMMAND, Key::Enter);
    workspace.handle.tell(Command::Stop);
    workspace.settle();
    workspace.press(Key::Enter);
    workspace.click("Done");
    assert!(workspace.sees_part("1.  Psoas major"), "what was begun stands on Start");
    workspace.go("Routines");
    adds(&mut workspace, &["iliacus"]);
    workspace.click("Save");
    let routine = saved(&workspace).unwrap();
    workspace.go("Start");
    assert!(workspace.sees_part("1.  Psoas major"), "until the vault has it, what was built stands ready");
    let own = UserContent { routines: vec![Arc::new(routine)], ..UserContent::default() };
    workspace.publish(VaultSnapshot { own: Arc::new(own), ..open() });
    assert!(workspace.sees_part("2.  Iliacus"), "what was saved, with the step that came since");
}

#[test]
fn a_draft_that_the_vault_refused_is_offered_again_before_it_is_locked() {
    let mut workspace = building();
    workspace.publish(encrypted());
    adds(&mut workspace, &["psoas maj"]);
    workspace.pass(1500);
    let sent = workspace.sent();
    let [(ticket, Request::KeepDraft(_))] = sent.as_slice() else { panic!("{sent:?}") };
    workspace.reply_to_another(Err(Failure::NotExported(ExportError::NoClient)));
    workspace.pass(3000);
    assert_eq!(drafts(&workspace).len(), 0, "that was another's failure");
    workspace.reply(*ticket, Err(Failure::Storage(full_disk())));
    workspace.pass(3000);
    assert_eq!(drafts(&workspace).len(), 0, "the vault is not pestered");
    chord(&mut workspace, Modifiers::COMMAND, Key::L);
    let asked = workspace.asked();
    assert!(matches!(asked.as_slice(), [Request::KeepDraft(_), Request::Lock]), "{asked:?}");
}

#[test]
fn it_is_rehearsed_unrecorded() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj"]);
    workspace.click("Hear it");
    assert!(workspace.sees("Stop hearing it"));
    workspace.pass(5_000);
    assert!(workspace.next_frame() < Duration::from_millis(50), "the mark on the strip goes with it");
    workspace.pass(6_000);
    assert!(workspace.sees("Hear it"));
    workspace.asked();
    workspace.click("Run at ten times the speed");
    assert_eq!(workspace.stage(), Some(Stage::Running));
    workspace.wake_desk();
    assert!(workspace.sees_part("rehearsal, not recorded") && !workspace.sees("recorded"));
    workspace.pass(20_000);
    assert!(matches!(workspace.stage(), Some(Stage::Finished(_))), "it runs by itself");
    assert_eq!(workspace.handle.snapshot().session, None, "and is not written down");
    workspace.press(Key::Enter);
    assert!(workspace.sees("Rehearsal") && workspace.sees_part("nothing of it is recorded"));
    assert!(!workspace.sees_part("kept in memory"));
    workspace.click("Done");
    assert!(workspace.sees("Run at ten times the speed"), "back in the builder");
}
