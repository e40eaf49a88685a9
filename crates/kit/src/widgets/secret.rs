//! A field for a passphrase. What is typed is never shown, and nothing of it stays behind.

use egui::text_edit::TextEditState;
use egui::{Align2, Context, Response, TextEdit, Ui};
use zeroize::{Zeroize as _, Zeroizing};

use super::announce;
use super::field::labelled;
use crate::theme::Theme;

/// The most bytes of a passphrase. The room is taken at once, so that no copy stays where the text once was.
const MOST: usize = 1024;

/// A passphrase while it is typed.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self(Zeroizing::new(String::with_capacity(MOST)))
    }
}

impl Secret {
    /// Shows the field with its name above it.
    pub fn field(&mut self, ui: &mut Ui, name: &str) -> Response {
        let theme = Theme::of(ui);
        ui.vertical(|ui| {
            let edit = TextEdit::singleline(&mut *self.0)
                .password(true)
                .desired_width(320.0 * theme.text_size)
                .char_limit(MOST / 4)
                .align(Align2::LEFT_CENTER);
            let response = labelled(ui, name, edit);
            // egui keeps what was typed for its undo; a passphrase is typed anew instead.
            if let Some(mut state) = TextEditState::load(ui.ctx(), response.id) {
                state.clear_undoer();
                state.store(ui.ctx(), response.id);
            }
            response
        })
        .inner
    }

    /// Returns true if nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns true if both are the same.
    pub fn same(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Gives the passphrase to `read`, and wipes the field.
    pub fn take<T>(&mut self, read: impl FnOnce(&str) -> T) -> T {
        let taken = read(&self.0);
        self.0.zeroize();
        taken
    }
}

/// A text that stands in a field and was not taken over yet, as a value of egui's memory.
#[derive(Debug, Clone)]
pub struct Unread(pub String);

/// Drops whatever was typed anywhere in the window: egui keeps the text of every field for its undo.
pub fn forget_typed(ctx: &Context) {
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<TextEditState>);
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<Unread>);
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    announce::forget(ctx);
}
