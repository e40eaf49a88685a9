//! A note that is signed: it is read, and added to below.

use egui::Ui;
use holdwell_app::text;
use holdwell_app::text::note::part_name;
use holdwell_store::{NotePart, NoteText, SessionPage};

use super::NoteSheet;
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, line, section, surface, wrapped};

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
        let Some(since) = page.note.written_since() else { return };
        ui.add_space(GRID);
        let words = "This was written on another computer after the note was signed. It is no part of the note";
        if Banner::info(words).action("Add it…").show(ui) {
            let name = cx.vault.own.signs_as.clone().unwrap_or_default();
            self.signing.open_with(joined(since), name);
        }
        parts(ui, since);
    }
}

fn parts(ui: &mut Ui, text: &NoteText) {
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

/// Returns a text in one piece.
fn joined(text: &NoteText) -> String {
    let parts = NotePart::ALL.iter().filter(|part| !text.part(**part).trim().is_empty());
    parts.map(|part| format!("{}: {}", part.letter(), text.part(*part).trim())).collect::<Vec<_>>().join("\n")
}
