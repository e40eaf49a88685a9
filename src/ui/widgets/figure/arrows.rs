//! The arrows of a figure: straight ones for what is carried, bows for what bends, loops for what turns.

use egui::emath::Rot2;
use egui::{Align2, Color32, Pos2, Shape, Stroke, Ui, Vec2, pos2, vec2};

use super::super::text;
use super::Numbers;
use crate::library::movement::{Movement, Part, Way};
use crate::ui::theme::{Font, Theme};

/// An arrow, as points of the upright figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrow {
    points: Vec<Pos2>,
    /// Whether it has a head at its beginning as well.
    double: bool,
    /// The number of its phrase.
    number: usize,
}

/// How long a straight arrow is, in heights of the body.
const LENGTH: f32 = 0.09;
/// Arrows of one part stand beside each other.
const APART: f32 = 0.045;

/// The arrows of all movements; `worked` is the half of the figure that is worked, 1 or −1.
pub(super) fn arrows(phrases: &[Vec<Movement>], worked: f32) -> Vec<Arrow> {
    let mut seen: Vec<Part> = Vec::new();
    let mut arrows = Vec::new();
    for (place, phrase) in phrases.iter().enumerate() {
        for &movement in phrase {
            let earlier = seen.iter().filter(|part| **part == movement.part).count();
            seen.push(movement.part);
            let halves: &[f32] = if movement.both && !is_middle(movement.part) { &[1.0, -1.0] } else { &[1.0] };
            for half in halves {
                let along = vec2(0.0, earlier as f32 * APART);
                let (points, double) = shape(movement, anchor(movement.part) + along, worked * half, worked);
                arrows.push(Arrow { points, double, number: place + 1 });
            }
        }
    }
    arrows
}

/// Whether a part lies on the midline.
const fn is_middle(part: Part) -> bool {
    matches!(part, Part::Head | Part::Jaw | Part::Trunk)
}

/// Where the arrow of a part begins, on the right half.
fn anchor(part: Part) -> Pos2 {
    let (x, y) = match part {
        Part::Head => (0.0, 0.055),
        Part::Jaw => (0.0, 0.112),
        Part::Trunk => (0.0, 0.27),
        Part::Ribs => (0.06, 0.32),
        Part::Pelvis => (0.06, 0.46),
        Part::ShoulderBlade => (0.068, 0.235),
        Part::Shoulder => (0.112, 0.205),
        Part::Arm => (0.128, 0.31),
        Part::Elbow => (0.145, 0.39),
        Part::Forearm => (0.165, 0.445),
        Part::Hand => (0.19, 0.55),
        Part::Hip => (0.075, 0.49),
        Part::Leg => (0.06, 0.61),
        Part::Knee => (0.055, 0.722),
        Part::Shin => (0.052, 0.82),
        Part::Ankle => (0.046, 0.915),
        Part::Foot => (0.05, 0.965),
    };
    pos2(x, y)
}

/// The points of an arrow on one half, and whether it goes both ways.
fn shape(movement: Movement, anchor: Pos2, half: f32, worked: f32) -> (Vec<Pos2>, bool) {
    let at = pos2(anchor.x * half, anchor.y);
    let middle = is_middle(movement.part);
    // What has no side of its own goes where the worked side is.
    let outward = if middle { worked } else { half };
    let to = |x: f32, y: f32| straight(at, vec2(x, y));
    let bow_radius = if middle { 0.08 } else { 0.05 };
    let loop_size = if middle { vec2(0.07, 0.022) } else { vec2(0.045, 0.018) };
    match movement.way {
        Way::Out => (to(outward, 0.0), false),
        Way::In => (straight(at + vec2(outward * LENGTH * 0.6, 0.0), vec2(-outward, 0.0)), false),
        Way::Toward => (to(worked, 0.0), false),
        Way::Away => (to(-worked, 0.0), false),
        Way::Sideways => (vec![at - vec2(LENGTH * 0.6, 0.0), at + vec2(LENGTH * 0.6, 0.0)], true),
        Way::Up | Way::Close => (to(0.0, -1.0), false),
        Way::Down | Way::Open | Way::Point => (to(0.0, 1.0), false),
        Way::Bend | Way::Forward if middle => (bow(at, bow_radius, outward, (-60.0, 60.0)), false),
        Way::Back if middle => (bow(at, bow_radius, outward, (60.0, -60.0)), false),
        Way::Bend | Way::Forward => (bow(at, bow_radius, outward, (70.0, -70.0)), false),
        Way::Back | Way::Straighten => (bow(at, bow_radius, outward, (-70.0, 70.0)), false),
        Way::TipToward => (over(at, worked), false),
        Way::TipAway => (over(at, -worked), false),
        Way::TurnToward => (turn(at, worked, loop_size), false),
        Way::TurnAway => (turn(at, -worked, loop_size), false),
        Way::TurnOut => (turn(at, outward, loop_size), false),
        Way::TurnIn => (turn(at, -outward, loop_size), false),
        Way::TurnEither => (turn(at, outward, loop_size), true),
    }
}

