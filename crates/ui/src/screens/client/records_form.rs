//! Export and erasure of everything that is kept about a client, and whoever turned out to be the same.

use egui::{Label, Ui};
use holdwell_app::text;
use holdwell_store::{ClientPage, Request};

use super::super::folder::{Answer, FolderForm};
use super::same::Same;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, line, section, surface, wrapped};

/// The form that is open at the foot of the page.
#[derive(Debug, Default)]
pub(super) enum RecordsForm {
    #[default]
    Closed,
    Export(FolderForm),
    Same(Same),
    Erase,
}

impl RecordsForm {
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
                *self = Self::Export(FolderForm::default());
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
        let Self::Export(form) = self else { return };
        let words = "Everything that is kept about this client, as a page to read and as JSON. \
                     Those files are not protected by the vault's passphrase";
        match form.ui(ui, words, "Write the files") {
            Answer::Waits => return,
            Answer::Left => {}
            Answer::Folder(folder) => actions.push(Action::vault(Request::ExportClient(page.client.id, folder))),
        }
        *self = Self::Closed;
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
