//! A session in the window.

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

use super::bench::Bench;
use crate::command::UiCommand;
use holdwell_engine::{Finish, ScoreKind, Stage, Why};
use holdwell_model::Phase;

const LARGE: [f32; 2] = [1280.0, 800.0];
const LOW_BACK: &str = "Low back: SMRT, then myofascial";

/// A routine in its first hold.
fn holding() -> Bench {
    let mut bench = Bench::new(LARGE);
    bench.begin(LOW_BACK);
    assert_eq!(bench.phase(), Some(Phase::Settle));
    bench.press(Key::Space);
    assert_eq!(bench.phase(), Some(Phase::Work));
    bench
}

#[test]
fn a_click_or_a_key_starts_what_stands_there() {
    let mut by_key = Bench::new(LARGE);
    by_key.press(Key::Space);
    assert_eq!(by_key.stage(), Some(Stage::Running));
    assert_eq!(by_key.view().plan().id, "free-smrt");
    let mut by_click = Bench::new(LARGE);
    let start = by_click.h.get_by_role_and_label(Role::Button, "Start");
    start.click();
    by_click.settle();
    assert_eq!(by_click.stage(), Some(Stage::Running));
}

#[test]
fn each_press_advances_once_however_long_the_key_is_down() {
    let mut bench = Bench::new(LARGE);
    bench.begin(LOW_BACK);
    bench.repeat(Key::Space, 3);
    assert_eq!(bench.phase(), Some(Phase::Work), "key repeat is not another press");
    bench.up(Key::Space);
}

#[test]
fn keys_of_a_session_click_and_move_nothing_in_the_window() {
    let mut bench = holding();
    for key in [Key::Tab, Key::Tab, Key::Enter, Key::Tab] {
        bench.press(key);
    }
    assert_eq!(bench.phase(), Some(Phase::Work));
    assert!(bench.h.ctx.memory(|memory| memory.focused().is_none()), "nothing has taken the keyboard");
    bench.press(Key::Space);
    assert_eq!(bench.phase(), Some(Phase::Return), "Space advanced, and clicked nothing besides");
}

#[test]
fn a_click_outside_the_buttons_advances_and_beside_a_button_it_does_not() {
    let mut bench = Bench::new(LARGE);
    bench.begin(LOW_BACK);
    bench.click_at(260.0, 330.0);
    assert_eq!(bench.phase(), Some(Phase::Work));
    let repeat = bench.h.get_by_role_and_label(Role::Button, "Repeat").rect().center();
    bench.click_at(repeat.x, repeat.y);
    assert_eq!(bench.phase(), Some(Phase::Work), "a button that cannot act now does nothing");
}

#[test]
fn a_key_held_for_a_second_is_the_clients_stop() {
    let mut bench = holding();
    bench.down(Key::Space);
    assert_eq!(bench.phase(), Some(Phase::Return), "it acts at key-down");
    bench.pass(1100);
    assert_eq!(bench.stage(), Some(Stage::Held(Why::Hushed)));
    assert_eq!(bench.phase(), Some(Phase::Work), "its first effect was taken back");
    bench.up(Key::Space);
    assert!(bench.sees("Stopped at the client's word"));
    assert!(bench.sees_part("settle again and hold the full 0:35"));
}

#[test]
fn a_held_key_that_was_refused_takes_nothing_back() {
    let mut bench = Bench::new(LARGE);
    bench.begin(LOW_BACK);
    bench.down(Key::R);
    bench.pass(1100);
    bench.up(Key::R);
    assert_eq!(bench.stage(), Some(Stage::Held(Why::Hushed)), "and not the start of the session");
}

#[test]
fn digits_score_and_stand_large_until_they_settle() {
    let mut bench = holding();
    bench.press(Key::Num1);
    bench.press(Key::Num0);
    assert!(bench.sees("Score"), "the ring shows it");
    bench.pass(1600);
    let view = bench.view();
    assert_eq!(view.record().unwrap().score(0, ScoreKind::InPosition), Some(10));
}

#[test]
fn refused_and_taken_presses_both_answer_in_words() {
    let mut bench = holding();
    bench.press(Key::C);
    assert!(bench.sees("only while settle waits"));
    bench.press(Key::R);
    assert!(bench.sees("Marked"));
    bench.pass(4000);
    assert!(!bench.sees("Marked"));
}

#[test]
fn the_room_face_comes_without_the_mouse_and_goes_with_it() {
    let mut bench = holding();
    assert!(bench.sees("Advance"));
    bench.pass(12_000);
    assert!(!bench.sees("Advance"), "no buttons");
    assert!(!bench.sees_part("left"), "no numbers");
    assert!(!bench.sees_part("belly"), "no cautions");
    assert!(bench.sees("Psoas major") && bench.sees("Hold"));
    bench.press(Key::M);
    assert!(!bench.sees("Advance"), "keys do not bring the desk face");
    bench.h.hover_at(egui::pos2(400.0, 300.0));
    bench.settle();
    bench.h.hover_at(egui::pos2(420.0, 300.0));
    bench.settle();
    assert!(bench.sees("Advance"));
}

