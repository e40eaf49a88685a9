//! One look for what the mouse is on and what the keyboard is on.

use egui::{CornerRadius, Rect, Response, StrokeKind, Ui, UiBuilder};

use super::fade::{DESK_SECS, fade};
use crate::theme::Theme;

/// Paints a ring around what is hovered or has the keyboard. The ring fades in, and what cannot be clicked has none.
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

/// The state of a field that takes the keyboard once, as it appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fresh {
    /// The field has just appeared.
    #[default]
    Yes,
    /// The field had the keyboard once; from then on the user moves it.
    No,
}

impl Fresh {
    /// Moves the keyboard to a field that has just appeared.
    pub fn take(&mut self, field: &egui::Response) {
        if std::mem::replace(self, Self::No) == Self::Yes {
            field.request_focus();
        }
    }
}

/// Shows content that keeps its place in egui's memory whatever appears or goes above it.
///
/// egui counts the widgets of a page to tell them apart. A banner that comes up above a field would make another widget
/// of it, and take the keyboard from whoever writes there. `name` is its own within the parent.
pub fn steady<R>(ui: &mut Ui, name: &'static str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(name);
    ui.scope_builder(UiBuilder::new().scope_id(id), add).inner
}
