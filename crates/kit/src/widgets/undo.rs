//! The way back from a deletion: a banner, or a line below the list that the entry is gone from.

use egui::Ui;

use super::{Banner, Button, line};
use crate::icons;
use crate::theme::{Font, Theme};

/// Shows a banner as long as something is deleted, and gives it back where its “Undo” is pressed.
pub fn undo_banner<T>(ui: &mut Ui, deleted: &mut Option<T>, words: impl FnOnce(&T) -> String) -> Option<T> {
    let words = words(deleted.as_ref()?);
    if Banner::info(&words).action("Undo").show(ui) { deleted.take() } else { None }
}

/// Shows a line as long as something is deleted, and gives it back where its “Undo” is pressed.
pub fn undo_line<T>(ui: &mut Ui, deleted: &mut Option<T>, words: impl FnOnce(&T) -> String) -> Option<T> {
    let words = words(deleted.as_ref()?);
    let is_undone = ui.horizontal(|ui| {
        let is_undone = ui.add(Button::new("Undo").icon(icons::UNDO)).clicked();
        line(ui, Font::Body, Theme::of(ui).soft, words);
        is_undone
    });
    if is_undone.inner { deleted.take() } else { None }
}
