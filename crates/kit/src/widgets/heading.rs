//! Headings, which a screen reader can jump between.

use egui::{Response, Role, Sides, Ui, WidgetInfo};

use super::text::wrapped;
use crate::theme::{Font, TOUCH, Theme};

/// Shows the title of a screen.
pub fn title(ui: &mut Ui, words: &str) -> Response {
    heading(ui, Font::Title, words)
}

/// Shows the title of a screen with buttons at the right end of its row, the first one last.
pub fn title_row(ui: &mut Ui, words: &str, buttons: impl FnOnce(&mut Ui)) {
    let height = TOUCH * Theme::of(ui).text_size.max(1.0);
    Sides::new().height(height).show(ui, |ui| title(ui, words), buttons);
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
