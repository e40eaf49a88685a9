//! Names of holds, given while a free session runs.

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use holdwell_engine::{Command, Stage, Why};
use holdwell_model::{Phase, Side};
use holdwell_store::{Request, SessionPage, VaultSnapshot};

use super::hands::{holding, letters};
use super::practice::practice;
use super::workspace::Workspace;

const LARGE: [f32; 2] = [1280.0, 800.0];
const SMALL: [f32; 2] = [900.0, 600.0];
const FIELD: &str = "Name of the hold";

/// A free session in its first hold, on the room face.
fn free(size: [f32; 2]) -> Workspace {
    let mut workspace = Workspace::new(size);
    workspace.press(Key::Space);
    workspace.pass(1100);
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    workspace.pass(12_000);
    assert!(!workspace.sees("Advance"), "the room face");
    workspace
}

/// The names and sides of the holds so far.
fn names(workspace: &Workspace) -> Vec<(String, Side)> {
    let view = workspace.view();
    let step = |index| view.schedule().step_at(index).map(|step| step.title.clone()).unwrap_or_default();
    view.records().iter().map(|record| (step(record.step), record.side)).collect()
}

fn is_open(workspace: &Workspace) -> bool {
    workspace.h.query_by_role_and_label(Role::TextInput, FIELD).is_some()
}

fn typed(workspace: &Workspace) -> Option<String> {
    let field = workspace.h.get_by_role_and_label(Role::TextInput, FIELD);
    assert!(field.is_focused());
    field.value()
}

#[test]
fn a_running_hold_is_named_from_the_room_face_and_nothing_stops() {
    for size in [LARGE, SMALL] {
        let mut workspace = free(size);
        workspace.raw(letters("lpso"));
        assert_eq!(typed(&workspace).as_deref(), Some("pso"));
        workspace.press(Key::ArrowLeft);
        workspace.press(Key::Enter);
        assert_eq!(names(&workspace), [("Psoas major".to_owned(), Side::Left)]);
        assert_eq!((workspace.phase(), workspace.stage()), (Some(Phase::Work), Some(Stage::Running)));
        assert!(workspace.sees("Named: Psoas major, left") && !is_open(&workspace));
        workspace.press(Key::Space);
        assert_eq!(workspace.phase(), Some(Phase::Settle), "letters and the pedal are commands again");
    }
}

#[test]
fn a_position_with_sides_asks_for_one_and_an_arrow_answers() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lpsoas"));
    workspace.press(Key::Enter);
    assert!(workspace.sees_part("Psoas major: left or right?"));
    workspace.press(Key::ArrowRight);
    assert_eq!(names(&workspace), [("Psoas major".to_owned(), Side::Right)]);
}

#[test]
fn what_was_named_last_comes_first_and_takes_two_keys() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lquadratus"));
    workspace.press(Key::ArrowLeft);
    workspace.press(Key::Enter);
    let first = names(&workspace);
    workspace.press(Key::Space);
    workspace.pass(1100);
    workspace.press(Key::Space);
    workspace.pass(1100);
    workspace.press(Key::L);
    workspace.press(Key::ArrowRight);
    workspace.press(Key::Enter);
    let names = names(&workspace);
    assert_eq!(names, [first[0].clone(), (first[0].0.clone(), Side::Right)]);
}

#[test]
fn what_was_named_last_comes_behind_what_is_called_by_the_letters() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lbiceps, long"));
    workspace.press(Key::ArrowLeft);
    workspace.press(Key::Enter);
    assert_eq!(names(&workspace)[0].0, "Biceps, long head");
    next_hold(&mut workspace);
    workspace.raw(letters("lelbow"));
    workspace.press(Key::ArrowLeft);
    workspace.press(Key::Enter);
    let last = names(&workspace).pop().unwrap().0;
    assert!(last != "Biceps, long head" && !last.is_empty(), "{last}");
}

/// The next hold of a free session begins.
fn next_hold(workspace: &mut Workspace) {
    for _ in 0..2 {
        workspace.press(Key::Space);
        workspace.pass(1100);
    }
}

#[test]
fn what_was_named_last_comes_first_among_what_the_letters_find() {
    let mut workspace = free(LARGE);
    for (typed, side) in [("lscalene", Key::ArrowLeft), ("lsc", Key::ArrowRight), ("lmy own rope", Key::Enter)] {
        workspace.raw(letters(typed));
        workspace.press(side);
        workspace.press(Key::Enter);
        next_hold(&mut workspace);
    }
    workspace.raw(letters("lrop"));
    workspace.press(Key::Enter);
    let names: Vec<String> = names(&workspace).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Scalenes", "Scalenes", "my own rope", "my own rope"]);
}

