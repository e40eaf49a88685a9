//! The fields of the builder: what is typed, said and taken back in them.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::builder::{adds, building, chord, saved, steps, types};
use super::workspace::Workspace;
use holdwell_model::{Millis, Timing};

#[test]
fn several_steps_are_set_at_once() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus", "piriformis"]);
    workspace.page_key(Key::F6);
    chord(&mut workspace, Modifiers::SHIFT, Key::ArrowUp);
    chord(&mut workspace, Modifiers::SHIFT, Key::ArrowUp);
    workspace.click("Set together");
    workspace.type_in("Hold", "25");
    workspace.page_key(Key::Enter);
    workspace.click("Save");
    let routine = saved(&workspace).expect("saved");
    let hold = Some(Timing::Fixed { hold: Millis::from_secs(25) });
    assert!(routine.steps.iter().all(|step| step.timing == hold), "{:?}", routine.steps);
    chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    workspace.click("Save");
    assert!(saved(&workspace).expect("saved").steps.iter().all(|step| step.timing.is_none()), "one undo for all");
}

#[test]
fn what_several_steps_do_not_share_is_left_empty() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.page_key(Key::F6);
    workspace.page_key(Key::Enter);
    workspace.type_in("Hold", "50");
    workspace.page_key(Key::Enter);
    workspace.page_key(Key::Enter);
    chord(&mut workspace, Modifiers::COMMAND, Key::A);
    workspace.click("Set together");
    let value = |workspace: &Workspace| {
        let field = workspace.h.get_by_role_and_label(Role::TextInput, "Hold");
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(value(&workspace), "", "the one is 35 s, the other 50 s");
    // What the first has already is set on the other as well.
    workspace.type_in("Hold", "35");
    workspace.page_key(Key::Enter);
    assert_eq!(value(&workspace), "35s");
    // Each time that a field is gone to is a change of its own.
    workspace.type_in("Hold", "40");
    workspace.page_key(Key::Enter);
    chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&workspace), "35s");
    // The panel is higher than the list, and was scrolled to the field.
    workspace.h.get_by_label("Done").scroll_to_me();
    workspace.settle();
    workspace.click("Done");
    workspace.click("Save");
    let hold = Some(Timing::Fixed { hold: Millis::from_secs(35) });
    assert!(saved(&workspace).expect("saved").steps.iter().all(|step| step.timing == hold));
}

#[test]
fn a_time_that_cannot_be_read_is_said_and_changes_nothing() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj"]);
    workspace.click("Step 1: Psoas major");
    types(&mut workspace, "soon");
    assert!(workspace.sees_part("\"soon\" is not a duration; write 35s, 1m30s, 1:30 or plain seconds"));
    workspace.type_in("Settle", "when ready");
    assert!(workspace.sees_part("wait or off"));
    workspace.click("Save");
    assert!(saved(&workspace).is_none(), "the old time is not saved as if it were the new one");
    // Folded, the step still says it.
    workspace.click("Step 1: Psoas major");
    let row = workspace.h.get_by_label("Step 1: Psoas major");
    assert!(row.accesskit_node().description().unwrap_or_default().contains("is not a duration"));
    chord(&mut workspace, Modifiers::COMMAND, Key::S);
    chord(&mut workspace, Modifiers::COMMAND, Key::Enter);
    assert_eq!((saved(&workspace), workspace.stage()), (None, None));
}

#[test]
fn what_cannot_be_read_for_several_steps_is_not_saved_over() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.page_key(Key::F6);
    chord(&mut workspace, Modifiers::SHIFT, Key::ArrowUp);
    workspace.click("Set together");
    workspace.type_in("Hold", "soon");
    assert!(workspace.sees_part("\"soon\" is not a duration"));
    workspace.click("Save");
    chord(&mut workspace, Modifiers::COMMAND, Key::S);
    assert!(saved(&workspace).is_none(), "the old times are not saved as if they were the new ones");
    workspace.click("Done");
    workspace.click("Save");
    assert!(saved(&workspace).is_some(), "what was typed there is given up");
}

#[test]
fn a_range_is_no_time_of_a_hold() {
    for text in ["25-45s", "0", "500h", "banana"] {
        let mut workspace = building();
        adds(&mut workspace, &["psoas maj"]);
        workspace.click("Step 1: Psoas major");
        types(&mut workspace, text);
        workspace.click("Save");
        assert!(saved(&workspace).is_none(), "{text}");
    }
}

#[test]
fn advice_and_faults_move_no_field() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj"]);
    workspace.click("Step 1: Psoas major");
    let place = |workspace: &Workspace| {
        ["Hold", "Settle"].map(|name| workspace.h.get_by_role_and_label(Role::TextInput, name).rect().min)
    };
    let before = place(&workspace);
    types(&mut workspace, "5m");
    assert!(workspace.sees_part("is commonly taught in SMRT"));
    assert_eq!(place(&workspace), before, "advice");
    types(&mut workspace, "x");
    assert!(workspace.sees_part("is not a duration"));
    assert_eq!(place(&workspace), before, "a text that cannot be read");
}

#[test]
fn undo_belongs_to_the_field_that_has_the_keyboard() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    types(&mut workspace, "piri");
    chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    assert_eq!(steps(&workspace).len(), 2, "the search field");
    workspace.h.get_by_role_and_label(Role::TextInput, "Name of the routine").focus();
    workspace.settle();
    chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    assert_eq!(steps(&workspace).len(), 2, "the name");
    workspace.page_key(Key::F6);
    workspace.page_key(Key::F6);
    chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    assert_eq!(steps(&workspace).len(), 1, "on a step it is the routine's");
}

/// A step with its own time goes on with it; that the library has another one since is said quietly.
#[test]
fn a_step_says_where_the_library_has_changed() {
    let mut workspace = building();
    adds(&mut workspace, &["toes pulled back"]);
    workspace.click("Step 1: Toes pulled back");
    assert!(!workspace.sees_part("The library has changed here"), "it follows the library");
    for (field, former) in [("Count", "2"), ("Each", "30s"), ("Pause between", "5s")] {
        assert!(!workspace.sees_part("The library has changed here"), "not a time that the library ever had");
        workspace.type_in(field, former);
        workspace.settle();
    }
    let said = "The library has changed here: 2 times 30 s, 5 s between them became 10 times 10 s, 3 s between them";
    assert!(workspace.sees_part(said));
    workspace.h.get_by_label("Time as usual").scroll_to_me();
    workspace.settle();
    workspace.click("Time as usual");
    assert!(!workspace.sees_part("The library has changed here"));
}
