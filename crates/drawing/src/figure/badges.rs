//! The places of the arrows' numbers: no number covers another, an arrow or its head.

use emath::{Pos2, Rect, Vec2};

use super::marks::{Badge, FigureSign, Layout};
use super::shape::{AIR, HEAD, SIGN, Shape, cross, to_segment};

/// The distance between a number and other marks, wherever there is room.
const WIDE: f32 = 7.0;

/// Gives each mark its number, those first that have a place close by. A mark that finds none comes first at the next
/// try; what never finds any is left to the words with its arrow, which without a number does not say when.
pub(super) fn number(layout: &mut Layout, frame: Rect, radius: f32) {
    let room = Room { marks: &layout.marks, inner: frame.shrink(radius + AIR), radius };
    let mut first = Vec::new();
    for _ in 0..8 {
        let badges = room.fill(&first);
        let needed = layout.marks.iter().zip(&badges).position(|(mark, badge)| badge.is_none() && !mark.is_twin);
        layout.badges = badges.into_iter().flatten().collect();
        let Some(failed) = needed else { return };
        first.retain(|place| *place != failed);
        first.insert(0, failed);
    }
    let has_badge = |number: usize| layout.badges.iter().any(|badge| badge.number == number);
    let (kept, left): (Vec<FigureSign>, Vec<FigureSign>) =
        layout.marks.drain(..).partition(|mark| has_badge(mark.number));
    layout.in_words.extend(left.iter().map(|mark| mark.number));
    layout.marks = kept;
}

struct Room<'a> {
    marks: &'a [FigureSign],
    /// The area in which the middle of a number may lie.
    inner: Rect,
    radius: f32,
}

/// A ring around the beginning of an arrow, and how far from other marks a number on it must be.
type Ring = (f32, f32);

fn rings() -> impl Iterator<Item = Ring> {
    let tries = [(0..6_u8, WIDE), (0..10, AIR)];
    tries.into_iter().flat_map(|(rings, air)| rings.map(move |ring| (f32::from(ring), air)))
}

impl Room<'_> {
    /// Finds a place for each mark, if it has any; some marks choose before all others.
    fn fill(&self, first: &[usize]) -> Vec<Option<Badge>> {
        let mut badges = vec![None; self.marks.len()];
        // Signs have room on all sides, so arrows choose before them.
        let (twins, mut order): (Vec<usize>, Vec<usize>) =
            (0..self.marks.len()).partition(|place| self.is_twin(*place));
        order.sort_by_key(|place| self.marks.get(*place).map(|mark| matches!(mark.shape, Shape::Sign { .. })));
        let early = first.iter().flat_map(|place| rings().map(|ring| (*place, ring)));
        let late = rings().flat_map(|ring| order.iter().map(move |place| (*place, ring)));
        let last = twins.iter().map(|place| (*place, (0.0, WIDE)));
        for (place, ring) in early.chain(late).chain(last) {
            if badges.get(place).is_some_and(Option::is_none) {
                let found = self.near(place, ring, &badges);
                badges.splice(place..=place, [found]);
            }
        }
        badges
    }

    fn is_twin(&self, place: usize) -> bool {
        self.marks.get(place).is_some_and(|mark| mark.is_twin)
    }

    /// Finds a free place on a ring around the beginning of a mark, as straight behind it as can be.
    fn near(&self, place: usize, (ring, air): Ring, badges: &[Option<Badge>]) -> Option<Badge> {
        let mark = self.marks.get(place)?;
        let (tail, back, nearest) = mark.tail();
        let far = nearest + self.radius + AIR + 0.5 + ring * self.radius * 0.6;
        let leads_to = (far - self.radius - nearest > 6.0).then_some(tail);
        let spot = |step: u8| {
            let angle = f32::from(step.div_ceil(2)) * 15.0 * if step.is_multiple_of(2) { 1.0 } else { -1.0 };
            let at = tail + Vec2::angled(back.angle() + angle.to_radians()) * far;
            Badge { number: mark.number, at, leads_to }
        };
        let others = || self.marks.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, mark)| &mark.shape);
        let free = |badge: &Badge| {
            let leader = badge.leader();
            self.inner.contains(badge.at)
                && mark.shape.distance(badge.at) >= self.radius + AIR
                && mark.is_begun_by(badge.at)
                && others().all(|shape| shape.distance(badge.at) >= self.radius + air)
                && leader.is_none_or(|line| !mark.shape.has_head_on(line) && others().all(|one| !one.is_crossed(line)))
                && badges.iter().flatten().all(|other| badge.is_clear_of(other, self.radius))
        };
        (0..24).map(spot).find(free)
    }
}

impl FigureSign {
    /// Returns the point where the number belongs, the direction in which it stands best, and the room that the mark
    /// takes there.
    fn tail(&self) -> (Pos2, Vec2, f32) {
        let start = self.shape.points().first().copied().unwrap_or_default();
        let Shape::Arrow { points, double, .. } = &self.shape else { return (start, self.outward, SIGN) };
        if let Some((belly, out)) = self.belly() {
            return (belly, out, 0.0);
        }
        let behind = points.get(1).map_or(Vec2::X, |second| (start - *second).normalized());
        (start, behind, if *double { HEAD * 0.6 } else { 0.0 })
    }

    /// Returns the middle of a bow and the direction in which it bulges: a bow begins at the limb beside which it runs,
    /// where there is less room for a number.
    fn belly(&self) -> Option<(Pos2, Vec2)> {
        let Shape::Arrow { points, double: false, .. } = &self.shape else { return None };
        let [first, _, .., last] = points.as_slice() else { return None };
        let belly = points.get(points.len() / 2)?;
        let runs_along = (*last - *first).normalized().dot(self.outward).abs() < 0.5;
        runs_along.then(|| (*belly, (*belly - first.lerp(*last, 0.5)).normalized()))
    }

    /// Returns true if a number there would be read with the beginning of an arrow, not with its end.
    fn is_begun_by(&self, at: Pos2) -> bool {
        match &self.shape {
            Shape::Arrow { points, double: false, .. } if self.belly().is_none() => match points.as_slice() {
                [first, .., last] => at.distance(*first) < at.distance(*last),
                _ => true,
            },
            _ => true,
        }
    }
}

impl Badge {
    fn leader(&self) -> Option<[Pos2; 2]> {
        self.leads_to.map(|to| [self.at, to])
    }

    fn is_clear_of(&self, other: &Self, radius: f32) -> bool {
        let clear = |line: Option<[Pos2; 2]>, at: Pos2| line.is_none_or(|line| to_segment(at, line) >= radius + AIR);
        let crossed = self.leader().zip(other.leader()).is_some_and(|(one, two)| cross(one, two));
        self.at.distance(other.at) >= 2.0 * radius + AIR
            && clear(self.leader(), other.at)
            && clear(other.leader(), self.at)
            && !crossed
    }
}
