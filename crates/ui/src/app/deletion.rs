//! A session that was deleted, and the way to take that back.

use egui::{Context, Ui};
use holdwell_app::text;
use holdwell_model::Id;
use holdwell_store::{Request, SessionLine, Ticket};

use super::App;
use crate::action::{Action, Actions};
use crate::screen::Page;
use crate::theme::GRID;
use crate::widgets::Banner;

/// The session that was deleted last, while that can be taken back.
#[derive(Debug)]
pub(super) struct DeletedSession {
    id: Id,
    words: String,
    /// Ticket of the request, to know of its failure.
    ticket: Ticket,
}

impl DeletedSession {
    /// Says if a reply means that nothing was deleted.
    pub(super) fn is_refused(&self, ticket: Ticket, is_done: bool) -> bool {
        self.ticket == ticket && !is_done
    }
}

/// Shows a banner as long as a deletion can be taken back.
pub(super) fn banner(ui: &mut Ui, deleted: Option<&DeletedSession>, actions: &mut Actions) {
    let Some(deleted) = deleted else { return };
    if Banner::info(&deleted.words).action("Undo").show(ui) {
        actions.push(Action::PutBackSession(deleted.id));
    }
    ui.add_space(GRID);
}

impl App {
    /// Deletes a session, and offers the way back until another page is gone to.
    pub(super) fn delete_session(&mut self, session: &SessionLine, ctx: &Context) {
        let words = text::deleted_session(&self.handle.wall(), session);
        let sent = self.send(Request::SetSessionDeleted(session.id, true), ctx.input(|input| input.time));
        if sent.is_ok() && self.page == Page::Record(session.id) {
            self.go(self.before_record);
        }
        self.data.deleted = sent.ok().map(|ticket| DeletedSession { id: session.id, words, ticket });
    }

    /// Takes the deletion of a session back.
    pub(super) fn put_back_session(&mut self, id: Id, ctx: &Context) {
        if self.send(Request::SetSessionDeleted(id, false), ctx.input(|input| input.time)).is_ok() {
            self.data.deleted = None;
        }
    }
}
