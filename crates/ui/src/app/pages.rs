//! The pages: what can be begun, clients and what is kept of them, settings.

use std::time::Duration;

use egui::Ui;

use super::ui::{paged, scrolled};
use super::{App, Shown};
use crate::icons;
use crate::screens::{PresetSight, PresetWish, StartSight, SummarySight, VaultSight, toast};
use crate::theme::{Font, Theme};
use crate::widgets::{Button, line, rail};
use holdwell_app::action::{Action, Page};
use holdwell_app::command::UiCommand;
use holdwell_app::selected_client::SelectedClient;
use holdwell_conductor::Snapshot;
use holdwell_model::{Arc, Id};

impl App {
    pub(super) fn page(&mut self, ui: &mut Ui, page: Page, snapshot: &Snapshot) {
        self.rail(ui, page);
        self.shortcuts(ui.ctx());
        let place = (page, self.visit);
        let (kept, wall) = (Arc::clone(&self.vault.kept), self.handle.wall());
        let failed = self.vault.answer.clone();
        let failed = failed.as_ref().map(|(answer, _)| answer);
        if page.needs_vault() && !self.vault.is_open() {
            let sight = VaultSight { kept: &kept, presets: &self.presets, wall: &wall, pages: true };
            let (lock, actions) = (&mut self.lock_screen, &mut self.actions);
            return scrolled(ui, place, |ui| lock.ui(ui, &sight, actions));
        }
        let sight = VaultSight { kept: &kept, presets: &self.presets, wall: &wall, pages: true };
        let Self { settings_screen, settings, settings_problem, clients, client, record, questions, actions, .. } =
            self;
        match page {
            Page::Start | Page::Unlock => self.start_page(ui, place, snapshot),
            Page::Settings => scrolled(ui, place, |ui| {
                toast::failed(ui, failed);
                settings_screen.ui(ui, settings, settings_problem.as_deref(), snapshot, &sight, actions);
            }),
            Page::Clients => paged(ui, |ui| {
                toast::failed(ui, failed);
                clients.ui(ui, &sight, actions);
            }),
            Page::Client(id) => scrolled(ui, place, |ui| {
                toast::failed(ui, failed);
                match kept.client.as_ref().filter(|page| page.client.id == id) {
                    Some(page) => client.ui(ui, page, &sight, actions),
                    None => not_yet(ui, actions),
                }
            }),
            Page::Record(id) => scrolled(ui, place, |ui| {
                toast::failed(ui, failed);
                match kept.session.as_ref().filter(|page| page.session.id == id) {
                    Some(page) => record.ui(ui, page, &sight, actions),
                    None => not_yet(ui, actions),
                }
            }),
            Page::Preset(id) => self.preset_page(ui, place, id),
            Page::Library => self.library_page(ui),
            Page::Builder => self.builder_page(ui),
            Page::Questions => scrolled(ui, place, |ui| {
                toast::failed(ui, failed);
                questions.ui(ui, &sight, actions);
            }),
        }
    }

    fn rail(&mut self, ui: &mut Ui, page: Page) {
        let items = [
            (Page::Start, UiCommand::ToStart),
            (Page::Clients, UiCommand::ToClients),
            (Page::Library, UiCommand::ToLibrary),
            (Page::Builder, UiCommand::ToBuilder),
            (Page::Settings, UiCommand::ToSettings),
        ];
        let mut items: Vec<_> = items.map(|(page, command)| (page, icons::Icon::of(command), command.label())).into();
        // Locking is no place, but it has to be within reach on every page.
        if self.vault.is_encrypted() {
            items.push((Page::Unlock, icons::LOCK, UiCommand::Lock.label()));
        }
        match rail(ui, page.root(), &items) {
            Some(Page::Unlock) => self.actions.push(Action::Vault(Box::new(holdwell_store::Request::Lock))),
            Some(page) => self.actions.push(Action::Go(page)),
            None => {}
        }
    }

