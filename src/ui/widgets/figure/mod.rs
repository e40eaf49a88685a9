//! A small figure of a position: how the client lies, where it works, and an arrow for each movement, all drawn from
//! the entry itself, so that built-in and own positions look alike.

mod arrows;
mod ground;

use egui::{
    Color32, Mesh, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, Vec2, Widget,
    WidgetInfo, pos2, vec2,
};

use self::arrows::{Arrow, arrows, draw};
use super::body_map::{Body, Facing, paint};
use crate::library::movement::movements;
use crate::model::{Position, Posture, Region, Side};
use crate::ui::theme::{CARD_RADIUS, Theme, mix};

/// How high a figure is for its width: lying and upright ones have the same frame.
const SHAPE: f32 = 0.62;

/// The figure of a position.
#[must_use = "a figure is shown with `ui.add`"]
pub struct PositionFigure<'a> {
    position: &'a Position,
    side: Side,
    width: f32,
    numbers: Numbers,
}

/// Whether each arrow has the number of its phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Shown,
    Hidden,
}

impl<'a> PositionFigure<'a> {
    /// A figure of the right side, or of the midline where the position has no sides; 400 wide.
    pub const fn new(position: &'a Position) -> Self {
        let side = if position.sided { Side::Right } else { Side::Midline };
        Self { position, side, width: 400.0, numbers: Numbers::Shown }
    }

    /// Another side.
    pub fn side(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// Another width. A small one has no numbers at its arrows.
    pub fn width(self, width: f32) -> Self {
        Self { width, numbers: if width < 160.0 { Numbers::Hidden } else { Numbers::Shown }, ..self }
    }
}

impl Widget for PositionFigure<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let stand = Stand::of(self.position.posture, self.side, self.position.region);
        let (rect, response) = ui.allocate_exact_size(vec2(self.width, self.width * SHAPE), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), self.words()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.position.ease.join("; ")));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        ui.painter().rect(rect, CARD_RADIUS, theme.ground(), theme.edge(), StrokeKind::Inside);
        let stage = stand.stage(rect);
        let mut frame = ui.new_child(UiBuilder::new().max_rect(rect));
        frame.shrink_clip_rect(rect.shrink(1.0));
        let ui = &frame;
        ground::paint(ui.painter(), &theme, &stand, &stage);
        let figure = Body::get().figure(stand.facing);
        let place = |point: Pos2| stage.place(stand.pose(point));
        paint(ui.painter(), &theme, figure, stand.facing, &place, &|region, side| self.colour(&theme, region, side));
        self.behind(ui, &theme, &stand, &place);
        draw(ui, &theme, &self.arrows(&stand), &place, self.numbers);
        response
    }
}

impl PositionFigure<'_> {
    fn works_on(&self, region: Region, side: Side) -> bool {
        let of_side = matches!(self.side, Side::Both | Side::Midline) || side == self.side;
        self.position.region == region && of_side
    }

    fn colour(&self, theme: &Theme, region: Region, side: Side) -> Color32 {
        match self.position.region {
            Region::WholeBody => mix(theme.action, theme.body(), 0.3),
            _ if self.works_on(region, side) => theme.action,
            _ => theme.body(),
        }
    }

    /// A region that lies on the table side is seen through the body.
    fn behind(&self, ui: &Ui, theme: &Theme, stand: &Stand, place: &dyn Fn(Pos2) -> Pos2) {
        if Body::get().figure(stand.facing).part(self.position.region).is_some() {
            return;
        }
        let other = if stand.facing == Facing::Front { Facing::Back } else { Facing::Front };
        let Some(part) = Body::get().figure(other).part(self.position.region) else { return };
        for side in [Side::Left, Side::Right].into_iter().filter(|side| self.works_on(part.region, *side)) {
            let half = stand.facing.half(side);
            let ring: Vec<Pos2> = part.ring.iter().map(|point| place(pos2(point.x * half, point.y))).collect();
            let mut mesh = Mesh::default();
            let through = mix(theme.action, theme.body(), 0.45);
            for point in &ring {
                mesh.colored_vertex(*point, through);
            }
            for [a, b, c] in &part.triangles {
                mesh.add_triangle(*a, *b, *c);
            }
            ui.painter().add(mesh);
            ui.painter().extend(Shape::dashed_line(&ring, Stroke::new(1.5, theme.action), 4.0, 3.0));
        }
    }

    fn arrows(&self, stand: &Stand) -> Vec<Arrow> {
        let side = if matches!(self.side, Side::Both | Side::Midline) { Side::Right } else { self.side };
        arrows(&movements(&self.position.ease), stand.facing.half(side))
    }

    fn words(&self) -> String {
        let posture = self.position.posture.map_or("", Posture::word);
        let parts = [posture, self.position.region.name(), self.side.word()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("Figure: {}", parts.join(", ").to_lowercase())
    }
}

