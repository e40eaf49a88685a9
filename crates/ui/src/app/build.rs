//! Routines that are built, heard and rehearsed before they are run.

use holdwell_conductor::{ConductorCommand, StartRequest};
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::{Arc, Plan};

use super::App;
use crate::screen::Page;
use crate::screens::Wanted;

impl App {
    /// Opens a routine in the builder: the file that was named on the command line, or what the library has.
    pub(super) fn build(&mut self, id: String) {
        let file = self.given.as_ref().filter(|(given, _)| *given == id).map(|(_, file)| file.clone());
        self.data.screens.builder.want(file.map_or(Wanted::Routine(id), Wanted::File));
        self.go(Page::Builder);
    }

    /// Puts a routine from the builder on Start, ready to be begun, saved or not.
    pub(super) fn ready(&mut self, offer: RunnablePlan) {
        let client = self.data.selection.next.take();
        self.data.selection.next = client.map(|client| client.with(None));
        self.data.screens.start.choose(offer.plan.id.clone());
        self.catalogue.set_built(offer);
        self.handle.ask(ConductorCommand::Prepare);
        self.go(Page::Start);
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
