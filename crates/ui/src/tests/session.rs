//! A session in the window.

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use holdwell_app::command::UiCommand;
use holdwell_engine::{Finish, ScoreKind, Stage, Why};
use holdwell_model::Phase;

use super::workspace::Workspace;

const LARGE: [f32; 2] = [1280.0, 800.0];
const LOW_BACK: &str = "Low back: SMRT, then myofascial";

/// A routine in its first hold.
fn holding() -> Workspace {
    let mut workspace = Workspace::new(LARGE);
    workspace.begin(LOW_BACK);
    assert_eq!(workspace.phase(), Some(Phase::Settle));
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    workspace
}

#[test]
fn a_click_or_a_key_starts_what_stands_there() {
    let mut by_key = Workspace::new(LARGE);
    by_key.press(Key::Space);
    assert_eq!(by_key.stage(), Some(Stage::Running));
    assert_eq!(by_key.view().plan().id, "free-smrt");
    let mut by_click = Workspace::new(LARGE);
    let start = by_click.h.get_by_role_and_label(Role::Button, "Start");
    start.click();
    by_click.settle();
    assert_eq!(by_click.stage(), Some(Stage::Running));
}

#[test]
fn each_press_advances_once_however_long_the_key_is_down() {
    let mut workspace = Workspace::new(LARGE);
    workspace.begin(LOW_BACK);
    workspace.repeat(Key::Space, 3);
    assert_eq!(workspace.phase(), Some(Phase::Work), "key repeat is not another press");
    workspace.up(Key::Space);
}

#[test]
fn keys_of_a_session_click_and_move_nothing_in_the_window() {
    let mut workspace = holding();
    for key in [Key::Tab, Key::Tab, Key::Enter, Key::Tab] {
        workspace.press(key);
    }
    assert_eq!(workspace.phase(), Some(Phase::Work));
    assert!(workspace.h.ctx.memory(|memory| memory.focused().is_none()), "nothing has taken the keyboard");
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Return), "Space advanced, and clicked nothing besides");
}

#[test]
fn a_click_outside_the_buttons_advances_and_beside_a_button_it_does_not() {
    let mut workspace = Workspace::new(LARGE);
    workspace.begin(LOW_BACK);
    workspace.click_at(260.0, 330.0);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    let repeat = workspace.h.get_by_role_and_label(Role::Button, "Repeat").rect().center();
    workspace.click_at(repeat.x, repeat.y);
    assert_eq!(workspace.phase(), Some(Phase::Work), "a button that cannot act now does nothing");
}

#[test]
fn a_key_held_for_a_second_is_the_clients_stop() {
    let mut workspace = holding();
    workspace.down(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Return), "it acts at key-down");
    workspace.pass(1100);
    assert_eq!(workspace.stage(), Some(Stage::Held(Why::Hushed)));
    assert_eq!(workspace.phase(), Some(Phase::Work), "its first effect was taken back");
    workspace.up(Key::Space);
    assert!(workspace.sees("Stopped at the client's word"));
    assert!(workspace.sees_part("settle again and hold the full 0:35"));
}

#[test]
fn a_held_key_that_was_refused_takes_nothing_back() {
    let mut workspace = Workspace::new(LARGE);
    workspace.begin(LOW_BACK);
    workspace.down(Key::R);
    workspace.pass(1100);
    workspace.up(Key::R);
    assert_eq!(workspace.stage(), Some(Stage::Held(Why::Hushed)), "and not the start of the session");
}

#[test]
fn digits_score_and_stand_large_until_they_settle() {
    let mut workspace = holding();
    workspace.press(Key::Num1);
    workspace.press(Key::Num0);
    assert!(workspace.sees("Score"), "the ring shows it");
    workspace.pass(1600);
    let view = workspace.view();
    assert_eq!(view.record().unwrap().score(0, ScoreKind::InPosition), Some(10));
}

