//! Routines that are built, heard and rehearsed before they are run.

use holdwell_conductor::{ConductorCommand, StartRequest};
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::{Arc, Plan};

use super::App;
use crate::screen::Page;
use crate::screens::Wanted;

impl App {
    /// Opens this in the builder. For the routine that was named on the command line that is its file.
    pub(super) fn build(&mut self, wanted: Wanted) {
        let file = |id: &str| self.given.as_ref().filter(|(given, _)| given == id).map(|(_, file)| file.clone());
        let wanted = match wanted {
            Wanted::Routine(id) => file(&id).map_or(Wanted::Routine(id), Wanted::File),
            wanted => wanted,
        };
        self.data.screens.builder.want(wanted);
        self.go(Page::Builder);
    }

    /// Begins a routine from the builder for the selected client, saved or not.
    pub(super) fn begin_built(&mut self, offer: RunnablePlan) {
        let plan = Arc::clone(&offer.plan);
        self.data.screens.start.choose(plan.id.clone());
        self.catalogue.set_built(offer);
        self.begin(plan);
    }

    /// Plays a routine's cues within ten seconds; `None` ends that.
    pub(super) fn hear(&self, plan: Option<Arc<Plan>>) {
        let heard = plan.map(|plan| {
            let options = self.settings.options(&plan);
            (plan, options)
        });
        self.handle.ask(ConductorCommand::Hear(heard));
    }

    /// Runs a routine ten times as fast: unheard, and not written down.
    pub(super) fn rehearse(&mut self, plan: Arc<Plan>) {
        if !self.has_session() {
            let options = self.settings.options(&plan);
            self.handle.ask(ConductorCommand::Start(Box::new(StartRequest::rehearsal(plan, options, 10))));
        }
    }
}
