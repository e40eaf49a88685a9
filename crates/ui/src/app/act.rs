//! The only place that acts on what screens and keys ask for.

use egui::{Context, ViewportCommand};

use super::{AfterSession, App, Closing};
use crate::action::{Action, Page};
use crate::command::UiCommand;
use crate::format;
use crate::screens::{ClientScreen, PresetScreen, QuestionsScreen, RecordScreen, Tone};
use crate::settings::Settings;
use crate::widgets::forget_typed;
use holdwell_conductor::{Appointment, ConductorCommand};
use holdwell_engine::Command;
use holdwell_store::Request;

impl App {
    /// Does what was asked for in this frame, in order.
    pub(super) fn act(&mut self, ctx: &Context) {
        self.save_due(ctx);
        for action in std::mem::take(&mut self.actions) {
            self.act_on(action, ctx);
            ctx.request_repaint();
        }
    }

    fn act_on(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Do(command) => self.perform(command, ConductorCommand::Tell),
            Action::Tell(command) => self.handle.tell(command),
            Action::Begin(plan) => self.begin(plan),
            Action::BeginFor(whom) => self.begin_for(*whom),
            Action::Again(whom) => self.begin_again(*whom),
            Action::Resume => self.resume(),
            Action::Whose(whom) => self.choose(whom.map(|whom| *whom)),
            Action::Choose(id) => self.choose_by_id(id),
            Action::Vault(request) => self.ask_vault(*request, ctx),
            Action::Prepare => self.handle.ask(ConductorCommand::Prepare),
            Action::Until(minutes) => self.set_until(minutes),
            Action::Go(page) => self.go(page),
            Action::Change(settings) => self.change(*settings),
            Action::Preview(cue, technique, audience) => {
                self.handle.ask(ConductorCommand::Preview(cue, technique, audience));
            }
            Action::Hear(plan) => self.hear(plan),
            Action::Rehearse(plan) => self.rehearse(plan),
            Action::Ready(offer) => self.ready(*offer),
            Action::Build(id) => self.build(id),
            Action::FindAt(whom) => self.find_at(*whom),
            Action::LookForOutputs => self.handle.ask(ConductorCommand::LookForOutputs),
            Action::Done => {
                self.done(ctx);
                (self.page, self.over) = (Page::Start, AfterSession::Cover);
            }
            Action::EndAndClose => {
                self.save_edits();
                self.closing = Closing::Agreed;
                self.handle.tell(Command::Stop);
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Action::Stay => self.closing = Closing::No,
        }
    }

    /// Does what a command says; `ask` is how its session part is given: as a press, or for sure.
    pub(super) fn perform(&mut self, command: UiCommand, ask: fn(Command) -> ConductorCommand) {
        match command {
            UiCommand::Start => return self.begin_chosen(),
            UiCommand::Again => {
                if let Some(whom) = self.whose.now.clone() {
                    self.begin_again(whom);
                }
                return;
            }
            UiCommand::ToStart => return self.go(Page::Start),
            UiCommand::ToClients => return self.go(Page::Clients),
            UiCommand::ToLibrary => return self.go(Page::Library),
            UiCommand::ToBuilder => return self.go(Page::Builder),
            UiCommand::ToSettings => return self.go(Page::Settings),
            UiCommand::Summary => return self.over = AfterSession::Summary,
            _ => {}
        }
        let Some(view) = self.view() else { return };
        let picked = self.session.picked();
        let told = command.command(&view, picked);
        match (command.refusal(&view, picked), told) {
            // What the session itself can refuse, it refuses itself, so that the answer is the same by key and by button.
            (Some(_), Some(told)) if command != UiCommand::Stop => self.handle.ask(ask(told)),
            (Some(why), _) => self.session.answer(Tone::Refused, &why),
            (None, Some(told)) => {
                self.handle.ask(ask(told));
                self.session.after(command);
            }
            (None, None) => self.at_the_window(command),
        }
    }