#[test]
fn refused_and_taken_presses_both_answer_in_words() {
    let mut workspace = holding();
    workspace.press(Key::C);
    assert!(workspace.sees("only while settle waits"));
    workspace.press(Key::R);
    assert!(workspace.sees("Marked"));
    workspace.pass(4000);
    assert!(!workspace.sees("Marked"));
}

#[test]
fn the_room_face_comes_without_the_mouse_and_goes_with_it() {
    let mut workspace = holding();
    assert!(workspace.sees("Advance"));
    workspace.pass(12_000);
    assert!(!workspace.sees("Advance"), "no buttons");
    assert!(!workspace.sees_part("left"), "no numbers");
    assert!(!workspace.sees_part("belly"), "no cautions");
    assert!(workspace.sees("Psoas major") && workspace.sees("Hold"));
    workspace.press(Key::M);
    assert!(!workspace.sees("Advance"), "keys do not bring the desk face");
    workspace.h.hover_at(egui::pos2(400.0, 300.0));
    workspace.settle();
    workspace.h.hover_at(egui::pos2(420.0, 300.0));
    workspace.settle();
    assert!(workspace.sees("Advance"));
}

#[test]
fn a_click_anywhere_on_the_room_face_advances() {
    let mut workspace = holding();
    workspace.pass(12_000);
    workspace.tap(640.0, 740.0);
    assert_eq!(workspace.phase(), Some(Phase::Return));
}

#[test]
fn every_command_has_a_labelled_button_on_the_desk_face() {
    let mut workspace = holding();
    workspace.press(Key::ArrowRight);
    let view = workspace.view();
    for command in UiCommand::SESSION.into_iter().filter(|command| *command != UiCommand::Summary) {
        let label = command.label_now(&view, workspace.handle.now());
        assert!(workspace.h.query_by_role_and_label(Role::Button, &label).is_some(), "{command:?}: {label}");
    }
    workspace.press(Key::A);
    for score in 0..=10 {
        workspace.h.get_by_role_and_label(Role::Button, &score.to_string());
    }
    workspace.click("10");
    assert_eq!(workspace.view().record().unwrap().score(0, ScoreKind::InPosition), Some(10));
}

#[test]
fn steps_ahead_are_picked_moved_dropped_and_begun() {
    let mut workspace = holding();
    workspace.press(Key::ArrowRight);
    assert!(workspace.sees_part("2. Quadratus lumborum"));
    workspace.press(Key::V);
    assert_eq!(holdwell_app::command::steps_ahead(&workspace.view()), [3, 2, 4, 5, 6, 7]);
    workspace.press(Key::D);
    assert_eq!(holdwell_app::command::steps_ahead(&workspace.view()), [3, 4, 5, 6, 7]);
    workspace.press(Key::J);
    assert!(workspace.sees("pick a step ahead on the strip first"));
    workspace.press(Key::ArrowLeft);
    workspace.click("Jump here");
    assert_eq!(workspace.view().step().unwrap().number, 7);
}

#[test]
fn a_step_that_is_repeated_twice_is_picked_once_and_moves() {
    let mut workspace = holding();
    while workspace.view().item().map(|item| item.step) != Some(1) || workspace.phase() != Some(Phase::Work) {
        workspace.press(Key::Space);
        workspace.pass(1200);
    }
    let ahead = |workspace: &Workspace| holdwell_app::command::steps_ahead(&workspace.view());
    let before = ahead(&workspace);
    workspace.wake_desk();
    workspace.click("Repeat");
    workspace.click("Repeat");
    let mut seen = ahead(&workspace);
    assert_eq!(seen.len(), before.len() + 1, "{before:?} {seen:?}");
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), before.len() + 1, "each once");
    for _ in 0..seen.len() {
        workspace.press(Key::ArrowRight);
    }
    workspace.press(Key::U);
    assert_ne!(ahead(&workspace).last(), before.last(), "the last one was reached, and has moved");
}

