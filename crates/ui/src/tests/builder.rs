//! Routines, and where they are put together: by role and label, mostly with the keyboard alone.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::bench::Bench;
use super::practice::{open, practice};
use holdwell_engine::Stage;
use holdwell_library::{Library, write_routine};
use holdwell_model::{Millis, Routine, SideOrder, Timing};
use holdwell_store::{Kept, Own, Request};

const LARGE: [f32; 2] = [1280.0, 800.0];

/// A new routine under construction, with a vault that keeps it.
pub(super) fn building() -> Bench {
    let mut bench = Bench::new(LARGE);
    bench.publish(open());
    bench.go("Routines");
    bench.page_key(Key::Enter);
    bench.asked();
    bench
}

/// What somebody types where the keyboard is.
pub(super) fn types(bench: &mut Bench, text: &str) {
    for letter in text.chars() {
        bench.h.event(Event::Text(letter.to_string()));
        bench.h.step();
    }
    bench.settle();
}

pub(super) fn chord(bench: &mut Bench, modifiers: Modifiers, key: Key) {
    bench.h.key_press_modifiers(modifiers, key);
    bench.settle();
}

pub(super) fn adds(bench: &mut Bench, positions: &[&str]) {
    for position in positions {
        types(bench, position);
        bench.page_key(Key::Enter);
    }
}

/// The steps as their rows say them, in order of place.
pub(super) fn steps(bench: &Bench) -> Vec<String> {
    let rows = bench.h.query_all_by_label_contains("Step ");
    let rows = rows.into_iter().filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Button);
    rows.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
}

pub(super) fn saved(bench: &Bench) -> Option<Routine> {
    let saves = |request| if let Request::SaveRoutine(routine) = request { Some(*routine) } else { None };
    bench.asked().into_iter().filter_map(saves).next_back()
}

#[test]
fn a_routine_of_five_is_built_and_started_with_the_keyboard_alone() {
    let mut bench = building();
    adds(&mut bench, &["muscle on the side of the low back", "psoas maj", "iliacus", "piriformis", "upper trap"]);
    assert_eq!(steps(&bench).len(), 5);
    assert!(bench.sees("Step 1: Quadratus lumborum"), "{:?}", steps(&bench));
    // To the steps, up to the second, opened: what is typed is its time.
    bench.page_key(Key::F6);
    for _ in 0..3 {
        bench.page_key(Key::ArrowUp);
    }
    bench.page_key(Key::Enter);
    types(&mut bench, "1:00");
    bench.page_key(Key::Enter);
    // Enter left the field and went back to the row; the one above it next.
    bench.page_key(Key::Enter);
    bench.page_key(Key::ArrowUp);
    bench.page_key(Key::Enter);
    types(&mut bench, "45");
    bench.h.get_by_role_and_label(Role::RadioButton, "Left, right").focus();
    bench.settle();
    bench.page_key(Key::Space);
    chord(&mut bench, Modifiers::COMMAND, Key::Enter);
    assert!(bench.sees("Ready") && bench.sees("Unnamed routine"), "it stands on the start face");
    bench.press(Key::Space);
    assert_eq!(bench.stage(), Some(Stage::Running));
    let plan = Arc::clone(bench.view().plan());
    let hold = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    assert_eq!(plan.steps.len(), 5);
    assert_eq!((plan.steps[0].timing, plan.steps[0].sides), (hold(45), SideOrder::LeftThenRight));
    assert_eq!((plan.steps[1].timing, plan.steps[1].sides), (hold(60), SideOrder::RightThenLeft));
    assert!(plan.id.starts_with("own-"));
}

