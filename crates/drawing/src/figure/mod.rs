//! A small figure of a position: how the client lies, where it works, and an arrow for each movement, all drawn from
//! the entry itself, so that built-in and own positions look alike.
//!
//! Whoever looks at it and does not read must not move a limb the wrong way: what no arrow can show truly has none and
//! is only told by the numbered words that stand beside the figure.

mod arrows;
mod badges;
mod ground;
mod layout;
mod marks;
mod places;
mod shape;
mod stand;

use emath::{Pos2, Rangef, Rect, pos2, vec2};

use self::arrows::{Arrow, arrows};
pub use self::ground::Ground;
use self::layout::lay;
pub use self::marks::{Badge, FigureSign, Layout};
pub use self::shape::{Depth, HEAD, SIGN, Shape};
pub use self::stand::{Stage, Stand};
use super::body::{Body, Facing, Part};
use holdwell_library::movement::movements;
use holdwell_model::{Position, Posture, Region, Side};

/// A figure narrower than this has no numbers at its arrows, in points.
const NUMBERED: f32 = 160.0;
/// The height of the line that explains the signs, in points.
const KEY: f32 = 22.0;

/// The figure of a position, laid out with the corner of its card as origin.
#[derive(Debug, Clone)]
pub struct PositionDrawing {
    region: Region,
    side: Side,
    /// The posture, and the stretch of the body that is shown.
    pub stand: Stand,
    /// The whole card, in points.
    pub card: Rect,
    /// The card without the line that explains the signs.
    pub frame: Rect,
    /// The arrows and signs with their numbers.
    pub layout: Layout,
    /// The radius of a number's disc, in points.
    pub radius: f32,
    /// The card has a line that explains the signs.
    pub has_key: bool,
}

/// All of a position that is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The posture.
    pub posture: Option<Posture>,
    /// The region that is marked.
    pub region: Region,
    /// The movements, as phrases.
    pub ease: &'a [String],
}

impl<'a> From<&'a Position> for Subject<'a> {
    fn from(position: &'a Position) -> Self {
        Self { posture: position.posture, region: position.region, ease: &position.ease }
    }
}

impl PositionDrawing {
    /// Lays out the figure of a side, as wide as this in points.
    pub fn new<'a>(subject: impl Into<Subject<'a>>, side: Side, width: f32, text_size: f32) -> Self {
        let Subject { posture, region, ease } = subject.into();
        let stand = Stand::of(posture, side, region);
        let worked = if matches!(side, Side::Both | Side::Midline) { Side::Right } else { side };
        let arrows = arrows(&movements(ease), stand.facing.half(worked), &stand);
        let stand = stand.showing(needed(region, width, &arrows));
        let frame = Rect::from_min_size(Pos2::ZERO, vec2(width, width * stand.shape()));
        let stage = stand.stage(frame);
        // Larger numbers would leave no room for what they number.
        let radius = 8.5 * text_size.min(1.2);
        let is_numbered = width >= NUMBERED;
        let layout = lay(&arrows, &|point| stage.place(stand.pose(point)), frame, is_numbered.then_some(radius));
        let has_key = is_numbered && layout.marks.iter().any(|mark| matches!(mark.shape, Shape::Sign { .. }));
        let card = if has_key { frame.with_max_y(frame.bottom() + KEY * text_size) } else { frame };
        Self { region, side, stand, card, frame, layout, radius, has_key }
    }

    /// Returns the region that is marked.
    pub const fn region(&self) -> Region {
        self.region
    }

    /// Returns true if the position works on this side of this region.
    pub fn works_on(&self, region: Region, side: Side) -> bool {
        let of_side = matches!(self.side, Side::Both | Side::Midline) || side == self.side;
        self.region == region && of_side
    }

    /// Returns the marked region where it lies on the table side, seen through the body: the ring of each half that is
    /// worked, and its triangles.
    pub fn seen_through(&self, place: &dyn Fn(Pos2) -> Pos2) -> Vec<(Vec<Pos2>, &'static [[u32; 3]])> {
        let facing = self.stand.facing;
        let other = if facing == Facing::Front { Facing::Back } else { Facing::Front };
        let part = |facing| Body::get().figure(facing).part(self.region);
        let Some(part) = part(other).filter(|_| part(facing).is_none()) else { return Vec::new() };
        let worked = [Side::Left, Side::Right].into_iter().filter(|side| self.works_on(self.region, *side));
        let ring = |side| {
            let half = facing.half(side);
            part.ring.iter().map(|point| place(pos2(point.x * half, point.y))).collect()
        };
        worked.map(|side| (ring(side), part.triangles.as_slice())).collect()
    }
}

/// Returns the stretch of the figure that must be in sight: the marked region, and the arrows where they would stand if
/// the whole figure were.
fn needed(region: Region, width: f32, arrows: &[Arrow]) -> Rangef {
    const AIR: f32 = 0.045;
    let all = Rect::from_x_y_ranges(-width..=width, -width..=2.0 * width);
    let rough = lay(arrows, &|point| point * width, all, None);
    let points = rough.marks.iter().flat_map(|mark| mark.shape.points()).map(|point| point.y / width);
    let ring: Option<&Part> = [Facing::Front, Facing::Back].into_iter().find_map(|facing| {
        let figure = Body::get().figure(facing);
        figure.part(region)
    });
    let ring = ring.map_or(&[Pos2::ZERO, Pos2 { x: 0.0, y: 1.0 }][..], |part| part.ring.as_slice());
    let ends = points.chain(ring.iter().map(|point| point.y));
    let (top, bottom) = ends.fold((1.0_f32, 0.0_f32), |(top, low), y| (top.min(y), low.max(y)));
    Rangef::new(top, bottom + AIR)
}
