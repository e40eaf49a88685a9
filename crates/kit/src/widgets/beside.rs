//! Words with buttons at their right end, or below them where they would leave the words too little room.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use crate::theme::{LINE, Theme};

/// The words have at least this room beside the buttons, in points at the drawn size of text.
const LEAST: f32 = 260.0;

/// Shows words, and buttons at the right end of their first line, which stand and take the keyboard from left to right.
/// Where there is little room, as in a small window or with large text, they stand below the words. `salt` is its
/// own within the parent.
pub fn beside<R>(
    ui: &mut Ui,
    salt: impl egui::AsIdSalt,
    words: impl FnOnce(&mut Ui),
    buttons: impl FnOnce(&mut Ui) -> R,
) -> R {
    let theme = Theme::of(ui);
    ui.push_id(("beside", salt), |ui| {
        let id = ui.scope_id().with("buttons beside");
        let room = ui.available_width();
        let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(room / 3.0);
        let left = room - known - ui.spacing().item_spacing.x;
        let (answer, used) = if left < LEAST * theme.text_size {
            ui.vertical(words);
            let row = ui.horizontal_wrapped(buttons);
            let used = row.response.rect;
            // In several rows nobody can tell how wide they would be in one.
            (row.inner, if used.height() < 1.5 * theme.touch() { used.width() } else { known })
        } else {
            let row = ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(left);
                    // The first line stands level with the buttons.
                    ui.add_space(((theme.touch() - LINE * theme.text_size) / 2.0).max(0.0));
                    words(ui);
                });
                // They have all the room that they could want, or what is cut to its page would be cut to what was known.
                let place = Rect::from_min_size(ui.cursor().min, vec2(room, theme.touch()));
                let layout = Layout::left_to_right(Align::Center);
                ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), buttons)
            });
            (row.inner.inner, row.inner.response.rect.width())
        };
        if (used - known).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, used));
            ui.ctx().request_discard("the buttons beside words have another width");
        }
        answer
    })
    .inner
}
