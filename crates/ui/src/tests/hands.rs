//! Keys and clicks as hands and devices give them: what they must do in the window, and what they must not.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use holdwell_app::settings::Store;
use holdwell_engine::{CueKind, ScoreKind, Stage, Why};
use holdwell_library::Library;
use holdwell_model::{Arc, Phase};

use super::workspace::Workspace;
use crate::app::Given;

const LARGE: [f32; 2] = [1280.0, 800.0];
const LOW_BACK: &str = "Low back: SMRT, then myofascial";
const LISTENING: &str = r#"
format = "holdwell-routine"
version = 1

[routine]
id = "listening"
name = "Listening"
technique = "craniosacral"
audience = "therapist"

[background]
says = "Made up for a test"
sources = ["S0"]

[[step]]
position = "grounding"
timing = { kind = "listening", check_in = "1m", ceiling = "3m" }
"#;

/// A routine in its first hold.
pub(super) fn holding() -> Workspace {
    let mut workspace = Workspace::new(LARGE);
    workspace.begin(LOW_BACK);
    workspace.pass(1000);
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    workspace
}

/// A key at a place, and what it types there.
fn key(place: Key, key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: Some(place), pressed, repeat: false, modifiers: Modifiers::NONE }
}

pub(super) fn letters(words: &str) -> Vec<Event> {
    let key_of = |letter: char| Key::from_name(&letter.to_uppercase().to_string()).unwrap();
    let typed = |letter: char| {
        let place = key_of(letter);
        [key(place, place, true), Event::Text(letter.to_string()), key(place, place, false)]
    };
    words.chars().flat_map(typed).collect()
}

#[test]
fn a_plus_whose_shift_is_released_first_only_lengthens() {
    let mut workspace = holding();
    workspace.raw(vec![key(Key::Equals, Key::Plus, true), Event::Text("+".into())]);
    workspace.raw(vec![key(Key::Equals, Key::Equals, false)]);
    workspace.pass(3000);
    assert_eq!(workspace.stage(), Some(Stage::Running), "nobody has said stop");
    let longer = workspace.view().length();
    workspace.raw(vec![key(Key::Equals, Key::Plus, true), key(Key::Equals, Key::Equals, false)]);
    assert!(workspace.view().length() > longer, "the key is not dead");
}

#[test]
fn the_digit_row_of_a_french_keyboard_scores() {
    let mut workspace = holding();
    let length = workspace.view().length();
    workspace.raw(vec![key(Key::Num6, Key::Minus, true), key(Key::Num6, Key::Minus, false)]);
    workspace.pass(1600);
    assert_eq!(workspace.view().record().unwrap().score(0, ScoreKind::InPosition), Some(6));
    assert_eq!(workspace.view().length(), length, "and shortens nothing");
}

#[test]
fn a_note_begun_on_the_room_face_gets_every_letter() {
    let mut workspace = holding();
    workspace.pass(12_000);
    assert!(!workspace.sees("Advance"), "the room face");
    workspace.raw(letters("npso"));
    let note = workspace.h.get_by_role_and_label(Role::TextInput, "Note");
    assert!(note.is_focused());
    assert_eq!(note.value().as_deref(), Some("pso"));
    assert_eq!((workspace.phase(), workspace.stage()), (Some(Phase::Work), Some(Stage::Running)));
    workspace.press(Key::Enter);
    assert_eq!(workspace.view().record().unwrap().notes, ["pso"]);
}

#[test]
fn with_a_note_open_the_pedal_and_the_clients_stop_act_and_nothing_is_lost() {
    let mut workspace = holding();
    workspace.raw(letters("nwarm"));
    workspace.press(Key::PageDown);
    assert_eq!(workspace.phase(), Some(Phase::Return), "the pedal goes on");
    workspace.press(Key::Escape);
    assert_eq!(workspace.stage(), Some(Stage::Held(Why::Hushed)), "Esc is always the client's stop");
    assert!(workspace.h.query_by_role_and_label(Role::TextInput, "Note").is_none());
    assert!(workspace.sees_part("a note is begun: N goes on with it"));
    workspace.press(Key::P);
    workspace.press(Key::N);
    let note = workspace.h.get_by_role_and_label(Role::TextInput, "Note");
    assert_eq!(note.value().as_deref(), Some("warm"), "it is offered again");
}

#[test]
fn a_note_belongs_to_the_hold_for_which_it_was_begun() {
    let mut workspace = holding();
    let begun_for = workspace.view().item().unwrap().id;
    workspace.raw(letters("nsofter"));
    workspace.press(Key::PageDown);
    workspace.pass(6000);
    while workspace.phase() != Some(Phase::Work) {
        workspace.press(Key::PageDown);
        workspace.pass(1100);
    }
    assert_ne!(workspace.view().item().unwrap().id, begun_for, "another hold");
    workspace.press(Key::Enter);
    let view = workspace.view();
    let noted: Vec<u32> =
        view.records().iter().filter(|record| !record.notes.is_empty()).map(|record| record.item).collect();
    assert_eq!(noted, [begun_for]);
}

