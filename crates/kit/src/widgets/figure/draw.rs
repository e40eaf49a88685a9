//! Paints what was laid out.

use egui::{Align2, Pos2, Rect, Shape as Painted, Stroke, Ui, vec2};

use super::super::text;
use crate::theme::{Font, Theme};
use holdwell_drawing::{Badge, Depth, Layout, SIGN, Shape};

/// Draws the arrows and signs, then the numbers.
pub(super) fn draw(ui: &Ui, theme: &Theme, layout: &Layout, radius: f32) {
    for badge in &layout.badges {
        if let Some(to) = badge.leads_to {
            ui.painter().line_segment([badge.at, to], Stroke::new(1.0, theme.soft));
        }
    }
    // A dark edge below all of them keeps them readable on the marked region.
    for (width, colour) in [(5.0, theme.ground()), (2.0, theme.text)] {
        for mark in &layout.marks {
            stroke(ui, &mark.shape, Stroke::new(width, colour));
        }
    }
    for mark in &layout.marks {
        if let Shape::Sign { at, toward } = mark.shape {
            sign(ui, theme, at, toward);
        }
    }
    for badge in &layout.badges {
        number(ui, theme, badge, radius);
    }
}

fn number(ui: &Ui, theme: &Theme, badge: &Badge, radius: f32) {
    let size = 12.0 * radius / (8.5 * theme.text_size);
    let word = text::one_line(ui, &badge.number.to_string(), theme.sized(Font::Strong, size), theme.on_action);
    ui.painter().circle_filled(badge.at, radius, theme.text);
    text::paint(ui, badge.at, Align2::CENTER_CENTER, word);
}

/// Shows the meaning of a figure's signs in the middle of a line, in smaller letters where the line is short.
pub(super) fn key(ui: &Ui, theme: &Theme, line: Rect, layout: &Layout) {
    const AFTER_SIGN: f32 = SIGN + 6.0;
    const BETWEEN: f32 = 20.0;
    let drawn = |depth: Depth| {
        layout.marks.iter().any(|mark| matches!(mark.shape, Shape::Sign { toward, .. } if toward == depth))
    };
    let signs = [(Depth::Viewer, "toward you"), (Depth::Beyond, "away from you")];
    let says: Vec<(Depth, &str)> = signs.into_iter().filter(|(depth, _)| drawn(*depth)).collect();
    let word = |word: &str, size: f32| text::one_line(ui, word, theme.sized(Font::Small, size), theme.soft);
    let signs = (SIGN + AFTER_SIGN) * says.len() as f32 + BETWEEN * says.len().saturating_sub(1) as f32;
    let words: f32 = says.iter().map(|(_, says)| word(says, Font::Small.size()).size().x).sum();
    let share = ((line.width() - 24.0 - signs) / words.max(1.0)).min(1.0);
    let mut at = line.center() - vec2(f32::midpoint(signs, words * share), 2.0);
    for (toward, says) in says {
        at.x += SIGN;
        sign(ui, theme, at, toward);
        at.x += AFTER_SIGN;
        let word = word(says, Font::Small.size() * share);
        let wide = word.size().x;
        text::paint(ui, at, Align2::LEFT_CENTER, word);
        at.x += wide + BETWEEN;
    }
}

/// Draws the tip of an arrow that comes, or the feathers of one that goes.
fn sign(ui: &Ui, theme: &Theme, at: Pos2, toward: Depth) {
    let line = Stroke::new(1.8, theme.text);
    ui.painter().circle(at, SIGN - 1.0, theme.ground(), line);
    if toward == Depth::Viewer {
        ui.painter().circle_filled(at, 2.2, theme.text);
        return;
    }
    let arm = (SIGN - 1.0) * std::f32::consts::FRAC_1_SQRT_2;
    for end in [vec2(arm, arm), vec2(arm, -arm)] {
        ui.painter().line_segment([at - end, at + end], line);
    }
}

fn stroke(ui: &Ui, shape: &Shape, stroke: Stroke) {
    let Shape::Arrow { points, behind, .. } = shape else { return };
    if *behind && stroke.width < 3.0 {
        ui.painter().extend(Painted::dashed_line(points, stroke, 4.0, 3.0));
    } else {
        ui.painter().add(Painted::line(points.clone(), stroke));
    }
    for head in shape.heads() {
        let corners = Shape::tip(head, stroke.width).into();
        ui.painter().add(Painted::convex_polygon(corners, stroke.color, Stroke::NONE));
    }
}
