//! Sequences of physical events on made-up layouts, and what they mean.

use std::cell::Cell;

use holdwell_engine::{Command, Engine, Input, ScoreKind};
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::SessionTime;
use proptest::prelude::*;

use super::*;
use crate::press::Typed;
use crate::press::tests::WORK;

use crate::settings::Settings;

/// A layout: what a key at a place types, without and with Shift; what is not named types as on a US keyboard.
struct Layout(&'static [(&'static str, &'static str, &'static str)]);

const US: Layout = Layout(&[("Equals", "Equals", "Plus"), ("Minus", "Minus", "Minus")]);
const FRENCH: Layout = Layout(&[
    ("3", "Quote", "3"),
    ("4", "Quote", "4"),
    ("6", "Minus", "6"),
    ("Minus", "CloseBracket", "CloseBracket"),
    ("Equals", "Equals", "Plus"),
    ("A", "Q", "Q"),
    ("Q", "A", "A"),
    ("Semicolon", "M", "M"),
    ("M", "Comma", "Questionmark"),
]);
/// A keypad without the number lock types movements.
const KEYPAD: Layout = Layout(&[("3", "PageDown", "PageDown"), ("9", "PageUp", "PageUp"), ("7", "Home", "Home")]);

impl Layout {
    fn key(&self, place: Key, shift: bool) -> Key {
        let named = self.0.iter().find(|(name, ..)| Key::named(name) == Some(place));
        named.map_or(place, |(_, plain, shifted)| Key::named(if shift { shifted } else { plain }).unwrap())
    }
}

/// A keyboard with a layout in a session, on a clock of its own.
struct Hands {
    keyboard: Keyboard,
    keys: Keys,
    layout: Layout,
    view: View,
    shift: bool,
    now: u64,
    actions: Vec<KeyAction>,
}

fn key(name: &str) -> Key {
    Key::named(name).unwrap()
}

impl Hands {
    fn new(layout: Layout) -> Self {
        let plan = RunnablePlan::free().plan;
        let options = Settings::default().options(&plan);
        let mut engine = Engine::new(&plan, options);
        engine.handle(SessionTime::ZERO, Input::Command(Command::Advance));
        drop(engine.poll());
        let view = engine.view();
        Self {
            keyboard: Keyboard::default(),
            keys: Keys::default(),
            layout,
            view,
            shift: false,
            now: 0,
            actions: vec![],
        }
    }

    /// A motion of the key at a place; returns true where the window does not see it.
    fn motion(&mut self, place: &str, motion: Motion, scope: fn(&View) -> Scope<'_>) -> bool {
        let place = key(place);
        let typed = self.layout.key(place, self.shift);
        let event = KeyEvent { place, key: typed, motion, is_chord: false };
        let outcome = self.keyboard.take(event, &self.keys, scope(&self.view), |_| WORK, self.now);
        self.actions.extend(outcome.actions);
        self.actions.extend(self.keyboard.tick(self.now));
        outcome.is_taken
    }

    fn down(&mut self, place: &str) -> bool {
        self.motion(place, Motion::Down, |view| Scope::Session(view))
    }

    fn up(&mut self, place: &str) -> bool {
        self.motion(place, Motion::Up, |view| Scope::Session(view))
    }

    fn tap(&mut self, place: &str) {
        self.down(place);
        self.pass(80);
        self.up(place);
    }

    fn pass(&mut self, millis: u64) {
        for _ in 0..millis {
            self.now += 1;
            self.actions.extend(self.keyboard.tick(self.now));
        }
    }

    fn given(&mut self) -> Vec<KeyAction> {
        let mut actions = std::mem::take(&mut self.actions);
        actions.retain(|action| !matches!(action, KeyAction::Typed(_)));
        actions
    }
}

#[test]
fn a_plus_whose_shift_is_released_first_is_longer_and_nothing_else() {
    let mut hands = Hands::new(US);
    hands.shift = true;
    hands.down("Equals");
    hands.shift = false;
    hands.pass(90);
    hands.up("Equals");
    hands.pass(3000);
    assert_eq!(hands.given(), [KeyAction::Press(UiCommand::Extend)], "and no client's stop");
    hands.tap("Equals");
    assert_eq!(hands.given(), [KeyAction::Press(UiCommand::Extend)], "the key is not dead");
}

