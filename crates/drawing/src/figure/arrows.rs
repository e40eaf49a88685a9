//! Arrows for the movements: straight ones for what is carried, bows for what folds or tips, loops for what turns about
//! its length, and a sign for what comes toward the viewer or goes away.

use emath::{Pos2, Vec2, pos2, vec2};

use super::places::{anchors, half_width, is_middle};
use super::shape::{Depth, Shape, curve, line};
use super::stand::Stand;
use crate::body::Facing;
use holdwell_library::movement::{Movement, Part, Way};
use holdwell_model::Posture;

/// A movement with every place where it could be drawn, the best first; each has a shape on every half that moves.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrow {
    /// The number of its phrase.
    pub(super) number: usize,
    pub(super) choices: Vec<Vec<Shape>>,
}

/// The length of a straight arrow, in heights of the body.
const LENGTH: f32 = 0.075;
/// No arrow is shorter, and none goes farther from the midline, where the frame ends.
const SHORTEST: f32 = 0.045;
const EDGE: f32 = 0.224;

/// Returns the arrows of all movements; `worked` is the half of the figure that is worked, 1 or −1. A movement that no
/// arrow could show truly has no choices.
pub(super) fn arrows(phrases: &[Vec<Movement>], worked: f32, stand: &Stand) -> Vec<Arrow> {
    let numbered = phrases.iter().enumerate();
    let movements = numbered.flat_map(|(place, phrase)| phrase.iter().map(move |movement| (place + 1, *movement)));
    movements.map(|(number, movement)| Arrow { number, choices: choices(movement, worked, stand) }).collect()
}

fn choices(movement: Movement, worked: f32, stand: &Stand) -> Vec<Vec<Shape>> {
    let both = movement.both && !is_middle(movement.part);
    let halves: &[f32] = if both { &[1.0, -1.0] } else { &[1.0] };
    let mut choices = Vec::new();
    for (at, beside) in anchors(movement.part) {
        let draw = |half: &f32| Pen { movement, at, beside, half: worked * half, worked, stand }.shape();
        let shapes: Option<Vec<Shape>> = halves.iter().map(draw).collect();
        choices.extend(shapes.filter(|shapes| !choices.contains(shapes)));
    }
    choices
}

/// One movement of one half at one place.
struct Pen<'a> {
    movement: Movement,
    /// The place on the right half of the figure.
    at: Pos2,
    /// The side of a limb on which an arrow along it runs: 1 outward, −1 inward.
    beside: f32,
    half: f32,
    worked: f32,
    stand: &'a Stand,
}