#[test]
fn every_edit_is_undone_and_done_again() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    for _ in 0..2 {
        chord(&mut bench, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(steps(&bench), Vec::<String>::new());
    assert!(bench.sees("No steps yet"));
    chord(&mut bench, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    bench.click("Redo");
    assert_eq!(steps(&bench), ["Step 1: Psoas major", "Step 2: Iliacus"]);
    bench.click("Undo");
    assert_eq!(steps(&bench), ["Step 1: Psoas major"]);
}

#[test]
fn steps_are_moved_by_keys_and_buttons() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus", "piriformis"]);
    chord(&mut bench, Modifiers::ALT, Key::ArrowUp);
    chord(&mut bench, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(steps(&bench), ["Step 1: Piriformis", "Step 2: Psoas major", "Step 3: Iliacus"]);
    bench.click("Move down");
    assert_eq!(steps(&bench)[1], "Step 2: Piriformis");
    chord(&mut bench, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(steps(&bench)[2], "Step 3: Piriformis");
}

#[test]
fn several_steps_are_set_at_once() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus", "piriformis"]);
    bench.page_key(Key::F6);
    chord(&mut bench, Modifiers::SHIFT, Key::ArrowUp);
    chord(&mut bench, Modifiers::SHIFT, Key::ArrowUp);
    bench.click("Set together");
    bench.type_in("Hold", "25");
    bench.page_key(Key::Enter);
    bench.click("Save");
    let routine = saved(&bench).expect("saved");
    let hold = Some(Timing::Fixed { hold: Millis::from_secs(25) });
    assert!(routine.steps.iter().all(|step| step.timing == hold), "{:?}", routine.steps);
    chord(&mut bench, Modifiers::COMMAND, Key::Z);
    bench.click("Save");
    assert!(saved(&bench).expect("saved").steps.iter().all(|step| step.timing.is_none()), "one undo for all");
}

#[test]
fn what_several_steps_do_not_share_is_left_empty() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    bench.page_key(Key::F6);
    bench.page_key(Key::Enter);
    bench.type_in("Hold", "50");
    bench.page_key(Key::Enter);
    bench.page_key(Key::Enter);
    chord(&mut bench, Modifiers::COMMAND, Key::A);
    bench.click("Set together");
    let value = |bench: &Bench| {
        let field = bench.h.get_by_role_and_label(Role::TextInput, "Hold");
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(value(&bench), "", "the one is 35 s, the other 50 s");
    // What the first has already is set on the other as well.
    bench.type_in("Hold", "35");
    bench.page_key(Key::Enter);
    assert_eq!(value(&bench), "35s");
    // Each time that a field is gone to is a change of its own.
    bench.type_in("Hold", "40");
    bench.page_key(Key::Enter);
    chord(&mut bench, Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&bench), "35s");
    bench.click("Done");
    bench.click("Save");
    let hold = Some(Timing::Fixed { hold: Millis::from_secs(35) });
    assert!(saved(&bench).expect("saved").steps.iter().all(|step| step.timing == hold));
}

#[test]
fn what_has_sides_keeps_them_beside_what_has_none() {
    let mut bench = building();
    types(&mut bench, "zzyzx");
    bench.page_key(Key::Enter);
    adds(&mut bench, &["psoas maj"]);
    bench.page_key(Key::F6);
    chord(&mut bench, Modifiers::COMMAND, Key::A);
    bench.click("Set together");
    assert!(!bench.sees("No sides"), "the one that is described in place could do without, the other not");
    bench.click("Both at once");
    bench.click("Done");
    bench.click("Save");
    let both = Some(holdwell_model::SideOrder::Both);
    assert!(saved(&bench).expect("saved").steps.iter().all(|step| step.side == both));
}

#[test]
fn steps_are_switched_off_mirrored_duplicated_and_removed() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    bench.click("Switch off or on");
    assert!(bench.sees("Switched off: Iliacus") && bench.sees("Step 1: Psoas major"));
    assert_eq!(steps(&bench).len(), 1);
    bench.click("Switch off or on");
    chord(&mut bench, Modifiers::COMMAND, Key::D);
    assert_eq!(steps(&bench).len(), 3);
    bench.click("Mirror to the other side");
    bench.page_key(Key::F6);
    bench.page_key(Key::Delete);
    assert_eq!(steps(&bench).len(), 2);
    chord(&mut bench, Modifiers::COMMAND, Key::Z);
    bench.click("Save");
    let sides: Vec<_> = saved(&bench).unwrap().steps.iter().map(|step| step.side).collect();
    assert_eq!(sides, [None, None, Some(SideOrder::LeftThenRight)]);
}

