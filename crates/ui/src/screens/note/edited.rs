//! The text of a note while it is edited and saved. As long as nobody wrote one it is the draft, and follows the record.

use holdwell_app::note::{FULL, NoteSources, draft, same_as_last, template};
use holdwell_editing::Saving;
use holdwell_model::{Arc, Id};
use holdwell_store::{NotePart, NoteRequest, NoteTemplate, NoteText, Request, Ticket};

use crate::cx::Cx;
use crate::screen::SendRequest;

/// The text of a session's note.
#[derive(Debug)]
pub(super) struct EditedNote {
    pub(super) session: Id,
    saving: Saving<NoteText>,
    /// The draft that stands there for want of a note.
    drafted: NoteText,
    /// The text before the last change that was not typed, with its words.
    pub(super) undo: Option<(NoteText, &'static str)>,
}

impl EditedNote {
    /// Begins with the note that is kept, else with a draft.
    pub(super) fn new(sources: &NoteSources<'_>, own: &[Arc<NoteTemplate>]) -> Self {
        let drafted = draft(sources, &template(last_template(sources), own));
        let stored = sources.page.note.draft.as_ref().map_or_else(|| drafted.clone(), |(_, text)| text.clone());
        Self { session: sources.page.session.id, saving: Saving::new(stored), drafted, undo: None }
    }

    /// Takes over what the vault shows; the draft of a note that nobody touched is made anew from what is known now.
    pub(super) fn see(&mut self, sources: &NoteSources<'_>, cx: &Cx<'_>) {
        let stored = match &sources.page.note.draft {
            Some((_, text)) => text.clone(),
            None if self.saving.is_stored() && *self.saving.edited() == self.drafted => {
                let id = self.drafted.template.clone();
                self.drafted = draft(sources, &template(&id, &cx.vault.own.note_templates));
                self.drafted.clone()
            }
            None => return,
        };
        self.saving.see(&stored, cx.vault.written);
    }

    pub(super) const fn text(&self) -> &NoteText {
        self.saving.edited()
    }

    /// Returns the text of a part, to be written in.
    pub(super) const fn part_mut(&mut self, part: NotePart) -> &mut String {
        self.saving.edited_mut().part_mut(part)
    }

    pub(super) fn is_stored(&self) -> bool {
        self.saving.is_stored()
    }

    pub(super) fn is_refused(&self) -> bool {
        self.saving.is_refused()
    }

    pub(super) fn is_due(&self) -> bool {
        self.saving.is_due()
    }

    /// Drafts the note anew with another template, or the same one; the way back is offered where that changes a text
    /// that somebody wrote.
    pub(super) fn draft_anew(&mut self, sources: &NoteSources<'_>, template: &NoteTemplate) {
        let fresh = draft(sources, template);
        let is_untouched = sources.page.note.draft.is_none() && *self.text() == self.drafted;
        self.drafted = fresh.clone();
        if is_untouched {
            self.saving = Saving::new(fresh);
            self.undo = None;
        } else {
            self.put(fresh, "Drafted anew from the record");
        }
    }

    /// Fills the note as last time.
    pub(super) fn fill(&mut self, last: &NoteText) {
        self.put(same_as_last(self.text(), last), "Filled in as last time; what differs is said");
    }

    /// Puts each part of another text at the end of that part, where it does not stand there already.
    pub(super) fn take_in(&mut self, other: &NoteText) {
        let mut text = self.text().clone();
        for part in NotePart::ALL {
            let (place, words) = (text.part_mut(*part), other.part(*part).trim());
            if !place.contains(words) {
                if !place.is_empty() && !place.ends_with('\n') {
                    place.push('\n');
                }
                place.push_str(words);
            }
        }
        self.put(text, "Taken in from the other computer");
    }

    /// Puts words at the end of a part.
    pub(super) fn add(&mut self, part: NotePart, words: &str, said: &'static str) {
        let mut text = self.text().clone();
        let place = text.part_mut(part);
        if !place.is_empty() && !place.ends_with('\n') {
            place.push('\n');
        }
        place.push_str(words);
        self.put(text, said);
    }

    fn put(&mut self, text: NoteText, said: &'static str) {
        if text != *self.text() {
            self.undo = Some((self.text().clone(), said));
            *self.saving.edited_mut() = text;
        }
    }

    /// Takes the last change back that was not typed.
    pub(super) fn take_back(&mut self) {
        if let Some((text, _)) = self.undo.take() {
            *self.saving.edited_mut() = text;
        }
    }

    /// Has the draft that nobody touched saved as it stands, where the vault has no note yet.
    pub(super) fn keep_untouched(&mut self) {
        let text = self.text().clone();
        self.saving = Saving::new(NoteText::default());
        *self.saving.edited_mut() = text;
    }

    /// Sends what is edited. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        let session = self.session;
        let save = |was: &NoteText, now: &NoteText| {
            let (was, now) = (Box::new(was.clone()), Box::new(now.clone()));
            send(Request::Note(NoteRequest::Save { session, was, now }))
        };
        self.saving.send_change(save).is_ok()
    }

    pub(super) fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.saving.reply(ticket, is_saved);
    }
}

/// Returns the template with which the last note of the client was drafted.
fn last_template<'a>(sources: &'a NoteSources<'_>) -> &'a str {
    let last = sources.page.note.last.as_ref().map(|last| last.text.template.as_str());
    last.filter(|id| !id.is_empty()).unwrap_or(FULL)
}
