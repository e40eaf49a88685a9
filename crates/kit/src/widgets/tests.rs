//! Widgets by role and label, as a screen reader and a keyboard meet them.

mod large;

use std::cell::{Cell, RefCell};

use egui::accesskit::{Live, Toggled};
use egui::{Key, Role, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::icons;
use crate::testing::{self, Notes, harness};
use crate::theme::{Font, Theme};

/// Draws `app`, settles, lets `act` do something, settles again, and answers what the app noted.
fn check(app: impl Fn(&mut Ui, &Notes), act: impl Fn(&mut Harness<'_>)) -> Vec<String> {
    let notes = Notes::default();
    let mut harness = harness([900.0, 600.0], |ui| app(ui, &notes));
    harness.run();
    notes.take();
    act(&mut harness);
    harness.run();
    notes.take()
}

fn start(ui: &mut Ui, notes: &Notes, button: Button<'_>) {
    if ui.add(button).clicked() {
        notes.note("pressed");
    }
}

#[test]
fn a_button_answers_mouse_keyboard_and_screen_reader() {
    let app = |ui: &mut Ui, notes: &Notes| start(ui, notes, Button::primary("Start").key("Space"));
    assert_eq!(check(app, |h| h.get_by_label("Start").click()), ["pressed"]);
    assert_eq!(check(app, |h| h.get_by_label("Start").click_accesskit()), ["pressed"]);
    let by_space = |h: &mut Harness<'_>| {
        h.get_by_label("Start").focus();
        h.run();
        h.key_press(Key::Space);
    };
    assert_eq!(check(app, by_space), ["pressed"]);
}

#[test]
fn space_never_clicks_a_button_of_a_running_session() {
    let app = |ui: &mut Ui, notes: &Notes| start(ui, notes, Button::lead("Advance").key("Space").by_key_only());
    let by_every_key = |h: &mut Harness<'_>| {
        for key in [Key::Tab, Key::Space, Key::Enter, Key::ArrowDown, Key::Space] {
            h.key_press(key);
            h.run();
        }
        h.get_by_label("Advance").click();
        h.run();
        h.key_press(Key::Space);
    };
    assert_eq!(check(app, by_every_key), ["pressed"], "only the mouse");
    assert_eq!(check(app, |h| h.get_by_label("Advance").click_accesskit()), ["pressed"]);
}

#[test]
fn a_disabled_button_says_why() {
    let app = |ui: &mut Ui, notes: &Notes| start(ui, notes, Button::new("Undo").disabled(Some("Nothing to undo")));
    let act = |h: &mut Harness<'_>| {
        let node = h.get_by_role_and_label(Role::Button, "Undo");
        assert!(node.accesskit_node().is_disabled());
        assert_eq!(node.accesskit_node().description().as_deref(), Some("Nothing to undo"));
        node.hover();
        h.run_steps(10);
        h.get_by_label("Nothing to undo");
        h.get_by_label("Undo").click();
    };
    assert!(check(app, act).is_empty());
}

#[test]
fn a_whole_card_is_the_target() {
    let app = |ui: &mut Ui, notes: &Notes| {
        let cards = [Card::new("M. K.").line("Low back").faint("today"), Card::small("Neck").caution("New caution")];
        if let Some(index) = tiles(ui, 200.0, &cards) {
            notes.note(index.to_string());
        }
    };
    let corner = |h: &mut Harness<'_>| {
        let card = h.get_by_role_and_label(Role::Button, "Neck");
        assert_eq!(card.accesskit_node().description().as_deref(), Some("New caution"));
        let at = card.rect().max - vec2(5.0, 5.0);
        h.hover_at(at);
        h.drag_at(at);
        h.drop_at(at);
    };
    assert_eq!(check(app, corner), ["1"]);
}

#[test]
fn the_rail_tells_where_one_is() {
    let app = |ui: &mut Ui, notes: &Notes| {
        let places = [('s', icons::HOUSE, "Start"), ('g', icons::GEAR, "Settings")];
        if let Some(to) = rail(ui, 's', &places) {
            notes.note(to);
        }
    };
    let act = |h: &mut Harness<'_>| {
        let here = h.get_by_role_and_label(Role::Tab, "Start");
        assert_eq!(here.accesskit_node().toggled(), Some(Toggled::True));
        h.get_by_label("Settings").click();
    };
    assert_eq!(check(app, act), ["g"]);
}

