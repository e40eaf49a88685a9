//! The body as polygons: read once from `assets/body`, half of it stored, the other half its mirror.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use emath::{Pos2, Rect, pos2, vec2};
use serde::Deserialize;

use super::polygon::{contains, triangles};
use holdwell_model::{Region, Side};

/// The sides from which the body is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facing {
    /// From the front.
    Front,
    /// From behind.
    Back,
}

/// Both figures, in heights of the body: x from its middle, y down from the crown.
#[derive(Debug, Default)]
pub struct Body {
    front: Figure,
    back: Figure,
}

/// The body from one side: half of it, at the right of the picture.
#[derive(Debug, Default)]
pub struct Figure {
    /// The regions.
    pub parts: Vec<Part>,
    /// The outline from the crown down to the crotch.
    pub outline: Vec<Pos2>,
    /// Fine lines: each border between two regions once, and what is no border, as between the fingers.
    pub lines: Vec<Vec<Pos2>>,
}

/// One region.
#[derive(Debug)]
pub struct Part {
    /// The region.
    pub region: Region,
    /// The border.
    pub ring: Vec<Pos2>,
    /// The border cut into triangles, as places in it.
    pub triangles: Vec<[u32; 3]>,
    /// A point well inside it.
    pub centre: Pos2,
}

/// The extent of a figure with a little air, in heights of the body.
pub const FIGURE: Rect = Rect { min: Pos2 { x: -0.22, y: -0.01 }, max: Pos2 { x: 0.22, y: 1.0 } };

impl Body {
    /// Returns the body, read at the first call.
    pub fn get() -> &'static Self {
        static BODY: OnceLock<Body> = OnceLock::new();
        BODY.get_or_init(|| Self::read(include_str!("../../../assets/body/body.toml")))
    }

    /// Returns the figure as it is seen from there.
    pub const fn figure(&self, facing: Facing) -> &Figure {
        match facing {
            Facing::Front => &self.front,
            Facing::Back => &self.back,
        }
    }

    /// Returns the side from which a region is seen best; the front where both show it. The whole body is no region of
    /// a figure.
    pub fn facing(&self, region: Region) -> Option<Facing> {
        [Facing::Front, Facing::Back].into_iter().find(|facing| self.figure(*facing).part(region).is_some())
    }

    /// Reads the file; a damaged one, which tests do not let pass, gives an empty figure.
    fn read(text: &str) -> Self {
        let drawing: Drawing = toml::from_str(text).unwrap_or_default();
        Self { front: drawing.figure(&drawing.front), back: drawing.figure(&drawing.back) }
    }
}

impl Facing {
    /// Returns the client's side that a half of the picture shows, by the sign of x: the right half is from 0 on.
    pub const fn side(self, x: f32) -> Side {
        match (self, x >= 0.0) {
            (Self::Front, true) | (Self::Back, false) => Side::Left,
            (Self::Front, false) | (Self::Back, true) => Side::Right,
        }
    }

    /// Returns the factor of x: 1 for the half that is stored, −1 for its mirror.
    pub fn half(self, side: Side) -> f32 {
        if self.side(1.0) == side { 1.0 } else { -1.0 }
    }
}

impl Figure {
    /// Returns a region's half.
    pub fn part(&self, region: Region) -> Option<&Part> {
        self.parts.iter().find(|part| part.region == region)
    }

    /// Returns the region at a point of the figure.
    pub fn hit(&self, point: Pos2) -> Option<Region> {
        let at = pos2(point.x.abs(), point.y);
        self.parts.iter().find(|part| contains(&part.ring, at)).map(|part| part.region)
    }
}

impl std::fmt::Display for Facing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Front => "front",
            Self::Back => "back",
        })
    }
}

/// The file as it is written; lengths in thousandths of the body's height.
#[derive(Debug, Default, Deserialize)]
struct Drawing {
    line: Lines,
    outline: Vec<String>,
    details: Vec<Vec<[i16; 2]>>,
    front: Half,
    back: Half,
}

#[derive(Debug, Default, Deserialize)]
struct Half {
    line: Lines,
    region: BTreeMap<Region, Vec<[i16; 2]>>,
}

type Lines = BTreeMap<String, Vec<[i16; 2]>>;

