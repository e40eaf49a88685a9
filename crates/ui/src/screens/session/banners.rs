//! The banners before everything else: the question when the window is closed, and keys that are asleep.

use egui::{Align, Id, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::action::{Action, Actions};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, fit_centred, line};

/// Asks if the session is to end. No key answers: Space goes on doing what it did, and closing the window once more is
/// the yes.
pub(super) fn closing(ui: &mut Ui, actions: &mut Actions) {
    let theme = Theme::of(ui);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let question = line(ui, Font::Section, theme.text, "End the session?");
        question.widget_info(|| WidgetInfo::labeled(Role::Alert, true, "End the session?"));
        ui.add_space(GRID);
        if ui.add(Button::danger("End and close").by_key_only()).clicked() {
            actions.push(Action::EndAndClose);
        }
        if ui.add(Button::new("Keep going").by_key_only()).clicked() {
            actions.push(Action::Stay);
        }
    });
}

/// Covers the session, which goes on behind; only the keys do not reach it.
pub(super) fn asleep(ui: &mut Ui, rect: Rect) {
    let theme = Theme::of(ui);
    // The press only wakes the window: this lies over everything that could be clicked.
    let cover = ui.interact(rect, Id::unique("asleep"), Sense::CLICK);
    cover.widget_info(|| WidgetInfo::labeled(Role::Alert, true, "Keys are asleep: click here"));
    ui.painter().rect_filled(rect, 0, theme.background.gamma_multiply(0.88));
    let place = Rect::from_center_size(rect.center(), vec2(rect.width() - 80.0, 220.0 * theme.text_size));
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Center)), |ui| {
        let _title = fit_centred(ui, Font::RoomPosition, 36.0, theme.text, "Keys are asleep");
        let _line = fit_centred(ui, Font::RoomNext, 18.0, theme.soft, "Another window has them. Click here");
    });
}
