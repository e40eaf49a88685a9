//! The progress of something long.

use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use super::text::line;
use crate::theme::{Font, Theme};

/// Shows a bar under its words; `done` is 0 to 1.
pub fn progress(ui: &mut Ui, words: &str, done: f32) {
    let theme = Theme::of(ui);
    let done = if done.is_finite() { done.clamp(0.0, 1.0) } else { 0.0 };
    line(ui, Font::Body, theme.soft, format!("{words}: {:.0} %", done * 100.0));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width().min(420.0), 8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, words));
    ui.painter().rect_filled(rect, 4, theme.track);
    ui.painter().rect_filled(rect.with_max_x(rect.left() + rect.width() * done), 4, theme.action);
}
