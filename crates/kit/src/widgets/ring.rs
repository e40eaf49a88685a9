//! The ring of a hold, and the breath of light behind it.

use std::f32::consts::TAU;

use egui::{
    Align2, Color32, Mesh, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, Widget, WidgetInfo, vec2,
};

use super::text;
use crate::theme::{Font, Theme, mix};

/// The elapsed share of a hold, as an arc that begins at twelve.
///
/// Beyond 1.0 the lap is full and a thinner second lap begins inside it: overtime of an open hold.
#[must_use = "a ring is shown with `ui.add`"]
#[derive(Debug, Clone)]
pub struct Ring<'a> {
    name: &'a str,
    fraction: f32,
    tint: Color32,
    diameter: f32,
    thickness: f32,
    numerals: Option<(&'a str, &'a str)>,
    marks: &'a [f32],
    dot: f32,
}

impl<'a> Ring<'a> {
    /// Creates a ring with its name for screen readers, such as "Hold, 12 s left".
    pub fn new(name: &'a str, fraction: f32, tint: Color32) -> Self {
        Self { name, fraction, tint, diameter: 374.0, thickness: 14.0, numerals: None, marks: &[], dot: 0.0 }
    }

    /// Sets the diameter and the width of the line: 374 and 14 points on the desk face, 292 and 12 on the room face.
    pub fn size(self, diameter: f32, thickness: f32) -> Self {
        Self { diameter, thickness, ..self }
    }

    /// Adds the time, large, and the line below it. Both shrink where the ring is small.
    pub fn numerals(self, time: &'a str, below: &'a str) -> Self {
        Self { numerals: Some((time, below)), ..self }
    }

    /// Adds marks at fractions of the lap, such as the minimum; beyond 1.0 they stand on the second lap, as the
    /// ceiling.
    pub fn marks(self, marks: &'a [f32]) -> Self {
        Self { marks, ..self }
    }

    /// Shows a small dot in the middle instead of numbers, as on the room face.
    pub fn dot(self) -> Self {
        Self { dot: 5.0, ..self }
    }

    fn radius(&self) -> f32 {
        (self.diameter - self.thickness) / 2.0
    }

    /// Returns the radius and the width of the second lap, which is thinner and lies inside the first.
    fn second(&self) -> (f32, f32) {
        let thin = (self.thickness * 0.45).max(3.0);
        (self.radius() - self.thickness / 2.0 - thin * 1.6, thin)
    }

    fn paint(&self, ui: &Ui, centre: Pos2) {
        let theme = Theme::of(ui);
        let painter = ui.painter();
        let fraction = if self.fraction.is_finite() { self.fraction.max(0.0) } else { 0.0 };
        let (inner, thin) = self.second();
        let over = fraction > 1.0;
        let lap = if over { mix(self.tint, theme.background, 0.45) } else { self.tint };
        painter.extend(arc(centre, self.radius(), self.thickness, 1.0, theme.dim(self.tint)));
        painter.extend(arc(centre, self.radius(), self.thickness, fraction.min(1.0), lap));
        if over {
            painter.extend(arc(centre, inner, thin, (fraction - 1.0).min(1.0), self.tint));
        }
        for &mark in self.marks {
            let passed = fraction >= mark;
            let (radius, width) =
                if mark > 1.0 { (self.second().0, 2.0 * self.second().1) } else { (self.radius(), self.thickness) };
            let colour = if passed && mark <= 1.0 { theme.background } else { self.tint };
            painter.line_segment(tick(centre, radius, width, mark.fract()), Stroke::new(3.0, colour));
        }
        if self.dot > 0.0 {
            painter.circle_filled(centre, self.dot, self.tint);
        }
    }

    fn paint_numerals(&self, ui: &Ui, centre: Pos2) {
        let Some((time, below)) = self.numerals else { return };
        let theme = Theme::of(ui);
        let room = self.diameter - 2.0 * self.thickness;
        let wide = text::one_line(ui, time, theme.font(Font::Numerals), theme.text).size().x;
        let share = (room * 0.78 / wide.max(1.0)).min(room / (330.0 * theme.text_size));
        let size = Font::Numerals.size() * share.min(1.0);
        let big = text::one_line(ui, time, theme.sized(Font::Numerals, size), theme.text);
        let small = text::one_line(ui, below, theme.sized(Font::Body, (size * 0.173).max(13.0)), theme.soft);
        let drawn = size * theme.text_size;
        let lift = vec2(0.0, if below.is_empty() { 0.0 } else { drawn * 0.2 });
        let under = vec2(0.0, drawn * 0.55 - lift.y);
        text::paint(ui, centre - lift, Align2::CENTER_CENTER, big);
        text::paint(ui, centre + under, Align2::CENTER_TOP, small);
    }
}

impl Widget for Ring<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(self.diameter), Sense::hover());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), self.name);
            info.value = Some(f64::from((self.fraction * 100.0).round()));
            info
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect.center());
            self.paint_numerals(ui, rect.center());
        }
        response
    }
}

fn on_circle(centre: Pos2, radius: f32, fraction: f32) -> Pos2 {
    let (sin, cos) = (fraction * TAU).sin_cos();
    centre + radius * vec2(sin, -cos)
}

fn tick(centre: Pos2, radius: f32, width: f32, fraction: f32) -> [Pos2; 2] {
    [on_circle(centre, radius - width / 2.0, fraction), on_circle(centre, radius + width / 2.0, fraction)]
}

/// Draws an arc with round ends. Chords of four points are off the circle by less than a hundredth of a point.
fn arc(centre: Pos2, radius: f32, width: f32, fraction: f32, colour: Color32) -> Vec<Shape> {
    if fraction <= 0.0 || radius <= 0.0 {
        return Vec::new();
    }
    let steps = (fraction * TAU * radius / 4.0).ceil().max(3.0) as usize;
    let point = |step: usize| on_circle(centre, radius, fraction * step as f32 / steps as f32);
    if fraction >= 1.0 {
        return vec![Shape::closed_line((0..steps).map(point).collect(), Stroke::new(width, colour))];
    }
    let points = (0..=steps).map(point).collect();
    let cap = |at: f32| Shape::circle_filled(on_circle(centre, radius, at), width / 2.0, colour);
    vec![Shape::line(points, Stroke::new(width, colour)), cap(0.0), cap(fraction)]
}

/// Paints a breath of the tint behind the ring of the room face, gone before the edges of the window.
pub fn glow(ui: &Ui, rect: Rect, centre: Pos2, tint: Color32) {
    const SPOKES: u32 = 64;
    const RINGS: u32 = 5;
    let theme = Theme::of(ui);
    let reach = rect.size() * vec2(0.5, 0.58);
    let mut mesh = Mesh::default();
    for ring in 0..RINGS {
        let out = ring as f32 / (RINGS - 1) as f32;
        let strength = (1.0 - out) * (1.0 - out) * (1.0 + 2.0 * out);
        let colour = mix(theme.glow(tint), theme.background, strength);
        for spoke in 0..SPOKES {
            let (sin, cos) = (spoke as f32 / SPOKES as f32 * TAU).sin_cos();
            mesh.colored_vertex(centre + reach * out * vec2(cos, sin), colour);
        }
    }
    for ring in 0..RINGS - 1 {
        for spoke in 0..SPOKES {
            let (here, next) = (ring * SPOKES + spoke, ring * SPOKES + (spoke + 1) % SPOKES);
            mesh.add_triangle(here, next, here + SPOKES);
            mesh.add_triangle(next, next + SPOKES, here + SPOKES);
        }
    }
    ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).add(mesh);
}
