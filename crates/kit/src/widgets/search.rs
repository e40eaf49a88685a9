//! A field that searches as one types; the arrows and Enter belong to the list below it.

use egui::{Id, Key, Modifiers, ScrollArea, Sense, TextEdit, Ui};

use super::button::Button;
use super::focus::Fresh;
use super::rows::{At, Row, RowsDone, rows, rows_by, rows_height};
use crate::theme::{GRID, Theme};

/// The words of a search, and the row that the keyboard has marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The words.
    pub words: String,
    at: At,
    /// The field takes the keyboard at the next frame, as at the first.
    fresh: Fresh,
    /// The id of the field, once it was shown.
    id: Option<Id>,
    /// The id that the field has to have, where somebody else moves the keyboard to it.
    given: Option<Id>,
}

/// The answers of a search field to the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    Nothing,
    /// This row.
    Row(usize),
    /// Enter, where no row is marked and there is not exactly one.
    Enter,
    /// Escape, where nothing was typed any more.
    Left,
}

impl Asked {
    /// Returns the row that is wanted, by key or by a press; `first` is the row that Enter means without a mark.
    pub fn row(self, first: Option<usize>, pressed: Option<usize>) -> Option<usize> {
        match self {
            Self::Row(row) => Some(row),
            Self::Enter => first.or(pressed),
            Self::Left | Self::Nothing => pressed,
        }
    }
}

impl Search {
    /// Creates a search whose field has this id, so that the keyboard can be in it before it is shown.
    pub fn with_id(id: Id) -> Self {
        Self { given: Some(id), ..Self::default() }
    }

    /// Returns the row that the keyboard has marked.
    pub const fn marked(&self) -> Option<usize> {
        self.at.row
    }

    /// Moves the keyboard back to the field; the mark stays.
    pub const fn stay(&mut self) {
        self.fresh = Fresh::Yes;
    }

    /// Moves the keyboard to the field.
    pub const fn focus(&mut self) {
        self.at = At { row: None, moved: false };
        self.fresh = Fresh::Yes;
    }

    /// Shows the field. `found` is how many rows the list below it has.
    pub fn field(&mut self, ui: &mut Ui, (name, hint): (&str, &str), found: usize) -> Asked {
        let theme = Theme::of(ui);
        let mut asked = self.keys(ui, found);
        ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
            let width = ui.available_width().min(480.0 * theme.text_size);
            let edit =
                TextEdit::singleline(&mut self.words).desired_width(width).hint_text(theme.hint(hint)).char_limit(100);
            let edit = match self.given {
                Some(id) => edit.id(id),
                None => edit,
            };
            let response = ui.add(edit.align(egui::Align2::LEFT_CENTER));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            self.id = Some(response.id);
            // Escape takes the keyboard from the field before anybody sees the key.
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                asked = self.leave();
            }
            if response.changed() {
                self.at = At::default();
            }
            self.fresh.take(&response);
        });
        ui.add_space(GRID);
        asked
    }

    /// Shows the field with a button at its end, which is there only now and then and moves nothing below; says besides
    /// if it was pressed.
    pub fn field_and(
        &mut self,
        ui: &mut Ui,
        names: (&str, &str),
        found: usize,
        button: Option<Button<'_>>,
    ) -> (Asked, bool) {
        let beside = button.as_ref().map_or(0.0, |button| button.room(ui).x + ui.spacing().item_spacing.x);
        let row = ui.horizontal_top(|ui| {
            let field = ui.vertical(|ui| {
                ui.set_max_width(ui.available_width() - beside);
                self.field(ui, names, found)
            });
            (field.inner, button.is_some_and(|button| ui.add(button).clicked()))
        });
        row.inner
    }

    /// Empties the field at the first Escape, which keeps the keyboard there; the next one leaves.
    fn leave(&mut self) -> Asked {
        if self.words.is_empty() {
            return Asked::Left;
        }
        self.words.clear();
        self.focus();
        Asked::Nothing
    }

    /// Shows a list that is as high as `count` rows, and returns the row that was pressed.
    pub fn short_list(&mut self, ui: &mut Ui, salt: &str, count: u8, found: &[Row]) -> Option<usize> {
        // In a popup, whose size is that of its last frame, the list would not grow with what is found.
        let height = rows_height(ui, count);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height).id_salt(salt);
        let pressed = area.auto_shrink([false, true]).show(ui, |ui| rows(ui, self.at, found)).inner;
        self.at.moved = false;
        pressed
    }

    /// Shows a list of which `count` rows are in sight, as high as that however few are found, and returns the row that
    /// was pressed.
    pub fn steady_list(&mut self, ui: &mut Ui, salt: &str, count: u8, found: &[Row]) -> Option<usize> {
        let height = rows_height(ui, count);
        let pressed = ui.scope(|ui| {
            ui.set_min_height(height);
            self.short_list(ui, salt, count, found)
        });
        pressed.inner
    }

    /// Shows a list of any length that scrolls, of which only the rows in sight are made. Rows that sense drags can be
    /// carried elsewhere.
    pub fn list(
        &mut self,
        ui: &mut Ui,
        salt: &str,
        count: usize,
        sense: Sense,
        row: impl Fn(usize) -> Row,
    ) -> RowsDone {
        let area = ScrollArea::vertical().auto_shrink([false, true]).id_salt(salt);
        let done = area.show(ui, |ui| rows_by(ui, self.at, count, sense, row)).inner;
        self.at.moved = false;
        done
    }

    /// Returns true if the field has the keyboard.
    pub fn has_focus(&self, ui: &Ui) -> bool {
        self.id.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)))
    }

    fn keys(&mut self, ui: &Ui, found: usize) -> Asked {
        if !self.has_focus(ui) {
            return Asked::Nothing;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = found.saturating_sub(1);
        let row = self.at.row;
        let down = pressed(Key::ArrowDown).then(|| row.map_or(0, |row| (row + 1).min(last)));
        let up = pressed(Key::ArrowUp).then(|| row.map_or(last, |row| row.saturating_sub(1)));
        if found > 0 && (down.is_some() || up.is_some()) {
            self.at = At { row: down.or(up), moved: true };
        }
        if pressed(Key::Enter) {
            return match row {
                Some(row) if row < found => Asked::Row(row),
                _ if found == 1 => Asked::Row(0),
                _ => Asked::Enter,
            };
        }
        Asked::Nothing
    }
}
