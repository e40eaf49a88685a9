//! Paints a figure: one mesh for all fills, fine lines between the regions, and the outline over their edges.

use egui::epaint::PathStroke;
use egui::{Color32, Mesh, Painter, Pos2, Shape, Stroke};

use crate::theme::Theme;
use holdwell_drawing::{Facing, Figure};
use holdwell_model::{Region, Side};

/// Paints a figure. `place` says where its points lie on the screen, `fill` the colour of each region and side.
pub(in crate::widgets) fn paint(
    painter: &Painter,
    theme: &Theme,
    figure: &'static Figure,
    facing: Facing,
    place: &dyn Fn(Pos2) -> Pos2,
    fill: &dyn Fn(Region, Side) -> Color32,
) {
    let mut mesh = Mesh::default();
    for part in figure.regions(facing, place) {
        let colour = fill(part.region, part.side);
        let first = mesh.vertices.len() as u32;
        for point in &part.ring {
            mesh.colored_vertex(*point, colour);
        }
        for [a, b, c] in part.triangles {
            mesh.add_triangle(first + a, first + b, first + c);
        }
    }
    painter.add(mesh);
    let (hairline, edge) = (Stroke::new(1.0, theme.body_line()), Stroke::new(1.5, theme.body_edge()));
    painter.extend(figure.borders(place).map(|border| {
        let stroke = if border.is_outline { edge } else { hairline };
        Shape::line(border.points, PathStroke::from(stroke))
    }));
}
