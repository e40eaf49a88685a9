//! The folder that something is written into, while it is chosen.

use std::path::PathBuf;

use egui::Ui;

use crate::dialog::{Dialog, Wanted};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, TextField, surface, wrapped};

/// A form for a folder: a field, and the desktop's own dialog.
#[derive(Debug)]
pub(super) struct FolderForm {
    folder: String,
    dialog: Option<Dialog>,
}

/// The answer of the form.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing was said yet.
    Waits,
    /// It is to be closed.
    Left,
    /// This folder is meant.
    Folder(PathBuf),
}

impl Default for FolderForm {
    fn default() -> Self {
        Self { folder: documents(), dialog: None }
    }
}

impl FolderForm {
    /// Shows the form below a sentence on what will be written; `button` writes it.
    pub(super) fn ui(&mut self, ui: &mut Ui, words: &str, button: &str) -> Answer {
        if let Some(chosen) = self.dialog.as_ref().and_then(Dialog::chosen) {
            self.dialog = None;
            if let Some(chosen) = chosen.first() {
                self.folder = chosen.display().to_string();
            }
        }
        surface(ui, 20, |ui| {
            wrapped(ui, Font::Body, Theme::of(ui).soft, words);
            ui.add(TextField::new("Folder", &mut self.folder).most(1000).width(480.0));
            ui.add_space(GRID);
            ui.horizontal_wrapped(|ui| self.buttons(ui, button)).inner
        })
    }

    fn buttons(&mut self, ui: &mut Ui, button: &str) -> Answer {
        let empty = self.folder.trim().is_empty().then_some("A folder is needed");
        let is_written = ui.add(Button::new(button).disabled(empty)).clicked();
        let open = self.dialog.is_some().then_some("Its window is open");
        if ui.add(Button::new("Choose the folder…").disabled(open)).clicked() {
            self.dialog = Dialog::open(ui.ctx(), Wanted::Folder);
        }
        let is_left = ui.add(Button::quiet("Leave it")).clicked();
        match (is_written, is_left) {
            (true, _) => Answer::Folder(PathBuf::from(self.folder.trim())),
            (_, true) => Answer::Left,
            _ => Answer::Waits,
        }
    }
}

/// Returns the folder in which people look for files that they asked for.
fn documents() -> String {
    let dirs = directories::UserDirs::new();
    let folder =
        dirs.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).join("Holdwell export"));
    folder.map_or_else(String::new, |folder| folder.display().to_string())
}
