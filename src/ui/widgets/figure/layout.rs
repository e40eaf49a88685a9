//! Where everything that is drawn for the movements lies, worked out before it is painted, so that all of it stays
//! within the frame and nothing lies on anything else.

use egui::{Pos2, Rect, Vec2, pos2};

use super::arrows::{Arrow, Shape};
use super::badges::{Badge, number};

/// How long and wide an arrow's head is.
pub(super) const HEAD: f32 = 7.0;
/// The radius of a sign.
pub(super) const SIGN: f32 = 6.5;
/// What must lie between a number and anything else.
pub(super) const AIR: f32 = 2.0;
/// Arrows of one figure should not come nearer to each other, as a share of the frame's width.
const APART: f32 = 0.0375;

/// All marks of a figure, on the screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Layout {
    pub(super) marks: Vec<Mark>,
    pub(super) badges: Vec<Badge>,
    /// The numbers of movements for which there was no room: they are only told in words.
    pub(super) in_words: Vec<usize>,
}

impl Layout {
    /// The same elsewhere on the screen.
    pub(super) fn moved(&self, by: Vec2) -> Self {
        let mark = |mark: &Mark| Mark { shape: mark.shape.on(&|at| at + by), ..mark.clone() };
        let badge = |badge: &Badge| Badge { at: badge.at + by, leads_to: badge.leads_to.map(|to| to + by), ..*badge };
        Self {
            marks: self.marks.iter().map(mark).collect(),
            badges: self.badges.iter().map(badge).collect(),
            in_words: self.in_words.clone(),
        }
    }
}

/// An arrow or a sign with the number of its phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) number: usize,
    pub(super) shape: Shape,
    /// Away from the midline.
    pub(super) outward: Vec2,
    /// Whether the same is drawn on the side that is worked. It has a number only where there is much room.
    pub(super) is_twin: bool,
}

/// Lays the marks out, and numbers of this radius if there are to be any.
pub(super) fn lay(arrows: &[Arrow], place: &dyn Fn(Pos2) -> Pos2, frame: Rect, radius: Option<f32>) -> Layout {
    let mut layout = Layout::default();
    // What can stand in one place only comes before what can move out of its way.
    let mut order: Vec<&Arrow> = arrows.iter().collect();
    order.sort_by_key(|arrow| arrow.choices.len());
    for arrow in order {
        let mark = |(half, shape): (usize, &Shape)| {
            let start = shape.points().first().copied().unwrap_or_default();
            let outward = (place(start) - place(pos2(0.0, start.y))).normalized();
            Mark { number: arrow.number, shape: shape.on(place), outward, is_twin: half > 0 }
        };
        let choices = arrow.choices.iter().map(|shapes| shapes.iter().enumerate().map(mark).collect());
        match freest(choices, &layout.marks, frame) {
            Some(marks) => layout.marks.extend(marks),
            None => layout.in_words.push(arrow.number),
        }
    }
    layout.marks.sort_by_key(|mark| mark.number);
    if let Some(radius) = radius {
        number(&mut layout, frame, radius);
    }
    layout
}

/// The first place that is well away from all other marks, else the one that is farthest from them.
fn freest(choices: impl Iterator<Item = Vec<Mark>>, others: &[Mark], frame: Rect) -> Option<Vec<Mark>> {
    let enough = frame.width() * APART;
    let mut best: Option<(f32, Vec<Mark>)> = None;
    for marks in choices.filter(|marks| marks.iter().all(|mark| mark.shape.is_within(frame))) {
        let apart = |mark: &Mark| others.iter().map(|other| mark.shape.apart(&other.shape)).fold(enough, f32::min);
        let free = marks.iter().map(apart).fold(enough, f32::min);
        if best.as_ref().is_none_or(|(best, _)| free > *best) {
            best = Some((free, marks));
        }
    }
    best.map(|(_, marks)| marks)
}

impl Shape {
    fn on(&self, place: &dyn Fn(Pos2) -> Pos2) -> Self {
        match self {
            Self::Arrow { points, double, behind } => {
                Self::Arrow { points: points.iter().map(|at| place(*at)).collect(), double: *double, behind: *behind }
            }
            Self::Sign { at, nearer } => Self::Sign { at: place(*at), nearer: *nearer },
        }
    }

    fn is_within(&self, frame: Rect) -> bool {
        let inner = frame.shrink(if matches!(self, Self::Sign { .. }) { SIGN } else { HEAD * 0.7 });
        self.points().iter().all(|at| inner.contains(*at))
    }

    /// The heads, each with its tip and the way it points.
    pub(super) fn heads(&self) -> Vec<(Pos2, Vec2)> {
        let Self::Arrow { points, double, .. } = self else { return Vec::new() };
        let ([first, second, ..], [.., before, last]) = (points.as_slice(), points.as_slice()) else {
            return Vec::new();
        };
        let end = (*last, (*last - *before).normalized());
        let start = double.then(|| (*first, (*first - *second).normalized()));
        [Some(end), start].into_iter().flatten().collect()
    }

    /// How far a point is from what is drawn.
    pub(super) fn distance(&self, at: Pos2) -> f32 {
        let heads = self.heads().into_iter().map(|(tip, _)| tip.distance(at) - HEAD * 0.6);
        let own = match self {
            Self::Arrow { points, .. } => segments(points).map(|line| to_segment(at, line)).fold(f32::MAX, f32::min),
            Self::Sign { at: middle, .. } => middle.distance(at) - SIGN,
        };
        heads.fold(own, f32::min)
    }

    fn apart(&self, other: &Self) -> f32 {
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

    pub(super) fn is_crossed(&self, line: [Pos2; 2]) -> bool {
        match self {
            Self::Arrow { points, .. } => segments(points).any(|own| cross(own, line)) || self.has_head_on(line),
            Self::Sign { at, .. } => to_segment(*at, line) < SIGN + AIR,
        }
    }

    /// Whether the head at its end lies on a line, or one at its beginning where the line does not lead there.
    pub(super) fn has_head_on(&self, line: [Pos2; 2]) -> bool {
        let [_, to] = line;
        self.heads().iter().any(|(tip, _)| *tip != to && to_segment(*tip, line) < HEAD)
    }
}

fn segments(points: &[Pos2]) -> impl Iterator<Item = [Pos2; 2]> {
    points.iter().zip(points.iter().skip(1)).map(|(one, two)| [*one, *two])
}

pub(super) fn to_segment(at: Pos2, [from, to]: [Pos2; 2]) -> f32 {
    let way = to - from;
    let share = ((at - from).dot(way) / way.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
    at.distance(from + way * share)
}

pub(super) fn cross([a, b]: [Pos2; 2], [c, d]: [Pos2; 2]) -> bool {
    let side = |from: Pos2, to: Pos2, at: Pos2| (to - from).rot90().dot(at - from);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
