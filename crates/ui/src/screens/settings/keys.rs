//! The keys of the commands: a row a command, and the next key that is pressed becomes its own.

use egui::{Align, Layout, Ui, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::keys::Keys;

use super::SettingsScreen;
use crate::keyboard::cap_of;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, keycap, line, wrapped};

/// The place of a new key: instead of the others, or besides them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NewKey {
    Instead,
    Besides,
}

impl SettingsScreen {
    pub(super) fn keys(&mut self, ui: &mut Ui, keys: &mut Keys) {
        let theme = Theme::of(ui);
        let words = "The digits are scores. Any key that is held for a second is Hush";
        wrapped(ui, Font::Body, theme.soft, words);
        if let (Some((command, place)), Some(key)) = (self.waits, self.came.take()) {
            let taken = if place == NewKey::Instead { keys.set(command, key) } else { keys.bind(command, key) };
            match taken {
                Ok(()) => (self.waits, self.refused) = (None, None),
                Err(why) => self.refused = Some(holdwell_app::text::key_problem(why)),
            }
        }
        for command in UiCommand::SESSION {
            self.row(ui, command, keys);
        }
        ui.add_space(GRID);
        if ui.add(Button::new("All keys as at first").disabled(is_default(keys))).clicked() {
            *keys = Keys::default();
            self.leave_keys();
        }
    }

    fn row(&mut self, ui: &mut Ui, command: UiCommand, keys: &mut Keys) {
        let theme = Theme::of(ui);
        let waits = self.waits.is_some_and(|(waiting, _)| waiting == command);
        ui.horizontal(|ui| {
            ui.set_min_height(theme.touch());
            let (name, hint) = (190.0 * theme.text_size, ui.available_width() > 760.0 * theme.text_size);
            ui.allocate_ui_with_layout(vec2(name, theme.touch()), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(name);
                line(ui, Font::Body, theme.text, command.label()).on_hover_text(command.hint());
            });
            for key in keys.of(command) {
                keycap(ui, cap_of(*key));
            }
            if waits {
                line(ui, Font::Body, theme.action, "Press a key");
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let of = command.label();
                if waits {
                    if ui.add(Button::quiet("Leave it")).clicked() {
                        self.leave_keys();
                    }
                    return;
                }
                if ui.add(Button::quiet(&format!("Add a key for {of}")).words("Add")).clicked() {
                    self.wait_for(command, NewKey::Besides);
                }
                if ui.add(Button::quiet(&format!("Change the key of {of}")).words("Change")).clicked() {
                    self.wait_for(command, NewKey::Instead);
                }
                if hint {
                    line(ui, Font::Small, theme.faint, command.hint());
                }
            });
        });
        if waits && let Some(refused) = self.refused.as_deref() {
            Banner::caution(refused).show(ui);
        }
    }

    fn wait_for(&mut self, command: UiCommand, place: NewKey) {
        (self.waits, self.came, self.refused) = (Some((command, place)), None, None);
    }
}

fn is_default(keys: &Keys) -> Option<&'static str> {
    (*keys == Keys::default()).then_some("They are")
}
