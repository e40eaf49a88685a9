use std::collections::BTreeSet;

use egui::{Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{Body, BodyMap, Facing, Spot};
use crate::testing;
use holdwell_model::{Region, Side};

#[test]
fn a_click_picks_and_a_second_one_takes_away() {
    let mut h = testing::builder([900.0, 600.0]).build_ui_state(
        |ui, picked: &mut BTreeSet<Spot>| {
            BodyMap::spots("Where it hurts", picked).show(ui);
        },
        BTreeSet::new(),
    );
    h.run();
    let knee = Spot { region: Region::Knee, side: Side::Right };
    let figure = h.get_by_role_and_label(Role::Image, "Where it hurts, front").rect();
    let centre = Body::get().figure(Facing::Front).part(Region::Knee).unwrap().centre;
    // The client's right is at the left of the picture.
    let at = super::Sheet::upright(figure).place(pos2(-centre.x, centre.y));
    for (times, expected) in [(1, BTreeSet::from([knee])), (2, BTreeSet::new())] {
        h.hover_at(at);
        h.run();
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
            h.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        h.run();
        assert_eq!(h.state(), &expected, "after {times}");
    }
    assert!(h.query_by_role_and_label(Role::Label, "Knee, right").is_some(), "the name of what is pointed at");
}

#[test]
fn the_list_picks_by_keyboard_what_the_figure_picks() {
    let mut h = testing::builder([900.0, 600.0]).build_ui_state(
        |ui, picked: &mut BTreeSet<Region>| {
            BodyMap::regions("Region", picked).show(ui);
        },
        BTreeSet::new(),
    );
    h.run();
    h.get_by_role_and_label(Role::Button, "Choose from a list").focus();
    h.run();
    h.key_press(egui::Key::Enter);
    h.run();
    h.get_by_role_and_label(Role::CheckBox, "Flank").focus();
    h.run();
    h.key_press(egui::Key::Space);
    h.run();
    assert_eq!(h.state(), &BTreeSet::from([Region::Flank]));
    let row = h.get_by_role_and_label(Role::CheckBox, "Flank");
    assert!(row.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
}