#[test]
fn digits_are_scores_by_their_place_on_every_layout() {
    for layout in [US, FRENCH, KEYPAD] {
        let mut hands = Hands::new(layout);
        for digit in 0..=9_u8 {
            hands.tap(&digit.to_string());
            hands.pass(6000);
            assert_eq!(hands.given(), [KeyAction::Score(ScoreKind::InPosition, digit)]);
        }
    }
}

#[test]
fn letters_are_commands_by_what_they_type() {
    let mut hands = Hands::new(FRENCH);
    hands.tap("Semicolon");
    assert_eq!(hands.given(), [KeyAction::Press(UiCommand::Mute)], "M is beside L there");
    hands.tap("M");
    assert_eq!(hands.given(), [], "and a comma there");
}

#[test]
fn the_press_that_began_the_session_does_nothing_more_while_it_is_held() {
    let mut hands = Hands::new(US);
    assert!(!hands.motion("Space", Motion::Down, |_| Scope::Page), "Start is the window's");
    hands.keyboard.begin(0);
    for _ in 0..40 {
        hands.pass(30);
        assert!(hands.down("Space"), "its repeats click nothing");
    }
    assert!(!hands.up("Space"), "the window gets the release of its own press");
    assert_eq!(hands.given(), []);
    hands.pass(100);
    hands.tap("Space");
    assert_eq!(hands.given(), [KeyAction::Press(UiCommand::Advance)]);
}

#[test]
fn while_somebody_writes_only_the_pedal_and_the_clients_stop_act() {
    let mut hands = Hands::new(US);
    let field: fn(&View) -> Scope<'_> = |_| Scope::Field;
    for place in ["P", "S", "O", "1", "Space", "Enter", "Backspace", "ArrowUp", "Minus", "E"] {
        assert!(!hands.motion(place, Motion::Down, field), "{place} is the field's");
        assert!(!hands.motion(place, Motion::Down, field), "and so are its repeats");
        assert!(!hands.motion(place, Motion::Up, field));
    }
    assert_eq!(hands.given(), []);
    for (place, command) in [("PageDown", UiCommand::Advance), ("PageUp", UiCommand::UndoOrBack)] {
        assert!(hands.motion(place, Motion::Down, field) && hands.motion(place, Motion::Up, field));
        assert_eq!(hands.given(), [KeyAction::Press(command)]);
    }
    assert!(hands.motion("Esc", Motion::Down, field));
    assert_eq!(hands.given(), [KeyAction::Sure(UiCommand::Hush)]);
}

#[test]
fn the_key_that_opened_a_field_types_nothing_into_it() {
    let mut hands = Hands::new(US);
    assert!(hands.down("N"));
    let field: fn(&View) -> Scope<'_> = |_| Scope::Field;
    assert!(hands.motion("N", Motion::Down, field), "a repeat of it");
    assert!(hands.motion("N", Motion::Up, field));
    assert!(!hands.motion("N", Motion::Down, field), "pressed again it types");
}

#[test]
fn a_release_that_is_reported_late_is_no_long_press() {
    let mut hands = Hands::new(US);
    hands.down("R");
    hands.now += 1400;
    hands.up("R");
    hands.pass(2000);
    assert_eq!(hands.given(), [KeyAction::Press(UiCommand::Mark)]);
}

#[test]
fn losing_the_keyboard_lets_go_of_every_key() {
    let mut hands = Hands::new(US);
    hands.down("R");
    hands.down("Space");
    hands.keyboard.let_go();
    hands.pass(3000);
    let pressed = [KeyAction::Press(UiCommand::Mark), KeyAction::Press(UiCommand::Advance)];
    assert_eq!(hands.given(), pressed);
    hands.tap("R");
    assert_eq!(hands.given(), [KeyAction::Press(UiCommand::Mark)], "a release that nobody saw leaves no dead key");
}

