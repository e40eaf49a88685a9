//! The summary of a session: its records, its client, remarks, open questions, and the timing of its cues.

use egui::{Context, Ui};
use holdwell_app::selection::Running;
use holdwell_engine::View;
use holdwell_store::{Failure, SessionPage, Ticket, VaultQuery, VaultState};

use super::course::MeasureEntry;
use super::hold_names::HoldNames;
use super::keep::{KeepPanel, KeepProps};
use super::keep_free::KeepFree;
use super::lock::UnlockForm;
use super::note::NoteSheet;
use super::questions::QuestionsScreen;
use super::record::{ClientAssignment, HoldRows, RecordSource, Sounded, accident};
use super::session::SessionScreen;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::screen::{PageFrame, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, section, title_row, wrapped};

/// The summary of the session that is over.
#[derive(Debug, Default)]
pub struct SummaryScreen {
    sounded: Sounded,
    keep: KeepPanel,
    keep_free: KeepFree,
    assignment: ClientAssignment,
    holds: HoldRows,
    names: HoldNames,
    questions: QuestionsScreen,
    unlock: UnlockForm,
    note: NoteSheet,
    measures: MeasureEntry,
}

impl Screen for SummaryScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let running = cx.selection.running.as_ref();
        let id = running.map(|running| running.id);
        let page = cx.vault.session.as_ref().filter(|page| Some(page.session.id) == id);
        VaultQuery {
            session: id,
            questions: id.map(Some),
            clients: self.assignment.search(),
            client: match page {
                Some(page) => page.session.client,
                None => running.and_then(Running::client_id),
            },
            ..VaultQuery::default()
        }
    }

    fn needs_vault(&self) -> bool {
        false
    }

    fn frame(&self) -> PageFrame {
        self.note.frame()
    }

    fn wipe(&mut self, ctx: &Context) {
        self.unlock.wipe(ctx);
    }

    fn save(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let said = self.holds.send(send) & self.names.send(send) & self.questions.save(time, send);
        self.note.send(time, send)
            & self.keep.send(send)
            & self.keep_free.send(send)
            & self.measures.send(time.is_none(), send)
            & said
    }

    fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        self.holds.failed(ticket, why) || self.note.failed(ticket, why)
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.names.replied(ticket, is_saved);
        self.holds.replied(ticket, is_saved);
        self.questions.replied(ticket, is_saved);
        self.measures.replied(ticket, is_saved);
        self.keep.replied(ticket, is_saved);
        self.keep_free.replied(ticket, is_saved);
        self.note.replied(ticket, is_saved);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let Some(view) = cx.conductor.view.as_deref() else { return };
        let session = cx.selection.running.as_ref().map(|running| running.id);
        let page = cx.vault.session.as_ref().filter(|page| Some(page.session.id) == session);
        if let Some(page) = page.filter(|_| self.note.is_open()) {
            return self.note.ui(ui, page, cx);
        }
        let page = page.map(AsRef::as_ref);
        let source = RecordSource::View(view, page);
        let is_rehearsal = cx.conductor.is_rehearsal();
        let (title, back) =
            if is_rehearsal { ("Rehearsal", "Back to the routine") } else { ("Summary", "Back to Start") };
        title_row(ui, title, |ui| {
            if ui.add(Button::lead("Done").hint(back).width(120.0)).clicked() {
                actions.push(Action::Done);
            }
            if let Some(page) = page {
                self.note.offer(ui, page);
            }
        });
        let theme = Theme::of(ui);
        let facts = format!("{}  ·  {}", source.name(), source.facts());
        wrapped(ui, Font::Body, theme.soft, facts);
        ui.add_space(GRID);
        if let Some(page) = page {
            accident(ui, page, actions);
            self.assignment.ui(ui, page, cx, actions);
            self.keep(ui, view, page, cx);
        } else {
            self.unrecorded(ui, cx, actions);
        }
        if let Some(page) = page {
            self.names.ui(ui, page, cx);
        }
        if !self.names.is_open() {
            self.questions.of_session(ui, session, cx, actions);
        }
        if let Some(client) = page.and_then(|page| page.session.client)
            && let Some(page) = cx.vault.client.as_ref().filter(|page| page.is_of(client))
        {
            section(ui, "Measure");
            self.measures.ui(ui, page, cx);
        }
        if let Some(page) = page.filter(|page| page.session.is_free) {
            self.keep_free.ui(ui, page, cx);
        }
        section(ui, "What was done");
        self.holds.ui(ui, source, cx);
        self.holds.remarks.ui(ui, source, cx);
        section(ui, "Sound");
        self.sounded.ui(ui, &cx.conductor.account);
        ui.add_space(3.0 * GRID);
    }
}

impl SummaryScreen {
    /// Takes over what was begun in the session that is over now, and is still to be finished.
    pub fn begin(&mut self, session: &SessionScreen) {
        self.names.begin(session.begun_names());
    }

    /// Says that the session is not in the vault, and what keeps it.
    fn unrecorded(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        if cx.conductor.is_rehearsal() {
            let words = "This ran ten times as fast, and nothing of it is recorded";
            wrapped(ui, Font::Body, Theme::of(ui).soft, words);
            return;
        }
        if !matches!(cx.vault.vault, VaultState::Locked { .. }) {
            let words = "This session is not in the vault. It is kept in memory until Done";
            Banner::caution(words).show(ui);
            return;
        }
        let words = "The vault is locked: this session is kept in memory. Unlock, and it is recorded, now or at any time \
                     before Holdwell is closed";
        Banner::caution(words).show(ui);
        ui.add_space(GRID);
        self.unlock.ui(ui, cx, actions);
        ui.add_space(GRID);
    }

    /// Offers to keep changes as a preset of the client who was treated.
    fn keep(&mut self, ui: &mut Ui, view: &View, page: &SessionPage, cx: &Cx<'_>) {
        let Some(client) = page.session.client else { return };
        let treated = cx.treated().filter(|treated| treated.client.id == client);
        let preset = treated.and_then(|treated| treated.preset.as_deref());
        let session = page.session.id;
        let props = KeepProps { view, session, client, preset, library: cx.library, wall: cx.wall };
        self.keep.ui(ui, &props);
    }
}