    /// Commands that only change the window, or the sound.
    fn at_the_window(&mut self, command: UiCommand) {
        let levels = self.settings.levels;
        let (levels, words) = match command {
            UiCommand::Mute => {
                let muted = !levels.muted;
                let words = if muted { "Sound muted" } else { "Sound on" };
                (holdwell_audio::Levels { muted, ..levels }, words)
            }
            UiCommand::Louder => (levels.louder(), "Louder"),
            UiCommand::Quieter => (levels.quieter(), "Quieter"),
            command => {
                if let Some(view) = self.view() {
                    self.session.open(command, &view);
                }
                return;
            }
        };
        self.session.answer(Tone::Taken, words);
        self.change(Settings { levels, ..self.settings.clone() });
    }

    /// As if a press had never been: it became a long or a double one.
    pub(super) fn take_back(&mut self, command: UiCommand) {
        let session = self.view().is_some_and(|view| command.command(&view, self.session.picked()).is_some());
        match command {
            _ if session => self.handle.tell(Command::Undo),
            UiCommand::Mute => self.at_the_window(UiCommand::Mute),
            UiCommand::Louder => self.at_the_window(UiCommand::Quieter),
            UiCommand::Quieter => self.at_the_window(UiCommand::Louder),
            _ => self.session.close_tray(),
        }
    }

    fn set_until(&mut self, minutes: Option<i64>) {
        (self.until, self.whose.until) = (minutes, super::selection::Until::ByHand);
        let reserve = self.settings.reserve();
        let appointment = self.until_left().map(|left| Appointment { left, reserve });
        if self.view().is_some() {
            self.handle.ask(ConductorCommand::Appointment(appointment));
        }
    }

    /// Something is asked of the vault; what goes from the screen with it goes at once.
    fn ask_vault(&mut self, request: Request, ctx: &Context) {
        match &request {
            Request::Lock => return self.lock(ctx),
            Request::EraseClient(id) => {
                (self.client, self.preset) = (ClientScreen::default(), PresetScreen::default());
                self.whose.now = self.whose.now.take().filter(|whom| whom.client.id != *id);
                self.page = if self.page == Page::Client(*id) { Page::Clients } else { self.page };
                forget_typed(ctx);
            }
            Request::DropDraft(id) => self.forget_built(id),
            _ => {}
        }
        let _reply = self.vault.send(request, ctx.input(|input| input.time));
    }

    pub(super) fn go(&mut self, page: Page) {
        self.save_edits();
        if page != self.page {
            self.vault.answer = None;
            self.record = RecordScreen::default();
            self.questions = QuestionsScreen::default();
        }
        if page.root() != self.page.root() {
            self.visit += 1;
        }
        match page {
            Page::Clients => self.clients.enter(),
            Page::Library => self.library_screen.enter(),
            Page::Builder => self.builder.enter(),
            _ => {}
        }
        self.page = page;
        self.settings_screen.leave();
        if page == Page::Settings {
            self.handle.ask(ConductorCommand::LookForOutputs);
        }
    }

    /// Other settings hold at once, and are written down.
    pub(super) fn change(&mut self, settings: Settings) {
        let old = std::mem::replace(&mut self.settings, settings);
        let new = &self.settings;
        if old.levels != new.levels {
            self.tell_levels();
        }
        if old.channel != new.channel {
            self.handle.ask(ConductorCommand::SetChannel(new.channel));
        }
        if old.output != new.output {
            self.handle.ask(ConductorCommand::SetOutput(new.output()));
        }
        self.keyboard.set_reach(new.reach);
        if old != *new {
            self.settings_problem = self.store.save(new).err();
        }
    }
}

impl App {
    /// The words for the appointment's end, as a clock shows it.
    pub(super) fn until_words(&self, minutes: i64) -> String {
        let wall = self.handle.wall();
        let now = wall.timestamp().as_millisecond();
        let left = minutes.saturating_mul(60_000).saturating_sub(now).max(0);
        format::clock_after(&wall, holdwell_model::Millis(left.unsigned_abs()))
    }
}
