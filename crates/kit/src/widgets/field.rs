//! A field for a text, with its label above.

use egui::{Align2, Label, Response, TextEdit, Ui, Widget};

use super::limit::limited;
use super::text::wrapped_height;
use crate::theme::{Font, Theme};

/// The distance between the label of a field and the field, in points.
const BELOW_NAME: f32 = 4.0;

/// A single line of text.
#[must_use = "a field is shown with `ui.add`"]
pub struct TextField<'a> {
    name: &'a str,
    text: &'a mut String,
    hint: &'a str,
    problem: Option<&'a str>,
    width: f32,
    most: usize,
    rows: usize,
}

impl<'a> TextField<'a> {
    /// Creates a field with its label and the text it edits.
    pub fn new(name: &'a str, text: &'a mut String) -> Self {
        Self { name, text, hint: "", problem: None, width: 280.0, most: 200, rows: 1 }
    }

    /// Adds an example, shown while the field is empty.
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Adds the problem of the text, with what would be right.
    pub fn problem(self, problem: Option<&'a str>) -> Self {
        Self { problem, ..self }
    }

    /// Sets another width than 280 points.
    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Sets the most characters the field takes, 200 if not said. More are not taken, and the field says so.
    pub fn most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Returns the height of a single line with its label, in points.
    pub fn height(ui: &Ui) -> f32 {
        wrapped_height(ui, Font::Small, "X", f32::INFINITY) + BELOW_NAME + Theme::of(ui).touch()
    }

    /// Takes several lines and shows this many at least.
    pub fn rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }
}

impl Widget for TextField<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let width = (self.width * theme.text_size).min(ui.max_rect().width());
        // In a row that wraps it begins another one, and is not squeezed into what is left of this one.
        if ui.layout().main_wrap && ui.available_size_before_wrap().x < width {
            ui.end_row();
        }
        ui.vertical(|ui| {
            let response = limited(ui, self.text, self.most, |ui, text| {
                let edit = match self.rows {
                    1 => TextEdit::singleline(text).align(Align2::LEFT_CENTER).desired_width(width),
                    rows => {
                        let edit = TextEdit::multiline(text).align(Align2::LEFT_TOP).desired_rows(rows);
                        edit.desired_width(width.min(ui.available_width()))
                    }
                };
                labelled(ui, self.name, edit.hint_text(theme.hint(self.hint)))
            });
            if let Some(problem) = self.problem {
                ui.add(Label::new(theme.rich(Font::Small, problem).color(theme.danger)));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(problem));
            }
            response
        })
        .inner
    }
}

/// Shows the label of a field with the field below it.
pub(super) fn labelled(ui: &mut Ui, name: &str, edit: TextEdit<'_>) -> Response {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = BELOW_NAME;
    ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
    let label = ui.add(Label::new(theme.rich(Font::Small, name).color(theme.soft)));
    ui.add(edit).labelled_by(label.id)
}
