//! The figure of a position, painted from the shapes of [`PositionDrawing`].

mod draw;
mod laid_out;
#[cfg(test)]
mod tests;

use egui::{Color32, Mesh, Pos2, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, Widget, WidgetInfo};

use self::laid_out::laid_out;
use super::body_map::paint;
use crate::theme::{CARD_RADIUS, Theme, mix};
use holdwell_drawing::{Body, Ground, PositionDrawing};
use holdwell_model::{Position, Posture, Region, Side};

/// The figure of a position.
#[must_use = "a figure is shown with `ui.add`"]
pub struct PositionFigure<'a> {
    position: &'a Position,
    side: Side,
    width: f32,
}

impl<'a> PositionFigure<'a> {
    /// Creates a figure of the right side, or of the midline where the position has no sides; 400 wide.
    pub const fn new(position: &'a Position) -> Self {
        let side = if position.sided { Side::Right } else { Side::Midline };
        Self { position, side, width: 400.0 }
    }

    /// Sets another side.
    pub fn side(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// Sets another width, in points. A small figure has no numbers at its arrows.
    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Returns the height of the figure as it will be shown, in points.
    pub fn height(&self, ui: &Ui) -> f32 {
        laid_out(ui, self.position, self.side, self.width).card.height()
    }

    fn words(&self) -> String {
        let posture = self.position.posture.map_or("", Posture::word);
        let parts = [posture, self.position.region.name(), self.side.word()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("Figure: {}", parts.join(", ").to_lowercase())
    }
}

impl Widget for PositionFigure<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let drawing = laid_out(ui, self.position, self.side, self.width);
        let (rect, response) = ui.allocate_exact_size(drawing.card.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), self.words()));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(self.position.ease_words().collect::<Vec<_>>().join("; "));
        });
        if !ui.is_rect_visible(rect) {
            return response;
        }
        ui.painter().rect(rect, CARD_RADIUS, theme.ground(), theme.edge(), StrokeKind::Inside);
        let (stand, at) = (drawing.stand, drawing.frame.translate(rect.min.to_vec2()));
        let stage = stand.stage(at);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
        inner.shrink_clip_rect(at.shrink(1.0));
        let edge = Stroke::new(1.0, theme.line);
        for ground in stand.ground(&stage) {
            match ground {
                Ground::Slab(slab, radius) => {
                    // Where the table goes on outside the picture its edge closes the frame.
                    let slab = slab.intersect(at.shrink(1.0));
                    inner.painter().rect(slab, radius, theme.background, edge, StrokeKind::Inside);
                }
                Ground::Floor(ends) => {
                    inner.painter().line_segment(ends, edge);
                }
            }
        }
        let place = |point: Pos2| stage.place(stand.pose(point));
        let fill = |region, side| colour(&theme, &drawing, self.position.region, (region, side));
        paint(inner.painter(), &theme, Body::get().figure(stand.facing), stand.facing, &place, &fill);
        for (ring, triangles) in drawing.seen_through(&place) {
            through(&inner, &theme, &ring, triangles);
        }
        draw::draw(&inner, &theme, &drawing.layout.moved(rect.min.to_vec2()), drawing.radius);
        if drawing.has_key {
            draw::key(ui, &theme, rect.with_min_y(at.bottom()), &drawing.layout);
        }
        response
    }
}

fn colour(theme: &Theme, drawing: &PositionDrawing, marked: Region, (region, side): (Region, Side)) -> Color32 {
    match marked {
        Region::WholeBody => mix(theme.action, theme.body(), 0.3),
        _ if drawing.works_on(region, side) => theme.action,
        _ => theme.body(),
    }
}

/// Paints a region that lies on the table side, seen through the body.
fn through(ui: &Ui, theme: &Theme, ring: &[Pos2], triangles: &[[u32; 3]]) {
    let mut mesh = Mesh::default();
    let through = mix(theme.action, theme.body(), 0.45);
    for point in ring {
        mesh.colored_vertex(*point, through);
    }
    for [a, b, c] in triangles {
        mesh.add_triangle(*a, *b, *c);
    }
    ui.painter().add(mesh);
    ui.painter().extend(Shape::dashed_line(ring, Stroke::new(1.5, theme.action), 4.0, 3.0));
}
