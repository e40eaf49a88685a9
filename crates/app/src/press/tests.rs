//! Presses at times, and what they mean.

use super::*;
use Control::{Command as Key, Digit};
use UiCommand::{Advance, Choose, Hush, Mark, UndoOrBack};

const WORK: PressContext =
    PressContext { phase: Some(Phase::Work), kind: ScoreKind::InPosition, left: None, effect: Effect::Taken };

/// Plays motions (time, control, true for down) and returns all actions that they cause, with their times.
fn check(reach: KeyMode, scene: PressContext, motions: &[(u64, Control, bool)], until: u64) -> Vec<(u64, KeyAction)> {
    let mut grammar = PressRecognizer::new(reach);
    let mut told = Vec::new();
    let mut motions = motions.iter().peekable();
    for now in 0..=until {
        told.extend(grammar.tick(now).into_iter().map(|deed| (now, deed)));
        while let Some((_, control, down)) = motions.next_if(|(at, ..)| *at == now) {
            if *down {
                told.extend(grammar.down(*control, scene, now).into_iter().map(|deed| (now, deed)));
            } else {
                grammar.up(*control, now);
            }
        }
    }
    told
}

fn tap(at: u64, control: Control) -> [(u64, Control, bool); 2] {
    [(at, control, true), (at + 80, control, false)]
}

#[test]
fn a_press_acts_at_once_and_once() {
    assert_eq!(check(KeyMode::AllKeys, WORK, &tap(10, Key(Advance)), 3000), [(10, KeyAction::Press(Advance))]);
}

#[test]
fn any_control_held_a_second_is_the_clients_stop() {
    let leaned = [(0, Key(Mark), true), (9000, Key(Mark), false)];
    let expected = [(0, KeyAction::Press(Mark)), (1000, KeyAction::TakeBack(Mark)), (1000, KeyAction::Sure(Hush))];
    assert_eq!(check(KeyMode::AllKeys, WORK, &leaned, 9500), expected);
    let refused = PressContext { effect: Effect::Nothing, ..WORK };
    assert_eq!(check(KeyMode::AllKeys, refused, &leaned, 9500), [expected[0], expected[2]], "nothing to take back");
    let hush = [(0, Key(Hush), true), (3000, Key(Hush), false)];
    assert_eq!(check(KeyMode::AllKeys, WORK, &hush, 4000), [(0, KeyAction::Sure(Hush))]);
}

#[test]
fn an_undo_is_never_undone() {
    let leaned = [(0, Key(UndoOrBack), true)];
    assert_eq!(
        check(KeyMode::AllKeys, WORK, &leaned, 2000),
        [(0, KeyAction::Press(UndoOrBack)), (1000, KeyAction::Sure(Hush))]
    );
}

#[test]
fn a_refusal_that_comes_late_leaves_nothing_to_take_back() {
    let mut grammar = PressRecognizer::new(KeyMode::AllKeys);
    assert_eq!(grammar.down(Key(Advance), WORK, 0), [KeyAction::Press(Advance)]);
    grammar.was_refused();
    assert_eq!(grammar.due(), Some(1000));
    assert_eq!(grammar.tick(1000), [KeyAction::Sure(Hush)]);
    assert_eq!(grammar.due(), None);
}

#[test]
fn a_bouncing_contact_is_one_press() {
    let bounce = [(0, Key(Advance), true), (12, Key(Advance), false), (20, Key(Advance), true)];
    let expected =
        [(0, KeyAction::Press(Advance)), (1000, KeyAction::TakeBack(Advance)), (1000, KeyAction::Sure(Hush))];
    assert_eq!(check(KeyMode::OneKey, WORK, &bounce, 1500), expected);
}

#[test]
fn with_one_key_a_double_press_marks_or_chooses() {
    let twice = [tap(0, Key(Advance)), tap(300, Key(Advance))].concat();
    let first = (0, KeyAction::Press(Advance));
    let back = (300, KeyAction::TakeBack(Advance));
    assert_eq!(check(KeyMode::OneKey, WORK, &twice, 900), [first, back, (300, KeyAction::Sure(Mark))]);
    let settle = PressContext { phase: Some(Phase::Settle), ..WORK };
    assert_eq!(check(KeyMode::OneKey, settle, &twice, 900), [first, back, (300, KeyAction::Sure(Choose))]);
    let slow = [tap(0, Key(Advance)), tap(401, Key(Advance))].concat();
    assert_eq!(check(KeyMode::OneKey, WORK, &slow, 900), [first, (401, KeyAction::Press(Advance))]);
    assert_eq!(check(KeyMode::AllKeys, WORK, &twice, 900), [first, (300, KeyAction::Press(Advance))]);
}

#[test]
fn with_one_key_a_double_press_soon_after_another_takes_that_back() {
    let presses = [tap(0, Key(Advance)), tap(5000, Key(Advance)), tap(5200, Key(Advance))].concat();
    let told = check(KeyMode::OneKey, WORK, &presses, 6000);
    assert_eq!(told[2..], [(5200, KeyAction::TakeBack(Advance)), (5200, KeyAction::Sure(UndoOrBack))]);
    let later = [tap(0, Key(Advance)), tap(5001, Key(Advance)), tap(5200, Key(Advance))].concat();
    assert_eq!(check(KeyMode::OneKey, WORK, &later, 6000)[3], (5200, KeyAction::Sure(Mark)));
}

#[test]
fn with_one_key_a_long_press_is_the_clients_stop() {
    let long = [(0, Key(Advance), true), (1500, Key(Advance), false)];
    let expected =
        [(0, KeyAction::Press(Advance)), (1000, KeyAction::TakeBack(Advance)), (1000, KeyAction::Sure(Hush))];
    assert_eq!(check(KeyMode::OneKey, WORK, &long, 2000), expected);
}

#[test]
fn digits_settle_and_one_then_nought_is_ten() {
    let score = |at, value| (at, KeyAction::Score(ScoreKind::InPosition, value));
    assert_eq!(check(KeyMode::AllKeys, WORK, &tap(0, Digit(7)), 3000), [score(1500, 7)]);
    let ten = [tap(0, Digit(1)), tap(600, Digit(0))].concat();
    assert_eq!(check(KeyMode::AllKeys, WORK, &ten, 3000), [score(2100, 10)]);
    let two = [tap(0, Digit(7)), tap(600, Digit(0))].concat();
    assert_eq!(check(KeyMode::AllKeys, WORK, &two, 3000), [score(600, 7), score(2100, 0)]);
    let then = [tap(0, Digit(3)), tap(600, Key(Advance))].concat();
    assert_eq!(check(KeyMode::AllKeys, WORK, &then, 3000), [score(600, 3), (600, KeyAction::Press(Advance))]);
}

#[test]
fn a_score_settles_before_its_hold_is_over() {
    let scene = PressContext { left: Some(900), ..WORK };
    let told = check(KeyMode::AllKeys, scene, &tap(0, Digit(7)), 3000);
    assert_eq!(told, [(700, KeyAction::Score(ScoreKind::InPosition, 7))]);
}

#[test]
fn what_is_let_go_because_the_keyboard_is_lost_is_not_held() {
    let mut grammar = PressRecognizer::new(KeyMode::AllKeys);
    drop(grammar.down(Key(Advance), WORK, 0));
    grammar.let_go();
    assert_eq!(grammar.tick(5000), []);
}