#[test]
fn another_hold_has_a_note_of_its_own() {
    let mut workspace = holding();
    let begun_for = workspace.view().item().unwrap().id;
    workspace.raw(letters("ntender"));
    workspace.press(Key::Escape);
    workspace.press(Key::PageDown);
    workspace.press(Key::S);
    for _ in 0..12 {
        if workspace.phase() == Some(Phase::Work) && workspace.view().item().unwrap().id != begun_for {
            break;
        }
        workspace.pass(1100);
        workspace.press(Key::PageDown);
    }
    workspace.raw(letters("nwarm"));
    assert!(workspace.sees_part("to "), "it says whose it is");
    workspace.press(Key::Enter);
    let noted = |workspace: &Workspace| -> Vec<(bool, String)> {
        let view = workspace.view();
        let records = view.records().iter();
        records.flat_map(|record| record.notes.iter().map(|note| (record.item == begun_for, note.clone()))).collect()
    };
    assert_eq!(noted(&workspace), [(false, "warm".to_owned())]);
    workspace.press(Key::Escape);
    workspace.press(Key::E);
    assert_eq!(noted(&workspace), [(true, "tender".to_owned()), (false, "warm".to_owned())], "none is lost");
}

#[test]
fn a_click_that_opens_something_else_keeps_what_was_written() {
    let mut workspace = holding();
    workspace.raw(letters("nwarm"));
    let strip = workspace.h.get_by_label_contains("Routine, 1 of").rect();
    workspace.tap(strip.right() - 20.0, strip.center().y);
    assert!(workspace.h.query_by_role_and_label(Role::TextInput, "Note").is_none(), "a step is picked");
    workspace.press(Key::N);
    let note = workspace.h.get_by_role_and_label(Role::TextInput, "Note");
    assert_eq!(note.value().as_deref(), Some("warm"));
}

#[test]
fn a_click_settles_the_score_that_is_typed_before_it_does_anything() {
    let mut workspace = holding();
    let scored = workspace.view().item().unwrap().id;
    workspace.press(Key::Num6);
    workspace.pass(400);
    workspace.click("Advance");
    workspace.pass(2000);
    let view = workspace.view();
    let record = view.records().iter().find(|record| record.item == scored).unwrap();
    assert_eq!(record.score(0, ScoreKind::InPosition), Some(6));
}

#[test]
fn a_long_press_takes_a_drop_back() {
    let mut workspace = holding();
    let ahead = |workspace: &Workspace| holdwell_app::command::steps_ahead(&workspace.view());
    let before = ahead(&workspace);
    workspace.press(Key::ArrowRight);
    workspace.down(Key::D);
    assert_ne!(ahead(&workspace), before);
    workspace.pass(1100);
    workspace.up(Key::D);
    assert_eq!(workspace.stage(), Some(Stage::Held(Why::Hushed)));
    assert_eq!(ahead(&workspace), before, "its first effect is undone");
}

#[test]
fn the_end_of_the_appointment_can_be_moved_also_when_it_is_past() {
    let mut workspace = Workspace::new(LARGE);
    workspace.click("60 min");
    workspace.press(Key::Space);
    workspace.sit(68 * 60_000);
    workspace.wake_desk();
    assert!(workspace.sees("8 min over"));
    let until = |workspace: &Workspace| workspace.view().slot().map(|slot| slot.until);
    let before = until(&workspace).unwrap();
    workspace.h.get_by_label_contains("until 15:").click();
    workspace.settle();
    workspace.click("+5 min");
    let after = until(&workspace).unwrap();
    assert!(after > before && after.0 < 70 * 60_000, "{before:?} {after:?}: still over, by less");
    assert!(workspace.sees_part("min over"));
    for _ in 0..6 {
        workspace.click("\u{2212}15 min");
    }
    assert!(workspace.sees("1 h 33 min over"), "also where that is before the session began");
}

#[test]
fn a_note_that_was_begun_and_not_kept_is_in_the_record_at_the_end() {
    let mut workspace = holding();
    workspace.raw(letters("nsofter"));
    workspace.press(Key::Escape);
    workspace.press(Key::E);
    workspace.settle();
    assert!(matches!(workspace.stage(), Some(Stage::Finished(_))));
    assert!(workspace.view().records().iter().any(|record| record.notes == ["softer"]));
}