impl Drawing {
    fn figure(&self, half: &Half) -> Figure {
        let lines: Vec<&[[i16; 2]]> = self.line.values().chain(half.line.values()).map(Vec::as_slice).collect();
        let is_outline = |name: &&String| self.outline.contains(name);
        let inner = self.line.iter().filter(|(name, _)| !is_outline(name)).map(|(_, line)| line);
        let fine = inner.chain(half.line.values()).chain(&self.details);
        let outline = self.outline.iter().filter_map(|name| self.line.get(name));
        let mut outline: Vec<Pos2> = outline.flat_map(|line| whole(line)).collect();
        // Each line begins where the one before ends.
        outline.dedup();
        Figure {
            parts: half.region.iter().map(|(region, corners)| part(*region, corners, &lines)).collect(),
            outline,
            lines: fine.map(|line| whole(line)).collect(),
        }
    }
}

fn part(region: Region, corners: &[[i16; 2]], lines: &[&[[i16; 2]]]) -> Part {
    let mut ring = Vec::new();
    for (place, from) in corners.iter().enumerate() {
        let to = corners.get(place + 1).unwrap_or(from_first(corners));
        let found = lines.iter().find_map(|line| {
            let place = |point| line.iter().position(|known| known == point);
            Some((line, place(from)?, place(to)?))
        });
        if let Some((line, from, to)) = found {
            ring.extend(smooth(line, from, to));
            // The next corner is the first point of the next line.
            ring.pop();
        }
    }
    let triangles = triangles(&ring);
    let centre = centre(&ring, &triangles);
    Part { region, ring, triangles, centre }
}

fn from_first(corners: &[[i16; 2]]) -> &[i16; 2] {
    corners.first().unwrap_or(&[0, 0])
}

fn whole(line: &[[i16; 2]]) -> Vec<Pos2> {
    smooth(line, 0, line.len().saturating_sub(1))
}

/// Points between two of a line.
const STEPS: i16 = 3;

/// Returns a Catmull-Rom curve through the points of a line, from one of its points to another.
fn smooth(line: &[[i16; 2]], from: usize, to: usize) -> Vec<Pos2> {
    let at = |place: usize| line.get(place).map_or(Pos2::ZERO, |[x, y]| pos2(f32::from(*x), f32::from(*y)) / 1000.0);
    let (low, high) = (from.min(to), from.max(to));
    let mut curve = Vec::new();
    for place in low..high {
        let (one, two) = (at(place), at(place + 1));
        let before = if place > 0 { at(place - 1) } else { one };
        let after = if place + 2 < line.len() { at(place + 2) } else { two };
        curve.extend((0..STEPS).map(|step| catmull([before, one, two, after], f32::from(step) / f32::from(STEPS))));
    }
    curve.push(at(high));
    if from > to {
        curve.reverse();
    }
    curve
}

fn catmull([before, one, two, after]: [Pos2; 4], share: f32) -> Pos2 {
    let along = |before: f32, one: f32, two: f32, after: f32| {
        let (second, third) = (share * share, share * share * share);
        0.5 * (2.0 * one
            + (two - before) * share
            + (2.0 * before - 5.0 * one + 4.0 * two - after) * second
            + (3.0 * one - before - 3.0 * two + after) * third)
    };
    pos2(along(before.x, one.x, two.x, after.x), along(before.y, one.y, two.y, after.y))
}

/// Returns the centre of gravity; where that lies outside, as in a crescent, the middle of the largest triangle.
fn centre(ring: &[Pos2], triangles: &[[u32; 3]]) -> Pos2 {
    let corner = |place: u32| ring.get(place as usize).copied().unwrap_or_default();
    let weigh = |places: &[u32; 3]| {
        let [a, b, c] = places.map(corner);
        let area = ((b - a).x * (c - a).y - (b - a).y * (c - a).x).abs();
        (area, ((a.to_vec2() + b.to_vec2() + c.to_vec2()) / 3.0).to_pos2())
    };
    let weighed: Vec<(f32, Pos2)> = triangles.iter().map(weigh).collect();
    let whole: f32 = weighed.iter().map(|(area, _)| area).sum();
    let sum = weighed.iter().fold(vec2(0.0, 0.0), |sum, (area, middle)| sum + middle.to_vec2() * *area);
    let middle = (sum / whole.max(f32::EPSILON)).to_pos2();
    if contains(ring, middle) {
        return middle;
    }
    let largest = weighed.iter().max_by(|(one, _), (other, _)| one.total_cmp(other));
    largest.map_or(middle, |(_, middle)| *middle)
}
