//! A small figure of a position: how the client lies, where it works, and an arrow for each movement, all drawn from
//! the entry itself, so that built-in and own positions look alike.
//!
//! Whoever looks at it and does not read must not move a limb the wrong way: what no arrow can show truly has none and
//! is only told by the numbered words that stand beside the figure.

mod arrows;
mod badges;
mod draw;
mod ground;
mod layout;
mod marks;
mod places;
mod shape;
mod stand;
#[cfg(test)]
mod tests;

use egui::{
    Color32, Mesh, Pos2, Rangef, Rect, Response, Role, Sense, Shape as Painted, Stroke, StrokeKind, Ui, UiBuilder,
    Widget, WidgetInfo, pos2, vec2,
};

use self::arrows::{Arrow, arrows};
use self::layout::lay;
use self::marks::Layout;
use self::shape::Shape;
use self::stand::Stand;
use super::body_map::{Body, Facing, paint};
use crate::theme::{CARD_RADIUS, Theme, mix};
use holdwell_library::movement::movements;
use holdwell_model::{Position, Posture, Region, Side};

/// The figure of a position.
#[must_use = "a figure is shown with `ui.add`"]
pub struct PositionFigure<'a> {
    position: &'a Position,
    side: Side,
    width: f32,
    /// Each arrow has the number of its phrase.
    is_numbered: bool,
}

impl<'a> PositionFigure<'a> {
    /// Creates a figure of the right side, or of the midline where the position has no sides; 400 wide.
    pub const fn new(position: &'a Position) -> Self {
        let side = if position.sided { Side::Right } else { Side::Midline };
        Self { position, side, width: 400.0, is_numbered: true }
    }

    /// Sets another side.
    pub fn side(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// Sets another width, in points. A small figure has no numbers at its arrows.
    pub fn width(self, width: f32) -> Self {
        Self { width, is_numbered: width >= 160.0, ..self }
    }
}

impl Widget for PositionFigure<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let plan = self.plan(theme.text_size);
        let (rect, response) = ui.allocate_exact_size(plan.card.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), self.words()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.position.ease.join("; ")));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        ui.painter().rect(rect, CARD_RADIUS, theme.ground(), theme.edge(), StrokeKind::Inside);
        let (stand, stage) = (plan.stand, plan.stand.stage(plan.frame.translate(rect.min.to_vec2())));
        let mut frame = ui.new_child(UiBuilder::new().max_rect(rect));
        frame.shrink_clip_rect(plan.frame.translate(rect.min.to_vec2()).shrink(1.0));
        let inner = &frame;
        ground::paint(inner.painter(), &theme, &stand, &stage);
        let figure = Body::get().figure(stand.facing);
        let place = |point: Pos2| stage.place(stand.pose(point));
        paint(inner.painter(), &theme, figure, stand.facing, &place, &|region, side| self.colour(&theme, region, side));
        self.behind(inner, &theme, &stand, &place);
        draw::draw(inner, &theme, &plan.layout.moved(rect.min.to_vec2()), plan.radius);
        if plan.has_key {
            draw::key(ui, &theme, rect.with_min_y(rect.top() + plan.frame.height()), &plan.layout);
        }
        response
    }
}

/// The measures of a figure, worked out before anything is painted, with the card's corner as origin.
struct Plan {
    stand: Stand,
    card: Rect,
    /// The card without the line that explains the signs.
    frame: Rect,
    layout: Layout,
    /// The radius of a number's disc, in points.
    radius: f32,
    has_key: bool,
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

    /// Paints a region that lies on the table side, seen through the body.
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
            ui.painter().extend(Painted::dashed_line(&ring, Stroke::new(1.5, theme.action), 4.0, 3.0));
        }
    }

    fn plan(&self, text_size: f32) -> Plan {
        let stand = Stand::of(self.position.posture, self.side, self.position.region);
        let side = if matches!(self.side, Side::Both | Side::Midline) { Side::Right } else { self.side };
        let arrows = arrows(&movements(&self.position.ease), stand.facing.half(side), &stand);
        let stand = stand.showing(self.needed(&arrows));
        let frame = Rect::from_min_size(Pos2::ZERO, vec2(self.width, self.width * stand.shape()));
        let stage = stand.stage(frame);
        // Larger numbers would leave no room for what they number.
        let radius = 8.5 * text_size.min(1.2);
        let numbers = self.is_numbered.then_some(radius);
        let layout = lay(&arrows, &|point| stage.place(stand.pose(point)), frame, numbers);
        let has_sign = layout.marks.iter().any(|mark| matches!(mark.shape, Shape::Sign { .. }));
        let has_key = has_sign && self.is_numbered;
        let card = if has_key { frame.with_max_y(frame.bottom() + draw::KEY * text_size) } else { frame };
        Plan { stand, card, frame, layout, radius, has_key }
    }

    /// Returns the stretch of the figure that must be in sight: the marked region, and the arrows where they would
    /// stand if the whole figure were.
    fn needed(&self, arrows: &[Arrow]) -> Rangef {
        const AIR: f32 = 0.045;
        let all = Rect::from_x_y_ranges(-self.width..=self.width, -self.width..=2.0 * self.width);
        let rough = lay(arrows, &|point| point * self.width, all, None);
        let points = rough.marks.iter().flat_map(|mark| mark.shape.points()).map(|point| point.y / self.width);
        let region = self.position.region;
        let figures = [Facing::Front, Facing::Back].map(|facing| Body::get().figure(facing).part(region));
        let ring = figures.into_iter().flatten().next().map(|part| part.ring.as_slice());
        let region = ring.unwrap_or(&[Pos2::ZERO, Pos2 { x: 0.0, y: 1.0 }]).iter().map(|point| point.y);
        let (top, bottom) = points.chain(region).fold((1.0_f32, 0.0_f32), |(top, low), y| (top.min(y), low.max(y)));
        Rangef::new(top, bottom + AIR)
    }

    fn words(&self) -> String {
        let posture = self.position.posture.map_or("", Posture::word);
        let parts = [posture, self.position.region.name(), self.side.word()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("Figure: {}", parts.join(", ").to_lowercase())
    }
}