#[test]
fn space_held_on_start_only_starts() {
    let mut workspace = Workspace::new(LARGE);
    workspace.down(Key::Space);
    for _ in 0..8 {
        workspace.repeat(Key::Space, 2);
    }
    workspace.up(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Settle), "its repeats are no Advance");
    assert_eq!(workspace.stage(), Some(Stage::Running), "nor the client's stop");
}

#[test]
fn a_double_click_on_start_only_starts() {
    let mut workspace = Workspace::new(LARGE);
    let start = workspace.h.get_by_role_and_label(Role::Button, "Start").rect().center();
    workspace.tap(start.x, start.y);
    workspace.tap(start.x, start.y);
    assert_eq!(workspace.phase(), Some(Phase::Settle));
}

#[test]
fn two_advances_at_once_are_one() {
    let mut workspace = holding();
    let space = |pressed| key(Key::Space, Key::Space, pressed);
    let page = |pressed| key(Key::PageDown, Key::PageDown, pressed);
    workspace.raw(vec![space(true), space(false), page(true), page(false)]);
    assert_eq!(workspace.phase(), Some(Phase::Return), "the slow return is not jumped over");
}

#[test]
fn a_click_on_what_looks_like_a_chip_is_no_advance() {
    let mut workspace = holding();
    let chip = workspace.h.get_by_label_contains("step 1 of").rect().center();
    workspace.tap(chip.x, chip.y);
    assert_eq!(workspace.phase(), Some(Phase::Work));
}

#[test]
fn one_key_ends_a_free_session_that_settles() {
    let mut workspace = Workspace::new(LARGE);
    workspace.press(Key::Space);
    workspace.pass(1000);
    assert_eq!(workspace.phase(), Some(Phase::Settle));
    workspace.press(Key::E);
    assert!(matches!(workspace.stage(), Some(Stage::Finished(_))));
}

#[test]
fn in_a_planned_hold_the_end_asks_for_a_pause() {
    let mut workspace = holding();
    workspace.press(Key::E);
    assert!(workspace.sees("pause first, then end"));
    assert_eq!(workspace.stage(), Some(Stage::Running));
}

#[test]
fn a_ten_is_said_and_undo_makes_it_nought() {
    let mut workspace = holding();
    workspace.press(Key::Num1);
    workspace.pass(1800);
    workspace.press(Key::Num0);
    assert!(workspace.sees("1, then 0: ten. Undo makes it 0"));
    workspace.pass(1600);
    let score = |workspace: &Workspace| workspace.view().record().unwrap().score(0, ScoreKind::InPosition);
    assert_eq!(score(&workspace), Some(10));
    workspace.press(Key::Backspace);
    workspace.pass(1600);
    assert_eq!(score(&workspace), Some(0));
    assert_eq!(workspace.phase(), Some(Phase::Work), "the hold was not taken back");
}

/// Listening work, a minute and a half in, with a check-in due after one.
fn listening() -> Workspace {
    let library = Library::builtin();
    let routine = holdwell_library::read_routine("listening.toml", LISTENING.as_bytes(), &library).unwrap();
    let plan = Arc::new(holdwell_library::compile(&routine, &library).unwrap());
    let given = Given { plan, file: "listening.toml".into() };
    let mut workspace = Workspace::given(LARGE, Library::builtin, Store::nowhere(), Some(given));
    workspace.press(Key::Space);
    workspace.pass(1000);
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    workspace
}

#[test]
fn a_check_in_stands_until_it_is_answered() {
    let mut workspace = listening();
    workspace.pass(59_000);
    let reminder = |workspace: &Workspace| workspace.view().reminder(workspace.handle.now());
    assert_eq!(reminder(&workspace), None);
    workspace.pass(31_000);
    assert_eq!(reminder(&workspace).unwrap().kind, CueKind::CheckIn);
    workspace.wake_desk();
    assert!(workspace.sees("Check in with the client: R answers"));
    workspace.press(Key::R);
    assert_eq!(reminder(&workspace), None);
    workspace.pass(60_000);
    assert_eq!(reminder(&workspace).unwrap().kind, CueKind::CheckIn, "the next one");
    workspace.pass(60_000);
    assert_eq!(reminder(&workspace).unwrap().kind, CueKind::Ceiling);
}

#[test]
fn in_listening_work_every_press_answers_on_the_room_face() {
    let mut workspace = listening();
    workspace.pass(12_000);
    assert!(!workspace.sees("Advance"), "the room face");
    workspace.press(Key::R);
    assert!(workspace.sees("Marked"));
    workspace.press(Key::C);
    assert!(workspace.sees("only while settle waits"));
    workspace.press(Key::Num7);
    assert!(workspace.sees("7"), "a score that is typed");
}