fn straight(from: Pos2, way: Vec2) -> Vec<Pos2> {
    vec![from + way * (LENGTH * 0.25), from + way * (LENGTH * 1.25)]
}

/// A bow beside a joint, between two angles in degrees, 0 being outward.
fn bow(at: Pos2, radius: f32, outward: f32, (from, to): (f32, f32)) -> Vec<Pos2> {
    curve(from, to, |angle| at + vec2(angle.cos() * outward, angle.sin()) * radius)
}

/// A bow over the top of a part that is tipped to a side.
fn over(at: Pos2, toward: f32) -> Vec<Pos2> {
    curve(-125.0, -15.0, |angle| at + vec2(angle.cos() * toward, angle.sin()) * 0.085)
}

/// A flat loop around a part, the front half of it, its end toward a side.
fn turn(at: Pos2, toward: f32, size: Vec2) -> Vec<Pos2> {
    curve(200.0, -20.0, |angle| at + vec2(angle.cos() * toward, angle.sin()) * size)
}

fn curve(from: f32, to: f32, at: impl Fn(f32) -> Pos2) -> Vec<Pos2> {
    (0..=12_u8).map(|step| at((from + (to - from) * f32::from(step) / 12.0).to_radians())).collect()
}

/// Draws the arrows, each with its number at the beginning.
pub(super) fn draw(ui: &Ui, theme: &Theme, arrows: &[Arrow], place: &dyn Fn(Pos2) -> Pos2, numbers: Numbers) {
    let mut tails = Vec::new();
    for arrow in arrows {
        let points: Vec<Pos2> = arrow.points.iter().map(|point| place(*point)).collect();
        let ([first, second, ..], [.., before, last]) = (points.as_slice(), points.as_slice()) else { continue };
        line(ui, theme, &points, arrow.double.then_some((*first, *second - *first)), (*last, *last - *before));
        tails.push((arrow.number, *first, *first - *second));
    }
    // Numbers come after all arrows, so that none is crossed, and none lies on another.
    let mut taken: Vec<Pos2> = Vec::new();
    for (number, tail, back) in tails.into_iter().filter(|_| numbers == Numbers::Shown) {
        let radius = 8.5 * theme.text_size;
        let turned = |(degrees, far): (f32, f32)| {
            tail + Rot2::from_angle(degrees.to_radians()) * back.normalized() * radius * far
        };
        let is_free = |at: &Pos2| taken.iter().all(|other| other.distance(*at) > 1.9 * radius);
        let at = AROUND.into_iter().map(turned).find(is_free).unwrap_or(tail);
        taken.push(at);
        let word = text::one_line(ui, &number.to_string(), theme.sized(Font::Strong, 12.0), theme.on_action);
        ui.painter().circle_filled(at, radius, theme.text);
        text::paint(ui, at, Align2::CENTER_CENTER, word);
    }
}

/// Where a number may stand, in degrees from straight behind its arrow and in radii from the beginning; the best first.
const AROUND: [(f32, f32); 11] = [
    (0.0, 1.1),
    (70.0, 1.2),
    (-70.0, 1.2),
    (120.0, 1.4),
    (-120.0, 1.4),
    (0.0, 3.0),
    (45.0, 3.0),
    (-45.0, 3.0),
    (90.0, 3.0),
    (-90.0, 3.0),
    (0.0, 5.0),
];

type Head = (Pos2, Vec2);

fn line(ui: &Ui, theme: &Theme, points: &[Pos2], tail: Option<Head>, head: Head) {
    // A dark edge below keeps it readable on the marked region.
    for (width, colour) in [(5.0, theme.ground()), (2.0, theme.text)] {
        ui.painter().add(Shape::line(points.to_vec(), Stroke::new(width, colour)));
        let tail = tail.map(|(at, way)| (at, -way));
        for (at, way) in [Some(head), tail].into_iter().flatten() {
            ui.painter().add(tip(at, way.normalized(), width, colour));
        }
    }
}

fn tip(at: Pos2, way: Vec2, width: f32, colour: Color32) -> Shape {
    let (long, across) = (way * (5.0 + width), way.rot90() * (3.0 + width * 0.5));
    Shape::convex_polygon(
        vec![at + long * 0.6, at - long * 0.4 + across, at - long * 0.4 - across],
        colour,
        Stroke::NONE,
    )
}
