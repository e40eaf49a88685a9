//! The way back from a deletion, in a line below the list that the entry is gone from.

use egui::Ui;

use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, line};

/// Shows a line as long as something is deleted, and gives it back where its “Undo” is pressed.
pub(super) fn undo_line<T>(ui: &mut Ui, deleted: &mut Option<T>, words: impl FnOnce(&T) -> String) -> Option<T> {
    let words = words(deleted.as_ref()?);
    let colour = Theme::of(ui).soft;
    let is_undone = ui.horizontal(|ui| {
        let is_undone = ui.add(Button::new("Undo").icon(icons::UNDO)).clicked();
        let _words = line(ui, Font::Body, colour, words);
        is_undone
    });
    if is_undone.inner { deleted.take() } else { None }
}
