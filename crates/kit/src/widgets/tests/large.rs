//! Rows of controls in narrow windows and with large text: level, whole, and in their order.

use egui::{Key, Rect, Role, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use holdwell_app::settings::Look;

use super::*;

const WORDS: &str = "Movement of the low back, bending forward, active, with an inclinometer";

/// A window of this width whose text is so many times as large as drawn.
fn large<'a>(width: f32, text_size: f32, mut app: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    let mut harness = harness([width, 600.0], move |ui| {
        Theme::new(Look::Dark).with_text_size(text_size).apply(ui.ctx());
        app(ui);
    });
    harness.run();
    harness.run();
    harness
}

#[test]
fn the_controls_of_a_row_stand_level_at_every_size_of_text() {
    for text_size in [1.0, 1.5, 2.0] {
        let (mut text, mut number, mut choice) = (String::new(), 5, 0);
        let h = large(1600.0, text_size, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.add(Button::new("Words"));
                ui.add(Button::lead("Both").icon(icons::PLAY).key("Space"));
                ui.add(Button::icon_only(icons::X, "Icon"));
                ui.add(Stepper::new("Number", &mut number, 0..=9));
                ui.add(Segmented::new("Choice", &mut choice, &[(0, "One"), (1, "Two")]));
                let field = ui.text_edit_singleline(&mut text);
                ui.ctx().accesskit_node_builder(field.id, |node| node.set_label("Text"));
            });
        });
        let named = ["Words", "Both", "Icon"].map(|name| h.get_by_role_and_label(Role::Button, name).rect());
        let others = [Role::SpinButton, Role::TextInput].map(|role| h.get_by_role(role).rect());
        let choice = h.get_by_role_and_label(Role::RadioButton, "Two").rect();
        let rects: Vec<Rect> = named.into_iter().chain(others).chain([choice]).collect();
        let height = rects[0].height();
        assert!(height >= 44.0, "{height} at {text_size}");
        for rect in &rects {
            let is_level = (rect.height() - height).abs() < 1.0 && (rect.center().y - rects[0].center().y).abs() < 1.0;
            assert!(is_level, "at {text_size}: {rects:?}");
        }
    }
}

#[test]
fn a_chip_or_a_button_is_no_wider_than_its_page() {
    let mut is_on = true;
    let h = large(300.0, 1.5, |ui| {
        chips(ui, |ui| {
            chip_toggle(ui, WORDS, &mut is_on);
            chip_button(ui, ChipKind::Strong, "Bartholomea-Maximiliane Featherstonehaugh of the old mill");
            ui.add(Button::new("Look for Bartholomea-Maximiliane Featherstonehaugh"));
        });
    });
    let names = [(Role::CheckBox, "Movement"), (Role::Button, "Bartholomea"), (Role::Button, "Look for")];
    for (role, name) in names {
        let shown = h.get_by(|node| node.role() == role && node.label().is_some_and(|label| label.starts_with(name)));
        assert!(shown.rect().right() <= 300.0, "{name}: {:?}", shown.rect());
    }
}

#[test]
fn a_button_that_has_just_its_room_is_not_cut() {
    let buttons = [
        Button::new("Repeat it once more"),
        Button::lead("Repeat it once more").key("Space"),
        Button::quiet("Repeat it once more").icon(icons::PLAY),
    ];
    let _h = large(900.0, 1.5, |ui| {
        for button in &buttons {
            let room = button.room(ui);
            let place = Rect::from_min_size(ui.cursor().min, room);
            let within = ui.new_child(egui::UiBuilder::new().max_rect(place));
            assert!((button.room(&within) - room).length() < 0.1, "{room:?}, within it {:?}", button.room(&within));
        }
        ui.add(Button::new("Shown"));
    });
}

