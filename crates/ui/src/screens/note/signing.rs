//! The signature of a note, and what is added to a signed one. Both are done by the vault's reply, and not before.

use egui::{Key, Ui};
use holdwell_app::text;
use holdwell_model::Id;
use holdwell_store::{Failure, NoteRequest, NoteText, Request, Ticket};

use super::super::keeping::Keeping;
use super::begun::Begun;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, TextField, surface, wrapped};

/// The form that is open, and what is on its way.
#[derive(Debug, Default)]
pub(super) struct Signing {
    form: Option<Form>,
    /// Addenda whose forms were left before the vault had them as begun.
    aside: Vec<Begun>,
    keeping: Keeping,
    problem: Option<String>,
    /// Set where the field of an addendum was left.
    is_left: bool,
}

#[derive(Debug)]
struct Form {
    /// The text that is added; `None` where the note itself is signed.
    addendum: Option<Begun>,
    name: String,
    fresh: Fresh,
}

impl Signing {
    /// Opens the form: for the signature, or for what is added to a signed note.
    pub(super) fn open(&mut self, session: Id, is_signed: bool, name: String) {
        if self.form.is_none() {
            self.open_form(is_signed.then(|| Begun::new(session, String::new())), name);
        }
    }

    /// Opens the form with a text that is to be added.
    pub(super) fn open_with(&mut self, session: Id, addendum: String, name: String) {
        self.open_form(Some(Begun::with(session, addendum)), name);
    }

    /// Opens the form with an addendum that was begun.
    pub(super) fn go_on(&mut self, session: Id, addendum: String, name: String) {
        self.open_form(Some(Begun::new(session, addendum)), name);
    }

    fn open_form(&mut self, addendum: Option<Begun>, name: String) {
        *self = std::mem::take(self).left();
        self.form = Some(Form { addendum, name, fresh: Fresh::default() });
    }

    /// Says if this is what is written in the form.
    pub(super) fn has(&self, begun: &str) -> bool {
        let form = self.form.as_ref().and_then(|form| form.addendum.as_ref());
        form.is_some_and(|addendum| addendum.is_of(begun))
    }

    /// Returns it as it is when its form was left: an addendum that the vault has not as begun is kept.
    #[must_use]
    pub(super) fn left(mut self) -> Self {
        let unsaved = self.form.take().and_then(|form| form.addendum).filter(|addendum| !addendum.is_stored());
        Self { aside: self.aside.into_iter().chain(unsaved).collect(), ..Self::default() }
    }

    /// Sends what is signed, and with `all` what is written as begun.
    pub(super) fn send(&mut self, all: bool, send: &mut SendRequest<'_>) -> bool {
        let is_begun_sent = self.send_begun(all, send);
        let is_sent = self.keeping.send(send);
        if !is_sent {
            self.problem = Some(text::records::not_kept(&Failure::TooBusy));
        }
        is_sent & is_begun_sent
    }

    fn send_begun(&mut self, all: bool, send: &mut SendRequest<'_>) -> bool {
        let is_left = std::mem::take(&mut self.is_left);
        // What is being signed is begun no more.
        let form = self.form.as_mut().filter(|_| (all || is_left) && !self.keeping.waits());
        let addendum = form.and_then(|form| form.addendum.as_mut());
        let mut is_sent = true;
        for begun in addendum.into_iter().chain(&mut self.aside) {
            is_sent &= begun.send(send);
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
        let form = self.form.as_mut().and_then(|form| form.addendum.as_mut());
        form.into_iter().chain(&mut self.aside).for_each(|begun| begun.replied(ticket, is_kept));
        self.aside.retain(|begun| !begun.is_stored());
        self.keeping.replied(ticket, is_kept);
        if self.keeping.is_kept() {
            *self = Self { aside: std::mem::take(&mut self.aside), ..Self::default() };
        }
    }

    /// Shows the form, where it is open, for the note of a session as it is written.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: Id, written: &NoteText) {
        let Some(form) = &mut self.form else { return };
        let (word, problem) = (self.keeping.word(), self.problem.as_deref());
        let (answer, is_left) = surface(ui, 20, |ui| form.ui(ui, word, problem));
        ui.add_space(GRID);
        match answer {
            Some(true) => {
                let name = form.name.trim().to_owned();
                let request = match &form.addendum {
                    Some(addendum) => NoteRequest::Add(session, addendum.text().trim().to_owned(), name),
                    None => NoteRequest::Sign(session, Box::new(written.clone()), name),
                };
                (self.keeping, self.problem) = (Keeping::Asked(Box::new(Request::Note(request))), None);
            }
            Some(false) => *self = std::mem::take(self).left(),
            None => {}
        }
        self.is_left |= is_left;
    }
}

impl Form {
    /// Shows the fields. Returns true where it is to be kept, false where it is left; and if the addendum's was left.
    fn ui(&mut self, ui: &mut Ui, word: Option<&str>, problem: Option<&str>) -> (Option<bool>, bool) {
        let theme = Theme::of(ui);
        let mut first = None;
        if let Some(addendum) = &mut self.addendum {
            first = Some(ui.add(TextField::new("Addendum", addendum.text_mut()).most(5000).width(640.0).rows(3)));
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
        let is_empty = self.addendum.as_ref().is_some_and(|addendum| addendum.text().trim().is_empty());
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
        let answer = if leaves { Some(false) } else { ((keeps || entered) && why.is_none()).then_some(true) };
        (answer, first.is_some_and(|first| first.lost_focus()))
    }
}
