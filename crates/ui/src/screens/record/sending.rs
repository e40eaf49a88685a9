//! Corrections on their way to the vault. They are done by its reply, and not before.

use egui::Ui;
use holdwell_app::text;
use holdwell_model::Id;
use holdwell_store::{Correction, Failure, Request, SessionPage, Ticket};

use super::super::keeping::Keeping;
use crate::screen::SendRequest;
use crate::theme::{Font, Theme};
use crate::widgets::wrapped;

/// Corrections that were made at one place.
#[derive(Debug, Default)]
pub(super) struct Sending {
    keeping: Keeping,
    /// Correction that was made last, until the vault has it.
    made: Option<DoneCorrection>,
    /// The reason why it could not be kept.
    problem: Option<String>,
}

/// Corrections that the vault has, and how they are taken back.
#[derive(Debug, Clone)]
pub(super) struct DoneCorrection {
    pub(super) session: Id,
    pub(super) places: usize,
    pub(super) undo: Vec<Correction>,
}

impl Sending {
    /// Asks the vault for corrections of a session.
    pub(super) fn ask(&mut self, page: &SessionPage, corrections: Vec<Correction>) {
        let undo = corrections.iter().map(|one| one.undo(&page.corrections)).collect();
        let made = DoneCorrection { session: page.session.id, places: corrections.len(), undo };
        self.ask_for(made, corrections);
    }

    /// Asks the vault to take corrections back.
    pub(super) fn ask_back(&mut self, done: &DoneCorrection) {
        self.ask_for(DoneCorrection { undo: Vec::new(), ..done.clone() }, done.undo.clone());
    }

    fn ask_for(&mut self, made: DoneCorrection, corrections: Vec<Correction>) {
        let request = Request::Correct(made.session, corrections);
        *self = Self { keeping: Keeping::Asked(Box::new(request)), made: Some(made), problem: None };
    }

    /// Returns the word for what is on its way; `None` where it can be asked for.
    pub(super) const fn word(&self) -> Option<&'static str> {
        self.keeping.word()
    }

    /// Says why the last corrections could not be kept.
    pub(super) fn problem(&self, ui: &mut Ui) {
        if let Some(problem) = &self.problem {
            wrapped(ui, Font::Body, Theme::of(ui).danger, problem);
        }
    }

    /// Sends what was asked for. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        let is_sent = self.keeping.send(send);
        if !is_sent {
            self.problem = Some(text::records::not_kept(&Failure::TooBusy));
        }
        is_sent
    }

    /// Takes the failure of what was sent; returns false where that was something else.
    pub(super) fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        let is_its = self.keeping.is_of(ticket);
        if is_its {
            self.problem = Some(text::records::not_kept(why));
        }
        is_its
    }

    /// Takes the reply to what was sent, and returns the corrections that the vault has now.
    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) -> Option<DoneCorrection> {
        self.keeping.replied(ticket, is_kept);
        if !self.keeping.is_kept() {
            return None;
        }
        std::mem::take(self).made
    }
}
