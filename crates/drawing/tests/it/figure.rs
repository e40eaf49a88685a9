use emath::{Pos2, Rect, Vec2, pos2, vec2};
use holdwell_drawing::{Body, Depth, Facing, HEAD, Part, PositionDrawing, SIGN, Shape, Stand};
use holdwell_library::Library;
use holdwell_library::movement::{Part::Hand, Way, movements};
use holdwell_model::{Position, Posture, Region, Side};

/// Checks every built-in position on each of its sides, at the widths it is drawn in.
fn plans(text_size: f32, mut check: impl FnMut(&str, &Position, &PositionDrawing)) {
    for position in Library::builtin().positions() {
        let sides: &[Side] = if position.sided { &[Side::Left, Side::Right, Side::Both] } else { &[Side::Midline] };
        for side in sides {
            for width in [260.0, 330.0, 400.0] {
                let plan = PositionDrawing::new(position, *side, width, text_size);
                check(&format!("{} {side:?} {width}", position.id), position, &plan);
            }
        }
    }
}

/// Returns the points that a mark covers, and how far ink reaches around them.
fn ink(shape: &Shape) -> Vec<(Pos2, f32)> {
    let Shape::Arrow { points, .. } = shape else {
        return shape.points().iter().map(|at| (*at, SIGN)).collect();
    };
    let shaft =
        points.windows(2).flat_map(|pair| (0..=20).map(|step| (pair[0].lerp(pair[1], step as f32 / 20.0), 1.0)));
    // The painted triangle: its tip and the corners behind it.
    let corners = shape.heads().into_iter().flat_map(|(at, way)| {
        let (long, across) = (way * HEAD, way.rot90() * 4.0);
        [(at + long * 0.6, 0.0), (at - long * 0.4 + across, 0.0), (at - long * 0.4 - across, 0.0)]
    });
    shaft.chain(corners).collect()
}

fn figure_of(library: &Library, id: &str, side: Side) -> PositionDrawing {
    PositionDrawing::new(library.position(id).unwrap(), side, 400.0, 1.0)
}

fn shapes(plan: &PositionDrawing, number: usize) -> Vec<&Shape> {
    plan.layout.marks.iter().filter(|mark| mark.number == number).map(|mark| &mark.shape).collect()
}

/// Returns the way from the beginning of an arrow to its end.
fn way(shape: &Shape) -> Vec2 {
    let points = shape.points();
    points[points.len() - 1] - points[0]
}

#[test]
fn everything_that_is_drawn_stays_in_its_frame() {
    plans(1.0, |name, position, plan| {
        for (at, reach) in plan.layout.marks.iter().flat_map(|mark| ink(&mark.shape)) {
            assert!(plan.frame.shrink(reach).contains(at), "{name}: an arrow at {at}");
        }
        for badge in &plan.layout.badges {
            assert!(plan.frame.shrink(plan.radius).contains(badge.at), "{name}: {badge:?}");
        }
        let stage = plan.stand.stage(plan.frame);
        let marked = |part: &&Part| part.region == position.region;
        for part in Body::get().figure(plan.stand.facing).parts.iter().filter(marked) {
            for (point, half) in part.ring.iter().flat_map(|point| [(point, 1.0), (point, -1.0)]) {
                let at = stage.place(plan.stand.pose(pos2(point.x * half, point.y)));
                assert!(plan.frame.contains(at), "{name}: {:?}", part.region);
            }
        }
    });
}

#[test]
fn no_number_covers_another_or_an_arrow() {
    for text_size in [1.0, 2.0] {
        plans(text_size, |name, _, plan| {
            let badges = &plan.layout.badges;
            for (place, badge) in badges.iter().enumerate() {
                for other in &badges[..place] {
                    assert!(badge.at.distance(other.at) > 2.0 * plan.radius, "{name}: {badge:?} and {other:?}");
                }
                for mark in &plan.layout.marks {
                    for (at, reach) in ink(&mark.shape) {
                        let free = badge.at.distance(at) > plan.radius + reach;
                        assert!(free, "{name}: {badge:?} covers arrow {}", mark.number);
                    }
                }
            }
        });
    }
}

#[test]
fn every_arrow_has_its_number_and_every_movement_its_arrow() {
    plans(1.0, |name, position, plan| {
        for mark in &plan.layout.marks {
            assert!(plan.layout.badges.iter().any(|badge| badge.number == mark.number), "{name}: {}", mark.number);
        }
        for (place, phrase) in movements(&position.ease).iter().enumerate() {
            let drawn = plan.layout.marks.iter().filter(|mark| mark.number == place + 1).count();
            // How a wrist bends is not seen on a hand that hangs.
            let bends = |way| matches!(way, Way::Bend | Way::Back | Way::Lift | Way::Down | Way::Curl);
            let hidden = phrase.iter().filter(|movement| movement.part == Hand && bends(movement.way)).count();
            let expected = phrase.len() - hidden;
            assert!(drawn >= expected, "{name}: movement {} is only told in words", place + 1);
            assert_eq!(plan.layout.in_words.contains(&(place + 1)), expected < phrase.len(), "{name}");
        }
    });
}

