use std::collections::BTreeSet;

use egui::{Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::shape::{Body, Facing, Figure};
use super::{BodyMap, Spot};
use crate::testing;
use holdwell_model::{Region, Side};

fn figures() -> [(Facing, &'static Figure); 2] {
    [Facing::Front, Facing::Back].map(|facing| (facing, Body::get().figure(facing)))
}

#[test]
fn every_region_is_on_the_map() {
    for region in Region::ALL.iter().copied() {
        let shown = figures().iter().any(|(_, figure)| figure.part(region).is_some());
        assert_eq!(shown, region != Region::WholeBody, "{}", region.key());
    }
    let regions: BTreeSet<Region> =
        figures().iter().flat_map(|(_, figure)| &figure.parts).map(|part| part.region).collect();
    assert!(regions.len() >= 30);
}

#[test]
fn every_region_is_hit_by_its_own_centre_on_both_sides() {
    for (facing, figure) in figures() {
        for part in &figure.parts {
            assert!(part.ring.len() > 8 && part.triangles.len() == part.ring.len() - 2, "{facing} {:?}", part.region);
            for half in [1.0, -1.0] {
                let centre = pos2(part.centre.x * half, part.centre.y);
                assert_eq!(figure.hit(centre), Some(part.region), "{facing} {:?}", part.region);
            }
        }
    }
}

#[test]
fn the_regions_cover_the_body_and_nothing_twice() {
    for (facing, figure) in figures() {
        let (mut gaps, mut inside) = (0, 0);
        let mut outline = figure.outline.clone();
        outline.push(pos2(0.0, 0.0));
        for x in (0..220).step_by(3) {
            for y in (0..1000).step_by(4) {
                let at = pos2(x as f32 / 1000.0 + 0.0003, y as f32 / 1000.0 + 0.0003);
                let parts = figure.parts.iter().filter(|part| super::triangles::contains(&part.ring, at)).count();
                assert!(parts <= 1, "{facing}: {parts} regions at {at:?}");
                let body = super::triangles::contains(&outline, at);
                inside += usize::from(body);
                gaps += usize::from(body && parts == 0);
            }
        }
        assert!(inside > 3000 && gaps == 0, "{facing}: {gaps} of {inside} points are in no region");
    }
}

#[test]
fn left_and_right_are_the_clients() {
    assert_eq!((Facing::Front.side(1.0), Facing::Back.side(1.0)), (Side::Left, Side::Right));
    for facing in [Facing::Front, Facing::Back] {
        for side in [Side::Left, Side::Right] {
            assert_eq!(facing.side(facing.half(side)), side);
        }
    }
}

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
