//! The ground of a figure: what the client lies, sits or stands on.

use egui::{Painter, Pos2, Rect, Stroke, StrokeKind, pos2};

use super::stand::{Stage, Stand};
use crate::theme::Theme;
use holdwell_model::Posture;

/// The place of the feet of somebody seated, in heights of the body.
const FEET: f32 = 0.857;

/// Paints the ground below the figure.
pub(super) fn paint(painter: &Painter, theme: &Theme, stand: &Stand, stage: &Stage) {
    let between = |one: (f32, f32), other: (f32, f32)| {
        Rect::from_two_pos(stage.place(pos2(one.0, one.1)), stage.place(pos2(other.0, other.1)))
    };
    let edge = Stroke::new(1.0, theme.line);
    let slab = |rect: Rect, radius: f32| {
        painter.rect(rect, radius, theme.background, edge, StrokeKind::Inside);
    };
    match stand.posture {
        // A table, seen from above.
        Some(Posture::Supine | Posture::Prone) => slab(between((-0.235, -0.02), (0.235, 1.02)), 10.0),
        // The same table, seen from beside.
        Some(Posture::Side) => {
            let below = f32::from(stand.turns) * 0.135;
            slab(between((below, -0.02), (below + f32::from(stand.turns) * 0.05, 1.02)), 4.0);
            slab(between((below, 0.0), (below - f32::from(stand.turns) * 0.075, 0.12)), 8.0);
        }
        Some(Posture::Seated) => {
            // A bench, wider than who sits on it.
            for leg in [-0.24, 0.24] {
                slab(between((leg - 0.012, 0.55), (leg + 0.012, FEET)), 0.0);
            }
            slab(between((-0.28, 0.525), (0.28, 0.57)), 4.0);
            floor(painter, stage, edge, FEET);
        }
        Some(Posture::Standing) => floor(painter, stage, edge, 0.995),
        None => {}
    }
}

fn floor(painter: &Painter, stage: &Stage, edge: Stroke, at: f32) {
    let end = |x: f32| -> Pos2 { stage.place(pos2(x, at)) };
    painter.line_segment([end(-0.3), end(0.3)], edge);
}