    fn start_page(&mut self, ui: &mut Ui, place: (Page, u64), snapshot: &Snapshot) {
        self.start_by_key(ui.ctx());
        let (wall, left) = (self.handle.wall(), self.until_left());
        let kept = Arc::clone(&self.vault.kept);
        let vault = VaultSight { kept: &kept, presets: &self.presets, wall: &wall, pages: true };
        let mut start = std::mem::take(&mut self.start);
        let mut actions = std::mem::take(&mut self.actions);
        let failed = self.vault.answer.as_ref().map(|(answer, _)| answer);
        // The lead card asks the screen which offer is chosen, so the screen is put back for that.
        let chosen = start.chosen(&self.offers);
        let sight = StartSight {
            offers: &self.offers,
            problems: &self.library_problems,
            settings_problem: self.settings_problem.as_deref(),
            settings: &self.settings,
            snapshot,
            until: self.until.map(|until| (until, self.until_words(until))),
            left,
            may_sleep: self.awake.is_refused(),
            wall: &wall,
            vault,
            whom: self.whose.now.as_ref(),
            lead: self.lead(chosen),
        };
        scrolled(ui, place, |ui| {
            toast::failed(ui, failed);
            start.ui(ui, &sight, &mut actions);
        });
        (self.start, self.actions) = (start, actions);
        // The ends on the cards move with the clock on the wall.
        if !ui.input(|input| input.viewport().minimized.unwrap_or(false)) {
            ui.ctx().request_repaint_after(Duration::from_secs(60 - wall.second().unsigned_abs().min(59) as u64));
        }
    }

    fn preset_page(&mut self, ui: &mut Ui, place: (Page, u64), id: Id) {
        let (kept, wall) = (Arc::clone(&self.vault.kept), self.handle.wall());
        let failed = self.vault.answer.as_ref().map(|(answer, _)| answer);
        let (screen, actions) = (&mut self.preset, &mut self.actions);
        let page = kept.preset.as_ref().filter(|page| page.preset.id == id);
        let owner = page.and_then(|page| kept.client.as_ref().filter(|owner| owner.client.id == page.preset.client));
        let mut wish = None;
        scrolled(ui, place, |ui| {
            toast::failed(ui, failed);
            let (Some(page), Some(owner)) = (page, owner) else {
                not_yet(ui, actions);
                return screen.deleted_banner(ui, actions);
            };
            let last = kept.session.as_deref().filter(|last| last.session.client == Some(owner.client.id));
            let library = self.presets.library();
            let sight = PresetSight { page, client: &owner.client.name, last, library, wall: &wall };
            wish = screen.ui(ui, &sight, actions);
        });
        match (wish, page, owner) {
            (Some(PresetWish::Back), Some(page), _) => self.actions.push(Action::Go(Page::Client(page.preset.client))),
            (Some(PresetWish::Start(offer)), Some(page), Some(owner)) => {
                let whom = SelectedClient::of_page(owner).with(Some(Arc::clone(&page.preset)));
                self.begin_with(offer.plan, Some(whom));
            }
            _ => {}
        }
    }

    pub(super) fn summarised(&mut self, ui: &mut Ui, snapshot: &Snapshot) {
        let (kept, wall) = (Arc::clone(&self.vault.kept), self.handle.wall());
        let sight = VaultSight { kept: &kept, presets: &self.presets, wall: &wall, pages: false };
        let running = self.whose.running.clone();
        let session = running.as_ref().map(|running| running.id);
        let whom = running.as_ref().and_then(|running| running.whom.as_ref());
        let failed = self.vault.answer.as_ref().map(|(answer, _)| answer);
        let (summary, actions) = (&mut self.summary, &mut self.actions);
        scrolled(ui, session, |ui| {
            toast::failed(ui, failed);
            summary.ui(ui, SummarySight { snapshot, session, whom }, &sight, actions);
        });
    }

    /// Whether a page is shown that needs the vault, which is locked.
    pub(super) fn is_locked_out(&self, snapshot: &Snapshot) -> bool {
        matches!(self.shown(snapshot), Shown::Page(page) if page.needs_vault()) && !self.vault.is_open()
    }
}

/// The vault has not shown it yet, which takes no longer than a blink; or it is there no more.
fn not_yet(ui: &mut Ui, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        if ui.add(Button::icon_only(icons::LEFT, "All clients")).clicked() {
            actions.push(Action::Go(Page::Clients));
        }
        let _words = line(ui, Font::Body, theme.faint, "…");
    });
}
