//! The signature of a note, and what is added to a signed one. Both are done by the vault's reply, and not before.

use egui::{Key, Ui};
use holdwell_app::text;
use holdwell_model::Id;
use holdwell_store::{Failure, NoteRequest, NoteText, Request, Ticket};

use super::super::keeping::Keeping;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, TextField, surface, wrapped};

/// The form that is open, and what is on its way.
#[derive(Debug, Default)]
pub(super) struct Signing {
    form: Option<Form>,
    keeping: Keeping,
    problem: Option<String>,
}

#[derive(Debug)]
struct Form {
    /// The text that is added; `None` where the note itself is signed.
    addendum: Option<String>,
    name: String,
    fresh: Fresh,
}

impl Signing {
    /// Opens the form: for the signature, or for what is added to a signed note.
    pub(super) fn open(&mut self, is_signed: bool, name: String) {
        if self.form.is_none() {
            let addendum = is_signed.then(String::new);
            *self = Self { form: Some(Form { addendum, name, fresh: Fresh::default() }), ..Self::default() };
        }
    }

    /// Opens the form with a text that is to be added.
    pub(super) fn open_with(&mut self, addendum: String, name: String) {
        let form = Form { addendum: Some(addendum), name, fresh: Fresh::default() };
        *self = Self { form: Some(form), ..Self::default() };
    }

    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        let is_sent = self.keeping.send(send);
        if !is_sent {
            self.problem = Some(text::records::not_kept(&Failure::TooBusy));
        }
        is_sent
    }

    pub(super) fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        let is_its = self.keeping.is_of(ticket);
        if is_its {
            self.problem = Some(text::records::not_kept(why));
        }
        is_its
    }

    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        self.keeping.replied(ticket, is_kept);
        if self.keeping.is_kept() {
            *self = Self::default();
        }
    }

    /// Shows the form, where it is open, for the note of a session as it is written.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: Id, written: &NoteText) {
        let Some(form) = &mut self.form else { return };
        let (word, problem) = (self.keeping.word(), self.problem.as_deref());
        let answer = surface(ui, 20, |ui| form.ui(ui, word, problem));
        ui.add_space(GRID);
        match answer {
            Some(true) => {
                let name = form.name.trim().to_owned();
                let request = match &form.addendum {
                    Some(addendum) => NoteRequest::Add(session, addendum.trim().to_owned(), name),
                    None => NoteRequest::Sign(session, Box::new(written.clone()), name),
                };
                (self.keeping, self.problem) = (Keeping::Asked(Box::new(Request::Note(request))), None);
            }
            Some(false) => *self = Self::default(),
            None => {}
        }
    }
}

impl Form {
    /// Shows the fields. Returns true where it is to be kept, false where it is left.
    fn ui(&mut self, ui: &mut Ui, word: Option<&str>, problem: Option<&str>) -> Option<bool> {
        let theme = Theme::of(ui);
        let mut first = None;
        if let Some(addendum) = &mut self.addendum {
            first = Some(ui.add(TextField::new("Addendum", addendum).most(5000).width(640.0).rows(3)));
        } else {
            let words = "Once it is signed the note is locked. What is missing then is added below it";
            wrapped(ui, Font::Body, theme.soft, words);
        }
        let name = ui.add(TextField::new("Your name", &mut self.name).most(100).width(360.0).hint("As you sign"));
        let entered = name.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        self.fresh.take(first.as_ref().unwrap_or(&name));
        if let Some(problem) = problem {
            wrapped(ui, Font::Body, theme.danger, problem);
        }
        ui.add_space(GRID);
        let is_empty = self.addendum.as_ref().is_some_and(|text| text.trim().is_empty());
        let why = match () {
            () if word.is_some() => word,
            () if is_empty => Some("Nothing is written yet"),
            () if self.name.trim().is_empty() => Some("A signature needs a name"),
            () => None,
        };
        let label = if self.addendum.is_some() { "Add it, signed" } else { "Sign and lock" };
        let (keeps, leaves) = ui
            .horizontal_wrapped(|ui| {
                let keeps = ui.add(Button::new(label).disabled(why)).clicked();
                (keeps, ui.add(Button::quiet("Leave it")).clicked())
            })
            .inner;
        if leaves {
            return Some(false);
        }
        ((keeps || entered) && why.is_none()).then_some(true)
    }
}
