//! Headings, which a screen reader can jump between.

use egui::{Label, Response, Role, Ui, WidgetInfo};

use crate::theme::{Font, Theme};

/// Shows the title of a screen.
pub fn title(ui: &mut Ui, words: &str) -> Response {
    heading(ui, Font::Title, words)
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
    let response = ui.add(Label::new(theme.rich(font, words).color(colour)).wrap());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, ui.is_enabled(), words));
    response
}