#[test]
fn a_stepper_moves_by_button_arrow_and_screen_reader_and_stops_at_its_ends() {
    let value = Cell::new(30);
    let app = |ui: &mut Ui| {
        let mut secs = value.get();
        ui.add(Stepper::new("Hold", &mut secs, 20..=45).step(5).words(&|secs| format!("{secs} s")));
        value.set(secs);
    };
    let mut h = harness([400.0, 200.0], app);
    h.get_by_label("Hold: more").click();
    h.run();
    assert_eq!(value.get(), 35);
    assert_eq!(h.get_by_role_and_label(Role::SpinButton, "Hold").value().as_deref(), Some("35 s"));
    h.get_by_role_and_label(Role::SpinButton, "Hold").focus();
    h.run();
    for key in [Key::ArrowUp, Key::ArrowRight, Key::ArrowUp, Key::ArrowUp] {
        h.key_press(key);
        h.run();
    }
    assert_eq!(value.get(), 45, "the arrows moved the value and not the focus, and it stopped");
    assert!(h.get_by_label("Hold: more").accesskit_node().is_disabled());
    h.get_by_role_and_label(Role::SpinButton, "Hold").decrement_accesskit();
    h.run();
    assert_eq!(value.get(), 40);
}

#[test]
fn a_level_goes_quieter_and_louder() {
    let value = Cell::new(-12);
    let app = |ui: &mut Ui| {
        let mut decibels = value.get();
        ui.add(Level::new("Room", &mut decibels, -36..=0, 3));
        value.set(decibels);
    };
    let mut h = harness([600.0, 200.0], app);
    h.get_by_label("Room: quieter").click();
    h.run();
    assert_eq!(value.get(), -15);
    assert_eq!(h.get_by_role_and_label(Role::SpinButton, "Room").value().as_deref(), Some("\u{2212}15 dB"));
}

#[test]
fn a_choice_and_a_toggle_change_what_they_are_given() {
    let (look, speech) = (Cell::new('d'), Cell::new(false));
    let app = |ui: &mut Ui| {
        let (mut chosen, mut on) = (look.get(), speech.get());
        ui.add(Segmented::new("Look", &mut chosen, &[('d', "Dark"), ('l', "Light")]));
        ui.add(Toggle::new("Speech", &mut on).line("Says the position"));
        look.set(chosen);
        speech.set(on);
    };
    let mut h = harness([600.0, 300.0], app);
    h.get_by_role_and_label(Role::RadioButton, "Light").click();
    h.run();
    h.get_by_role_and_label(Role::Switch, "Speech").click();
    h.run();
    assert_eq!((look.get(), speech.get()), ('l', true));
    let light = h.get_by_role_and_label(Role::RadioButton, "Light");
    assert_eq!(light.accesskit_node().toggled(), Some(Toggled::True));
    h.get_by_role_and_label(Role::RadioGroup, "Look");
}

#[test]
fn a_field_is_named_by_its_label() {
    let text = RefCell::new(String::new());
    let app = |ui: &mut Ui| {
        let mut now = text.borrow_mut();
        ui.add(TextField::new("Name", &mut now).most(5).problem(Some("Write a name")));
    };
    let mut h = harness([600.0, 300.0], app);
    h.get_by_role_and_label(Role::TextInput, "Name").focus();
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Name").type_text("Scalene");
    h.run();
    assert_eq!(*text.borrow(), "", "what does not fit is not cut");
    h.get_by_label("Not taken: that would be 7 characters, and 5 fit. Nothing was cut");
    h.get_by_label("Write a name");
    h.get_by_role_and_label(Role::TextInput, "Name").type_text("Psoas");
    h.run();
    assert_eq!(*text.borrow(), "Psoas");
    h.get_by_label("0 letters left");
    text.borrow_mut().push_str(" major");
    h.key_press(egui::Key::Backspace);
    h.run();
    assert_eq!(*text.borrow(), "Psoa major", "what is too long already may be shortened");
}

#[test]
fn banners_and_empty_places_offer_what_to_do() {
    let app = |ui: &mut Ui, notes: &Notes| {
        Banner::caution("Right hip replaced").show(ui);
        if Banner::error("No sound card").action("Try again").show(ui) {
            notes.note("again");
        }
        if EmptyState::new(icons::HISTORY, "No sessions yet", "They are kept here").action("Start one").show(ui) {
            notes.note("start");
        }
    };
    let act = |h: &mut Harness<'_>| {
        h.get_by_label("Right hip replaced");
        h.get_by_role_and_label(Role::Alert, "No sound card");
        h.get_by_role_and_label(Role::Heading, "No sessions yet");
        h.get_by_label("Try again").click();
        h.run();
        h.get_by_label("Start one").click();
    };
    assert_eq!(check(app, act), ["again", "start"]);
}

