//! "Home plan…" on a client's page: chosen, looked at as the client will see it, and given.

mod give;
mod how;
mod sheet;
mod source;

use egui::{Ui, UiBuilder, vec2};
use holdwell_app::home_plan::HomeDraft;
use holdwell_app::text;
use holdwell_home::HomePlan;
use holdwell_library::Library;
use holdwell_model::{Arc, Id};
use holdwell_store::{ClientPage, Request, Ticket, VaultQuery, new_id};

use super::not_yet::not_yet;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, steady, surface, title, wrapped};
use give::{Give, Way};

/// The page on which a home plan is made.
#[derive(Debug, Default)]
pub struct HomePlanScreen {
    open: Option<Open>,
    /// The plan that is to be kept in the vault before it goes out, and the way in which it goes.
    kept: Option<(Id, Arc<HomePlan>, Way)>,
    in_flight: Option<(Ticket, Arc<HomePlan>, Way)>,
}

/// A plan that is being made.
#[derive(Debug)]
struct Open {
    client: Id,
    /// The plan's own id: given once more after a change, it is the same plan.
    id: Id,
    draft: HomeDraft,
    made: Option<Made>,
    give: Give,
}

/// Plan that was made of the choices.
#[derive(Debug)]
struct Made {
    of: HomeDraft,
    library: Arc<Library>,
    /// The plan, or why there is none.
    plan: Result<Arc<HomePlan>, Vec<String>>,
}

impl Screen for HomePlanScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let Page::HomePlan(client) = cx.page else { return VaultQuery::default() };
        let page = cx.vault.client.as_ref().filter(|page| page.is_of(client));
        VaultQuery { client: Some(client), session: page.and_then(|page| page.last_session()), ..VaultQuery::default() }
    }

    fn enter(&mut self) {
        // A plan is made for one visit of the client: the next time it begins as the last one was.
        if self.open.as_ref().is_some_and(|open| open.give.is_given()) {
            self.open = None;
        }
    }

    fn save(&mut self, _time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let Some((client, plan, way)) = self.kept.take() else { return true };
        let sent = send(Request::GiveHomePlan(client, Box::new(HomePlan::clone(&plan))));
        self.in_flight = sent.as_ref().ok().map(|ticket| (*ticket, plan, way));
        sent.is_ok()
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        let Some((_, plan, way)) = self.in_flight.take_if(|(sent, ..)| *sent == ticket) else { return };
        // Another client's page may have been opened since.
        if let Some(open) = self.open.as_mut().filter(|open| is_saved && open.id == plan.id) {
            open.give.go(way, plan);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let Page::HomePlan(client) = cx.page else { return };
        let Some(page) = cx.vault.client.as_ref().filter(|page| page.is_of(client)) else {
            return not_yet(ui, actions);
        };
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "Back to the client")).clicked() {
                actions.push(Action::Go(Page::Client(page.client.id)));
            }
            title(ui, "Home plan");
        });
        if self.open.as_ref().is_none_or(|open| open.client != page.client.id) {
            self.open = Some(Open::new(page, cx));
        }
        let is_sent = self.kept.is_some() || self.in_flight.is_some();
        let Some(open) = &mut self.open else { return };
        if let Some(way) = open.ui(ui, page, is_sent, cx, actions)
            && let Some(plan) = open.plan()
        {
            self.kept = Some((page.client.id, Arc::clone(plan), way));
        }
    }
}

impl HomePlanScreen {
    /// Forgets a plan that is being made for a client who is erased.
    pub fn forget(&mut self, clients: &[Id]) {
        self.open = self.open.take().filter(|open| !clients.contains(&open.client));
        self.kept = self.kept.take().filter(|(client, ..)| !clients.contains(client));
    }
}

impl Open {
    fn new(page: &ClientPage, cx: &Cx<'_>) -> Self {
        Self {
            client: page.client.id,
            id: new_id(cx.wall.timestamp()),
            draft: HomeDraft::new(&page.client, page.home.first(), &cx.settings.call, cx.library),
            made: None,
            give: Give::default(),
        }
    }

    fn plan(&self) -> Option<&Arc<HomePlan>> {
        self.made.as_ref()?.plan.as_ref().ok()
    }

    /// Makes the plan of the choices, where they are others than those that it was made of.
    fn make(&mut self, page: &ClientPage, cx: &Cx<'_>) {
        let is_made = |made: &Made| made.of == self.draft && Arc::ptr_eq(&made.library, cx.library);
        if self.made.as_ref().is_some_and(is_made) {
            return;
        }
        let plan = match self.draft.make(self.id, cx.wall.date(), &page.client, cx.library) {
            None => Err(vec!["Choose a routine, or at least one position".to_owned()]),
            Some(plan) => plan.map(Arc::new).map_err(|refused| text::home::cannot_be_made(&refused)),
        };
        self.made = Some(Made { of: self.draft.clone(), library: Arc::clone(cx.library), plan });
    }

    /// Shows the choices beside the sheet where there is room; returns the way in which the plan is to go out.
    fn ui(&mut self, ui: &mut Ui, page: &ClientPage, is_sent: bool, cx: &Cx<'_>, actions: &mut Actions) -> Option<Way> {
        self.make(page, cx);
        let width = ui.available_width();
        if width < 900.0 * Theme::of(ui).text_size {
            self.choices(ui, page, cx, actions);
            self.looks(ui, page, cx);
        } else {
            let room = ui.available_rect_before_wrap();
            let half = width * 0.52;
            let mut left = ui.new_child(UiBuilder::new().max_rect(room.with_max_x(room.left() + half)));
            left.set_width(half);
            self.choices(&mut left, page, cx, actions);
            let mut right = ui.new_child(UiBuilder::new().max_rect(room.with_min_x(room.left() + half + 3.0 * GRID)));
            self.looks(&mut right, page, cx);
            let height = left.min_rect().height().max(right.min_rect().height());
            let _room = ui.allocate_space(vec2(width, height));
        }
        let plan = self.plan().cloned();
        plan.and_then(|plan| steady(ui, "give", |ui| self.give.ui(ui, &plan, is_sent, cx)))
    }

    fn choices(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        ui.push_id("choices", |ui| {
            source::show(ui, &mut self.draft, page, cx, actions);
            how::show(ui, &mut self.draft);
        });
    }

    /// Shows the sheet as the client will see it, or why there is none.
    fn looks(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>) {
        ui.push_id("sheet", |ui| match self.made.as_ref().map(|made| &made.plan) {
            Some(Ok(plan)) => {
                for advice in HomeDraft::advice(plan, &page.client, cx.library) {
                    Banner::info(&text::sentence(&advice.words)).show(ui);
                    ui.add_space(GRID);
                }
                surface(ui, 24, |ui| sheet::show(ui, plan, &mut self.draft.shorter));
            }
            Some(Err(why)) => {
                for words in why {
                    wrapped(ui, Font::Body, Theme::of(ui).soft, words);
                }
            }
            None => {}
        });
    }
}
