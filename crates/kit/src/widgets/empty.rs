//! An empty place: what belongs there, and the one way to begin.

use egui::{Key, Label, Modifiers, Ui};

use super::button::Button;
use super::heading::title;
use super::text::wrapped;
use crate::icons::Icon;
use crate::theme::{Font, Theme};

/// An empty place that says what belongs there.
#[must_use = "an empty state is shown with `show`"]
#[derive(Debug, Clone, Copy)]
pub struct EmptyState<'a> {
    icon: Icon,
    title: &'a str,
    words: &'a str,
    action: Option<&'a str>,
}

impl<'a> EmptyState<'a> {
    /// Creates an empty place with its icon, what is missing, and a sentence on its use.
    pub fn new(icon: Icon, title: &'a str, words: &'a str) -> Self {
        Self { icon, title, words, action: None }
    }

    /// Adds the one way to begin.
    pub fn action(self, label: &'a str) -> Self {
        Self { action: Some(label), ..self }
    }

    /// Shows the empty place in the middle of the available width; returns true if its button was pressed, or Enter
    /// while nothing has the keyboard.
    pub fn show(self, ui: &mut Ui) -> bool {
        let theme = Theme::of(ui);
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.12).clamp(8.0, 48.0));
            ui.add(Label::new(theme.rich(Font::Body, self.icon.0).size(48.0).color(theme.faint)));
            ui.add_space(8.0);
            title(ui, self.title);
            ui.set_max_width(ui.available_width().min(480.0 * theme.text_size));
            wrapped(ui, Font::Body, theme.soft, self.words);
            ui.add_space(16.0);
            let Some(label) = self.action else { return false };
            let free = ui.memory(|memory| memory.focused().is_none());
            let entered = free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            ui.add(Button::primary(label).key("Enter")).clicked() || entered
        })
        .inner
    }
}
