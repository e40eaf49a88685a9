//! A star, full or empty: the icon font has only the outline.

use egui::{Align2, Mesh, Pos2, Ui, Vec2};

use super::text;
use crate::icons;
use crate::theme::{Font, Theme};

/// Paints a star around a point.
pub(super) fn star(ui: &Ui, at: Pos2, is_full: bool) {
    let theme = Theme::of(ui);
    let size = 22.0;
    let colour = if is_full { theme.caution } else { theme.faint };
    if is_full {
        let radius = size * theme.text_size * 0.42;
        let mut mesh = Mesh::default();
        mesh.colored_vertex(at, colour);
        for point in 0..10_u8 {
            let far = if point % 2 == 0 { radius } else { radius * 0.45 };
            let angle = f32::from(point) * std::f32::consts::PI / 5.0 - std::f32::consts::FRAC_PI_2;
            mesh.colored_vertex(at + Vec2::angled(angle) * far, colour);
        }
        (0..10).for_each(|point| mesh.add_triangle(0, 1 + point, 1 + (point + 1) % 10));
        ui.painter().add(mesh);
    }
    let outline = text::one_line(ui, icons::STAR.0, theme.sized(Font::Body, size), colour);
    text::paint(ui, at, Align2::CENTER_CENTER, outline);
}
