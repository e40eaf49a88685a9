//! The way back from a deletion.

use egui::Ui;

use super::Banner;

/// Shows a banner as long as something is deleted, and gives it back where its “Undo” is pressed.
pub fn undo_banner<T>(ui: &mut Ui, deleted: &mut Option<T>, words: impl FnOnce(&T) -> String) -> Option<T> {
    let words = words(deleted.as_ref()?);
    if Banner::info(&words).action("Undo").show(ui) { deleted.take() } else { None }
}