#[test]
fn a_note_is_typed_and_its_keys_are_no_commands() {
    let mut workspace = holding();
    workspace.press(Key::N);
    workspace.settle();
    let note = workspace.h.get_by_role_and_label(Role::TextInput, "Note");
    assert!(note.is_focused());
    note.type_text("softer than last time");
    workspace.settle();
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Work), "Space types");
    workspace.press(Key::Enter);
    assert_eq!(workspace.view().record().unwrap().notes.len(), 1);
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Return), "and advances again");
}

#[test]
fn a_hold_is_inserted_after_the_running_pair() {
    let mut workspace = holding();
    workspace.press(Key::I);
    workspace.h.get_by_role_and_label(Role::TextInput, "Name of the hold").type_text("Jaw as found");
    workspace.settle();
    workspace.press(Key::Enter);
    let view = workspace.view();
    let ahead = view.schedule().ahead();
    let titles: Vec<&str> =
        ahead.iter().take(2).map(|item| view.schedule().step(*item).unwrap().title.as_str()).collect();
    assert_eq!(titles, ["Psoas major", "Jaw as found"]);
}

#[test]
fn closing_the_window_asks_and_no_key_answers() {
    let mut workspace = holding();
    workspace.close();
    assert!(workspace.h.query_by_role_and_label(Role::Alert, "End the session?").is_some());
    workspace.press(Key::Space);
    assert_eq!(workspace.phase(), Some(Phase::Return), "Space went on with the session");
    assert!(workspace.sees("End the session?"));
    workspace.click("Keep going");
    assert!(!workspace.sees("End the session?"));
    workspace.close();
    workspace.click("End and close");
    assert_eq!(workspace.stage(), Some(Stage::Finished(Finish::Stopped)));
}

#[test]
fn a_window_without_the_keyboard_says_so_and_the_waking_click_does_nothing_else() {
    let mut workspace = holding();
    workspace.lose_focus();
    workspace.pass(500);
    assert!(workspace.sees_part("Keys are asleep"));
    workspace.wake();
    workspace.tap(260.0, 330.0);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    assert!(!workspace.sees_part("Keys are asleep"));
    workspace.pass(1000);
    workspace.tap(260.0, 330.0);
    assert_eq!(workspace.phase(), Some(Phase::Return), "the next click is one");
}

#[test]
fn at_home_any_key_pauses_and_goes_on() {
    let mut workspace = Workspace::new([1280.0, 2000.0]);
    workspace.begin("Evening at home, ten minutes");
    assert_eq!(workspace.stage(), Some(Stage::Running));
    workspace.press(Key::X);
    assert_eq!(workspace.stage(), Some(Stage::Held(Why::Paused)));
    workspace.press(Key::Num7);
    assert_eq!(workspace.stage(), Some(Stage::Running));
    workspace.click_at(260.0, 330.0);
    assert_eq!(workspace.stage(), Some(Stage::Held(Why::Paused)));
    workspace.press(Key::E);
    assert_eq!(workspace.stage(), Some(Stage::Finished(Finish::Stopped)));
}

#[test]
fn the_end_is_a_neutral_cover_until_a_deliberate_key() {
    let mut workspace = holding();
    workspace.press(Key::R);
    workspace.press(Key::P);
    assert!(workspace.sees("Paused"));
    workspace.press(Key::E);
    assert!(workspace.sees("Session finished"));
    assert!(!workspace.sees_part("Psoas"));
    for key in [Key::Space, Key::PageDown, Key::A] {
        workspace.press(key);
    }
    workspace.click_at(640.0, 100.0);
    assert!(workspace.sees("Session finished"));
    workspace.press(Key::Enter);
    assert!(workspace.sees("Summary"));
    assert!(workspace.sees("1.  Right \u{b7} Psoas major"));
    assert!(workspace.sees_part("Marks: 0:0"));
    workspace.click("Details");
    assert!(workspace.sees_part("The device was lost never"));
    workspace.click("Done");
    assert!(workspace.sees("Ready"));
    assert_eq!(workspace.stage(), None);
}

