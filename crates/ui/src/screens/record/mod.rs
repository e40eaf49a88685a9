//! The record of a session, on the day or years later.

mod assignment;
mod correct;
mod holds;
mod places;
mod remarks;
mod sending;
mod sounded;
mod source;
mod timeline;
pub(super) mod when;

use egui::{Align, Layout, Ui, vec2};
use holdwell_app::text;
use holdwell_model::Arc;
use holdwell_store::{Failure, SessionPage, SessionState, Ticket, VaultQuery};

use super::Wanted;
use super::hold_names::HoldNames;
use super::keep_free::KeepFree;
use super::not_yet::not_yet;
use super::note::NoteSheet;
use super::questions::QuestionsScreen;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, PageFrame, Screen, SendRequest};
use crate::theme::{Font, GAP, GRID, Theme};
use crate::widgets::{Banner, BodyMap, Button, line, section, title, wrapped};
use when::When;

pub(super) use assignment::ClientAssignment;
pub(super) use holds::HoldRows;
use places::Places;
pub(super) use sounded::Sounded;
pub(super) use source::RecordSource;

/// From this width on the body map stands beside the holds, in points.
const WIDE: f32 = 860.0;
/// Width of the body map beside the holds, in points.
const ASIDE: f32 = 280.0;
/// Height of the body map above the holds, in points.
const LOW_MAP: f32 = 240.0;

/// A record that was looked up.
#[derive(Debug, Default)]
pub struct RecordScreen {
    assignment: ClientAssignment,
    when: When,
    holds: HoldRows,
    names: HoldNames,
    questions: QuestionsScreen,
    sounded: Sounded,
    keep: KeepFree,
    places: Places,
    note: NoteSheet,
}

impl Screen for RecordScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let Page::Record(id) = cx.page else { return VaultQuery::default() };
        VaultQuery {
            session: Some(id),
            client: cx.vault.session.as_ref().and_then(|page| page.session.client),
            clients: self.assignment.search(),
            questions: Some(Some(id)),
            ..VaultQuery::default()
        }
    }

    fn frame(&self) -> PageFrame {
        self.note.frame()
    }

    fn leave(&mut self) {
        *self = Self { note: std::mem::take(&mut self.note).left(), ..Self::default() };
    }

    fn save(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let said = self.holds.send(send) & self.when.send(send) & self.questions.save(time, send);
        self.note.send(time, send) & self.names.send(send) & self.keep.send(send) & said
    }

    fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        self.holds.failed(ticket, why) || self.when.failed(ticket, why) || self.note.failed(ticket, why)
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.names.replied(ticket, is_saved);
        self.holds.replied(ticket, is_saved);
        if let Some(done) = self.when.replied(ticket, is_saved) {
            self.holds.corrector.did(done);
        }
        self.questions.replied(ticket, is_saved);
        self.keep.replied(ticket, is_saved);
        self.note.replied(ticket, is_saved);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        match cx.vault.session.as_ref().filter(|page| Page::Record(page.session.id) == cx.page) {
            Some(page) if self.note.is_open() => self.note.ui(ui, page, cx),
            Some(page) => self.show(ui, page, cx, actions),
            None => not_yet(ui, actions),
        }
    }
}

impl RecordScreen {
    fn show(&mut self, ui: &mut Ui, page: &Arc<SessionPage>, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let source = RecordSource::Page(page);
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "Back")).clicked() {
                actions.push(Action::Go(cx.before_record));
            }
            line(ui, Font::Body, theme.soft, text::sentence(&text::moment(cx.wall, page.session.began)));
            self.when.offer(ui, page, cx);
            if page.session.state != SessionState::Running {
                self.note.offer(ui, page);
            }
        });
        title(ui, &page.session.name);
        wrapped(ui, Font::Body, theme.soft, source.facts());
        self.when.form(ui, page, cx);
        ui.add_space(GRID);
        accident(ui, page, actions);
        self.assignment.ui(ui, page, cx, actions);
        self.names.ui(ui, page, cx);
        if !self.names.is_open() {
            self.questions.of_session(ui, Some(page.session.id), cx, actions);
        }
        build_preset(ui, page, cx, actions);
        section(ui, "What was done");
        self.done(ui, page, cx);
        self.keep.of_any(ui, page, cx);
        self.holds.remarks.ui(ui, source, cx);
        let account = page.account.as_ref().and_then(|account| serde_json::from_value(account.clone()).ok());
        if let Some(account) = account {
            section(ui, "Sound");
            self.sounded.ui(ui, &account);
        }
        if page.session.state != SessionState::Running {
            ui.add_space(2.0 * GRID);
            let hint = "Takes it out of the history and of its client's page; that can be undone";
            if ui.add(Button::danger("Delete this session").hint(hint)).clicked() {
                actions.push(Action::DeleteSession(Box::new(page.session.clone())));
            }
        }
        ui.add_space(3.0 * GRID);
    }
}

/// Offers to build a preset of what was done in a session that had a list.
fn build_preset(ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>, actions: &mut Actions) {
    let client = cx.vault.client.as_ref().filter(|client| page.session.client.is_some_and(|id| client.is_of(id)));
    let Some(client) = client.filter(|_| !page.session.is_free && page.session.holds > 0) else { return };
    let hint = "Opens what was done as a new preset of this client; nothing is kept until you save it";
    if ui.add(Button::new("Build a preset of it…").icon(icons::PENCIL).hint(hint)).clicked() {
        let (client, page) = (Box::new(client.client.clone()), Arc::new(page.clone()));
        actions.push(Action::Build(Wanted::PresetOfSession(client, page)));
    }
    ui.add_space(GRID);
}

impl RecordScreen {
    /// Shows when and where work was done, and each hold: beside the map where there is room, else below it.
    fn done(&mut self, ui: &mut Ui, page: &Arc<SessionPage>, cx: &Cx<'_>) {
        let source = RecordSource::Page(page);
        if let Some(item) = timeline::show(ui, source, cx) {
            self.holds.show(item);
        }
        ui.add_space(GRID);
        let text_size = Theme::of(ui).text_size;
        let held = self.places.held(page, cx.library);
        if held.is_empty() {
            self.holds.ui(ui, source, cx);
        } else if ui.available_width() < WIDE * text_size {
            places::show(ui, held, LOW_MAP);
            ui.add_space(GAP);
            self.holds.ui(ui, source, cx);
        } else {
            let aside = ASIDE * text_size;
            let left = ui.available_width() - aside - 2.0 * GAP;
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0 * GAP;
                column(ui, left, |ui| self.holds.ui(ui, source, cx));
                column(ui, aside, |ui| places::show(ui, held, BodyMap::height_within(aside)));
            });
        }
    }
}

/// Shows a column of this width.
fn column(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = GRID;
        add(ui);
    });
}

/// Offers to discard a session that was hardly one.
pub(super) fn accident(ui: &mut Ui, page: &SessionPage, actions: &mut Actions) {
    let session = &page.session;
    if session.is_accident() {
        if Banner::info(&text::short_session(session.length)).action("Discard it").show(ui) {
            actions.push(Action::DeleteSession(Box::new(session.clone())));
        }
        ui.add_space(GRID);
    }
}
