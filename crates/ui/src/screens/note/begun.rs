//! An addendum while it is written: it is kept as begun, so that neither a lock nor another page loses it.

use holdwell_editing::Saving;
use holdwell_model::Id;
use holdwell_store::{NoteRequest, Request, Ticket};

use crate::screen::SendRequest;

/// The text of an addendum that is not signed yet.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) session: Id,
    saving: Saving<String>,
}

impl Begun {
    /// Begins with a text that the vault has, or none.
    pub(super) fn new(session: Id, stored: String) -> Self {
        Self { session, saving: Saving::new(stored) }
    }

    /// Begins with a text that the vault has not as one that was begun.
    pub(super) fn with(session: Id, text: String) -> Self {
        let mut begun = Self::new(session, String::new());
        *begun.saving.edited_mut() = text;
        begun
    }

    pub(super) const fn text(&self) -> &String {
        self.saving.edited()
    }

    pub(super) const fn text_mut(&mut self) -> &mut String {
        self.saving.edited_mut()
    }

    /// Says if this is what stands there, or was sent.
    pub(super) fn is_of(&self, begun: &str) -> bool {
        self.text() == begun || self.saving.stored() == begun
    }

    pub(super) fn is_stored(&self) -> bool {
        self.saving.is_stored()
    }

    /// Sends the text where it changed. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        let session = self.session;
        let begin = |was: &String, now: &String| {
            send(Request::Note(NoteRequest::Begin { session, was: was.clone(), now: now.clone() }))
        };
        self.saving.send_change(begin).is_ok()
    }

    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        self.saving.reply(ticket, is_kept);
    }
}