#[test]
fn a_name_belongs_to_the_hold_for_which_it_was_begun_and_the_pedal_goes_on() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lpso"));
    workspace.press(Key::PageDown);
    assert_eq!(workspace.phase(), Some(Phase::Settle));
    workspace.pass(1100);
    workspace.press(Key::PageDown);
    assert_eq!(workspace.phase(), Some(Phase::Work), "the next hold");
    workspace.press(Key::ArrowRight);
    workspace.press(Key::Enter);
    assert_eq!(names(&workspace), [("Psoas major".to_owned(), Side::Right), (String::new(), Side::Midline)]);
}

#[test]
fn the_clients_stop_leaves_the_panel_and_keeps_what_was_typed() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lpso"));
    workspace.press(Key::Escape);
    assert_eq!(workspace.stage(), Some(Stage::Held(Why::Hushed)));
    assert!(!is_open(&workspace));
    assert!(workspace.sees_part("a name is begun: L goes on with it"));
    workspace.press(Key::P);
    workspace.press(Key::L);
    assert_eq!(typed(&workspace).as_deref(), Some("pso"));
}

#[test]
fn undo_takes_a_name_back() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lpso"));
    workspace.press(Key::ArrowLeft);
    workspace.press(Key::Enter);
    workspace.press(Key::PageUp);
    assert_eq!(names(&workspace), [(String::new(), Side::Midline)]);
    assert_eq!(workspace.phase(), Some(Phase::Work), "the hold has gone on");
}

#[test]
fn a_name_of_ones_own_is_taken_as_it_is_typed() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lxyzzy"));
    workspace.press(Key::Enter);
    assert_eq!(names(&workspace), [("xyzzy".to_owned(), Side::Midline)]);
}

#[test]
fn words_that_were_given_twice_are_offered_once() {
    let mut workspace = free(LARGE);
    for _ in 0..2 {
        workspace.raw(letters("lthe rope"));
        workspace.press(Key::Enter);
        workspace.press(Key::Space);
        workspace.pass(400);
        workspace.press(Key::Space);
        workspace.pass(400);
    }
    workspace.raw(letters("l"));
    workspace.pass(100);
    let offered = workspace.h.query_all_by_role_and_label(Role::Button, "the rope").count();
    assert_eq!(offered, 1);
}

#[test]
fn enter_adds_a_hold_without_a_name_where_nothing_was_held_before() {
    let mut workspace = Workspace::new(LARGE);
    workspace.press(Key::Space);
    workspace.pass(1100);
    workspace.raw(letters("i"));
    workspace.press(Key::Enter);
    workspace.pass(100);
    assert!(!is_open(&workspace));
    let view = workspace.view();
    let titles: Vec<&str> = view.schedule().added().iter().map(|step| &*step.title).collect();
    assert_eq!(titles.last(), Some(&""));
    assert!(view.schedule().items().len() > 1);
}

#[test]
fn a_planned_hold_says_that_it_has_its_name() {
    let mut workspace = holding();
    workspace.pass(12_000);
    workspace.press(Key::L);
    assert!(workspace.sees("this hold has its name from the routine") && !is_open(&workspace));
}

#[test]
fn a_click_names_too() {
    let mut workspace = free(LARGE);
    workspace.wake_desk();
    workspace.click("Name…");
    workspace.type_in(FIELD, "pso");
    workspace.h.get_by_role_and_label(Role::RadioButton, "Left").click();
    workspace.settle();
    assert!(is_open(&workspace) && workspace.phase() == Some(Phase::Work), "no click goes through the panel");
    workspace.h.get_by_role_and_label(Role::Button, "Psoas major").click();
    workspace.settle();
    assert_eq!(names(&workspace), [("Psoas major".to_owned(), Side::Left)]);
}

#[test]
fn an_added_hold_is_a_position_with_its_side_and_its_cautions() {
    let mut workspace = holding();
    let at = workspace.view().schedule().at();
    workspace.raw(letters("ipso"));
    workspace.press(Key::ArrowLeft);
    workspace.press(Key::Enter);
    let view = workspace.view();
    let added = view.schedule().added().last().cloned().unwrap();
    let items = view.schedule().items();
    let place = items
        .iter()
        .position(|item| view.schedule().step(*item).is_some_and(|step| step.number == added.number))
        .unwrap();
    assert_eq!((added.title.as_str(), items[place].side), ("Psoas major", Side::Left));
    let running = items[at].visit;
    assert!(items[at..place].iter().all(|item| item.visit == running), "right after the running step");
    assert!(items[place..].iter().all(|item| item.visit != running), "and after both its sides");
    assert!(!added.cautions.is_empty(), "the psoas has a caution");
    let cautions = holdwell_app::text::sentence(&added.cautions.join("; "));
    assert!(workspace.sees(&format!("Added after this. {cautions}")), "said as it is added");
    for _ in 0..30 {
        if view_title(&workspace) == "Psoas major" {
            break;
        }
        workspace.pass(1100);
        workspace.press(Key::PageDown);
    }
    assert_eq!(view_title(&workspace), "Psoas major");
    workspace.wake_desk();
    assert!(workspace.sees(&cautions), "and shown as it is held");
}

