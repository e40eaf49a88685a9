//! Export and erasure of everything that is kept about a client, and whoever turned out to be the same.

use std::path::PathBuf;

use egui::{Label, Ui};
use holdwell_app::text;
use holdwell_store::{ClientPage, Request};

use super::same::Same;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::dialog::{Dialog, Wanted};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, TextField, line, section, surface, wrapped};

/// The form that is open at the foot of the page.
#[derive(Debug, Default)]
pub(super) enum Ends {
    #[default]
    Closed,
    Export(Export),
    Same(Same),
    Erase,
}

/// The folder that everything is written to, while it is chosen.
#[derive(Debug)]
pub(super) struct Export {
    folder: String,
    dialog: Option<Dialog>,
}

impl Ends {
    /// Returns the words that are searched for, while somebody is looked for.
    pub(super) fn search(&self) -> Option<String> {
        if let Self::Same(same) = self { Some(same.words()) } else { None }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        section(ui, "What is kept");
        match self {
            Self::Closed => self.closed(ui),
            Self::Export(_) => self.export(ui, page, actions),
            Self::Same(same) => {
                if same.ui(ui, page, cx, actions) {
                    *self = Self::Closed;
                }
            }
            Self::Erase => self.erase(ui, page, cx, actions),
        }
        ui.add_space(3.0 * GRID);
    }

    fn closed(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let hint = "Writes all that is kept about this client into a folder";
            if ui.add(Button::new("Export…").hint(hint)).clicked() {
                *self = Self::Export(Export { folder: documents(), dialog: None });
            }
            let hint = "Somebody who was written down twice is shown as one client";
            if ui.add(Button::new("The same person as…").hint(hint)).clicked() {
                *self = Self::Same(Same::default());
            }
            if ui.add(Button::danger("Erase for good…")).clicked() {
                *self = Self::Erase;
            }
        });
    }

    fn export(&mut self, ui: &mut Ui, page: &ClientPage, actions: &mut Actions) {
        let Self::Export(Export { folder, dialog }) = self else { return };
        if let Some(chosen) = dialog.as_ref().and_then(Dialog::chosen) {
            *dialog = None;
            if let Some(chosen) = chosen.first() {
                *folder = chosen.display().to_string();
            }
        }
        let mut done = false;
        surface(ui, 20, |ui| {
            let theme = Theme::of(ui);
            let words = "Everything that is kept about this client, as a page to read and as JSON. \
                         Those files are not protected by the vault's passphrase";
            wrapped(ui, Font::Body, theme.soft, words);
            ui.add(TextField::new("Folder", folder).most(1000).width(480.0));
            ui.add_space(GRID);
            ui.horizontal(|ui| {
                let empty = folder.trim().is_empty().then_some("A folder is needed");
                if ui.add(Button::new("Write the files").disabled(empty)).clicked() {
                    let request = Request::ExportClient(page.client.id, PathBuf::from(folder.trim()));
                    actions.push(Action::vault(request));
                    done = true;
                }
                let open = dialog.is_some().then_some("Its window is open");
                if ui.add(Button::new("Choose the folder…").disabled(open)).clicked() {
                    *dialog = Dialog::open(ui.ctx(), Wanted::Folder);
                }
                done |= ui.add(Button::quiet("Leave it")).clicked();
            });
        });
        if done {
            *self = Self::Closed;
        }
    }

    /// Asks before erasing, as nothing else does: this cannot be taken back.
    fn erase(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        let mut done = false;
        surface(ui, 20, |ui| {
            let theme = Theme::of(ui);
            line(ui, Font::Section, theme.danger, "Erase for good?");
            let words = format!(
                "{} goes, with {}, {}, every record, remark and caution. Nothing takes this back",
                page.client.name,
                text::count(page.presets.len(), "preset"),
                text::count(page.all_sessions as usize, "session"),
            );
            ui.add(Label::new(theme.rich(Font::Body, words)).wrap());
            let copies: Vec<String> = cx.vault.backups.iter().map(|copy| text::day(cx.wall, copy.made)).collect();
            if !copies.is_empty() {
                let words = format!("Copies that may still hold it until they are replaced: {}", copies.join(", "));
                wrapped(ui, Font::Body, theme.caution, words);
            }
            if let Some(until) = page.client.keep_until.filter(|until| *until > cx.wall.date()) {
                let words = format!("The records were to be kept until {}", until.strftime("%-d %b %Y"));
                Banner::caution(&words).show(ui);
            }
            ui.add_space(GRID);
            ui.horizontal(|ui| {
                if ui.add(Button::danger("Erase for good")).clicked() {
                    actions.push(Action::vault(Request::EraseClient(page.client.id)));
                    done = true;
                }
                done |= ui.add(Button::new("Keep everything")).clicked();
            });
        });
        if done {
            *self = Self::Closed;
        }
    }
}

/// Returns the folder in which people look for files that they asked for.
pub(in crate::screens) fn documents() -> String {
    let dirs = directories::UserDirs::new();
    let folder =
        dirs.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).join("Holdwell export"));
    folder.map_or_else(String::new, |folder| folder.display().to_string())
}
