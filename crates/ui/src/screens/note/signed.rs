//! A note that is signed: it is read, and added to below.

use egui::Ui;
use holdwell_app::text;
use holdwell_app::text::note::part_name;
use holdwell_store::{NotePart, NoteText, SessionPage};

use super::NoteSheet;
use super::apart::joined;
use crate::cx::Cx;
use crate::theme::{Font, Theme};
use crate::widgets::{line, section, surface, wrapped};

impl NoteSheet {
    /// Shows the note with its signatures, and what was added.
    pub(super) fn signed(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        self.signing.ui(ui, page.session.id, &NoteText::default());
        let when = |at| text::moment(cx.wall, at);
        for signed in &page.note.signed {
            parts(ui, &signed.text);
            let words = format!("Signed by {}, {}", signed.by, when(signed.at));
            wrapped(ui, Font::Body, theme.soft, words);
        }
        for addendum in &page.note.addenda {
            section(ui, "Addendum");
            surface(ui, 16, |ui| {
                wrapped(ui, Font::Body, theme.text, &addendum.text);
                wrapped(ui, Font::Small, theme.soft, format!("{}, {}", addendum.by, when(addendum.at)));
            });
        }
        self.begun(ui, page, cx);
        if let Some(apart) = self.apart(ui, page, cx) {
            let name = cx.vault.own.signs_as.clone().unwrap_or_default();
            self.signing.open_with(page.session.id, joined(&apart), name);
        }
    }
}

/// Shows the parts of a text.
pub(super) fn parts(ui: &mut Ui, text: &NoteText) {
    let theme = Theme::of(ui);
    for part in NotePart::ALL {
        let said = text.part(*part).trim();
        if said.is_empty() {
            continue;
        }
        section(ui, part_name(*part));
        said.lines().for_each(|words| drop(wrapped(ui, Font::Body, theme.text, words)));
    }
    line(ui, Font::Small, theme.faint, "");
}