#[test]
fn a_click_anywhere_on_the_room_face_advances() {
    let mut bench = holding();
    bench.pass(12_000);
    bench.tap(640.0, 740.0);
    assert_eq!(bench.phase(), Some(Phase::Return));
}

#[test]
fn every_command_has_a_labelled_button_on_the_desk_face() {
    let mut bench = holding();
    bench.press(Key::ArrowRight);
    let view = bench.view();
    for command in UiCommand::SESSION.into_iter().filter(|command| *command != UiCommand::Summary) {
        let label = command.label_now(&view, bench.handle.now());
        assert!(bench.h.query_by_role_and_label(Role::Button, &label).is_some(), "{command:?}: {label}");
    }
    bench.press(Key::A);
    for score in 0..=10 {
        bench.h.get_by_role_and_label(Role::Button, &score.to_string());
    }
    bench.click("10");
    assert_eq!(bench.view().record().unwrap().score(0, ScoreKind::InPosition), Some(10));
}

#[test]
fn steps_ahead_are_picked_moved_dropped_and_begun() {
    let mut bench = holding();
    bench.press(Key::ArrowRight);
    assert!(bench.sees_part("2. Quadratus lumborum"));
    bench.press(Key::Period);
    assert_eq!(crate::command::steps_ahead(&bench.view()), [3, 2, 4, 5, 6, 7, 8]);
    bench.press(Key::D);
    assert_eq!(crate::command::steps_ahead(&bench.view()), [3, 4, 5, 6, 7, 8]);
    bench.press(Key::J);
    assert!(bench.sees("pick a step ahead on the strip first"));
    bench.press(Key::ArrowLeft);
    bench.click("Jump here");
    assert_eq!(bench.view().step().unwrap().number, 8);
}

#[test]
fn a_note_is_typed_and_its_keys_are_no_commands() {
    let mut bench = holding();
    bench.press(Key::N);
    bench.settle();
    let note = bench.h.get_by_role_and_label(Role::TextInput, "Note");
    assert!(note.is_focused());
    note.type_text("softer than last time");
    bench.settle();
    bench.press(Key::Space);
    assert_eq!(bench.phase(), Some(Phase::Work), "Space types");
    bench.press(Key::Enter);
    assert_eq!(bench.view().record().unwrap().notes.len(), 1);
    bench.press(Key::Space);
    assert_eq!(bench.phase(), Some(Phase::Return), "and advances again");
    bench.press(Key::N);
    bench.press(Key::Escape);
    assert!(!bench.sees("Keep"), "Esc leaves the note");
    assert_eq!(bench.stage(), Some(Stage::Running), "and is not the client's stop");
}

#[test]
fn a_hold_is_inserted_next() {
    let mut bench = holding();
    bench.press(Key::I);
    bench.h.get_by_role_and_label(Role::TextInput, "Name of the hold").type_text("Jaw");
    bench.settle();
    bench.click("Add");
    assert_eq!(bench.view().next().unwrap().title, "Jaw");
}

#[test]
fn closing_the_window_asks_and_no_key_answers() {
    let mut bench = holding();
    bench.close();
    assert!(bench.h.query_by_role_and_label(Role::Alert, "End the session?").is_some());
    bench.press(Key::Space);
    assert_eq!(bench.phase(), Some(Phase::Return), "Space went on with the session");
    assert!(bench.sees("End the session?"));
    bench.click("Keep going");
    assert!(!bench.sees("End the session?"));
    bench.close();
    bench.click("End and close");
    assert_eq!(bench.stage(), Some(Stage::Finished(Finish::Stopped)));
}

#[test]
fn a_window_without_the_keyboard_says_so_and_the_waking_click_does_nothing_else() {
    let mut bench = holding();
    bench.lose_focus();
    bench.pass(500);
    assert!(bench.sees_part("Keys are asleep"));
    bench.wake();
    bench.tap(260.0, 330.0);
    assert_eq!(bench.phase(), Some(Phase::Work));
    assert!(!bench.sees_part("Keys are asleep"));
    bench.pass(1000);
    bench.tap(260.0, 330.0);
    assert_eq!(bench.phase(), Some(Phase::Return), "the next click is one");
}

