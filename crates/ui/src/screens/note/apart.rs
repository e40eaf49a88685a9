//! What stands beside a note and is no part of it: texts of another computer, and addenda that were begun.

use egui::Ui;
use holdwell_app::text;
use holdwell_model::Id;
use holdwell_store::{NotePart, NoteRequest, NoteText, Request, SessionPage};

use super::super::keeping::Keeping;
use super::NoteSheet;
use super::signed::parts;
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, surface, undo_line, wrapped};

/// Something that was put away, while that can be taken back.
#[derive(Debug)]
pub(super) enum Away {
    Text(Id, NoteText),
    Begun(Id, String),
}

impl Away {
    fn request(&self, is_away: bool) -> Request {
        Request::Note(match self {
            Self::Text(session, text) => NoteRequest::PutAway(*session, Box::new(text.clone()), is_away),
            Self::Begun(session, text) => {
                let (was, now) = if is_away { (text.clone(), String::new()) } else { (String::new(), text.clone()) };
                NoteRequest::Begin { session: *session, was, now }
            }
        })
    }
}

impl NoteSheet {
    /// Shows the texts that were written apart from the note; answers the one that is to be put into it.
    pub(super) fn apart(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) -> Option<NoteText> {
        let (session, is_signed) = (page.session.id, page.note.is_signed());
        self.put_back(ui);
        let word = self.asked.word();
        let mut taken = None;
        for (at, apart) in page.note.apart() {
            let (takes, goes) = surface(ui, 16, |ui| {
                let when = text::moment(cx.wall, at);
                let words = format!("Written on another computer, {when}. It is no part of the note");
                wrapped(ui, Font::Body, Theme::of(ui).soft, words);
                parts(ui, apart);
                let take = if is_signed { "Add it…" } else { "Put it into the note" };
                (ui.add(Button::new(take)).clicked(), ui.add(Button::quiet("Put it away").disabled(word)).clicked())
            });
            taken = taken.or(takes.then(|| apart.clone()));
            if goes {
                self.put_away(Away::Text(session, apart.clone()));
            }
            ui.add_space(GRID);
        }
        taken
    }

    /// Shows the addenda that were begun and are not signed.
    pub(super) fn begun(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        let session = page.session.id;
        let word = self.asked.word();
        let others: Vec<_> = page.note.begun.iter().filter(|(_, text)| !self.signing.has(text)).collect();
        for (at, begun) in others {
            let (goes_on, goes) = surface(ui, 16, |ui| {
                let when = text::moment(cx.wall, *at);
                let words = format!("An addendum that was begun, {when}. It is not signed");
                wrapped(ui, Font::Body, Theme::of(ui).soft, words);
                wrapped(ui, Font::Body, Theme::of(ui).text, begun);
                let goes_on = ui.add(Button::new("Go on with it…")).clicked();
                (goes_on, ui.add(Button::quiet("Throw it away").disabled(word)).clicked())
            });
            if goes_on {
                self.signing.go_on(session, begun.clone(), cx.vault.own.signs_as.clone().unwrap_or_default());
            }
            if goes {
                self.put_away(Away::Begun(session, begun.clone()));
            }
            ui.add_space(GRID);
        }
    }

    fn put_away(&mut self, what: Away) {
        self.asked = Keeping::Asked(Box::new(what.request(true)));
        self.away = Some(what);
    }

    /// Offers to take back what was put away last.
    fn put_back(&mut self, ui: &mut Ui) {
        if self.asked.waits() {
            return;
        }
        let said = |what: &Away| match what {
            Away::Text(..) => "The other text was put away".to_owned(),
            Away::Begun(..) => "The addendum was thrown away".to_owned(),
        };
        if let Some(back) = undo_line(ui, &mut self.away, said) {
            self.asked = Keeping::Asked(Box::new(back.request(false)));
        }
    }
}

/// Returns a text in one piece.
pub(super) fn joined(text: &NoteText) -> String {
    let parts = NotePart::ALL.iter().filter(|part| !text.part(**part).trim().is_empty());
    parts.map(|part| format!("{}: {}", part.letter(), text.part(*part).trim())).collect::<Vec<_>>().join("\n")
}
