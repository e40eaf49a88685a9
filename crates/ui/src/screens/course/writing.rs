//! A plan of care while it is written: it is kept as a draft as the page is left and as the vault is locked.

use holdwell_editing::Saving;
use holdwell_measures::CarePlan;
use holdwell_model::Id;
use holdwell_store::{CourseRequest, Request, Ticket};

use crate::screen::SendRequest;

/// A plan that is being written.
#[derive(Debug)]
pub(super) struct Writing {
    client: Id,
    saving: Saving<CarePlan>,
    /// True once the vault may have a draft of it.
    is_kept: bool,
}

impl Writing {
    /// Begins with a draft that the vault has not.
    pub(super) fn new(client: Id, draft: CarePlan) -> Self {
        Self { client, saving: Saving::new(draft), is_kept: false }
    }

    /// Goes on with a draft that the vault has.
    pub(super) fn go_on(client: Id, draft: CarePlan) -> Self {
        Self { is_kept: true, ..Self::new(client, draft) }
    }

    pub(super) const fn plan(&self) -> &CarePlan {
        self.saving.edited()
    }

    pub(super) const fn plan_mut(&mut self) -> &mut CarePlan {
        self.saving.edited_mut()
    }

    pub(super) fn is_stored(&self) -> bool {
        self.saving.is_stored()
    }

    /// Sends the draft where it changed. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        let client = self.client;
        let needs_sending = self.saving.needs_sending();
        let save = |plan: &CarePlan| send(Request::Course(CourseRequest::SavePlan(client, Box::new(plan.clone()))));
        let is_sent = self.saving.send(save).is_ok();
        self.is_kept |= needs_sending && is_sent;
        is_sent
    }

    pub(super) fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.saving.reply(ticket, is_saved);
    }

    /// Returns what is to be asked for to keep the plan, and its draft no more.
    pub(super) fn kept(&self) -> Vec<CourseRequest> {
        let plan = self.plan().of_draft();
        let is_another = plan.id != self.plan().id;
        let save = CourseRequest::SavePlan(self.client, Box::new(plan));
        [save].into_iter().chain(self.gone().filter(|_| is_another)).collect()
    }

    /// Returns what is to be asked for to keep no draft of it.
    pub(super) fn gone(&self) -> Option<CourseRequest> {
        self.is_kept.then(|| CourseRequest::SetPlanDeleted(self.plan().id, true))
    }
}
