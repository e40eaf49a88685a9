//! What a session left behind, on the day or years later.

mod assignment;
mod remarks;
pub(super) mod rows;
mod sounded;
mod source;

use egui::{Label, Ui};

use super::VaultSight;
use super::questions::QuestionsScreen;
use crate::action::{Action, Actions, Page};
use crate::format;
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, line, section, title};
pub(super) use assignment::ClientAssignment;
use holdwell_store::{Request, SessionPage, Ticket};
pub(super) use remarks::Remarks;
pub(super) use sounded::Sounded;
pub(super) use source::RecordSource;

/// A record that was looked up.
#[derive(Debug, Default)]
pub struct RecordScreen {
    belongs: ClientAssignment,
    remarks: Remarks,
    questions: QuestionsScreen,
    sounded: Sounded,
}

impl RecordScreen {
    /// What is searched for among the clients.
    pub fn search(&self) -> Option<String> {
        self.belongs.search()
    }

    /// Sends the remark that was kept, if there is one.
    pub fn send_remark(&mut self, send: &mut dyn FnMut(Request) -> Result<Ticket, Box<Request>>) {
        self.remarks.send(send);
    }

    /// Takes the reply to a remark; that to anything else changes nothing.
    pub fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        self.remarks.replied(ticket, is_kept);
    }

    /// Shows it.
    pub fn ui(&mut self, ui: &mut Ui, page: &SessionPage, sight: &VaultSight<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let told = RecordSource::Page(page);
        ui.horizontal(|ui| {
            let back = page.session.client.map_or(Page::Clients, Page::Client);
            if ui.add(Button::icon_only(icons::LEFT, "Back")).clicked() {
                actions.push(Action::Go(back));
            }
            let _began =
                line(ui, Font::Body, theme.soft, format::sentence(&format::moment(sight.wall, page.session.began)));
        });
        let _title = title(ui, &page.session.name);
        let _what = ui.add(Label::new(theme.rich(Font::Body, told.what()).color(theme.soft)).wrap());
        ui.add_space(GRID);
        self.belongs.ui(ui, page, sight, actions);
        self.questions.of_session(ui, Some(page.session.id), sight, actions);
        section(ui, "What was done");
        rows::show(ui, told, &mut self.remarks, sight);
        self.remarks.ui(ui, told, sight);
        let account = page.account.as_ref().and_then(|account| serde_json::from_value(account.clone()).ok());
        if let Some(account) = account {
            section(ui, "Sound");
            self.sounded.ui(ui, &account);
        }
        ui.add_space(3.0 * GRID);
    }
}
