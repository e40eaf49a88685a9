//! The note of a session for the file: drafted, edited in place, copied, written out, signed, added to. It stands in the
//! place of the summary or of the record while it is open.

mod apart;
mod begun;
mod buttons;
mod edited;
mod own;
mod signed;
mod signing;
mod written;

use egui::{Key, Modifiers, Popup, Ui};
use holdwell_app::note::NoteSources;
use holdwell_app::text;
use holdwell_model::Arc;
use holdwell_store::{Failure, NoteRequest, NoteText, Request, SessionPage, Ticket};

use self::apart::Away;
use self::edited::EditedNote;
use self::own::OwnTexts;
use self::signing::Signing;
use super::folder::FolderForm;
use super::keeping::Keeping;
use crate::cx::Cx;
use crate::icons;
use crate::screen::{PageFrame, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, line, title, wrapped};

/// The sheet of a session's note.
#[derive(Debug, Default)]
pub(super) struct NoteSheet {
    is_open: bool,
    edited: Option<EditedNote>,
    /// Notes whose sheets were left before the vault had them.
    aside: Vec<EditedNote>,
    /// Set where something was written and its field left.
    is_left: bool,
    /// The form for a signature, or for what is added to a signed note.
    signing: Signing,
    own: OwnTexts,
    /// The folder that the page is written into, while it is chosen.
    folder: Option<FolderForm>,
    /// Writing the page, noting a consent, or putting something away.
    asked: Keeping,
    /// What was put away last.
    away: Option<Away>,
    /// The text that was copied last.
    copied: Option<NoteText>,
    /// Set where a field had the keyboard in the last frame: Escape leaves the field, and not the sheet.
    was_writing: bool,
}

impl NoteSheet {
    /// Says if the sheet is shown in the place of the page.
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Returns the way in which the page fills the window: the sheet begins at its top.
    pub(super) const fn frame(&self) -> PageFrame {
        PageFrame::Scrolled(if self.is_open { 1 } else { 0 })
    }

    /// Returns the sheet as it is when its page was left: what is not in the vault yet is kept.
    #[must_use]
    pub(super) fn left(mut self) -> Self {
        let unsaved = self.edited.take().filter(|edited| !edited.is_stored());
        let aside = self.aside.into_iter().chain(unsaved).collect();
        Self { aside, signing: self.signing.left(), ..Self::default() }
    }

    /// Offers the sheet, by one key and by a button.
    pub(super) fn offer(&mut self, ui: &mut Ui, page: &SessionPage) {
        let words = match (page.note.is_signed(), page.note.draft.is_some()) {
            (true, _) => "The signed note",
            (_, true) => "The note",
            _ => "Note of this session",
        };
        let hint = "A draft from what ran: edit it, copy it, sign it";
        // A field may wait for an answer: then the letter is its own.
        let cap = if ui.ctx().text_edit_focused() { "Ctrl N" } else { "N" };
        let button = Button::new(words).icon(icons::NOTE).key(cap).hint(hint);
        let is_chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::N));
        if ui.add(button).clicked() || is_chord || pressed(ui, Key::N) {
            self.is_open = true;
            ui.ctx().memory_mut(egui::Memory::stop_text_input);
        }
    }

    /// Sends what was asked for and what is due. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let is_left = std::mem::take(&mut self.is_left);
        let mut is_sent = true;
        if time.is_none() || is_left {
            // What was refused on a sheet that was left is not sent again by itself.
            let aside = self.aside.iter_mut().filter(|edited| !edited.is_refused());
            for edited in self.edited.iter_mut().chain(aside) {
                is_sent &= edited.send(send);
            }
        }
        self.signing.send(time.is_none() || is_left, send) & self.own.send(send) & self.asked.send(send) & is_sent
    }

    /// Takes the reply to what was sent.
    pub(super) fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.edited.iter_mut().chain(&mut self.aside).for_each(|edited| edited.replied(ticket, is_saved));
        self.aside.retain(|edited| !edited.is_stored());
        self.signing.replied(ticket, is_saved);
        self.own.replied(ticket, is_saved);
        self.asked.replied(ticket, is_saved);
        if self.asked.is_kept() {
            self.asked = Keeping::No;
        }
    }

    /// Takes the failure of what was sent; returns false where that was something else, or is said as a toast.
    pub(super) fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        self.signing.failed(ticket, why)
    }

    /// Shows the sheet.
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &Arc<SessionPage>, cx: &Cx<'_>) {
        let client = cx.vault.client.as_deref().filter(|client| page.session.client.is_some_and(|id| client.is_of(id)));
        let sources = NoteSources { page, client, library: cx.library, wall: cx.wall };
        self.sync(&sources, cx);
        self.head(ui, page, cx);
        self.was_writing = ui.ctx().text_edit_focused();
        if page.note.is_unreadable {
            let words = "A note of this session cannot be read. It is kept as it is, and goes out with an export";
            Banner::error(words).show(ui);
            return;
        }
        if !page.note.unreadable.is_empty() {
            let words = "An addendum of this note cannot be read. It is kept as it is, and goes out with an export";
            Banner::error(words).show(ui);
            ui.add_space(GRID);
        }
        self.of_another(ui, page);
        self.buttons(ui, &sources, cx);
        if page.note.is_signed() {
            self.signed(ui, page, cx);
        } else {
            self.written(ui, &sources, cx);
        }
        ui.add_space(3.0 * GRID);
    }

    /// Says that the note was written while the session was another client's, until somebody looked through it.
    fn of_another(&mut self, ui: &mut Ui, page: &SessionPage) {
        if !page.note.is_of_another || self.asked.waits() {
            return;
        }
        let words = text::note::of_another(&page.note);
        if Banner::caution(words).action("I have looked through it").show(ui) {
            self.asked = Keeping::Asked(Box::new(Request::Note(NoteRequest::LookThrough(page.session.id))));
        }
        ui.add_space(GRID);
    }

    /// Takes the stored note over, and the draft where nobody wrote one.
    fn sync(&mut self, sources: &NoteSources<'_>, cx: &Cx<'_>) {
        let session = sources.page.session.id;
        if self.edited.as_ref().is_none_or(|edited| edited.session != session) {
            self.aside.extend(self.edited.take().filter(|edited| !edited.is_stored()));
            let known = self.aside.iter().position(|edited| edited.session == session);
            self.edited = known.map(|known| self.aside.remove(known));
            (self.signing, self.away) = (std::mem::take(&mut self.signing).left(), None);
        }
        let edited = self.edited.get_or_insert_with(|| EditedNote::new(sources, &cx.vault.own.note_templates));
        edited.see(sources, cx);
    }

    fn head(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        let is_closed = ui.horizontal(|ui| {
            let back = ui.add(Button::icon_only(icons::LEFT, "Back to the session")).clicked();
            line(ui, Font::Body, theme.soft, text::sentence(&text::moment(cx.wall, page.session.began)));
            back
        });
        title(ui, "Note");
        let client = cx.vault.client.as_ref().filter(|client| page.session.client.is_some_and(|id| client.is_of(id)));
        let whose = client.map(|client| format!("{}  ·  ", client.client.name)).unwrap_or_default();
        wrapped(ui, Font::Body, theme.soft, format!("{whose}{}", page.session.name));
        ui.add_space(GRID);
        if is_closed.inner || (!self.was_writing && pressed(ui, Key::Escape)) {
            (self.is_open, self.is_left, self.folder) = (false, true, None);
        }
    }
}

/// Takes a key of the sheet where nothing has the keyboard.
fn pressed(ui: &Ui, key: Key) -> bool {
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !Popup::is_any_open(ui.ctx());
    is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}
