//! The body on a page: where it stands, its regions to be filled, and the lines between them.

use emath::{Pos2, Rect, pos2};

use super::body::{FIGURE, Facing, Figure};
use holdwell_model::{Region, Side};

/// The place of an upright figure on the page.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    origin: Pos2,
    scale: f32,
}

impl Sheet {
    /// Places the figure as large as fits into the rectangle.
    pub fn upright(rect: Rect) -> Self {
        let scale = (rect.height() / FIGURE.height()).min(rect.width() / FIGURE.width());
        Self { origin: pos2(rect.center().x, rect.top() - FIGURE.top() * scale), scale }
    }

    /// Returns where a point of the figure lies on the page.
    pub fn place(&self, point: Pos2) -> Pos2 {
        self.origin + point.to_vec2() * self.scale
    }

    /// Returns which point of the figure lies there.
    pub fn back(&self, at: Pos2) -> Pos2 {
        ((at - self.origin) / self.scale).to_pos2()
    }
}

/// One half of a region on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The region.
    pub region: Region,
    /// The client's side that is shown.
    pub side: Side,
    /// The border.
    pub ring: Vec<Pos2>,
    /// The border cut into triangles, as places in it.
    pub triangles: &'static [[u32; 3]],
}

/// A line on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// The line.
    pub points: Vec<Pos2>,
    /// The line is the outline of the body, and no border within it.
    pub is_outline: bool,
}

/// Points nearer to each other than this are one on the page. Without a graphics card every point of a line costs.
const FINE: f32 = 2.5;

/// The stored half of a figure, and its mirror.
const HALVES: [f32; 2] = [1.0, -1.0];

impl Figure {
    /// Returns every region, each half by itself. `place` says where a point of the figure lies on the page.
    pub fn regions<'a>(
        &'static self,
        facing: Facing,
        place: &'a dyn Fn(Pos2) -> Pos2,
    ) -> impl Iterator<Item = Filled> + 'a {
        HALVES.into_iter().flat_map(move |half| {
            self.parts.iter().map(move |part| Filled {
                region: part.region,
                side: facing.side(half),
                ring: part.ring.iter().map(|point| place(pos2(point.x * half, point.y))).collect(),
                triangles: &part.triangles,
            })
        })
    }

    /// Returns the lines in the order in which they are drawn, without the points that nobody sees.
    pub fn borders<'a>(&'a self, place: &'a dyn Fn(Pos2) -> Pos2) -> impl Iterator<Item = Border> + 'a {
        HALVES.into_iter().flat_map(move |half| {
            let lines = self.lines.iter().map(|line| (line, false)).chain([(&self.outline, true)]);
            lines.map(move |(line, is_outline)| {
                let points = line.iter().map(|point| place(pos2(point.x * half, point.y)));
                Border { points: thinned(points), is_outline }
            })
        })
    }
}

/// Returns a line without the points that nobody sees; its ends stay.
fn thinned(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let mut line: Vec<Pos2> = Vec::new();
    let mut left_out = None;
    for point in points {
        if line.last().is_none_or(|last| last.distance(point) >= FINE) {
            line.push(point);
            left_out = None;
        } else {
            left_out = Some(point);
        }
    }
    line.extend(left_out);
    line
}