impl Pen<'_> {
    fn shape(&self) -> Option<Shape> {
        let Movement { part, way, .. } = self.movement;
        match (part, way) {
            _ if !is_seen(part, way) => None,
            (Part::Jaw, Way::Open | Way::Down) => Some(line(pos2(0.0, 0.145), pos2(0.0, 0.215))),
            (Part::Jaw, Way::Close | Way::Up) => Some(line(pos2(0.0, 0.215), pos2(0.0, 0.145))),
            // A chin that goes to the chest; from behind only the head is seen, which goes forward.
            (Part::Head, Way::Tuck | Way::Down) if self.faces() => Some(line(pos2(0.0, 0.128), pos2(0.0, 0.2))),
            (Part::Head, Way::Tuck | Way::Down) => Some(self.sign(Depth::Beyond)),
            (_, Way::Point) => Some(self.along(1.0)),
            (_, Way::Curl) => Some(self.bow(self.spot(0.048, 0.968), 0.034 * self.beside, (75.0, -75.0))),
            (Part::Elbow | Part::Knee, Way::Bend) => Some(self.bow(self.joint(), 0.045 * self.beside, (70.0, -70.0))),
            (_, Way::Straighten) => Some(self.bow(self.joint(), 0.045 * self.beside, (-70.0, 70.0))),
            // A thigh on the table can only be drawn up beside the trunk.
            (Part::Hip | Part::Leg, Way::Bend | Way::Forward) if self.stand.posture == Some(Posture::Prone) => {
                Some(self.bow(self.spot(0.065, 0.5), 0.06, (80.0, -60.0)))
            }
            (_, Way::Bend | Way::Forward) => Some(self.sign(self.front())),
            (_, Way::Back) => Some(self.sign(self.front().turned())),
            (_, Way::Lift | Way::Lower) => Some(self.plumb()),
            (_, Way::TipToward) => self.tip(self.worked),
            (_, Way::TipAway) => self.tip(-self.worked),
            _ if turns(way) => self.turn(),
            _ => self.straight(),
        }
    }

    fn faces(&self) -> bool {
        self.stand.facing == Facing::Front
    }

    /// Returns the outward direction; a part without a side goes where the worked side is.
    fn outward(&self) -> f32 {
        if is_middle(self.movement.part) { self.worked } else { self.half }
    }

    fn spot(&self, x: f32, y: f32) -> Pos2 {
        pos2(x * self.half, y)
    }

    fn here(&self) -> Pos2 {
        self.spot(self.at.x, self.at.y)
    }

    fn joint(&self) -> Pos2 {
        if self.movement.part == Part::Knee { self.spot(0.062, 0.722) } else { self.spot(0.15, 0.392) }
    }

    /// Returns the direction of the body's front.
    fn front(&self) -> Depth {
        if self.faces() { Depth::Viewer } else { Depth::Beyond }
    }

    fn sign(&self, toward: Depth) -> Shape {
        Shape::Sign { at: self.here(), toward }
    }

    /// Draws a movement toward the ceiling or the floor.
    fn plumb(&self) -> Shape {
        let up = self.movement.way == Way::Lift;
        match self.stand.posture {
            Some(Posture::Supine | Posture::Prone) => self.sign(if up { Depth::Viewer } else { Depth::Beyond }),
            // The worked side is above.
            Some(Posture::Side) => self.across(if up { self.worked } else { -self.worked }),
            _ => self.along(if up { -1.0 } else { 1.0 }),
        }
    }

    fn straight(&self) -> Option<Shape> {
        let (outward, reach) = (self.outward(), half_width(self.movement.part));
        let at = self.here();
        match self.movement.way {
            // Neither side is the outer one of what lies on the midline.
            Way::Out | Way::In if is_middle(self.movement.part) => None,
            // The palms of the figure face back, so that the thumbs are on the inner side.
            Way::Out | Way::LittleFingerSide => Some(self.across(outward)),
            Way::ThumbSide => Some(self.across(-outward)),
            // Feet cross side by side.
            Way::In if self.movement.part == Part::Ankle => {
                let along = vec2(0.0, if self.half * self.worked > 0.0 { -0.02 } else { 0.02 });
                Some(line(at + along, pos2(-at.x, at.y) + along))
            }
            // The trunk's own parts are pressed in, limbs are carried.
            Way::In if matches!(self.movement.part, Part::Ribs | Part::Pelvis | Part::ShoulderBlade) => {
                Some(line(at + vec2(outward * reach, 0.0), at + vec2(outward * (reach - LENGTH), 0.0)))
            }
            Way::In => Some(line(at, at - vec2(outward * 0.08, 0.0))),
            Way::Toward => Some(self.across(self.worked)),
            Way::Away => Some(self.across(-self.worked)),
            Way::Sideways => {
                let reach = vec2(reach + 0.025, 0.0);
                Some(Shape::Arrow { points: vec![at - reach, at + reach], double: true, behind: false })
            }
            Way::Up => Some(self.along(-1.0)),
            Way::Down => Some(self.along(1.0)),
            _ => None,
        }
    }

    /// Draws an arrow from the edge of a part straight to a side.
    fn across(&self, to: f32) -> Shape {
        let at = self.here();
        let from = at.x + to * (half_width(self.movement.part) + 0.006);
        let end = (from + to * LENGTH).clamp(-EDGE, EDGE);
        // What lies near the edge has a short arrow, but never a stump.
        let from = if to > 0.0 { from.min(end - SHORTEST) } else { from.max(end + SHORTEST) };
        line(pos2(from, at.y), pos2(end, at.y))
    }

    /// Draws an arrow along a part: on the midline, or beside a limb, to the feet (1) or to the head (−1).
    fn along(&self, to: f32) -> Shape {
        let away = match self.movement.part {
            Part::ShoulderBlade => 0.0,
            part if is_middle(part) => 0.0,
            part => half_width(part) + 0.024,
        };
        // A hip is drawn up at its crest, not at the thigh that bends.
        let up = if self.movement.part == Part::Hip { -0.055 } else { 0.0 };
        let at = self.here() + vec2(away * self.half * self.beside, up);
        let half = vec2(0.0, to * LENGTH * 0.5);
        line(at - half, at + half)
    }

    /// Draws a bow on the outer side of a joint (of a negative radius on the inner one), between two angles in degrees,
    /// 0 being outward.
    fn bow(&self, at: Pos2, radius: f32, (from, to): (f32, f32)) -> Shape {
        let outward = self.outward();
        let on_bow = |angle: f32| at + vec2(angle.cos() * outward * radius, angle.sin() * radius.abs());
        Shape::arrow(curve(from, to, on_bow))
    }

    /// Draws a tip: the head tips over its crown; the trunk carries the head to a side.
    fn tip(&self, toward: f32) -> Option<Shape> {
        let (from, to, at, radius) = match self.movement.part {
            Part::Head => (-118.0, -20.0, pos2(0.0, 0.062), 0.088),
            Part::Trunk => (-79.0, -56.0, pos2(0.0, 0.42), 0.36),
            _ => return None,
        };
        Some(Shape::arrow(curve(from, to, |angle| at + vec2(angle.cos() * toward, angle.sin()) * radius)))
    }

    /// Draws a flat loop around a part, its end toward a side: over the front of the body, which is behind where the
    /// back is seen, so that what turns is always the front.
    fn turn(&self) -> Option<Shape> {
        let Movement { part, way, .. } = self.movement;
        let toward = match way {
            Way::TurnToward => self.worked,
            Way::TurnAway => -self.worked,
            Way::TurnIn | Way::TurnOut if is_middle(part) => return None,
            // What is seen is the top of the foot: it goes out where the sole goes in.
            Way::TurnOut if part == Part::Sole => -self.half,
            Way::TurnIn if part != Part::Sole => -self.half,
            _ => self.outward(),
        };
        match part {
            // Bent knees go to a side; a knee does not turn.
            Part::Knee => return matches!(way, Way::TurnToward | Way::TurnAway).then(|| self.across(toward)),
            // It turns flat on the ribs.
            Part::ShoulderBlade if way == Way::TurnEither => {
                let at = self.here();
                let points = curve(-150.0, 30.0, |angle| at + Vec2::angled(angle) * 0.032);
                return Some(Shape::Arrow { points, double: true, behind: false });
            }
            Part::ShoulderBlade | Part::Jaw => return None,
            _ => {}
        }
        let behind = !self.faces();
        let (at, size) = (self.here(), vec2(half_width(part) + if is_middle(part) { 0.022 } else { 0.01 }, 0.02));
        let bulge = if behind { -1.0 } else { 1.0 };
        let points = curve(205.0, -30.0, |angle| at + vec2(angle.cos() * toward, angle.sin() * bulge) * size);
        Some(Shape::Arrow { points, double: way == Way::TurnEither, behind })
    }
}

/// Returns true if a picture from above or in front can show the movement. A hand hangs or lies so that its bending is
/// not seen, and of a foot it would not be clear which way that is.
const fn is_seen(part: Part, way: Way) -> bool {
    match way {
        Way::Tuck => matches!(part, Part::Head),
        Way::Open | Way::Close => matches!(part, Part::Jaw),
        Way::Straighten => matches!(part, Part::Elbow | Part::Knee),
        Way::Point | Way::Curl => matches!(part, Part::Foot | Part::Ankle),
        Way::Bend => !matches!(part, Part::Hand | Part::Foot | Part::Ankle),
        Way::Up | Way::Down | Way::Lift | Way::Lower | Way::Forward | Way::Back => !matches!(part, Part::Hand),
        _ => true,
    }
}

const fn turns(way: Way) -> bool {
    matches!(way, Way::TurnToward | Way::TurnAway | Way::TurnOut | Way::TurnIn | Way::TurnEither)
}