#[test]
fn at_home_any_key_pauses_and_goes_on() {
    let mut bench = Bench::new([1280.0, 2000.0]);
    bench.begin("Evening at home, ten minutes");
    assert_eq!(bench.stage(), Some(Stage::Running));
    bench.press(Key::X);
    assert_eq!(bench.stage(), Some(Stage::Held(Why::Paused)));
    bench.press(Key::Num7);
    assert_eq!(bench.stage(), Some(Stage::Running));
    bench.click_at(260.0, 330.0);
    assert_eq!(bench.stage(), Some(Stage::Held(Why::Paused)));
    bench.press(Key::E);
    assert_eq!(bench.stage(), Some(Stage::Finished(Finish::Stopped)));
}

#[test]
fn the_end_is_a_neutral_cover_until_a_deliberate_key() {
    let mut bench = holding();
    bench.press(Key::R);
    bench.press(Key::P);
    assert!(bench.sees("Paused"));
    bench.press(Key::E);
    assert!(bench.sees("Session finished"));
    assert!(!bench.sees_part("Psoas"));
    for key in [Key::Space, Key::PageDown, Key::A] {
        bench.press(key);
    }
    bench.click_at(640.0, 100.0);
    assert!(bench.sees("Session finished"));
    bench.press(Key::Enter);
    assert!(bench.sees("Summary"));
    assert!(bench.sees("Right \u{b7} Psoas major"));
    assert!(bench.sees_part("marked at 0:0"));
    bench.click("Details");
    assert!(bench.sees_part("The device was lost never"));
    bench.click("Done");
    assert!(bench.sees("Ready"));
    assert_eq!(bench.stage(), None);
}

#[test]
fn the_last_press_can_be_taken_back_from_the_cover() {
    let mut bench = Bench::new(LARGE);
    bench.click("Hold");
    for _ in 0..3 {
        bench.press(Key::Space);
    }
    assert!(bench.sees("Session finished"));
    bench.press(Key::Backspace);
    assert_eq!(bench.stage(), Some(Stage::Running));
}

#[test]
fn frames_are_drawn_only_for_what_changes() {
    let mut bench = Bench::new(LARGE);
    bench.pass(3000);
    assert!(bench.next_frame().as_secs() >= 1, "nothing at rest: {:?}", bench.next_frame());
    bench.press(Key::Space);
    bench.pass(4000);
    let wait = bench.next_frame().as_millis();
    assert!((100..=1010).contains(&wait), "once a second in a wait: {wait} ms");
    bench.press(Key::Space);
    bench.pass(4000);
    let short = bench.next_frame().as_millis();
    assert!((1..=260).contains(&short), "four times a second in a short hold: {short} ms");
    bench.press(Key::P);
    bench.pass(4000);
    assert!(bench.next_frame().as_secs() >= 1, "nothing moves in a pause: {:?}", bench.next_frame());
}

#[test]
fn a_routine_of_five_thousand_steps_stays_quick() {
    use crate::offers::quick_hold;
    use holdwell_conductor::{Clock as _, SystemClock};
    use holdwell_model::{Arc, Millis};
    let mut bench = Bench::new(LARGE);
    let mut plan = quick_hold(Millis::from_secs(30));
    let step = (*plan.steps[0]).clone();
    let numbered =
        |number| Arc::new(holdwell_model::PlanStep { number, title: format!("Point {number}"), ..step.clone() });
    plan.steps = (1..=5000).map(numbered).collect();
    let options = holdwell_engine::Options::of(&plan);
    let begin = holdwell_conductor::Begin::of(Arc::new(plan), options);
    bench.handle.ask(holdwell_conductor::Ask::Begin(Box::new(begin)));
    bench.settle();
    bench.press(Key::ArrowRight);
    let clock = SystemClock::new();
    for _ in 0..20 {
        bench.h.step();
    }
    let each = clock.read().nanos / 20 / 1_000_000;
    assert!(each < 200, "a frame takes {each} ms, unoptimised and on a busy machine");
}

#[test]
fn closing_twice_is_a_yes() {
    let mut bench = holding();
    bench.close();
    assert!(bench.closing_was_cancelled());
    bench.close();
    assert!(!bench.closing_was_cancelled(), "the window closes, and the conductor ends the session as Stop does");
}

#[test]
fn a_rhythm_is_counted_on_both_faces_and_back_ends_it() {
    let mut bench = Bench::new([1280.0, 2400.0]);
    bench.begin("Craniosacral: the ten steps");
    bench.press(Key::Space);
    assert!(bench.sees("Advance with each cycle, Back when you have it"));
    for _ in 0..4 {
        bench.pass(6000);
        bench.press(Key::Space);
    }
    assert!(bench.sees("4 taps, about 10.0 a minute"));
    bench.pass(11_000);
    assert!(bench.sees("4 taps, about 10.0 a minute"), "on the room face as well");
    let before = bench.view().bout();
    bench.press(Key::PageUp);
    assert_ne!(bench.view().bout(), before, "the next step has come");
}
