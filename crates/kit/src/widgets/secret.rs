//! A field for a passphrase. What is typed is never shown, and nothing of it stays behind.

use egui::text_edit::TextEditState;
use egui::{Align2, Context, Response, TextEdit, Ui};
use zeroize::{Zeroize as _, Zeroizing};

use super::announce;
use super::field::labelled;
use super::text::wrapped;
use crate::theme::{Font, Theme};

/// The most characters of a passphrase.
const MOST: usize = 256;
/// Room for one more than fit, in bytes. It is taken at once, so that no copy stays where the text once was.
const ROOM: usize = 4 * (MOST + 1);
/// The sentence at the field about a passphrase that is too long. One from before may have been cut.
const TOO_LONG: &str = "A passphrase has at most 256 characters, and this one has more. It is not taken: make it shorter. \
    One that was set with more before was cut after 256";

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
        Self(Zeroizing::new(String::with_capacity(ROOM)))
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
                .char_limit(MOST + 1)
                .align(Align2::LEFT_CENTER);
            let response = labelled(ui, name, edit);
            // egui keeps what was typed for its undo; a passphrase is typed anew instead.
            if let Some(mut state) = TextEditState::load(ui.ctx(), response.id) {
                state.clear_undoer();
                state.store(ui.ctx(), response.id);
            }
            if self.is_too_long() {
                let _shown = wrapped(ui, Font::Small, theme.danger, TOO_LONG);
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(TOO_LONG));
            }
            response
        })
        .inner
    }

    /// Returns true if nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns true if there is more than a passphrase may have.
    pub fn is_too_long(&self) -> bool {
        self.0.chars().count() > MOST
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