#[test]
fn a_time_that_cannot_be_read_is_said_and_changes_nothing() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj"]);
    bench.click("Step 1: Psoas major");
    types(&mut bench, "soon");
    assert!(bench.sees_part("\"soon\" is not a duration; write 35s, 1m30s, 1:30 or plain seconds"));
    bench.type_in("Settle", "when ready");
    assert!(bench.sees_part("wait or off"));
    bench.click("Save");
    let step = saved(&bench).unwrap().steps[0].clone();
    assert_eq!((step.timing, step.settle), (None, None));
}

#[test]
fn the_totals_follow_and_advice_is_answered() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj"]);
    assert!(bench.sees_part("2 holds, about") && bench.sees_part("ends about 14:0"));
    bench.click("Step 1: Psoas major");
    types(&mut bench, "5m");
    assert!(bench.sees_part("Psoas major, 5 min: ") && bench.sees_part("is commonly taught in SMRT"));
    bench.click("I know");
    let asked = bench.asked();
    let known =
        asked.iter().find_map(|request| if let Request::Know(key) = request { Some(key.clone()) } else { None });
    assert_eq!(known.as_deref(), Some("length:SMRT:psoas"));
    let own = Own { known: known.into_iter().collect(), ..Own::default() };
    bench.publish(Kept { own: Arc::new(own), ..open() });
    assert!(!bench.sees_part("is commonly taught in SMRT"));
}

#[test]
fn a_clients_caution_is_said_where_it_touches() {
    let mut bench = Bench::new(LARGE);
    bench.publish(practice());
    bench.click("Maria B.");
    bench.go("Routines");
    bench.page_key(Key::Enter);
    adds(&mut bench, &["psoas maj"]);
    assert!(bench.sees_part("“Right hip replaced” touches Psoas major"));
}

#[test]
fn a_position_is_carried_over_and_a_step_is_carried_to_another_place() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    types(&mut bench, "piriformis");
    let from = bench.h.get_by_role_and_label(Role::Button, "Piriformis").rect().center();
    let psoas = bench.h.get_by_label("Step 1: Psoas major").rect();
    carry(&mut bench, from, psoas.center_top() + egui::vec2(0.0, 4.0));
    assert_eq!(steps(&bench), ["Step 1: Piriformis", "Step 2: Psoas major", "Step 3: Iliacus"]);
    let from = bench.h.get_by_label("Step 3: Iliacus").rect().center();
    let to = bench.h.get_by_label("Step 1: Piriformis").rect().center_top() + egui::vec2(0.0, 4.0);
    carry(&mut bench, from, to);
    assert_eq!(steps(&bench), ["Step 1: Iliacus", "Step 2: Piriformis", "Step 3: Psoas major"]);
}

fn carry(bench: &mut Bench, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    bench.h.hover_at(from);
    bench.settle();
    bench.h.event(button(from, true));
    bench.h.step();
    for part in 1..=4_u8 {
        bench.h.event(Event::PointerMoved(from.lerp(to, f32::from(part) / 4.0)));
        bench.h.step();
    }
    bench.h.event(button(to, false));
    bench.settle();
}

#[test]
fn steps_are_copied_into_another_routine() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    bench.page_key(Key::F6);
    chord(&mut bench, Modifiers::COMMAND, Key::A);
    bench.click("Copy");
    bench.click("All routines");
    bench.click("New routine");
    bench.click("Paste");
    assert_eq!(steps(&bench), ["Step 1: Psoas major", "Step 2: Iliacus"]);
    // From another window they come as text.
    let text = write_routine(Library::builtin().routine("jaw-therapist").unwrap());
    bench.page_key(Key::F6);
    bench.h.event(Event::Paste(text));
    bench.settle();
    assert!(steps(&bench).len() > 3);
}

