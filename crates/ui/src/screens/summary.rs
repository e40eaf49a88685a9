//! What was done, whose it was, what is still to be said of it, and how exactly it sounded.

use egui::{Align, Label, Layout, Ui};

use super::VaultSight;
use super::keep::{KeepPanel, KeepSight};
use super::questions::QuestionsScreen;
use super::record::{ClientAssignment, RecordSource, Remarks, Sounded, rows};
use crate::action::{Action, Actions};
use crate::selected_client::SelectedClient;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, section, title};
use holdwell_conductor::Snapshot;
use holdwell_engine::View;
use holdwell_model::Id;
use holdwell_store::{Request, Ticket};

/// The summary.
#[derive(Debug, Default)]
pub struct SummaryScreen {
    sounded: Sounded,
    keep: KeepPanel,
    belongs: ClientAssignment,
    remarks: Remarks,
    questions: QuestionsScreen,
}

/// What the summary shows beside what is kept.
#[derive(Debug, Clone, Copy)]
pub struct SummarySight<'a> {
    /// The session and the sound.
    pub snapshot: &'a Snapshot,
    /// Under which id it is written down, where it was begun here.
    pub session: Option<Id>,
    /// Whose it was, as it was begun.
    pub whom: Option<&'a SelectedClient>,
}

impl SummaryScreen {
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
    pub fn ui(&mut self, ui: &mut Ui, shown: SummarySight<'_>, sight: &VaultSight<'_>, actions: &mut Actions) {
        let Some(view) = shown.snapshot.view.as_deref() else { return };
        let page = sight.kept.session.as_deref().filter(|page| Some(page.session.id) == shown.session);
        let told = RecordSource::View(view, page);
        ui.horizontal(|ui| {
            let _title = title(ui, "Summary");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::lead("Done").hint("Back to Start").width(120.0)).clicked() {
                    actions.push(Action::Done);
                }
            });
        });
        let theme = Theme::of(ui);
        let what = format!("{}  ·  {}", told.name(), told.what());
        let _what = ui.add(Label::new(theme.rich(Font::Body, what).color(theme.soft)).wrap());
        ui.add_space(GRID);
        if let Some(page) = page {
            self.belongs.ui(ui, page, sight, actions);
        } else {
            let words = "This session is not in the vault. It is kept in memory until Done";
            let _pressed = Banner::caution(words).show(ui);
        }
        self.keep(ui, view, shown, sight, actions);
        self.questions.of_session(ui, shown.session, sight, actions);
        section(ui, "What was done");
        rows::show(ui, told, &mut self.remarks, sight);
        self.remarks.ui(ui, told, sight);
        section(ui, "Sound");
        self.sounded.ui(ui, &shown.snapshot.account);
        ui.add_space(3.0 * GRID);
    }

    /// What of it can be kept for whomever it belongs to.
    fn keep(
        &mut self,
        ui: &mut Ui,
        view: &View,
        shown: SummarySight<'_>,
        sight: &VaultSight<'_>,
        actions: &mut Actions,
    ) {
        let page = sight.kept.session.as_deref().filter(|page| Some(page.session.id) == shown.session);
        let Some((session, client)) = page.and_then(|page| Some((page.session.id, page.session.client?))) else {
            return;
        };
        let preset = shown.whom.filter(|whom| whom.client.id == client).and_then(|whom| whom.preset.as_deref());
        let library = sight.presets.library();
        let keep = KeepSight { view, session, client, preset, library, wall: sight.wall };
        self.keep.ui(ui, &keep, actions);
    }
}
