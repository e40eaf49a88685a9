//! The posture of a figure, and the stretch of it that the frame shows.

use emath::{Pos2, Rangef, Rect, Vec2, pos2, vec2};

use crate::body::{Body, Facing};
use holdwell_model::{Posture, Region, Side};

/// The height of the frame for its width, at most: a figure that lies from head to foot needs less.
const SHAPE: f32 = 0.62;
/// The width of the table with a little air, in heights of the body.
const ACROSS: f32 = 0.5;
/// The ends of the table with a little air, in heights of the body.
const TABLE: Rangef = Rangef { min: -0.055, max: 1.055 };
/// The height down to which the head is shown as well, in heights of the body.
const ANKLE: f32 = 0.95;

/// The posture of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// The side from which the body is seen.
    pub facing: Facing,
    /// The posture; `None` where the position has none.
    pub posture: Option<Posture>,
    /// Quarter turns of the upright figure: 0, or −1 with the head at the left, 1 with the head at the right.
    pub turns: i8,
    /// The stretch that is seen: the frame is wide, so of an upright figure the part that matters.
    seen: Rangef,
}

impl Stand {
    /// Returns the posture in which a region is seen best.
    pub fn of(posture: Option<Posture>, side: Side, region: Region) -> Self {
        let best = Body::get().facing(region).unwrap_or(Facing::Front);
        let facing = match posture {
            Some(Posture::Supine) => Facing::Front,
            Some(Posture::Prone) => Facing::Back,
            _ => best,
        };
        let turns = match posture {
            Some(Posture::Supine | Posture::Prone) => -1,
            // The side that is worked lies above.
            Some(Posture::Side) if facing.half(side) > 0.0 => -1,
            Some(Posture::Side) => 1,
            _ => 0,
        };
        Self { facing, posture, turns, seen: seen(posture, region) }
    }

    /// Returns the posture with the stretch in sight that its arrows need: a figure that lies is shown as large as that
    /// and the table's width allow, with the head where there is not only a foot to see.
    pub(super) fn showing(self, needed: Rangef) -> Self {
        if self.turns == 0 {
            return self;
        }
        let least = ACROSS / SHAPE;
        let seen = if needed.max <= ANKLE {
            Rangef::new(TABLE.min, needed.max.max(TABLE.min + least))
        } else if needed.min > TABLE.max - least {
            Rangef::new(TABLE.max - least, TABLE.max)
        } else {
            TABLE
        };
        Self { seen, ..self }
    }

    /// Returns the height of the frame for its width.
    pub fn shape(&self) -> f32 {
        if self.turns == 0 { SHAPE } else { ACROSS / self.seen.span() }
    }

    /// Returns where a point of the upright figure lies once it sits: thighs toward the viewer are short.
    pub fn pose(&self, point: Pos2) -> Pos2 {
        const HIP: f32 = 0.5;
        const KNEE: f32 = 0.71;
        const SHORT: f32 = 0.32;
        if self.posture == Some(Posture::Side) && point.x.abs() > 0.1 {
            // Both arms lie along the body.
            return pos2(point.x.signum() * (0.1 + (point.x.abs() - 0.1) * 0.35), point.y);
        }
        if self.posture != Some(Posture::Seated) || point.y < HIP || point.x.abs() > 0.13 {
            return point;
        }
        let thigh = (point.y.min(KNEE) - HIP) * SHORT;
        pos2(point.x * 1.1, HIP + thigh + (point.y - KNEE).max(0.0))
    }

    /// Returns the mapping from the posed figure to a frame.
    pub fn stage(&self, rect: Rect) -> Stage {
        let stretch = self.seen.span();
        let scale = if self.turns == 0 {
            (rect.width() / 0.5).min(rect.height() / (stretch * 1.12))
        } else {
            (rect.width() / stretch).min(rect.height() / ACROSS)
        };
        Stage { middle: rect.center(), scale, turns: self.turns, at: self.seen.center() }
    }
}

/// Returns the stretch of the posed figure that is in the frame: all of one that lies, and of an upright one its upper
/// part, its middle or its lower part.
fn seen(posture: Option<Posture>, region: Region) -> Rangef {
    let facing = Body::get().facing(region);
    let part = facing.and_then(|facing| Body::get().figure(facing).part(region));
    let at = part.map(|part| part.centre.y);
    let (top, bottom) = match (posture, at) {
        (Some(Posture::Supine | Posture::Prone | Posture::Side), _) => return TABLE,
        (Some(Posture::Seated), Some(at)) if at > 0.55 => (0.28, 0.94),
        (Some(Posture::Seated), _) => (-0.01, 0.66),
        (_, Some(at)) if at < 0.45 => (-0.01, 0.62),
        (_, Some(at)) if at > 0.62 => (0.44, 1.1),
        (_, Some(_)) => (0.25, 0.85),
        (_, None) => (-0.01, 1.01),
    };
    Rangef::new(top, bottom)
}

/// The mapping from the posed figure to the page.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    middle: Pos2,
    scale: f32,
    turns: i8,
    /// The height of the figure that is in the middle.
    at: f32,
}

impl Stage {
    /// Returns where a point of the posed figure lies on the page.
    pub fn place(&self, point: Pos2) -> Pos2 {
        let from_middle = vec2(point.x, point.y - self.at);
        let turned = match self.turns {
            -1 => Vec2::new(from_middle.y, -from_middle.x),
            1 => Vec2::new(-from_middle.y, from_middle.x),
            _ => from_middle,
        };
        self.middle + turned * self.scale
    }
}