#[test]
fn a_field_begins_another_row_where_it_would_be_squeezed() {
    let (mut day, mut minutes) = (String::new(), String::new());
    let h = large(500.0, 1.0, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.add(TextField::new("Day", &mut day).width(280.0));
            ui.add(TextField::new("Length in minutes", &mut minutes).width(260.0));
        });
    });
    let [day, minutes] = ["Day", "Length in minutes"].map(|name| h.get_by_role_and_label(Role::TextInput, name).rect());
    assert!(minutes.width() > 250.0 && minutes.top() > day.bottom(), "{day:?} {minutes:?}");
    assert!((minutes.left() - day.left()).abs() < 1.0, "{day:?} {minutes:?}");
}

#[test]
fn buttons_stand_beside_words_or_below_them() {
    let row = |ui: &mut Ui| {
        let words = |ui: &mut Ui| {
            wrapped(ui, Font::Body, Theme::of(ui).text, WORDS);
        };
        beside(ui, "row", words, |ui| {
            ui.add(Button::quiet("Change"));
            ui.push_id("inner", |ui| ui.add(Button::quiet("Remove")));
        });
    };
    let remove = |h: &Harness<'_>| h.get_by_label("Remove").rect().width();
    let alone = large(900.0, 1.0, |ui| {
        ui.add(Button::quiet("Remove"));
    });
    let beside = remove(&large(900.0, 1.0, row));
    assert!((beside - remove(&alone)).abs() < 0.5, "nothing of it is cut: {beside}");
    for (width, text_size, is_beside) in [(900.0, 1.0, true), (700.0, 2.0, false), (400.0, 1.0, false)] {
        let mut h = large(width, text_size, row);
        let [words, change, remove] = [(Role::Label, WORDS), (Role::Button, "Change"), (Role::Button, "Remove")]
            .map(|(role, name)| h.get_by_role_and_label(role, name).rect());
        let at = format!("{width} at {text_size}: {words:?} {change:?} {remove:?}");
        assert!(change.right() < remove.left() && remove.right() <= width, "{at}");
        if is_beside {
            assert!(words.right() < change.left() && (words.center().y - change.center().y).abs() < 2.0, "{at}");
            assert!(width - remove.right() < 10.0, "{at}");
        } else {
            assert!(words.bottom() < change.top() && words.width() > 0.6 * width, "{at}");
        }
        h.key_press(Key::Tab);
        h.run();
        assert!(h.get_by_label("Change").is_focused(), "the keyboard comes to the first button first");
    }
}

#[test]
fn the_keyboard_stays_in_a_field_below_a_title_whose_buttons_find_no_room() {
    for width in [900.0, 420.0] {
        let mut search = Search::default();
        let h = large(width, 1.5, |ui| {
            title_row(ui, "Clients", |ui| {
                ui.add(Button::lead("New client"));
                ui.add(Button::new("A diary came back…"));
            });
            search.field(ui, ("Find a client", "Name"), 0);
        });
        assert!(h.get_by_role_and_label(Role::TextInput, "Find a client").is_focused(), "at {width}");
    }
}

#[test]
fn a_button_that_comes_beside_a_search_moves_nothing() {
    let is_there = Cell::new(false);
    let mut search = Search::default();
    let mut h = large(420.0, 1.0, |ui| {
        let button = is_there.get().then_some(Button::quiet("Clear filters").words("Clear"));
        search.field_and(ui, ("Find", "Name"), 0, button);
        line(ui, Font::Small, Theme::of(ui).faint, "15 sessions");
    });
    let before = h.get_by_label("15 sessions").rect();
    is_there.set(true);
    h.run();
    assert_eq!(h.get_by_label("15 sessions").rect(), before);
    let [field, clear] = [(Role::TextInput, "Find"), (Role::Button, "Clear filters")]
        .map(|(role, name)| h.get_by_role_and_label(role, name).rect());
    assert!(field.right() < clear.left() && clear.right() <= 420.0, "{field:?} {clear:?}");
    assert!(h.get_by_role_and_label(Role::TextInput, "Find").is_focused(), "the keyboard stays");
}
