use std::collections::BTreeSet;

use emath::pos2;
use holdwell_drawing::{Body, Facing, Figure, contains};
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
                let parts = figure.parts.iter().filter(|part| contains(&part.ring, at)).count();
                assert!(parts <= 1, "{facing}: {parts} regions at {at:?}");
                let body = contains(&outline, at);
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
