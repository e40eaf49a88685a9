//! Paints a figure: one mesh for all fills, fine lines between the regions, and the outline over their edges.

use egui::epaint::PathStroke;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2};

use super::shape::{FIGURE, Facing, Figure};
use crate::theme::Theme;
use holdwell_model::{Region, Side};

/// The place of an upright figure on the screen.
#[derive(Debug, Clone, Copy)]
pub(in crate::widgets) struct Sheet {
    origin: Pos2,
    scale: f32,
}

impl Sheet {
    /// Places the figure as large as fits into the rectangle.
    pub(in crate::widgets) fn upright(rect: Rect) -> Self {
        let scale = (rect.height() / FIGURE.height()).min(rect.width() / FIGURE.width());
        Self { origin: pos2(rect.center().x, rect.top() - FIGURE.top() * scale), scale }
    }

    /// Returns where a point of the figure lies on the screen.
    pub(in crate::widgets) fn place(&self, point: Pos2) -> Pos2 {
        self.origin + point.to_vec2() * self.scale
    }

    /// Returns which point of the figure lies there.
    pub(in crate::widgets) fn back(&self, at: Pos2) -> Pos2 {
        ((at - self.origin) / self.scale).to_pos2()
    }
}

/// Points nearer to each other than this are one on the screen. Without a graphics card every point of a line costs.
const FINE: f32 = 2.5;

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

/// Paints a figure. `place` says where its points lie on the screen, `fill` the colour of each region and side.
pub(in crate::widgets) fn paint(
    painter: &Painter,
    theme: &Theme,
    figure: &Figure,
    facing: Facing,
    place: &dyn Fn(Pos2) -> Pos2,
    fill: &dyn Fn(Region, Side) -> Color32,
) {
    let mut mesh = Mesh::default();
    let mut borders = Vec::new();
    let (hairline, edge) = (Stroke::new(1.0, theme.body_line()), Stroke::new(1.5, theme.body_edge()));
    for half in [1.0_f32, -1.0] {
        let put = |point: &Pos2| place(pos2(point.x * half, point.y));
        for part in &figure.parts {
            let colour = fill(part.region, facing.side(half));
            let first = mesh.vertices.len() as u32;
            let ring: Vec<Pos2> = part.ring.iter().map(put).collect();
            for point in &ring {
                mesh.colored_vertex(*point, colour);
            }
            for [a, b, c] in &part.triangles {
                mesh.add_triangle(first + a, first + b, first + c);
            }
        }
        let fine = |line: &Vec<Pos2>| Shape::line(thinned(line.iter().map(put)), PathStroke::from(hairline));
        borders.extend(figure.lines.iter().map(fine));
        borders.push(Shape::line(thinned(figure.outline.iter().map(put)), PathStroke::from(edge)));
    }
    painter.add(mesh);
    painter.extend(borders);
}
