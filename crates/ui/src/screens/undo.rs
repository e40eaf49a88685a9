//! The way back from a deletion, as every page offers it.

use egui::Ui;

use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, Button, line};

/// Says over the whole width that something is deleted. Returns true where that is taken back.
pub(super) fn banner(ui: &mut Ui, name: &str) -> bool {
    Banner::info(&format!("“{name}” is deleted")).action("Undo").show(ui)
}

/// Says in a line of a list that one of its entries is gone. Returns true where that is taken back.
pub(super) fn in_list(ui: &mut Ui, words: String) -> bool {
    let colour = Theme::of(ui).soft;
    ui.horizontal(|ui| {
        let is_undone = ui.add(Button::new("Undo").icon(icons::UNDO)).clicked();
        let _words = line(ui, Font::Body, colour, words);
        is_undone
    })
    .inner
}