#[test]
fn the_last_press_can_be_taken_back_from_the_cover() {
    let mut workspace = Workspace::new(LARGE);
    workspace.click("Hold");
    workspace.pass(1000);
    for _ in 0..3 {
        workspace.press(Key::Space);
    }
    assert!(workspace.sees("Session finished"));
    workspace.press(Key::Backspace);
    assert_eq!(workspace.stage(), Some(Stage::Running));
}

#[test]
fn frames_are_drawn_only_for_what_changes() {
    let mut workspace = Workspace::new(LARGE);
    workspace.pass(3000);
    assert!(workspace.next_frame().as_secs() >= 1, "nothing at rest: {:?}", workspace.next_frame());
    workspace.press(Key::Space);
    workspace.pass(4000);
    let wait = workspace.next_frame().as_millis();
    assert!((100..=1010).contains(&wait), "once a second in a wait: {wait} ms");
    workspace.press(Key::Space);
    workspace.pass(4000);
    let short = workspace.next_frame().as_millis();
    assert!((1..=260).contains(&short), "four times a second in a short hold: {short} ms");
    workspace.press(Key::P);
    workspace.pass(4000);
    assert!(workspace.next_frame().as_secs() >= 1, "nothing moves in a pause: {:?}", workspace.next_frame());
}

#[test]
fn a_routine_of_five_thousand_steps_stays_quick() {
    use holdwell_app::catalogue::quick_hold;
    use holdwell_conductor::{Clock as _, SystemClock};
    use holdwell_model::{Arc, Millis};
    let mut workspace = Workspace::new(LARGE);
    let mut plan = quick_hold(Millis::from_secs(30));
    let step = (*plan.steps[0]).clone();
    let numbered =
        |number| Arc::new(holdwell_model::PlanStep { number, title: format!("Point {number}"), ..step.clone() });
    plan.steps = (1..=5000).map(numbered).collect();
    let options = holdwell_engine::Options::of(&plan);
    let begin = holdwell_conductor::StartRequest::of(Arc::new(plan), options);
    workspace.handle.ask(holdwell_conductor::ConductorCommand::Start(Box::new(begin)));
    workspace.settle();
    workspace.press(Key::ArrowRight);
    let clock = SystemClock::new();
    for _ in 0..20 {
        workspace.h.step();
    }
    let each = clock.read().nanos / 20 / 1_000_000;
    assert!(each < 200, "a frame takes {each} ms, unoptimised and on a busy machine");
}

#[test]
fn closing_twice_is_a_yes() {
    let mut workspace = holding();
    workspace.close();
    assert!(workspace.closing_was_cancelled());
    workspace.close();
    assert!(!workspace.closing_was_cancelled(), "the window closes, and the conductor ends the session as Stop does");
}

#[test]
fn a_rhythm_is_counted_on_both_faces_and_back_ends_it() {
    let mut workspace = Workspace::new([1280.0, 2400.0]);
    workspace.begin("Craniosacral: the ten steps");
    workspace.press(Key::Space);
    assert!(workspace.sees("Advance with each cycle, Back when you have it"));
    for _ in 0..6 {
        assert!(!workspace.sees_part("a minute"), "a rhythm needs more taps");
        workspace.pass(6000);
        workspace.press(Key::Space);
    }
    assert!(workspace.sees("6 taps, about 10 a minute"));
    workspace.pass(11_000);
    assert!(workspace.sees("6 taps, about 10 a minute"), "on the room face as well");
    let before = workspace.view().item();
    workspace.press(Key::PageUp);
    assert_ne!(workspace.view().item(), before, "the next step has come");
    assert!(workspace.sees("Rhythm noted: about 10 a minute"), "it was not taken back");
}
