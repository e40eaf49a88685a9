//! The row of what can be done with a note, each with its key: copy, sign, write out.

use egui::{Key, Ui};
use holdwell_app::note::NoteSources;
use holdwell_app::text::note::plain_note;
use holdwell_store::{NoteRequest, Request};

use super::super::folder::{Answer, FolderForm};
use super::super::keeping::Keeping;
use super::{NoteSheet, pressed};
use crate::cx::Cx;
use crate::icons;
use crate::theme::GRID;
use crate::widgets::{Button, announce};

impl NoteSheet {
    /// Shows the row, and the form that is open below it.
    pub(super) fn buttons(&mut self, ui: &mut Ui, sources: &NoteSources<'_>, cx: &Cx<'_>) {
        let Some(edited) = &self.edited else { return };
        let is_signed = sources.page.note.is_signed();
        let empty = (!is_signed && edited.text().is_empty()).then_some("Nothing is written yet");
        let mut wants = (false, false, false);
        ui.horizontal_wrapped(|ui| {
            let is_copied = self.copied.as_ref() == Some(edited.text());
            let word = if is_copied { "Copied" } else { "Copy" };
            let hint = "The whole note as plain text, without the client's name";
            let copy = Button::lead(word).icon(icons::LIST).key("C").hint(hint).disabled(empty);
            wants.0 = ui.add(copy).clicked() || (empty.is_none() && pressed(ui, Key::C));
            let (word, key, hint) = if is_signed {
                ("Add to it…", (Key::A, "A"), "The note stays as it is; what you add stands below it")
            } else {
                ("Sign…", (Key::S, "S"), "Locks the note, with your name and the time")
            };
            let sign = Button::new(word).key(key.1).hint(hint).disabled(empty);
            wants.1 = ui.add(sign).clicked() || (empty.is_none() && pressed(ui, key.0));
            let hint = "A page that any browser shows and prints";
            let write = Button::new("Print or write out…").key("P").hint(hint).disabled(empty);
            wants.2 = ui.add(write).clicked() || (empty.is_none() && pressed(ui, Key::P));
        });
        let (copies, signs, writes) = wants;
        if copies {
            ui.ctx().copy_text(plain_note(&sources.page.session, &sources.page.note, edited.text(), cx.wall));
            announce::say(ui.ctx(), "Copied");
            self.copied = Some(edited.text().clone());
        }
        if signs {
            let name = cx.vault.own.signs_as.clone().unwrap_or_default();
            self.signing.open(sources.page.session.id, is_signed, name);
        }
        if writes {
            self.folder = Some(FolderForm::default());
        }
        ui.add_space(GRID);
        self.write_out(ui, sources);
    }

    /// Shows the form for the folder. What stands in the fields is saved before it is written out.
    fn write_out(&mut self, ui: &mut Ui, sources: &NoteSources<'_>) {
        let Some(form) = &mut self.folder else { return };
        let words = "The note as a page to read and print, in a folder of its own. \
                     That file is not protected by the vault's passphrase";
        match form.ui(ui, words, "Write the page") {
            Answer::Waits => {}
            Answer::Left => self.folder = None,
            Answer::Folder(folder) => {
                let session = sources.page.session.id;
                self.keep_draft(sources);
                self.asked = Keeping::Asked(Box::new(Request::Note(NoteRequest::Export(session, folder))));
                self.folder = None;
            }
        }
        ui.add_space(GRID);
    }

    /// Has the text saved where the vault has none of it yet.
    fn keep_draft(&mut self, sources: &NoteSources<'_>) {
        let is_kept = sources.page.note.is_signed() || sources.page.note.draft.is_some();
        if let Some(edited) = self.edited.as_mut().filter(|_| !is_kept) {
            edited.keep_untouched();
        }
        self.is_left = true;
    }
}
