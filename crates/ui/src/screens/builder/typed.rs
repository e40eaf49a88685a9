//! A field in which a value is typed as people type it.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Key, Label, Layout, Response, Ui, vec2};

use crate::theme::{Font, Theme};
use crate::widgets::{Fresh, TextField, Unread};

/// Hint of an empty field whose value several steps do not share.
pub(super) const DIFFER: &str = "they differ";

/// The state of the fields of one step while they are drawn.
#[derive(Debug, Default)]
pub(super) struct Typing {
    /// The reasons why typed text cannot be read.
    pub(super) problems: Vec<String>,
    /// The number of them that are said already.
    pub(super) said: usize,
    /// Enter was pressed in one of them.
    pub(super) entered: bool,
    /// One of them was left.
    pub(super) left: bool,
    /// The next field to be shown takes the keyboard.
    pub(super) fresh: Fresh,
}

/// The labels and the current value of a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) name: &'a str,
    /// The value without an entry, shown while the field is empty.
    pub(super) hint: &'a str,
    /// The value in the document, as text.
    pub(super) value: &'a str,
}

/// Shows the field over the available width, and returns a typed value as soon as it can be read. Text that cannot be
/// read stays in the field, and its sentence is among the problems.
pub(super) fn typed<T>(
    ui: &mut Ui,
    field: Typed<'_>,
    typing: &mut Typing,
    read: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    let id = ui.scope_id().with(("typed", field.name));
    let before: Option<Unread> = ui.data(|data| data.get_temp(id));
    let mut text = before.clone().map_or_else(|| field.value.to_owned(), |Unread(text)| text);
    let scale = Theme::of(ui).text_size;
    // The frame of a field is wider than its text.
    let width = ((ui.available_width() - 10.0) / scale).max(40.0);
    let response = ui.add(TextField::new(field.name, &mut text).hint(field.hint).width(width).most(200));
    typing.fresh.take(&response);
    if response.gained_focus() {
        choose_all(ui, &response, &text);
    }
    typing.left |= response.lost_focus();
    typing.entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let value = if response.changed() { read(&text).ok() } else { None };
    if before.is_some() || response.changed() {
        match read(&text) {
            Err(problem) => {
                let wrong = egui::Stroke::new(1.5, Theme::of(ui).danger);
                ui.painter().rect_stroke(response.rect.expand(1.0), 4, wrong, egui::StrokeKind::Inside);
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(problem.as_str()));
                typing.problems.push(problem);
                ui.data_mut(|data| data.insert_temp(id, Unread(text)));
            }
            Ok(_) if response.has_focus() => {
                ui.data_mut(|data| data.insert_temp(id, Unread(text)));
            }
            Ok(_) => {
                ui.data_mut(|data| data.remove::<Unread>(id));
            }
        }
    }
    value
}

impl Typing {
    /// Says below a row of fields what cannot be read in it. The line is there before it is needed, so that nothing moves.
    pub(super) fn say(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let said = self.problems.get(self.said..).unwrap_or_default().join("; ");
        self.said = self.problems.len();
        let words = theme.rich(Font::Small, holdwell_app::text::sentence(&said)).color(theme.danger);
        let size = vec2(ui.available_width(), 18.0 * theme.text_size);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(Label::new(words).truncate());
        });
    }
}

/// Selects all of the text, so that typing replaces it.
fn choose_all(ui: &Ui, response: &Response, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), response.id);
}

/// Shows fields side by side, as many as there is room for, the rest below.
pub(super) fn in_columns<T: Copy>(ui: &mut Ui, fields: &[T], mut show: impl FnMut(&mut Ui, T)) {
    let least = 86.0 * Theme::of(ui).text_size;
    let fit = ((ui.available_width() + 8.0) / (least + 8.0)).floor().max(1.0) as usize;
    // Rows of equal length look calmer than a full one and a rest.
    let rows = fields.len().div_ceil(fit.min(fields.len()).max(1));
    // A field alone is no wider than one of three.
    let each = fields.len().div_ceil(rows.max(1)).max(fit.min(3));
    for row in fields.chunks(each) {
        ui.columns(each, |columns| {
            for (column, field) in columns.iter_mut().zip(row) {
                show(column, *field);
            }
        });
    }
}
