//! The neutral cover at the end: the next client may be walking in.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::keys::Keys;

use crate::action::{Action, Actions};
use crate::keyboard::Caps as _;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, fit_centred};

/// Shows the cover. Only its own key or a click on the button opens the summary, never Advance.
pub fn show(ui: &mut Ui, keys: &Keys, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    let place = Rect::from_center_size(rect.center(), vec2(rect.width() - 80.0, 160.0 * theme.text_size));
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Center)), |ui| {
        fit_centred(ui, Font::RoomSide, 28.0, theme.soft, "Session finished");
        ui.add_space(24.0);
        let command = UiCommand::Summary;
        // Without a hint: the mouse rests here when the cover comes, and nothing is to open by itself.
        let button = Button::quiet(command.label()).key(keys.cap(command)).by_key_only();
        if ui.add(button).clicked() {
            actions.push(Action::Do(command));
        }
    });
}
