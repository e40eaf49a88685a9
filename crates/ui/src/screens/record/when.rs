//! The time of a session, and the way to correct it.

use egui::Ui;
use holdwell_app::text;
use holdwell_editing::moment::MomentDraft;
use holdwell_store::{Corrected, Correction, Failure, SessionPage, SessionState, Ticket};

use super::sending::{DoneCorrection, Sending};
use crate::cx::Cx;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, ChipKind, TextField, chip, surface};

/// The time of a session while it is being corrected.
#[derive(Debug, Default)]
pub(super) struct When {
    open: Option<MomentDraft>,
    keeping: Sending,
}

impl When {
    /// Shows the way to correct the time of a session that is over.
    pub(super) fn offer(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        let is_offered = page.session.state != SessionState::Running && self.open.is_none();
        if is_offered && ui.add(Button::quiet("Correct the time…")).clicked() {
            self.open = Some(MomentDraft::of_session(page, cx.wall));
            self.keeping = Sending::default();
        }
    }

    /// Sends what was asked for. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        self.keeping.send(send)
    }

    /// Takes the failure of what was sent; returns false where that was something else.
    pub(super) fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        self.keeping.failed(ticket, why)
    }

    /// Takes the reply to what was sent, and returns the correction that the vault has now.
    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) -> Option<DoneCorrection> {
        let done = self.keeping.replied(ticket, is_kept)?;
        self.open = None;
        Some(done)
    }

    /// Shows what of the time is not as it was recorded, and the fields while it is being corrected.
    pub(super) fn form(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        let notes = text::records::time_notes(cx.wall, &page.session);
        if !notes.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for note in &notes {
                    chip(ui, ChipKind::Plain, &text::sentence(note));
                }
            });
        }
        let Some(open) = &mut self.open else { return };
        let read = open.read(cx.wall);
        let keep = surface(ui, 16, |ui| {
            ui.horizontal_wrapped(|ui| fields(ui, open));
            ui.add_space(GRID);
            let problem = read.err().map(text::records::moment_problem);
            let same = (read == Ok(page.session.began)).then_some("Nothing would change");
            let why = self.keeping.word().or(problem).or(same);
            self.keeping.problem(ui);
            ui.horizontal_wrapped(|ui| {
                let keep = ui.add(Button::new("Keep the time").disabled(why)).clicked();
                if let Some(problem) = problem {
                    crate::widgets::line(ui, Font::Small, Theme::of(ui).caution, problem);
                }
                (keep, ui.add(Button::quiet("Leave it")).clicked())
            })
            .inner
        });
        match (keep, read) {
            ((true, _), Ok(at)) => {
                let recorded = page.session.recorded_began.unwrap_or(page.session.began);
                let began = if at == recorded { Corrected::AsRecorded } else { Corrected::To(at) };
                self.keeping.ask(page, vec![Correction::Began(began)]);
            }
            ((_, true), _) => (self.open, self.keeping) = (None, Sending::default()),
            _ => {}
        }
    }
}

/// Shows the fields of a day and a time of day.
pub(in super::super) fn fields(ui: &mut Ui, draft: &mut MomentDraft) {
    ui.add(TextField::new("Day", &mut draft.day).most(20).width(220.0).hint("5 Jan, today, 2026-01-05"));
    ui.add(TextField::new("Began at", &mut draft.time).most(10).width(140.0).hint("14:00"));
}
