//! One look for what the mouse is on and what the keyboard is on.

use egui::{CornerRadius, Rect, Response, StrokeKind, Ui};

use super::fade::{DESK_SECS, fade};
use crate::theme::Theme;

/// The ring around what is hovered or has the keyboard. It fades in, and what cannot be clicked has none.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: impl Into<CornerRadius>) {
    let lit = response.enabled() && (response.hovered() || response.has_focus());
    let share = fade(ui.ctx(), response.id.with("focus"), if lit { 1.0 } else { 0.0 }, DESK_SECS);
    if share > 0.0 {
        let mut stroke = Theme::of(ui).focus();
        stroke.color = stroke.color.gamma_multiply(share);
        ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Middle);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Whether a field has just come: then it takes the keyboard, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fresh {
    /// It has.
    #[default]
    Yes,
    /// It had the keyboard; where it is now is the person's own business.
    No,
}

impl Fresh {
    /// The field that has just come takes the keyboard.
    pub fn take(&mut self, field: &egui::Response) {
        if std::mem::replace(self, Self::No) == Self::Yes {
            field.request_focus();
        }
    }
}
