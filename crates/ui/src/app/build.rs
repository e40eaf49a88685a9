//! The builder's page, and what it asks for.

use egui::Ui;

use super::App;
use super::ui::paged;
use crate::screens::{BuilderSight, Wanted, toast};
use holdwell_app::action::Page;
use holdwell_app::runnable::RunnablePlan;
use holdwell_conductor::{ConductorCommand, StartRequest};
use holdwell_model::{Arc, Plan};

impl App {
    pub(super) fn builder_page(&mut self, ui: &mut Ui) {
        let (kept, wall) = (Arc::clone(&self.vault.kept), self.handle.wall());
        let library = Arc::clone(self.presets.library());
        let whom = self.whose.now.clone();
        let sight = BuilderSight {
            library: &library,
            own: &kept.own,
            keeps: self.vault.is_open(),
            whom: whom.as_ref(),
            wall: &wall,
        };
        let failed = self.vault.answer.as_ref().map(|(answer, _)| answer);
        let (builder, actions) = (&mut self.builder, &mut self.actions);
        paged(ui, |ui| {
            toast::failed(ui, failed);
            builder.ui(ui, &sight, actions);
        });
    }

    /// Opens a routine in the builder: the file that was named on the command line, or what the library has.
    pub(super) fn build(&mut self, id: String) {
        let file = self.given.as_ref().filter(|(offer, _)| offer.plan.id == id).map(|(_, file)| file.clone());
        self.builder.want(file.map_or(Wanted::Routine(id), Wanted::File));
        self.go(Page::Builder);
    }

    /// What was built stands ready on Start, whether it is saved or not.
    pub(super) fn ready(&mut self, offer: RunnablePlan) {
        if let Some(whom) = self.whose.now.take() {
            self.whose.now = Some(whom.with(None));
        }
        self.start.choose(offer.plan.id.clone());
        self.built = Some(offer);
        self.offer_built();
        self.handle.ask(ConductorCommand::Prepare);
        self.go(Page::Start);
    }

    /// What was built last is among what can be begun, in the place of what is saved of it.
    pub(super) fn offer_built(&mut self) {
        let Some(built) = self.built.clone() else { return };
        let place = self.offers.iter().position(|offer| offer.plan.id == built.plan.id);
        let place = place.unwrap_or_else(|| {
            let last = self.offers.len().min(1);
            self.offers.insert(last, built.clone());
            last
        });
        if let Some(offer) = self.offers.get_mut(place) {
            *offer = built;
        }
    }

    /// A draft is given up, and what was built of it with it.
    pub(super) fn forget_built(&mut self, id: &str) {
        if self.built.as_ref().is_some_and(|built| built.plan.id == id) {
            self.built = None;
            self.put_together();
        }
    }

    pub(super) fn hear(&self, plan: Option<Arc<Plan>>) {
        let heard = plan.map(|plan| {
            let options = self.settings.options(&plan);
            (plan, options)
        });
        self.handle.ask(ConductorCommand::Hear(heard));
    }

    /// A look at how it runs, ten times as fast: unheard, and not written down.
    pub(super) fn rehearse(&mut self, plan: Arc<Plan>) {
        if self.view().is_none() && self.whose.running.is_none() {
            let options = self.settings.options(&plan);
            self.handle.ask(ConductorCommand::Start(Box::new(StartRequest::rehearsal(plan, options, 10))));
        }
    }
}
