//! The record of a session, on the day or years later.

mod assignment;
mod remarks;
pub(super) mod rows;
mod sounded;
mod source;

use egui::Ui;
use holdwell_app::text;
use holdwell_store::{SessionPage, SessionState, Ticket, VaultQuery};

use super::hold_names::HoldNames;
use super::keep_free::KeepFree;
use super::not_yet::not_yet;
use super::questions::QuestionsScreen;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, line, section, title, wrapped};

pub(super) use assignment::ClientAssignment;
pub(super) use remarks::Remarks;
pub(super) use sounded::Sounded;
pub(super) use source::RecordSource;

/// A record that was looked up.
#[derive(Debug, Default)]
pub struct RecordScreen {
    assignment: ClientAssignment,
    remarks: Remarks,
    names: HoldNames,
    questions: QuestionsScreen,
    sounded: Sounded,
    keep: KeepFree,
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

    fn leave(&mut self) {
        *self = Self::default();
    }

    fn save(&mut self, _time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        self.names.send(send) & self.remarks.send(send)
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.names.replied(ticket, is_saved);
        self.remarks.replied(ticket, is_saved);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        match cx.vault.session.as_ref().filter(|page| Page::Record(page.session.id) == cx.page) {
            Some(page) => self.show(ui, page, cx, actions),
            None => not_yet(ui, actions),
        }
    }
}

impl RecordScreen {
    fn show(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let source = RecordSource::Page(page);
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "Back")).clicked() {
                actions.push(Action::Go(cx.before_record));
            }
            line(ui, Font::Body, theme.soft, text::sentence(&text::moment(cx.wall, page.session.began)));
        });
        title(ui, &page.session.name);
        wrapped(ui, Font::Body, theme.soft, source.facts());
        ui.add_space(GRID);
        accident(ui, page, actions);
        self.assignment.ui(ui, page, cx, actions);
        self.names.ui(ui, page, cx);
        if !self.names.is_open() {
            self.questions.of_session(ui, Some(page.session.id), cx, actions);
        }
        self.keep.ui(ui, page, cx, actions);
        section(ui, "What was done");
        rows::show(ui, source, &mut self.remarks, cx);
        self.remarks.ui(ui, source, cx);
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
