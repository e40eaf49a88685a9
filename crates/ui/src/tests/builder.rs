//! Routines, and where they are put together: by role and label, mostly with the keyboard alone.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::practice::{open, practice};
use super::workspace::Workspace;
use holdwell_engine::Stage;
use holdwell_library::{Library, write_routine};
use holdwell_model::{Millis, Routine, SideOrder, Timing};
use holdwell_store::{Request, UserContent, VaultSnapshot};

const LARGE: [f32; 2] = [1280.0, 800.0];

/// A new routine under construction, with a vault that keeps it.
pub(super) fn building() -> Workspace {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(open());
    workspace.go("Routines");
    workspace.page_key(Key::Enter);
    workspace.asked();
    workspace
}

/// Types a text where the keyboard is.
pub(super) fn types(workspace: &mut Workspace, text: &str) {
    for letter in text.chars() {
        workspace.h.event(Event::Text(letter.to_string()));
        workspace.h.step();
    }
    workspace.settle();
}

pub(super) fn chord(workspace: &mut Workspace, modifiers: Modifiers, key: Key) {
    workspace.h.key_press_modifiers(modifiers, key);
    workspace.settle();
}

pub(super) fn adds(workspace: &mut Workspace, positions: &[&str]) {
    for position in positions {
        types(workspace, position);
        workspace.page_key(Key::Enter);
    }
}

/// The steps as their rows say them, in order of place.
pub(super) fn steps(workspace: &Workspace) -> Vec<String> {
    let rows = workspace.h.query_all_by_label_contains("Step ");
    let rows = rows.into_iter().filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Button);
    rows.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
}

pub(super) fn saved(workspace: &Workspace) -> Option<Routine> {
    let saves = |request| if let Request::SaveRoutine(routine) = request { Some(*routine) } else { None };
    workspace.asked().into_iter().filter_map(saves).next_back()
}

#[test]
fn a_routine_of_five_is_built_and_started_with_the_keyboard_alone() {
    let mut workspace = building();
    adds(&mut workspace, &["muscle on the side of the low back", "psoas maj", "iliacus", "piriformis", "upper trap"]);
    assert_eq!(steps(&workspace).len(), 5);
    assert!(workspace.sees("Step 1: Quadratus lumborum"), "{:?}", steps(&workspace));
    // To the steps, up to the second, opened: what is typed is its time.
    workspace.page_key(Key::F6);
    for _ in 0..3 {
        workspace.page_key(Key::ArrowUp);
    }
    workspace.page_key(Key::Enter);
    types(&mut workspace, "1:00");
    workspace.page_key(Key::Enter);
    // Enter left the field and went back to the row; the one above it next.
    workspace.page_key(Key::Enter);
    workspace.page_key(Key::ArrowUp);
    workspace.page_key(Key::Enter);
    types(&mut workspace, "45");
    workspace.h.get_by_role_and_label(Role::RadioButton, "Left, right").focus();
    workspace.settle();
    workspace.page_key(Key::Space);
    chord(&mut workspace, Modifiers::COMMAND, Key::Enter);
    assert_eq!(workspace.stage(), Some(Stage::Running));
    let plan = Arc::clone(workspace.view().plan());
    let hold = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    assert_eq!(plan.steps.len(), 5);
    assert_eq!((plan.steps[0].timing, plan.steps[0].sides), (hold(45), SideOrder::LeftThenRight));
    assert_eq!((plan.steps[1].timing, plan.steps[1].sides), (hold(60), SideOrder::RightThenLeft));
    assert!(plan.id.starts_with("own-"));
}