fn view_title(workspace: &Workspace) -> String {
    let view = workspace.view();
    view.step()
        .map(|step| format!("{}{}", step.title, if view.plan().has_planned(step) { " planned" } else { "" }))
        .unwrap_or_default()
}

#[test]
fn a_name_that_was_begun_as_the_session_ended_is_gone_on_with_in_its_summary() {
    let mut workspace = free(LARGE);
    workspace.raw(letters("lpso"));
    workspace.press(Key::ArrowLeft);
    workspace.handle.tell(Command::Stop);
    workspace.settle();
    workspace.press(Key::Enter);
    assert!(workspace.sees("Summary"));
    let session = Some(std::sync::Arc::new(page(&workspace)));
    workspace.publish(VaultSnapshot { session, ..practice() });
    assert_eq!(typed(&workspace).as_deref(), Some("pso"), "as it was left");
    workspace.asked();
    workspace.page_key(Key::Enter);
    let asked = workspace.asked();
    let [Request::NameHold(_, 0, Some(name))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((name.title.as_str(), name.side), ("Psoas major", Side::Left));
}

#[test]
fn a_name_that_was_begun_is_kept_while_another_hold_is_named() {
    let mut workspace = free(LARGE);
    workspace.press(Key::Space);
    workspace.pass(1100);
    workspace.press(Key::Space);
    workspace.pass(12_000);
    workspace.raw(letters("lpso"));
    workspace.press(Key::ArrowLeft);
    workspace.handle.tell(Command::Stop);
    workspace.settle();
    workspace.press(Key::Enter);
    let session = Some(std::sync::Arc::new(page(&workspace)));
    workspace.publish(VaultSnapshot { session, ..practice() });
    assert_eq!(typed(&workspace).as_deref(), Some("pso"), "that of the second hold");
    let open = |workspace: &mut Workspace, number: u8| {
        let all = workspace.buttons();
        let row = all.into_iter().map(|(label, _)| label).find(|label| label.starts_with(&format!("{number}.  ")));
        workspace.click(&row.unwrap());
        workspace.h.get_by_role_and_label(Role::TextInput, FIELD).focus();
        workspace.settle();
    };
    open(&mut workspace, 1);
    assert_eq!(typed(&workspace).as_deref(), Some(""));
    workspace.type_in(FIELD, "mas");
    open(&mut workspace, 2);
    assert_eq!(typed(&workspace).as_deref(), Some("pso"));
    open(&mut workspace, 1);
    assert_eq!(typed(&workspace).as_deref(), Some("mas"));
    workspace.asked();
    workspace.page_key(Key::ArrowRight);
    workspace.page_key(Key::Enter);
    assert!(matches!(workspace.asked().as_slice(), [Request::NameHold(_, 0, Some(_))]));
    workspace.settle();
    assert_eq!(typed(&workspace).as_deref(), Some("pso"), "then the one that was begun");
}

#[test]
fn a_name_that_was_undone_is_not_offered() {
    let mut workspace = free(LARGE);
    next_hold(&mut workspace);
    workspace.handle.tell(Command::Stop);
    workspace.settle();
    workspace.press(Key::Enter);
    let session = Some(std::sync::Arc::new(page(&workspace)));
    workspace.publish(VaultSnapshot { session, ..practice() });
    workspace.type_in(FIELD, "xyzzy");
    workspace.page_key(Key::Enter);
    workspace.settle();
    let offered = |workspace: &Workspace| workspace.h.query_by_role_and_label(Role::Button, "xyzzy").is_some();
    assert!(offered(&workspace), "named before");
    workspace.click("Undo");
    workspace.settle();
    assert!(!offered(&workspace));
}

/// The page of the session that is over, as the vault would show it.
fn page(workspace: &Workspace) -> SessionPage {
    let view = workspace.view();
    let mut page = super::records::record(31);
    (page.plan, page.added) = (view.plan().clone(), view.schedule().added().to_vec());
    page.records = view.records().to_vec();
    page.annotations.clear();
    (page.session.id, page.session.client) = (workspace.looks_at().unwrap().session.unwrap(), None);
    page
}