#[test]
fn a_lying_figure_fills_its_frame() {
    plans(1.0, |name, _, plan| {
        if plan.stand.turns != 0 {
            let stage = plan.stand.stage(plan.frame);
            let table = Rect::from_two_pos(stage.place(pos2(-0.235, 0.5)), stage.place(pos2(0.235, 0.5)));
            assert!(table.height() > plan.frame.height() * 0.9, "{name}: {table} in {}", plan.frame);
        }
    });
}

#[test]
fn off_the_table_is_a_sign_and_no_arrow_along_the_body() {
    let library = Library::builtin();
    for side in [Side::Left, Side::Right] {
        for (id, number, depth) in [
            ("piriformis", 1, Depth::Beyond),
            ("posterior-lumbar", 2, Depth::Viewer),
            ("gluteus-medius", 1, Depth::Viewer),
            ("scalenes", 1, Depth::Viewer),
            ("posterior-neck", 1, Depth::Beyond),
            ("infraspinatus", 1, Depth::Viewer),
            ("subscapularis", 1, Depth::Beyond),
            ("rhomboids", 1, Depth::Viewer),
            ("anterior-ribs", 1, Depth::Viewer),
        ] {
            let plan = figure_of(&library, id, side);
            let drawn = shapes(&plan, number);
            assert!(matches!(drawn.as_slice(), [Shape::Sign { toward, .. }] if *toward == depth), "{id}: {drawn:?}");
            assert!(plan.has_key, "{id}: the signs are explained");
        }
    }
}

#[test]
fn a_heel_goes_up_the_calf_and_only_one_foot_curls() {
    let library = Library::builtin();
    for (side, down) in [(Side::Left, true), (Side::Right, false)] {
        let calf = figure_of(&library, "gastrocnemius", side);
        let heel = way(shapes(&calf, 3)[0]);
        // Whoever lies has the head at the left.
        assert!(heel.x < -10.0 && heel.y.abs() < 0.1, "{heel}");
        assert!(way(shapes(&calf, 2)[0]).x > 10.0, "the foot is pointed the other way");
        let sole = figure_of(&library, "plantar-fascia", side);
        let toes = shapes(&sole, 3);
        assert_eq!(toes.len(), 1);
        // Of somebody prone, the left is below.
        assert!(toes[0].points().iter().all(|at| (at.y > sole.frame.center().y) == down), "{toes:?}");
    }
}

#[test]
fn traction_goes_away_from_the_trunk_along_the_limb() {
    let library = Library::builtin();
    for side in [Side::Left, Side::Right] {
        for (id, number) in [("arm-pull", 2), ("leg-pull", 2), ("ql-leg-traction", 3)] {
            let plan = figure_of(&library, id, side);
            let stage = plan.stand.stage(plan.frame);
            let to_the_feet = (stage.place(pos2(0.0, 1.0)) - stage.place(Pos2::ZERO)).normalized();
            let [arrow] = shapes(&plan, number)[..] else { panic!("{id} {side:?}") };
            assert!(way(arrow).dot(to_the_feet) > 10.0, "{id} {side:?}: {arrow:?}");
        }
    }
}

#[test]
fn what_turns_is_the_front_of_the_body() {
    let library = Library::builtin();
    for (id, number, back) in [("popliteus", 2, true), ("levator-scapulae", 1, true), ("scalenes", 3, false)] {
        let plan = figure_of(&library, id, Side::Right);
        assert!(matches!(shapes(&plan, number)[0], Shape::Arrow { behind, .. } if *behind == back), "{id}");
    }
    // Prone, the right leg is above the left: inward is down, and so is away from the right side.
    let shin = figure_of(&library, "popliteus", Side::Right);
    assert!(way(shapes(&shin, 2)[0]).y > 10.0);
    let head = figure_of(&library, "levator-scapulae", Side::Right);
    assert!(way(shapes(&head, 1)[0]).y > 10.0);
}

#[test]
fn the_side_that_is_worked_lies_above() {
    for (side, up) in [(Side::Left, 1.0), (Side::Right, -1.0)] {
        let stand = Stand::of(Some(Posture::Side), side, Region::Flank);
        let stage = stand.stage(Rect::from_min_size(Pos2::ZERO, vec2(400.0, 250.0)));
        assert!(stand.facing == Facing::Front);
        let worked = stage.place(pos2(0.1 * up, 0.4));
        let other = stage.place(pos2(-0.1 * up, 0.4));
        assert!(worked.y < other.y, "{side:?}");
    }
}
