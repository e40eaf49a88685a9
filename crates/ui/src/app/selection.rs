//! Whose the next session is, whose runs, and how it begins.

use egui::Context;

use super::App;
use crate::runnable::RunnablePlan;
use crate::selected_client::{SelectedClient, shifted};
use crate::settings::Settings;
use holdwell_conductor::{Appointment, ConductorCommand, SessionMeta, Snapshot, StartRequest};
use holdwell_model::{Arc, Id, Plan};
use holdwell_store::{Request, new_id};

/// Whose the next session is, and whose runs.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// The next one; `None` is nobody's.
    pub(super) now: Option<SelectedClient>,
    /// The session that runs, or was run and is being looked at.
    pub(super) running: Option<Running>,
    awaited: Option<Awaited>,
    /// The appointment's end follows from the client, and goes with them.
    pub(super) until: Until,
}

/// Who set the appointment's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Until {
    #[default]
    ByHand,
    ByClient,
}

/// A session that was begun here.
#[derive(Debug, Clone)]
pub(super) struct Running {
    /// Under which id it is written down.
    pub(super) id: Id,
    /// Whose it is.
    pub(super) whom: Option<SelectedClient>,
}

/// What the vault has to show before it can be done.
#[derive(Debug, Clone)]
enum Awaited {
    /// A client, to be chosen.
    Client(Id),
    /// A last session, to be run again.
    Again(Box<SelectedClient>, Id),
}

impl Running {
    pub(super) fn client(&self) -> Option<Id> {
        self.whom.as_ref().map(|whom| whom.client.id)
    }
}

impl Selection {
    /// The client that has to be looked at: the chosen one, so that what changes is seen, or the awaited one.
    pub(super) fn wanted(&self) -> Option<Id> {
        match &self.awaited {
            Some(Awaited::Client(id)) => Some(*id),
            _ => self.now.as_ref().map(|whom| whom.client.id),
        }
    }

    /// What is awaited may never come: Start is not held up for it.
    pub(super) fn give_up(&mut self) {
        self.awaited = None;
    }

    /// The session that is to be run again.
    pub(super) const fn again(&self) -> Option<Id> {
        if let Some(Awaited::Again(_, session)) = &self.awaited { Some(*session) } else { None }
    }
}

impl App {
    /// What was awaited has come, or what is known of the client has changed.
    pub(super) fn sync_selection(&mut self, snapshot: &Snapshot) {
        let kept = Arc::clone(&self.vault.kept);
        let runs = snapshot.view.is_some();
        if let Some(page) = &kept.client {
            if let Some(Awaited::Client(id)) = self.whose.awaited
                && id == page.client.id
            {
                self.whose.awaited = None;
                self.choose(Some(SelectedClient::of_page(page)));
            }
            // What runs goes on as it was begun; only who it is with is followed.
            if let Some(whom) = self.whose.running.as_mut().and_then(|running| running.whom.as_mut()) {
                whom.follow_client(page);
            }
            if let Some(whom) = &mut self.whose.now {
                whom.follow(page);
            }
        }
        if let Some(Awaited::Again(_, wanted)) = &self.whose.awaited
            && let Some(page) = kept.session.as_ref().filter(|page| page.session.id == *wanted)
            && !runs
            && let Some(Awaited::Again(whom, _)) = self.whose.awaited.take()
        {
            let (plan, preset) = self.presets.again(page, whom.preset.as_ref());
            self.begin_with(plan, Some(whom.with(preset)));
        }
    }

    /// The next session is this one's. A usual appointment is set, where nobody has set another.
    pub(super) fn choose(&mut self, whom: Option<SelectedClient>) {
        if self.whose.until == Until::ByClient {
            (self.until, self.whose.until) = (None, Until::ByHand);
        }
        let slot = whom.as_ref().and_then(|whom| whom.client.slot_mins).map(i64::from);
        if let Some(minutes) = slot.filter(|_| self.until.is_none()) {
            let now = self.handle.wall().timestamp().as_second() / 60;
            // To the nearest five minutes, as appointments are made.
            self.until = Some((now + minutes + 2) / 5 * 5);
            self.whose.until = Until::ByClient;
        }
        self.whose.awaited = None;
        self.whose.now = whom;
        self.handle.ask(ConductorCommand::Prepare);
    }

    /// A client of whom no more than the id is known.
    pub(super) fn choose_by_id(&mut self, id: Id) {
        // Until they are known nobody else is begun with.
        self.choose(None);
        self.whose.awaited = Some(Awaited::Client(id));
    }

    /// What stands on the lead card.
    pub(super) fn lead(&self, chosen: usize) -> Option<Result<&RunnablePlan, &str>> {
        let preset = self.whose.now.as_ref().and_then(|whom| whom.preset.as_ref());
        match preset {
            Some(preset) => self.presets.get(preset).map(|made| made.as_ref().map_err(String::as_str)),
            None => self.offers.get(chosen).map(Ok),
        }
    }

