//! The dim mark of a check-in or a ceiling in listening work. It grows slowly, makes no sound, and stays until a Mark
//! answers it.

use egui::{Pos2, Stroke, Ui};
use holdwell_engine::{CueKind, Reminder};
use holdwell_model::Millis;

use crate::theme::Theme;

/// The time in which the mark grows, in milliseconds: nothing starts suddenly in a still room.
const GROWS_MS: f32 = 20_000.0;
/// The radii from which and to which it grows, in points.
const RADII: [f32; 2] = [6.0, 30.0];
/// The time between two pictures of a mark that grows, in milliseconds.
const STEP_MS: u64 = 100;

/// Draws the mark around a point: one ring for a check-in, two for the ceiling.
pub(super) fn mark(ui: &Ui, centre: Pos2, reminder: Reminder) {
    let theme = Theme::of(ui);
    let grown = grown(reminder.shown);
    let [from, to] = RADII;
    let radius = from + (to - from) * grown;
    let stroke = Stroke::new(1.5 + 1.5 * grown, theme.night_mark.gamma_multiply(0.4 + 0.6 * grown));
    ui.painter().circle_stroke(centre, radius, stroke);
    if reminder.kind == CueKind::Ceiling {
        ui.painter().circle_stroke(centre, radius + 8.0, stroke);
    }
}

/// Returns the milliseconds until the mark looks different; `None` once it is grown.
pub(super) fn next_change(reminder: Reminder) -> Option<u64> {
    (grown(reminder.shown) < 1.0).then_some(STEP_MS)
}

fn grown(shown: Millis) -> f32 {
    (shown.0 as f32 / GROWS_MS).min(1.0)
}