#[test]
fn every_edit_is_undone_and_done_again() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    for _ in 0..2 {
        chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(steps(&workspace), Vec::<String>::new());
    assert!(workspace.sees("No steps yet"));
    chord(&mut workspace, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    workspace.click("Redo");
    assert_eq!(steps(&workspace), ["Step 1: Psoas major", "Step 2: Iliacus"]);
    workspace.click("Undo");
    assert_eq!(steps(&workspace), ["Step 1: Psoas major"]);
}

#[test]
fn steps_are_moved_by_keys_and_buttons() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus", "piriformis"]);
    chord(&mut workspace, Modifiers::ALT, Key::ArrowUp);
    chord(&mut workspace, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(steps(&workspace), ["Step 1: Piriformis", "Step 2: Psoas major", "Step 3: Iliacus"]);
    workspace.click("Move down");
    assert_eq!(steps(&workspace)[1], "Step 2: Piriformis");
    chord(&mut workspace, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(steps(&workspace)[2], "Step 3: Piriformis");
}

#[test]
fn what_has_sides_keeps_them_beside_what_has_none() {
    let mut workspace = building();
    types(&mut workspace, "zzyzx");
    workspace.page_key(Key::Enter);
    adds(&mut workspace, &["psoas maj"]);
    workspace.page_key(Key::F6);
    chord(&mut workspace, Modifiers::COMMAND, Key::A);
    workspace.click("Set together");
    assert!(!workspace.sees("No sides"), "the one that is described in place could do without, the other not");
    workspace.click("Both at once");
    workspace.click("Done");
    workspace.click("Save");
    let both = Some(holdwell_model::SideOrder::Both);
    assert!(saved(&workspace).expect("saved").steps.iter().all(|step| step.side == both));
}

#[test]
fn steps_are_switched_off_mirrored_duplicated_and_removed() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.click("Switch off or on");
    assert!(workspace.sees("Switched off: Iliacus") && workspace.sees("Step 1: Psoas major"));
    assert_eq!(steps(&workspace).len(), 1);
    workspace.click("Switch off or on");
    chord(&mut workspace, Modifiers::COMMAND, Key::D);
    assert_eq!(steps(&workspace).len(), 3);
    workspace.click("Mirror to the other side");
    workspace.page_key(Key::F6);
    workspace.page_key(Key::Delete);
    assert_eq!(steps(&workspace).len(), 2);
    chord(&mut workspace, Modifiers::COMMAND, Key::Z);
    workspace.click("Save");
    let sides: Vec<_> = saved(&workspace).unwrap().steps.iter().map(|step| step.side).collect();
    assert_eq!(sides, [None, None, Some(SideOrder::LeftThenRight)]);
}

#[test]
fn the_totals_follow_and_advice_is_answered() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj"]);
    assert!(workspace.sees_part("2 holds, about") && workspace.sees_part("ends about 14:0"));
    workspace.click("Step 1: Psoas major");
    types(&mut workspace, "5m");
    assert!(workspace.sees_part("Psoas major, 5 min: ") && workspace.sees_part("is commonly taught in SMRT"));
    workspace.click("I know");
    let asked = workspace.asked();
    let known = asked
        .iter()
        .find_map(|request| if let Request::DismissAdvice(key) = request { Some(key.clone()) } else { None });
    assert_eq!(known.as_deref(), Some("length:SMRT:psoas"));
    let own = UserContent { known: known.into_iter().collect(), ..UserContent::default() };
    workspace.publish(VaultSnapshot { own: Arc::new(own), ..open() });
    assert!(!workspace.sees_part("is commonly taught in SMRT"));
}

#[test]
fn nobody_turns_back_and_forth_and_one_side_is_finished_first() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "piriformis", "iliacus"]);
    assert!(workspace.sees_part("2 turns"));
    workspace.page_key(Key::F6);
    chord(&mut workspace, Modifiers::COMMAND, Key::A);
    workspace.click("By posture");
    assert!(workspace.sees_part("1 turn  ·"));
    assert_eq!(steps(&workspace), ["Step 1: Psoas major", "Step 2: Iliacus", "Step 3: Piriformis"]);
    workspace.click("One side first");
    workspace.click("Save");
    let sides: Vec<_> = saved(&workspace).unwrap().steps.iter().map(|step| step.side).collect();
    let (right, left) = (Some(SideOrder::Right), Some(SideOrder::Left));
    assert_eq!(sides, [right, right, right, left, left, left]);
}

#[test]
fn a_clients_caution_is_said_where_it_touches() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.click("Maria B.");
    workspace.go("Routines");
    workspace.page_key(Key::Enter);
    adds(&mut workspace, &["psoas maj"]);
    assert!(workspace.sees_part("“Right hip replaced” touches Psoas major"));
}

#[test]
fn a_position_is_carried_over_and_a_step_is_carried_to_another_place() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    types(&mut workspace, "piriformis");
    let from = workspace.h.get_by_role_and_label(Role::Button, "Piriformis").rect().center();
    let psoas = workspace.h.get_by_label("Step 1: Psoas major").rect();
    carry(&mut workspace, from, psoas.center_top() + egui::vec2(0.0, 4.0));
    assert_eq!(steps(&workspace), ["Step 1: Piriformis", "Step 2: Psoas major", "Step 3: Iliacus"]);
    let from = workspace.h.get_by_label("Step 3: Iliacus").rect().center();
    let to = workspace.h.get_by_label("Step 1: Piriformis").rect().center_top() + egui::vec2(0.0, 4.0);
    carry(&mut workspace, from, to);
    assert_eq!(steps(&workspace), ["Step 1: Iliacus", "Step 2: Piriformis", "Step 3: Psoas major"]);
}