    /// Start was pressed.
    pub(super) fn begin_chosen(&mut self) {
        if self.whose.awaited.is_some() {
            return;
        }
        let Some(Ok(offer)) = self.lead(self.start.chosen(&self.offers)) else { return };
        let plan = Arc::clone(&offer.plan);
        self.begin_with(plan, self.whose.now.clone());
    }

    /// A plan that is no preset, for whoever is chosen.
    pub(super) fn begin(&mut self, plan: Arc<Plan>) {
        let whom = self.whose.now.clone().map(|whom| whom.with(None));
        self.begin_with(plan, whom);
    }

    /// A client's preset; a free session where there is none.
    pub(super) fn begin_for(&mut self, whom: SelectedClient) {
        let plan = match whom.preset.as_ref().map(|preset| self.presets.make(preset)) {
            Some(Ok(offer)) => offer.plan,
            Some(Err(_)) => return,
            None => RunnablePlan::free().plan,
        };
        self.choose(Some(whom.clone()));
        self.begin_with(plan, Some(whom));
    }

    /// As last time, as soon as the vault has shown what that was.
    pub(super) fn begin_again(&mut self, whom: SelectedClient) {
        if let Some(session) = whom.last_session {
            self.choose(Some(whom.clone()));
            self.whose.awaited = Some(Awaited::Again(Box::new(whom), session));
        }
    }

    pub(super) fn begin_with(&mut self, plan: Arc<Plan>, whom: Option<SelectedClient>) {
        if self.view().is_some() || self.whose.running.is_some() {
            // One is being begun: the sound is waited for.
            return;
        }
        let began = self.handle.wall().timestamp();
        let id = new_id(began);
        let mut options = self.settings.options(&plan);
        if let Some(whom) = &whom {
            options.worse_side = whom.client.worse_side;
            self.log_cautions(whom);
        }
        let reserve = self.settings.reserve();
        let appointment = self.until_left().map(|left| Appointment { left, reserve });
        if whom.is_none() {
            self.remember(&plan);
        }
        let client = whom.as_ref().map(|whom| whom.client.id);
        let preset = whom.as_ref().and_then(|whom| whom.preset.as_ref()).map(|preset| (preset.id, preset.version));
        let start = Some(SessionMeta { id, began, client, preset });
        self.whose.running = Some(Running { id, whom });
        self.whose.now = None;
        self.tell_levels();
        self.handle.ask(ConductorCommand::Start(Box::new(StartRequest {
            appointment,
            start,
            ..StartRequest::of(plan, options)
        })));
    }

    /// Who does the same routine every evening finds it ready. What belongs to a client is not remembered here.
    fn remember(&mut self, plan: &Plan) {
        let offered = self.offers.iter().any(|offer| offer.plan.id == plan.id);
        if offered && self.settings_problem.is_none() {
            let routine = (!plan.free).then(|| plan.id.clone());
            self.change(Settings { routine, ..self.settings.clone() });
        }
    }

    /// A session that was cut off goes on, paused.
    pub(super) fn resume(&mut self) {
        let kept = Arc::clone(&self.vault.kept);
        let Some(unfinished) = kept.start.unfinished.as_ref() else { return };
        let Some(begin) =
            StartRequest::again(unfinished).filter(|_| self.view().is_none() && self.whose.running.is_none())
        else {
            return;
        };
        let whom = unfinished.whose.as_ref().map(SelectedClient::of_recent);
        self.whose.running = Some(Running { id: unfinished.session.id, whom });
        self.whose.now = None;
        self.tell_levels();
        self.handle.ask(ConductorCommand::Start(Box::new(begin)));
    }

    /// New cautions stood on the screen as the session was begun: that they were seen is written down.
    fn log_cautions(&mut self, whom: &SelectedClient) {
        let new: Vec<Id> =
            whom.client.cautions.iter().filter(|caution| whom.is_new(caution)).map(|one| one.id).collect();
        if !new.is_empty() {
            let _reply = self.vault.send(Request::CautionsSeen(whom.client.id, new), 0.0);
        }
    }

    /// The levels are the device's own, moved for whoever is under the hands.
    pub(super) fn tell_levels(&self) {
        let running = self.whose.running.as_ref().and_then(|running| running.whom.as_ref());
        let louder = running.map_or(0, SelectedClient::louder);
        self.handle.ask(ConductorCommand::SetLevels(shifted(self.settings.levels, louder)));
    }

    /// The session is looked at and forgotten: the levels are the device's own again, and the next client is nobody.
    pub(super) fn done(&mut self, ctx: &Context) {
        self.handle.ask(ConductorCommand::Dismiss);
        self.whose.running = None;
        if self.whose.until == Until::ByClient {
            (self.until, self.whose.until) = (None, Until::ByHand);
        }
        self.tell_levels();
        self.summary = super::SummaryScreen::default();
        crate::widgets::forget_typed(ctx);
    }
}