#[test]
fn a_group_is_made_and_ordered() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    bench.page_key(Key::F6);
    chord(&mut bench, Modifiers::COMMAND, Key::A);
    bench.click("Group");
    bench.click("Rated first");
    bench.click("Save");
    let routine = saved(&bench).unwrap();
    assert!(routine.groups[0].scan && routine.steps.iter().all(|step| step.group.is_some()));
    bench.click("Ungroup");
    bench.click("Save");
    assert!(saved(&bench).unwrap().groups.is_empty());
}

#[test]
fn a_home_routine_takes_what_is_for_home() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj"]);
    bench.click("Home");
    assert!(bench.sees_part("Switched off: "));
    assert!(bench.sees_part("Every step is switched off"));
    bench.click("Therapist");
    bench.click("Switch off or on");
    assert!(bench.sees("Step 1: Psoas major"));
}

#[test]
fn it_is_rehearsed_unrecorded() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj"]);
    bench.click("Hear it");
    assert!(bench.sees("Stop hearing it"));
    bench.pass(11_000);
    assert!(bench.sees("Hear it"));
    bench.asked();
    bench.click("Run at ten times the speed");
    assert_eq!(bench.stage(), Some(Stage::Running));
    bench.pass(20_000);
    assert!(matches!(bench.stage(), Some(Stage::Finished(_))), "it runs by itself");
    assert_eq!(bench.handle.published().session, None, "and is not written down");
}

/// What a new user does with mouse and keyboard, counted: find the muscle on the side of the low back, five steps, two
/// changed times and a side order, and start.
#[test]
fn a_new_users_presses_are_few() {
    let mut bench = Bench::new(LARGE);
    bench.publish(open());
    let (mut clicks, mut keys) = (0, 0);
    let click = |bench: &mut Bench, role: Role, label: &str| {
        bench.h.get_by_role_and_label(role, label).click();
        bench.settle();
        1
    };
    clicks += click(&mut bench, Role::Tab, "Routines");
    clicks += click(&mut bench, Role::Button, "New routine");
    for word in ["side low back", "psoas", "iliac", "pirif", "upper trap"] {
        types(&mut bench, word);
        bench.page_key(Key::Enter);
        keys += word.len() + 1;
    }
    assert!(bench.sees("Step 1: Quadratus lumborum"), "{:?}", steps(&bench));
    for (step, time) in [("Step 1: Quadratus lumborum", "45"), ("Step 2: Psoas major", "60")] {
        clicks += click(&mut bench, Role::Button, step);
        types(&mut bench, time);
        keys += time.len();
        if time == "45" {
            clicks += click(&mut bench, Role::RadioButton, "Left, right");
            clicks += click(&mut bench, Role::Button, step);
        }
    }
    clicks += click(&mut bench, Role::Button, "Start");
    bench.press(Key::Space);
    keys += 1;
    let plan = Arc::clone(bench.view().plan());
    assert_eq!((plan.steps.len(), plan.steps[0].sides), (5, SideOrder::LeftThenRight));
    println!("{clicks} clicks and {keys} keys");
    assert!(clicks <= 8 && keys <= 60, "{clicks} clicks and {keys} keys");
}

#[test]
fn a_step_has_a_technique_of_its_own() {
    let mut bench = building();
    adds(&mut bench, &["psoas maj", "iliacus"]);
    bench.click("Step 1: Psoas major");
    bench.click("Technique of this step");
    bench.h.get_by_role_and_label(Role::Button, "Counterstrain").click();
    bench.settle();
    bench.click("Save");
    let routine = saved(&bench).unwrap();
    let techniques: Vec<_> = routine.steps.iter().map(|step| step.technique).collect();
    assert_eq!(techniques, [Some(holdwell_model::Technique::Counterstrain), None]);
}
