//! The way of a session: chosen, begun and left.

use egui::Context;
use holdwell_app::selected_client::{SelectedClient, shifted};
use holdwell_app::selection::{Ready, Running};
use holdwell_app::settings::Settings;
use holdwell_conductor::{Appointment, ConductorCommand, SessionMeta, SessionSpeech, Snapshot, StartRequest};
use holdwell_library::runnable::RunnablePlan;
use holdwell_library::scene;
use holdwell_model::{Arc, Id, Plan};
use holdwell_store::{Request, new_id};

use super::App;
use crate::screen::Page;
use crate::screens::SummaryScreen;
use crate::widgets::forget_typed;

impl App {
    /// Follows what the vault shows of the selected client, and begins a session that has waited for it.
    pub(super) fn sync_selection(&mut self, snapshot: &Snapshot) {
        let minute = self.minute();
        let data = &mut self.data;
        let ready = data.selection.follow(&data.vault, &data.presets, snapshot.view.is_some(), minute);
        if let Some(Ready { plan, client }) = ready {
            self.begin_with(plan, Some(client));
        }
    }

    /// Selects a client for the next session.
    pub(super) fn select(&mut self, client: Option<SelectedClient>) {
        let minute = self.minute();
        self.data.selection.choose(client, minute);
        self.handle.ask(ConductorCommand::Prepare);
    }

    /// Selects a client of whom only the id is known.
    pub(super) fn select_by_id(&mut self, id: Id) {
        let minute = self.minute();
        self.data.selection.choose_by_id(id, minute);
        self.handle.ask(ConductorCommand::Prepare);
    }

    /// Begins the plan on the lead card.
    pub(super) fn begin_chosen(&mut self) {
        if self.data.selection.is_awaiting() {
            return;
        }
        let (snapshot, wall) = (self.handle.snapshot(), self.handle.wall());
        if let Some(Ok(offer)) = self.cx(&snapshot, &wall).lead(self.data.screens.start.chosen()) {
            self.begin_with(Arc::clone(&offer.plan), self.data.selection.next.clone());
        }
    }

    /// Begins a plan that is no preset, for the selected client.
    pub(super) fn begin(&mut self, plan: Arc<Plan>) {
        let client = self.data.selection.next.clone().map(|client| client.with(None));
        self.begin_with(plan, client);
    }

    /// Begins a client's preset; a free session where there is none.
    pub(super) fn begin_for(&mut self, client: SelectedClient) {
        let plan = match client.preset.as_ref().map(|preset| self.data.presets.make(preset)) {
            Some(Ok(offer)) => offer.plan,
            Some(Err(_)) => return,
            None => RunnablePlan::free().plan,
        };
        self.select(Some(client.clone()));
        self.begin_with(plan, Some(client));
    }

    /// Begins the last session of a client again, as soon as the vault has shown what that was.
    pub(super) fn begin_again(&mut self, client: SelectedClient) {
        let minute = self.minute();
        self.data.selection.choose_again(client, minute);
        self.handle.ask(ConductorCommand::Prepare);
    }

    /// Begins a session, unless one is there or is being begun.
    pub(super) fn begin_with(&mut self, plan: Arc<Plan>, client: Option<SelectedClient>) {
        if self.has_session() {
            return;
        }
        let began = self.handle.wall().timestamp();
        let id = new_id(began);
        let mut options = self.settings.options(&plan);
        match &client {
            Some(client) => {
                options.worse_side = client.client.worse_side;
                self.log_cautions(client);
            }
            None => self.remember(&plan),
        }
        let preset =
            client.as_ref().and_then(|client| client.preset.as_ref()).map(|preset| (preset.id, preset.version));
        let meta = SessionMeta { id, began, client: client.as_ref().map(|client| client.client.id), preset };
        // One that was over before anything began was another client's.
        let appointment = self.appointment().filter(|appointment| appointment.left_ms > 0);
        let speech = self.speech(&plan);
        let request = StartRequest { appointment, start: Some(meta), speech, ..StartRequest::of(plan, options) };
        self.start(Running { id, client }, request);
    }

    /// Returns what is said in a session of a plan, where anything is.
    fn speech(&self, plan: &Plan) -> Option<SessionSpeech> {
        let listener = self.settings.listener(plan)?;
        let (scene, dialect) = (scene(plan, self.catalogue.library()), self.settings.dialect);
        Some(SessionSpeech { scene, listener, dialect, ..SessionSpeech::default() })
    }