#[test]
fn rings_and_strips_of_any_size_are_drawn_and_named() {
    let app = |ui: &mut Ui, _: &Notes| {
        let tint = Theme::of(ui).action;
        for fraction in [-1.0, 0.0, 0.001, 1.0, 1.3, 7.0, f32::NAN] {
            ui.add(Ring::new("Hold", fraction, tint).size(40.0, 4.0).numerals("0:23", "of 0:35").marks(&[0.4, 1.6]));
        }
        for count in [0, 1, 7, 300, 10_000] {
            let block = |index| {
                let state = if index == 2 { BlockState::Current } else { BlockState::Ahead };
                Block {
                    secs: if index == 1 { f32::NAN } else { 30.0 },
                    state,
                    progress: 0.5,
                    optional: index == 3,
                    tint,
                }
            };
            let blocks: Vec<Block> = (0..count).map(block).collect();
            let shown = Strip::new(&format!("{count} blocks"), &blocks).show(ui);
            let current = shown.current.map_or(shown.response.rect, |current| current);
            assert!(shown.response.rect.expand(1.0).contains_rect(current), "{count}: {current:?}");
        }
    };
    let act = |h: &mut Harness<'_>| {
        assert_eq!(h.query_all_by_label("Hold").count(), 7);
        h.get_by_role_and_label(Role::ProgressIndicator, "10000 blocks");
    };
    check(app, act);
}

#[test]
fn a_long_title_shrinks_then_wraps_then_is_cut() {
    let long = "Extensor carpi radialis longus and brevis ".repeat(20);
    let heights = RefCell::new(Vec::new());
    let app = |ui: &mut Ui| {
        let colour = Theme::of(ui).text;
        let mut heights = heights.borrow_mut();
        heights.clear();
        for words in ["Psoas", "Extensor carpi radialis longus", long.as_str()] {
            heights.push(fit(ui, crate::theme::Font::RoomPosition, 48.0, colour, words).rect);
        }
    };
    let mut h = harness([800.0, 600.0], app);
    h.run();
    let rects = heights.borrow();
    assert!(rects.iter().all(|rect| rect.width() <= 800.0), "{rects:?}");
    assert!(rects[1].height() < rects[0].height(), "shrinks: {rects:?}");
    assert!((rects[2].height() / (2.0 * 1.364 * 48.0) - 1.0).abs() < 0.1, "two lines at 48: {rects:?}");
}

#[test]
fn the_room_of_a_banner_is_known_before_it_is_shown() {
    let words = "Not over undiagnosed abdominal pain; move off where a pulse is felt. ";
    let heights = RefCell::new(Vec::new());
    let app = |ui: &mut Ui| {
        let mut heights = heights.borrow_mut();
        heights.clear();
        for (times, text_size) in [(1, 1.0), (1, 2.0), (3, 1.0), (3, 1.5), (9, 2.0)] {
            Theme::of(ui).with_text_size(text_size).within(ui, |ui| {
                let words = words.repeat(times);
                let known = Banner::caution(&words).height(ui, ui.available_width());
                let shown = ui.scope(|ui| Banner::caution(&words).show(ui)).response.rect.height();
                heights.push((known, shown));
            });
        }
    };
    let mut h = harness([500.0, 1800.0], app);
    h.run();
    let heights = heights.borrow();
    assert!(heights.iter().all(|(known, shown)| (0.0..=2.0).contains(&(known - shown))), "known, shown: {heights:?}");
}

#[test]
fn a_title_that_must_be_seen_is_never_cut() {
    let long = "Extensor carpi radialis longus and brevis ".repeat(20);
    let heights = RefCell::new((0.0, 0.0));
    let app = |ui: &mut Ui| {
        let font = crate::theme::Font::Position;
        let known = whole_height(ui, font, 30.0, &long, ui.available_width());
        let colour = Theme::of(ui).text;
        let shown = fit_whole(ui, font, 30.0, colour, &long, egui::Align::LEFT).rect.height();
        *heights.borrow_mut() = (known, shown);
    };
    let mut h = harness([800.0, 1200.0], app);
    h.run();
    let (known, shown) = *heights.borrow();
    assert!(shown > 10.0 * 30.0 && (known - shown).abs() < 0.5, "as many lines as it needs: {known}, {shown}");
}

#[test]
fn a_fade_asks_for_frames_only_while_it_lasts() {
    let target = Cell::new(0.0);
    let value = Cell::new(0.0);
    let mut h = harness([100.0, 100.0], |ui| {
        value.set(fade(ui.ctx(), egui::Id::unique("test"), target.get(), ROOM_SECS));
    });
    h.run();
    target.set(1.0);
    let steps = testing::settle(&mut h);
    assert!((9..=14).contains(&steps), "a second in steps of a tenth: {steps}");
    assert!((value.get() - 1.0_f32).abs() < f32::EPSILON);
    assert_eq!(testing::settle(&mut h), 1, "at rest");
}

#[test]
fn the_live_line_speaks_again_when_the_words_are_the_same() {
    let mut h = harness([100.0, 100.0], |ui| announce::show(ui.ctx()));
    announce::say(&h.ctx, "Undone");
    h.run();
    let node = h.get_by_role(Role::Status);
    assert_eq!(node.accesskit_node().live(), Live::Polite);
    let first = node.value();
    announce::say(&h.ctx, "Undone");
    h.run();
    assert_ne!(h.get_by_role(Role::Status).value(), first);
    assert!(announce::said(&h.ctx).starts_with("Undone"));
}