/// How a figure stands, sits or lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stand {
    facing: Facing,
    posture: Option<Posture>,
    /// Quarter turns of the upright figure: 0, or −1 with the head at the left, 1 with the head at the right.
    turns: i8,
    /// From where to where it is seen: the frame is wide, so of an upright figure the part that matters.
    seen: (f32, f32),
}

impl Stand {
    fn of(posture: Option<Posture>, side: Side, region: Region) -> Self {
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
        let seen = seen(posture, region);
        Self { facing, posture, turns, seen }
    }

    /// Where a point of the upright figure lies once it sits: thighs toward the viewer are short.
    fn pose(&self, point: Pos2) -> Pos2 {
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

    fn stage(&self, rect: Rect) -> Stage {
        let room = rect.shrink(rect.height() * 0.06);
        let (top, bottom) = self.seen;
        let size = if self.turns == 0 { vec2(0.44, bottom - top) } else { vec2(bottom - top, 0.5) };
        let scale = (room.width() / size.x).min(room.height() / size.y);
        Stage { middle: rect.center(), scale, turns: self.turns, at: f32::midpoint(top, bottom) }
    }
}

/// Which stretch of the posed figure is in the frame: all of one that lies, and of an upright one its upper part, its
/// middle or its lower part.
fn seen(posture: Option<Posture>, region: Region) -> (f32, f32) {
    let facing = Body::get().facing(region);
    let part = facing.and_then(|facing| Body::get().figure(facing).part(region));
    let at = part.map(|part| part.centre.y);
    match (posture, at) {
        (Some(Posture::Supine | Posture::Prone | Posture::Side), _) => (0.0, 1.0),
        (Some(Posture::Seated), Some(at)) if at > 0.55 => (0.28, 0.94),
        (Some(Posture::Seated), _) => (-0.01, 0.66),
        (_, Some(at)) if at < 0.45 => (-0.01, 0.62),
        (_, Some(at)) if at > 0.62 => (0.44, 1.1),
        (_, Some(_)) => (0.25, 0.85),
        (_, None) => (-0.01, 1.01),
    }
}

/// From the posed figure to the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage {
    middle: Pos2,
    scale: f32,
    turns: i8,
    /// The height of the figure that is in the middle.
    at: f32,
}

impl Stage {
    pub(super) fn place(&self, point: Pos2) -> Pos2 {
        let from_middle = vec2(point.x, point.y - self.at);
        let turned = match self.turns {
            -1 => Vec2::new(from_middle.y, -from_middle.x),
            1 => Vec2::new(-from_middle.y, from_middle.x),
            _ => from_middle,
        };
        self.middle + turned * self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::super::body_map::Part;
    use super::*;
    use crate::library::Library;
    use crate::ui::testing;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn every_built_in_position_has_a_figure_that_stays_in_its_frame() {
        for position in Library::builtin().positions() {
            let figure = PositionFigure::new(position);
            let rect = Rect::from_min_size(Pos2::ZERO, vec2(400.0, 400.0 * SHAPE));
            let stand = Stand::of(position.posture, figure.side, position.region);
            let stage = stand.stage(rect);
            let shown = |part: &&Part| stand.turns != 0 || part.region == position.region;
            for part in Body::get().figure(stand.facing).parts.iter().filter(shown) {
                let inside = part.ring.iter().all(|point| {
                    [1.0, -1.0].iter().all(|half| rect.contains(stage.place(stand.pose(pos2(point.x * half, point.y)))))
                });
                assert!(inside, "{}: {:?}", position.id, part.region);
            }
            let drawn = movements(&position.ease).iter().flatten().count();
            assert!(figure.arrows(&stand).len() >= drawn, "{}: an arrow for each movement", position.id);
        }
    }

    #[test]
    fn the_side_that_is_worked_lies_above() {
        for (side, up) in [(Side::Left, 1.0), (Side::Right, -1.0)] {
            let stand = Stand::of(Some(Posture::Side), side, Region::Flank);
            let stage = stand.stage(Rect::from_min_size(Pos2::ZERO, vec2(400.0, 400.0 * SHAPE)));
            assert!(stand.facing == Facing::Front);
            let worked = stage.place(pos2(0.1 * up, 0.4));
            let other = stage.place(pos2(-0.1 * up, 0.4));
            assert!(worked.y < other.y, "{side:?}");
        }
    }

    #[test]
    fn a_figure_says_what_it_shows() {
        let library = Library::builtin();
        let psoas = library.position("psoas").unwrap();
        let mut h = testing::harness([400.0, 400.0], |ui| {
            ui.add(PositionFigure::new(psoas));
        });
        h.run();
        assert!(h.query_by_label("Figure: supine, abdomen and hip, right").is_some());
    }
}
