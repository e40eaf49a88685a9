//! The therapist's own sentences and templates for notes.

use egui::Ui;
use holdwell_app::note::built_in;
use holdwell_app::text::note::{line_name, part_name};
use holdwell_model::Arc;
use holdwell_store::{NoteLine, NotePart, NoteRequest, NoteTemplate, Request, TextBlock, Ticket};

use super::super::keeping::Keeping;
use crate::cx::Cx;
use crate::icons;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Segmented, TextField, chip_toggle, chips, line, section, surface, undo_line, wrapped};

/// The forms for them, and what is on its way.
#[derive(Debug, Default)]
pub(super) struct OwnTexts {
    is_open: bool,
    sentence: String,
    part: Option<NotePart>,
    name: String,
    lines: Vec<NoteLine>,
    deleted: Option<Deleted>,
    keeping: Keeping,
}

/// Text that was deleted, while that can be taken back.
#[derive(Debug, Clone)]
enum Deleted {
    Sentence(String),
    Template(String),
}

impl Deleted {
    fn request(self, deleted: bool) -> Request {
        Request::Note(match self {
            Self::Sentence(id) => NoteRequest::SetBlockDeleted(id, deleted),
            Self::Template(id) => NoteRequest::SetTemplateDeleted(id, deleted),
        })
    }
}

impl OwnTexts {
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        self.keeping.send(send)
    }

    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        self.keeping.replied(ticket, is_kept);
        if self.keeping.is_kept() {
            self.keeping = Keeping::No;
        }
    }

    fn ask(&mut self, request: NoteRequest) {
        self.keeping = Keeping::Asked(Box::new(Request::Note(request)));
    }

    /// Shows them, where they are open.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if !self.is_open {
            self.is_open = ui.add(Button::quiet("Your own sentences and templates…")).clicked();
            return;
        }
        section(ui, "Your own sentences and templates");
        surface(ui, 20, |ui| {
            let was = self.deleted.take();
            let mut deleted = was.clone();
            let said = |one: &Deleted| match one {
                Deleted::Sentence(_) => "Sentence deleted".to_owned(),
                Deleted::Template(_) => "Template deleted".to_owned(),
            };
            match undo_line(ui, &mut deleted, said) {
                Some(back) => self.keeping = Keeping::Asked(Box::new(back.request(false))),
                None => self.deleted = was,
            }
            self.sentences(ui, cx);
            ui.add_space(2.0 * GRID);
            self.templates(ui, cx);
            ui.add_space(GRID);
            if ui.add(Button::quiet("Close")).clicked() {
                self.is_open = false;
            }
        });
    }

    fn sentences(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        let own: &[Arc<TextBlock>] = &cx.vault.own.text_blocks;
        for block in own {
            let words = format!("{}: {}", block.part.letter(), block.text);
            if deletable(ui, &block.id, &words) {
                self.delete(Deleted::Sentence(block.id.clone()));
            }
        }
        line(ui, Font::Body, theme.soft, "A new sentence for");
        let parts: Vec<(Option<NotePart>, &str)> =
            NotePart::ALL.iter().map(|part| (Some(*part), part_name(*part))).collect();
        let mut part = self.part.or(Some(NotePart::Plan));
        ui.add(Segmented::new("Part", &mut part, &parts));
        self.part = part;
        ui.add(TextField::new("Sentence", &mut self.sentence).most(500).width(640.0));
        ui.add_space(GRID);
        let empty = self.sentence.trim().is_empty().then_some("Nothing is written yet");
        if ui.add(Button::new("Keep the sentence").disabled(empty.or(self.keeping.word()))).clicked()
            && let Some(part) = part
        {
            let text = std::mem::take(&mut self.sentence).trim().to_owned();
            self.ask(NoteRequest::SaveBlock(Box::new(TextBlock { id: cx.own_id(), part, text })));
        }
    }

    fn templates(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        let own: &[Arc<NoteTemplate>] = &cx.vault.own.note_templates;
        for template in own {
            if deletable(ui, &template.id, &template.name) {
                self.delete(Deleted::Template(template.id.clone()));
            }
        }
        if self.lines.is_empty() {
            let [_, short, _] = built_in();
            self.lines = short.lines;
        }
        ui.add(TextField::new("A new template", &mut self.name).most(60).width(360.0).hint("Its name"));
        wrapped(ui, Font::Small, theme.soft, "Its lines; where one has nothing to say it is left out");
        chips(ui, |ui| {
            for known in NoteLine::ALL {
                let mut is_on = self.lines.contains(known);
                if chip_toggle(ui, line_name(*known), &mut is_on).changed() {
                    self.lines.retain(|line| line != known);
                    self.lines.extend(is_on.then_some(*known));
                    self.lines.sort();
                }
            }
        });
        let empty = self.name.trim().is_empty().then_some("It needs a name");
        if ui.add(Button::new("Keep the template").disabled(empty.or(self.keeping.word()))).clicked() {
            let name = std::mem::take(&mut self.name).trim().to_owned();
            let lines = std::mem::take(&mut self.lines);
            self.ask(NoteRequest::SaveTemplate(Box::new(NoteTemplate { id: cx.own_id(), name, lines })));
        }
    }

    fn delete(&mut self, what: Deleted) {
        self.keeping = Keeping::Asked(Box::new(what.clone().request(true)));
        self.deleted = Some(what);
    }
}

/// Shows a row with a way to delete it; returns true where that was pressed.
fn deletable(ui: &mut Ui, id: &str, words: &str) -> bool {
    let name = format!("Delete “{words}”");
    let row = ui.push_id(id, |ui| {
        ui.horizontal(|ui| {
            let pressed = ui.add(Button::icon_only(icons::X, &name)).clicked();
            wrapped(ui, Font::Body, Theme::of(ui).text, words);
            pressed
        })
    });
    row.inner.inner
}