fn carry(workspace: &mut Workspace, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    workspace.h.hover_at(from);
    workspace.settle();
    workspace.h.event(button(from, true));
    workspace.h.step();
    for part in 1..=4_u8 {
        workspace.h.event(Event::PointerMoved(from.lerp(to, f32::from(part) / 4.0)));
        workspace.h.step();
    }
    workspace.h.event(button(to, false));
    workspace.settle();
}

#[test]
fn steps_are_copied_into_another_routine() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.page_key(Key::F6);
    chord(&mut workspace, Modifiers::COMMAND, Key::A);
    workspace.click("Copy");
    workspace.click("All routines");
    workspace.click("New routine");
    workspace.click("Paste");
    assert_eq!(steps(&workspace), ["Step 1: Psoas major", "Step 2: Iliacus"]);
    // From another window they come as text.
    let text = write_routine(Library::builtin().routine("jaw-therapist").unwrap());
    workspace.page_key(Key::F6);
    workspace.h.event(Event::Paste(text));
    workspace.settle();
    assert!(steps(&workspace).len() > 3);
}

#[test]
fn a_group_is_made_and_ordered() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.page_key(Key::F6);
    chord(&mut workspace, Modifiers::COMMAND, Key::A);
    workspace.click("Group");
    workspace.click("Rated first");
    workspace.click("Save");
    let routine = saved(&workspace).unwrap();
    assert!(routine.groups[0].scan && routine.steps.iter().all(|step| step.group.is_some()));
    workspace.click("Ungroup");
    workspace.click("Save");
    assert!(saved(&workspace).unwrap().groups.is_empty());
}

#[test]
fn a_home_routine_takes_what_is_for_home() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj"]);
    workspace.click("Home");
    assert!(workspace.sees_part("Switched off: "));
    assert!(workspace.sees_part("Every step is switched off"));
    workspace.click("Therapist");
    workspace.click("Switch off or on");
    assert!(workspace.sees("Step 1: Psoas major"));
}

/// Counts the steps of a new user with mouse and keyboard: find the muscle on the side of the low back, five steps, two
/// changed times and a side order, and start.
#[test]
fn a_new_users_presses_are_few() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(open());
    let (mut clicks, mut keys) = (0, 0);
    let click = |workspace: &mut Workspace, role: Role, label: &str| {
        workspace.h.get_by_role_and_label(role, label).click();
        workspace.settle();
        1
    };
    clicks += click(&mut workspace, Role::Tab, "Routines");
    clicks += click(&mut workspace, Role::Button, "New routine");
    for word in ["side low back", "psoas", "iliac", "pirif", "upper trap"] {
        types(&mut workspace, word);
        workspace.page_key(Key::Enter);
        keys += word.len() + 1;
    }
    assert!(workspace.sees("Step 1: Quadratus lumborum"), "{:?}", steps(&workspace));
    for (step, time) in [("Step 1: Quadratus lumborum", "45"), ("Step 2: Psoas major", "60")] {
        clicks += click(&mut workspace, Role::Button, step);
        types(&mut workspace, time);
        keys += time.len();
        if time == "45" {
            clicks += click(&mut workspace, Role::RadioButton, "Left, right");
            clicks += click(&mut workspace, Role::Button, step);
        }
    }
    clicks += click(&mut workspace, Role::Button, "Start");
    let plan = Arc::clone(workspace.view().plan());
    assert_eq!((plan.steps.len(), plan.steps[0].sides), (5, SideOrder::LeftThenRight));
    println!("{clicks} clicks and {keys} keys");
    assert!(clicks <= 8 && keys <= 60, "{clicks} clicks and {keys} keys");
}

#[test]
fn a_step_has_a_technique_of_its_own() {
    let mut workspace = building();
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.click("Step 1: Psoas major");
    workspace.click("Technique of this step");
    workspace.h.get_by_role_and_label(Role::Button, "Counterstrain").click();
    workspace.settle();
    workspace.click("Save");
    let routine = saved(&workspace).unwrap();
    let techniques: Vec<_> = routine.steps.iter().map(|step| step.technique).collect();
    assert_eq!(techniques, [Some(holdwell_model::Technique::Counterstrain), None]);
}
