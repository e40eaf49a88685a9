//! Presses at times, and what they mean.

use super::*;
use crate::keys;
use Control::{Command as Key, Digit};
use UiCommand::{Advance, Choose, Hush, Mark, UndoOrBack};

/// A press in a hold, which takes effect.
pub(crate) const WORK: PressContext = PressContext {
    phase: Some(Phase::Work),
    kind: ScoreKind::InPosition,
    item: Some(0),
    left: None,
    effect: Effect::Taken,
};

/// Returns the place of a control's first key.
fn place(control: Control) -> keys::Key {
    match control {
        Digit(digit) => keys::Key::named(&digit.to_string()).unwrap(),
        Key(command) => command.default_keys()[0],
    }
}

/// Plays motions (time, control, true for down) and returns all actions that they cause, with their times.
fn check(mode: KeyMode, scene: PressContext, motions: &[(u64, Control, bool)], until: u64) -> Vec<(u64, KeyAction)> {
    let mut grammar = PressRecognizer::new(mode);
    let mut told = Vec::new();
    let mut motions = motions.iter().peekable();
    for now in 0..=until {
        told.extend(grammar.tick(now).into_iter().map(|action| (now, action)));
        while let Some((_, control, down)) = motions.next_if(|(at, ..)| *at == now) {
            if *down {
                told.extend(
                    grammar.down(place(*control), *control, scene, now).into_iter().map(|action| (now, action)),
                );
            } else {
                grammar.up(place(*control), now);
            }
        }
    }
    told
}

/// The same without what is only shown while digits are typed.
fn given(scene: PressContext, motions: &[(u64, Control, bool)], until: u64) -> Vec<(u64, KeyAction)> {
    let mut actions = check(KeyMode::AllKeys, scene, motions, until);
    actions.retain(|(_, action)| !matches!(action, KeyAction::Typed(_)));
    actions
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
    assert_eq!(grammar.down(place(Key(Advance)), Key(Advance), WORK, 0), [KeyAction::Press(Advance)]);
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
    assert_eq!(check(KeyMode::AllKeys, WORK, &twice, 900), [first, (300, KeyAction::Press(Advance))], "300 ms apart");
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
    assert_eq!(given(WORK, &tap(0, Digit(7)), 3000), [score(1500, 7)]);
    let ten = [tap(0, Digit(1)), tap(600, Digit(0))].concat();
    assert_eq!(given(WORK, &ten, 3000), [score(2100, 10)]);
    let two = [tap(0, Digit(7)), tap(600, Digit(0))].concat();
    assert_eq!(given(WORK, &two, 3000), [score(600, 7), score(2100, 0)]);
    let then = [tap(0, Digit(3)), tap(600, Key(Mark))].concat();
    assert_eq!(given(WORK, &then, 3000), [score(600, 3), (600, KeyAction::Press(Mark))]);
}

#[test]
fn a_slow_nought_after_a_one_is_ten_and_says_so() {
    let score = |at, value| (at, KeyAction::Score(ScoreKind::InPosition, value));
    let back = |at| (at, KeyAction::TakeBackScore);
    let slow = [tap(0, Digit(1)), tap(1800, Digit(0))].concat();
    assert_eq!(given(WORK, &slow, 5000), [score(1500, 1), back(1800), score(3300, 10)]);
    assert!(check(KeyMode::AllKeys, WORK, &slow, 5000).contains(&(1800, KeyAction::Typed(Typed::Ten))));
    let late = [tap(0, Digit(1)), tap(5001, Digit(0))].concat();
    assert_eq!(given(WORK, &late, 9000), [score(1500, 1), score(6501, 0)]);
    let between = [tap(0, Digit(1)), tap(500, Key(Mark)), tap(900, Digit(0))].concat();
    assert_eq!(given(WORK, &between, 5000)[2], score(2400, 0), "another press ends the number");
}

#[test]
fn undo_makes_the_nought_of_a_ten_stand_alone() {
    let score = |at, value| (at, KeyAction::Score(ScoreKind::InPosition, value));
    let back = |at| (at, KeyAction::TakeBackScore);
    let typed = [tap(0, Digit(1)), tap(600, Digit(0)), tap(1000, Key(UndoOrBack))].concat();
    assert_eq!(given(WORK, &typed, 5000), [score(2500, 0)]);
    let settled = [tap(0, Digit(1)), tap(600, Digit(0)), tap(4000, Key(UndoOrBack))].concat();
    assert_eq!(given(WORK, &settled, 9000), [score(2100, 10), back(4000), score(5500, 0)]);
    let twice = [settled.clone(), tap(6000, Key(UndoOrBack)).to_vec()].concat();
    assert_eq!(given(WORK, &twice, 9000).last(), Some(&(6000, KeyAction::Press(UndoOrBack))));
}

