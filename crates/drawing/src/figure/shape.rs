//! The drawn form of a movement, and the room it takes.

use emath::{Pos2, Rect, Vec2};

/// The drawn form of a movement: first in points of the upright figure, then on the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line with a head at its end.
    Arrow {
        /// The line.
        points: Vec<Pos2>,
        /// The arrow has a head at its beginning as well.
        double: bool,
        /// The arrow runs behind the body.
        behind: bool,
    },
    /// An arrow that comes out of the page or goes into it.
    Sign {
        /// The middle.
        at: Pos2,
        /// The direction.
        toward: Depth,
    },
}

/// The direction of an arrow that is seen from its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Toward whoever looks: the tip is seen, as a dot.
    Viewer,
    /// Away: the feathers are seen, as a cross.
    Beyond,
}

/// The length and width of an arrow's head, in points.
pub const HEAD: f32 = 7.0;
/// The radius of a sign, in points.
pub const SIGN: f32 = 6.5;
/// The least distance between a number and anything else, in points.
pub(super) const AIR: f32 = 2.0;

impl Depth {
    pub(super) const fn turned(self) -> Self {
        match self {
            Self::Viewer => Self::Beyond,
            Self::Beyond => Self::Viewer,
        }
    }
}

impl Shape {
    /// Draws an arrow with one head, in front of the body.
    pub(super) const fn arrow(points: Vec<Pos2>) -> Self {
        Self::Arrow { points, double: false, behind: false }
    }

    /// Returns the points of an arrow, or the middle of a sign.
    pub fn points(&self) -> &[Pos2] {
        match self {
            Self::Arrow { points, .. } => points,
            Self::Sign { at, .. } => std::slice::from_ref(at),
        }
    }

    /// Returns the same shape with each point placed elsewhere.
    #[must_use]
    pub fn on(&self, place: &dyn Fn(Pos2) -> Pos2) -> Self {
        match self {
            Self::Arrow { points, double, behind } => {
                Self::Arrow { points: points.iter().map(|at| place(*at)).collect(), double: *double, behind: *behind }
            }
            Self::Sign { at, toward } => Self::Sign { at: place(*at), toward: *toward },
        }
    }

    /// Returns true if all of it is in the frame, heads included.
    pub(super) fn is_within(&self, frame: Rect) -> bool {
        let inner = frame.shrink(if matches!(self, Self::Sign { .. }) { SIGN } else { HEAD * 0.7 });
        self.points().iter().all(|at| inner.contains(*at))
    }

    /// Returns the heads, each with its tip and its direction.
    pub fn heads(&self) -> Vec<(Pos2, Vec2)> {
        let Self::Arrow { points, double, .. } = self else { return Vec::new() };
        let ([first, second, ..], [.., before, last]) = (points.as_slice(), points.as_slice()) else {
            return Vec::new();
        };
        let end = (*last, (*last - *before).normalized());
        let start = double.then(|| (*first, (*first - *second).normalized()));
        [Some(end), start].into_iter().flatten().collect()
    }

    /// Returns the corners of the triangle that a head is drawn as, for a line of this width.
    pub fn tip((at, way): (Pos2, Vec2), width: f32) -> [Pos2; 3] {
        let (long, across) = (way * (HEAD - 2.0 + width), way.rot90() * (3.0 + width * 0.5));
        [at + long * 0.6, at - long * 0.4 + across, at - long * 0.4 - across]
    }

    /// Returns the distance of a point from the shape.
    pub(super) fn distance(&self, at: Pos2) -> f32 {
        let heads = self.heads().into_iter().map(|(tip, _)| tip.distance(at) - HEAD * 0.6);
        let own = match self {
            Self::Arrow { points, .. } => segments(points).map(|line| to_segment(at, line)).fold(f32::MAX, f32::min),
            Self::Sign { at: middle, .. } => middle.distance(at) - SIGN,
        };
        heads.fold(own, f32::min)
    }

    /// Returns the distance from another shape.
    pub(super) fn apart(&self, other: &Self) -> f32 {
        let steps = |shape: &Self| -> Vec<Pos2> {
            match shape {
                Self::Sign { at, .. } => vec![*at],
                Self::Arrow { points, .. } => segments(points)
                    .flat_map(|[one, two]| [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| one.lerp(two, share)))
                    .collect(),
            }
        };
        let room = if matches!(self, Self::Sign { .. }) { SIGN } else { 0.0 };
        steps(self).into_iter().map(|at| other.distance(at) - room).fold(f32::MAX, f32::min)
    }

    /// Returns true if a line runs over the shape.
    pub(super) fn is_crossed(&self, line: [Pos2; 2]) -> bool {
        match self {
            Self::Arrow { points, .. } => segments(points).any(|own| cross(own, line)) || self.has_head_on(line),
            Self::Sign { at, .. } => to_segment(*at, line) < SIGN + AIR,
        }
    }

    /// Returns true if the head at the end lies on a line, or one at the beginning where the line does not lead there.
    pub(super) fn has_head_on(&self, line: [Pos2; 2]) -> bool {
        let [_, to] = line;
        self.heads().iter().any(|(tip, _)| *tip != to && to_segment(*tip, line) < HEAD)
    }
}

/// Draws a straight arrow.
pub(super) fn line(from: Pos2, to: Pos2) -> Shape {
    Shape::arrow(vec![from, to])
}

/// Returns the points of two angles in degrees and of all between them.
pub(super) fn curve(from: f32, to: f32, at: impl Fn(f32) -> Pos2) -> Vec<Pos2> {
    (0..=16_u8).map(|step| at((from + (to - from) * f32::from(step) / 16.0).to_radians())).collect()
}

fn segments(points: &[Pos2]) -> impl Iterator<Item = [Pos2; 2]> {
    points.iter().zip(points.iter().skip(1)).map(|(one, two)| [*one, *two])
}

/// Returns the distance of a point from a line between two others.
pub(super) fn to_segment(at: Pos2, [from, to]: [Pos2; 2]) -> f32 {
    let way = to - from;
    let share = ((at - from).dot(way) / way.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
    at.distance(from + way * share)
}

/// Returns true if two lines cross.
pub(super) fn cross([a, b]: [Pos2; 2], [c, d]: [Pos2; 2]) -> bool {
    let side = |from: Pos2, to: Pos2, at: Pos2| (to - from).rot90().dot(at - from);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
