//! A key as it lies on the keyboard: a small outlined cap.

use std::sync::Arc;

use egui::{
    Align2, Color32, Galley, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use super::text;
use crate::theme::{Font, Theme, mix};

/// Shows a cap that stands by itself, as in the list of keys.
pub fn keycap(ui: &mut Ui, key: &str) -> Response {
    let theme = Theme::of(ui);
    let cap = Cap::new(ui, key, theme.soft);
    let (rect, response) = ui.allocate_exact_size(cap.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), key));
    cap.paint(ui, rect.left_center(), theme.line);
    response
}

/// A cap laid out, to be painted inside another widget.
pub(super) struct Cap {
    galley: Arc<Galley>,
}

impl Cap {
    pub(super) fn new(ui: &Ui, key: &str, colour: Color32) -> Self {
        Self { galley: text::one_line(ui, key, Theme::of(ui).font(Font::Key), colour) }
    }

    pub(super) fn size(&self) -> Vec2 {
        let size = self.galley.size() + vec2(13.0, 4.0);
        vec2(size.x.max(size.y), size.y)
    }

    pub(super) fn paint(self, ui: &Ui, left_centre: Pos2, outline: Color32) {
        let rect = Rect::from_min_size(left_centre - vec2(0.0, self.size().y / 2.0), self.size());
        ui.painter().rect_stroke(rect, 4, Stroke::new(1.0, outline), StrokeKind::Inside);
        text::paint(ui, rect.center(), Align2::CENTER_CENTER, self.galley);
    }
}

/// Returns the outline of a cap on a fill: the colour of the words, half gone.
pub(super) fn outline_on(words: Color32, fill: Color32) -> Color32 {
    mix(words, fill, 0.35)
}