#[test]
fn a_ten_after_a_hold_is_one_score_though_settle_then_asks_about_the_next() {
    let mut grammar = PressRecognizer::new(KeyMode::AllKeys);
    let after = PressContext { phase: Some(Phase::Settle), kind: ScoreKind::After, ..WORK };
    let before = PressContext { kind: ScoreKind::Before, ..after };
    let press = |grammar: &mut PressRecognizer, control, context, now| {
        let mut told = grammar.tick(now);
        told.extend(grammar.down(place(control), control, context, now));
        grammar.up(place(control), now + 80);
        told.retain(|action| !matches!(action, KeyAction::Typed(_)));
        told
    };
    assert_eq!(press(&mut grammar, Digit(1), after, 0), []);
    let ten = [KeyAction::Score(ScoreKind::After, 1), KeyAction::TakeBackScore];
    assert_eq!(press(&mut grammar, Digit(0), before, 1800), ten);
    let nought = [KeyAction::Score(ScoreKind::After, 10), KeyAction::TakeBackScore];
    assert_eq!(press(&mut grammar, Key(UndoOrBack), before, 4000), nought);
    assert_eq!(grammar.tick(6000), [KeyAction::Score(ScoreKind::After, 0)]);
}

#[test]
fn digits_of_two_holds_make_no_number() {
    let mut grammar = PressRecognizer::new(KeyMode::AllKeys);
    drop(grammar.down(place(Digit(1)), Digit(1), WORK, 0));
    grammar.up(place(Digit(1)), 80);
    let next = PressContext { item: Some(1), ..WORK };
    let score = KeyAction::Score(ScoreKind::InPosition, 1);
    assert_eq!(grammar.down(place(Digit(0)), Digit(0), next, 900), [score, KeyAction::Typed(Typed::Digit(0))]);
}

#[test]
fn two_advances_within_300_ms_are_one_where_a_double_press_means_nothing() {
    let advance = |at| (at, KeyAction::Press(Advance));
    let twice = [tap(0, Key(Advance)), tap(150, Key(Advance))].concat();
    let told = check(KeyMode::AllKeys, WORK, &twice, 900);
    assert_eq!(told, [advance(0), (150, KeyAction::Ignored(Ignored::Twin))]);
    let slower = [tap(0, Key(Advance)), tap(300, Key(Advance))].concat();
    assert_eq!(check(KeyMode::AllKeys, WORK, &slower, 900), [advance(0), advance(300)]);
}

#[test]
fn advance_counts_from_a_second_after_the_start() {
    let mut grammar = PressRecognizer::new(KeyMode::AllKeys);
    grammar.begin(10_000);
    let place = place(Key(Advance));
    let early = grammar.down(place, Key(Advance), WORK, 10_999);
    assert_eq!(early, [KeyAction::Ignored(Ignored::JustBegun)]);
    grammar.up(place, 11_060);
    assert_eq!(grammar.down(place, Key(Advance), WORK, 11_200), [KeyAction::Press(Advance)]);
    assert_eq!(grammar.ignores_advance(11_300), Some(Ignored::Twin), "a click beside it is the same press");
}

#[test]
fn every_key_that_is_still_down_is_the_clients_stop() {
    let both = [(0, Key(Mark), true), (300, Key(Advance), true), (400, Key(Advance), false)];
    let told = check(KeyMode::AllKeys, WORK, &both, 3000);
    assert_eq!(told.last(), Some(&(1000, KeyAction::Sure(Hush))), "and the mark before the other press stays");
    assert!(!told.contains(&(1000, KeyAction::TakeBack(Mark))));
}

#[test]
fn a_score_settles_before_its_hold_is_over() {
    let scene = PressContext { left: Some(900), ..WORK };
    assert_eq!(given(scene, &tap(0, Digit(7)), 3000), [(700, KeyAction::Score(ScoreKind::InPosition, 7))]);
}

#[test]
fn what_is_let_go_because_the_keyboard_is_lost_is_not_held() {
    let mut grammar = PressRecognizer::new(KeyMode::AllKeys);
    drop(grammar.down(place(Key(Advance)), Key(Advance), WORK, 0));
    grammar.let_go();
    assert_eq!(grammar.tick(5000), []);
}
