//! The room of a field. Nothing that is typed or put in is cut without a word.

use egui::{Response, Ui};

use super::text::wrapped;
use crate::theme::{Font, Theme};

/// Shows the edit of a text that takes at most so many characters, and what there is to say of its room below it: near
/// the end how many are left. What does not fit is not taken at all, and the text stays as it was.
pub fn limited(
    ui: &mut Ui,
    text: &mut String,
    most: usize,
    show: impl FnOnce(&mut Ui, &mut String) -> Response,
) -> Response {
    let before = text.clone();
    let response = show(ui, text);
    let id = response.id.with("too long");
    let (had, has) = (before.chars().count(), text.chars().count());
    let is_refused = response.changed() && has > most && has > had;
    if is_refused {
        *text = before;
        ui.data_mut(|data| data.insert_temp(id, has));
    } else if response.changed() || response.lost_focus() {
        ui.data_mut(|data| data.remove_temp::<usize>(id));
    }
    let left = most.saturating_sub(text.chars().count());
    let theme = Theme::of(ui);
    if let Some(has) = ui.data(|data| data.get_temp::<usize>(id)) {
        let words = format!("Not taken: that would be {has} characters, and {most} fit. Nothing was cut");
        let _refused = wrapped(ui, Font::Small, theme.danger, words);
    } else if response.has_focus() && left <= counted(most) {
        let _left = wrapped(ui, Font::Small, theme.soft, format!("{left} letters left"));
    }
    response
}

/// Returns from how many characters left on they are counted.
const fn counted(most: usize) -> usize {
    if most / 5 < 100 { most / 5 } else { 100 }
}
