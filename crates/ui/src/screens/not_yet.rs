//! The place of a page that the vault has not shown yet.

use egui::Ui;

use crate::action::{Action, Actions};
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, line};

/// Fills the place of a page that the vault has not shown yet, which takes no longer than a blink, or has no more.
pub(super) fn not_yet(ui: &mut Ui, actions: &mut Actions) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        if ui.add(Button::icon_only(icons::LEFT, "All clients")).clicked() {
            actions.push(Action::Go(Page::Clients));
        }
        line(ui, Font::Body, theme.faint, "…");
    });
}
