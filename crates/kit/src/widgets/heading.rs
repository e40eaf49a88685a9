//! Headings, which a screen reader can jump between.

use egui::{Response, Role, Sides, Ui, WidgetInfo};

use super::focus::steady;
use super::text::{one_line, wrapped};
use crate::theme::{Font, GRID, Theme};

/// Shows the title of a screen.
pub fn title(ui: &mut Ui, words: &str) -> Response {
    heading(ui, Font::Title, words)
}

/// Shows the title of a screen with buttons at the right end of its row, the first one last. Where the row has no room for
/// both, they stand in rows of their own below it, the first one first.
pub fn title_row(ui: &mut Ui, words: &str, buttons: impl FnOnce(&mut Ui)) {
    // A field below it has the same id in both, or what takes the keyboard as the page is opened would lose it again.
    steady(ui, "row of the title", |ui| row_or_rows(ui, words, buttons));
}

fn row_or_rows(ui: &mut Ui, words: &str, buttons: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    let shown = one_line(ui, words, theme.font(Font::Title), theme.text).size();
    let (height, beside) = (theme.touch().max(shown.y), shown.x + GRID);
    let id = ui.scope_id().with("buttons of the title");
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if beside + known <= ui.available_width() {
        let add = |ui: &mut Ui| {
            buttons(ui);
            ui.min_rect().width()
        };
        let (_, width) = Sides::new().height(height).show(ui, |ui| title(ui, words), add);
        if (width - known).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, width));
            ui.ctx().request_discard("the buttons of the title have another width");
        }
    } else {
        title(ui, words);
        let rows = ui.horizontal_wrapped(buttons).response.rect;
        // In one row they are as wide as they are: there may be room beside the title again.
        if rows.height() < 2.0 * theme.touch() {
            ui.data_mut(|data| data.insert_temp(id, rows.width()));
        }
    }
}

/// Shows the heading of a part of a screen, with the space that sets it apart.
pub fn section(ui: &mut Ui, words: &str) -> Response {
    ui.add_space(24.0);
    let response = heading(ui, Font::Body, words);
    ui.add_space(2.0);
    response
}

fn heading(ui: &mut Ui, font: Font, words: &str) -> Response {
    let theme = Theme::of(ui);
    let colour = if font == Font::Title { theme.text } else { theme.soft };
    let response = wrapped(ui, font, colour, words);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, ui.is_enabled(), words));
    response
}