#[test]
fn presenters_send_no_key_with_a_command_but_the_pedals() {
    let keys = Keys::default();
    for name in ["B", "Period", "F5", "Comma"] {
        assert_eq!(keys.command(key(name)), None, "{name}");
    }
    assert_eq!(keys.command(Key::Escape), Some(UiCommand::Hush));
}

/// Places that have something to say in a session, and some that have not.
const PLACES: [&str; 16] =
    ["Space", "PageDown", "PageUp", "R", "P", "T", "Equals", "Minus", "1", "0", "7", "C", "B", "Tab", "F7", "Quote"];

/// A layout in which every key types what another one does in US, the digits among them.
fn shuffled() -> impl Strategy<Value = Vec<Key>> {
    Just(PLACES.map(key).to_vec()).prop_shuffle()
}

proptest! {
    #[test]
    fn no_taps_shorter_than_a_second_are_the_clients_stop_and_each_is_answered_once(
        typed in shuffled(),
        shifts in any::<[bool; 16]>(),
        taps in prop::collection::vec((0..16_usize, 41..900_u64, 50..400_u64), 1..40),
    ) {
        let mut hands = Hands::new(US);
        for (place, length, gap) in taps {
            let at = key(PLACES[place]);
            let answered = Cell::new(0);
            // Shift may change between the press and the release of a key.
            let other = typed[(place + usize::from(shifts[place])) % typed.len()];
            let press = KeyEvent { place: at, key: typed[place], motion: Motion::Down, is_chord: false };
            let release = KeyEvent { key: other, motion: Motion::Up, ..press };
            let expects = match meaning(press, &hands.keys, Scope::Session(&hands.view)) {
                Meaning::Control(_) => 1,
                Meaning::Nothing | Meaning::Leave => 0,
            };
            let count = |actions: &[KeyAction]| {
                let answers = |action: &&KeyAction| match action {
                    KeyAction::Press(_) | KeyAction::Ignored(_) | KeyAction::Typed(_) => true,
                    KeyAction::Sure(_) | KeyAction::TakeBack(_) | KeyAction::Score(..) | KeyAction::TakeBackScore => false,
                };
                answered.set(answered.get() + actions.iter().filter(answers).count());
            };
            let taken = hands.keyboard.take(press, &hands.keys, Scope::Session(&hands.view), |_| WORK, hands.now);
            count(&taken.actions);
            for _ in 0..length {
                hands.now += 1;
                let ticked = hands.keyboard.tick(hands.now);
                prop_assert!(!ticked.contains(&KeyAction::Sure(UiCommand::Hush)), "{at:?} for {length} ms");
                count(&ticked);
            }
            let let_go = hands.keyboard.take(release, &hands.keys, Scope::Session(&hands.view), |_| WORK, hands.now);
            prop_assert!(let_go.actions.is_empty());
            hands.pass(gap);
            prop_assert_eq!(answered.get(), expects, "{:?} is answered once", at);
        }
    }

    #[test]
    fn in_a_field_no_sequence_of_keys_reaches_the_session_but_the_pages_and_the_clients_stop(
        places in prop::collection::vec(prop::sample::select(PLACES.to_vec()), 1..40),
        typed in shuffled(),
    ) {
        let mut hands = Hands::new(US);
        for (index, place) in places.iter().enumerate() {
            let event = KeyEvent { place: key(place), key: typed[index % typed.len()], motion: Motion::Down, is_chord: false };
            let down = hands.keyboard.take(event, &hands.keys, Scope::Field, |_| WORK, hands.now);
            let _up = hands.keyboard.take(KeyEvent { motion: Motion::Up, ..event }, &hands.keys, Scope::Field, |_| WORK, hands.now);
            let allowed = matches!(event.key, Key::PageDown | Key::PageUp) && event.place.digit().is_none();
            prop_assert_eq!(down.actions.is_empty(), !allowed, "{:?}", event);
            hands.pass(400);
        }
    }
}

#[test]
fn ten_is_said() {
    let mut hands = Hands::new(FRENCH);
    hands.tap("1");
    hands.pass(1800);
    hands.tap("0");
    assert!(hands.actions.contains(&KeyAction::Typed(Typed::Ten)));
}