    /// Asks the voice for the plan on the lead card as soon as it stands there, so that it is ready before Start.
    pub(super) fn prepare_speech(&mut self, snapshot: &Snapshot) {
        if self.page != Page::Start || self.has_session() {
            return;
        }
        let wall = self.handle.wall();
        let lead = self.cx(snapshot, &wall).lead(self.data.screens.start.chosen());
        let Some(plan) = lead.and_then(Result::ok).map(|offer| Arc::clone(&offer.plan)) else { return };
        let Some(listener) = self.settings.listener(&plan) else { return };
        let (dialect, options) = (self.settings.dialect, self.settings.options(&plan));
        let is_asked =
            |(before, to, how): &(Arc<Plan>, _, _)| Arc::ptr_eq(before, &plan) && (*to, *how) == (listener, dialect);
        if self.asked_to_speak.as_ref().is_some_and(is_asked) {
            return;
        }
        self.asked_to_speak = Some((Arc::clone(&plan), listener, dialect));
        if let Some(speech) = self.speech(&plan) {
            self.handle.ask(ConductorCommand::PrepareSpeech(Box::new((plan, options, speech))));
        }
    }

    /// Says if a session is there or is being begun.
    pub(super) fn has_session(&self) -> bool {
        self.view().is_some() || self.data.selection.running.is_some()
    }

    fn start(&mut self, running: Running, request: StartRequest) {
        self.keyboard.begin(self.pressed_ms);
        self.data.selection.running = Some(running);
        self.data.selection.next = None;
        self.tell_levels();
        self.handle.ask(ConductorCommand::Start(Box::new(request)));
    }

    /// Returns the appointment as the conductor counts it.
    fn appointment(&self) -> Option<Appointment> {
        let left_ms = self.data.selection.left_ms(self.handle.wall().timestamp().as_millisecond())?;
        Some(Appointment { left_ms, reserve: self.settings.reserve() })
    }

    /// Sets the end of the appointment, in minutes since 1970, also for a session that runs.
    pub(super) fn set_until(&mut self, minutes: Option<i64>) {
        self.data.selection.set_until(minutes);
        if self.view().is_some() {
            self.handle.ask(ConductorCommand::Appointment(self.appointment()));
        }
    }

    /// Remembers the routine, so that whoever does the same every evening finds it ready. Nothing that belongs to a
    /// client is remembered here.
    fn remember(&mut self, plan: &Plan) {
        if self.catalogue.has(&plan.id) && self.settings_problem.is_none() {
            let routine = (!plan.free).then(|| plan.id.clone());
            self.change(Settings { routine, ..self.settings.clone() });
        }
    }

    /// Goes on with a session that was cut off, paused.
    pub(super) fn resume(&mut self) {
        let vault = Arc::clone(&self.data.vault);
        let Some(unfinished) = vault.start.unfinished.as_ref() else { return };
        if self.has_session() {
            return;
        }
        let Some(request) = StartRequest::again(unfinished) else { return };
        let request = StartRequest { speech: self.speech(&request.plan), ..request };
        let client = unfinished.whose.as_ref().map(SelectedClient::of_recent);
        self.start(Running { id: unfinished.session.id, client }, request);
    }

    /// Writes down that new cautions stood on the screen as the session was begun.
    fn log_cautions(&mut self, client: &SelectedClient) {
        let cautions = client.client.cautions.iter().filter(|caution| client.is_new(caution));
        let new: Vec<Id> = cautions.map(|caution| caution.id).collect();
        if !new.is_empty() {
            let _reply = self.send(Request::CautionsSeen(client.client.id, new), 0.0);
        }
    }

    /// Tells the conductor the device's levels, moved for the client under the hands.
    pub(super) fn tell_levels(&self) {
        let treated = self.data.selection.running.as_ref().and_then(|running| running.client.as_ref());
        let louder = treated.map_or(0, SelectedClient::louder);
        self.handle.ask(ConductorCommand::SetLevels(shifted(self.settings.levels, louder)));
    }

    /// Leaves a session that was looked at: the levels are the device's own again, and no client is selected.
    pub(super) fn done(&mut self, ctx: &Context) {
        self.handle.ask(ConductorCommand::Dismiss);
        self.data.selection.done();
        self.data.deleted = None;
        self.tell_levels();
        self.data.summary = SummaryScreen::default();
        forget_typed(ctx);
    }
}
