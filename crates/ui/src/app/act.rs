//! The only place that acts on what screens and keys ask for.

use egui::{Context, ViewportCommand};
use holdwell_app::command::UiCommand;
use holdwell_app::settings::Settings;
use holdwell_app::text;
use holdwell_app::text::vault::Toast;
use holdwell_audio::Levels;
use holdwell_conductor::ConductorCommand;
use holdwell_engine::Command;
use holdwell_store::{ClientPage, Request};

use super::{AfterSession, App, Closing};
use crate::action::Action;
use crate::screen::Page;
use crate::screens::{Tone, VaultPart};
use crate::widgets::forget_typed;

impl App {
    /// Does what was asked for in this frame, in order.
    pub(super) fn act(&mut self, ctx: &Context) {
        for action in std::mem::take(&mut self.actions) {
            self.act_on(action, ctx);
            ctx.request_repaint();
        }
        self.save_due(ctx);
    }

    fn act_on(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Do(command) => self.perform_clicked(command),
            Action::Tell(command) => {
                self.settle_number();
                self.handle.tell(command);
            }
            Action::Begin(plan) => self.begin(plan),
            Action::BeginFor(client) => self.begin_for(*client),
            Action::BeginAs(plan, client) => self.begin_with(plan, Some(*client)),
            Action::Again(client) => self.begin_again(*client),
            Action::Resume => self.resume(),
            Action::Select(client) => self.select(client.map(|client| *client)),
            Action::SelectById(id) => self.select_by_id(id),
            Action::Vault(request) => self.ask_vault(*request, ctx),
            Action::Prepare => self.handle.ask(ConductorCommand::Prepare),
            Action::Until(minutes) => self.set_until(minutes),
            Action::Go(page) => self.go(page),
            Action::SessionsOf(client, name) => {
                self.data.screens.history.of_client(client, name);
                self.go(Page::History);
            }
            Action::DeleteSession(session) => self.delete_session(&session, ctx),
            Action::PutBackSession(id) => self.put_back_session(id, ctx),
            Action::Change(settings) => self.change(*settings),
            Action::Preview(cue, technique, audience) => {
                self.handle.ask(ConductorCommand::Preview(cue, technique, audience));
            }
            Action::Hear(plan) => self.hear(plan),
            Action::Rehearse(plan) => self.rehearse(plan),
            Action::BeginBuilt(offer) => self.begin_built(*offer),
            Action::Build(wanted) => self.build(wanted),
            Action::FindAt(client) => self.find_at(*client),
            Action::LookForOutputs => self.handle.ask(ConductorCommand::LookForOutputs),
            Action::Done => {
                let _sent = self.save_edits();
                let is_rehearsal = self.handle.snapshot().is_rehearsal();
                self.done(ctx);
                self.page = if is_rehearsal { Page::Builder } else { Page::Start };
                self.after_session = AfterSession::Cover;
            }
            Action::EndAndClose => {
                let _sent = self.save_edits();
                self.data.session.take_remarks().into_iter().for_each(|remark| self.handle.tell(remark));
                self.closing = Closing::Agreed;
                self.handle.tell(Command::Stop);
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Action::Stay => self.closing = Closing::No,
        }
    }

    /// Gives the score that is being typed to the session before a click does something else.
    fn settle_number(&mut self) {
        for action in self.keyboard.settle_number() {
            self.act_on_key(action);
        }
    }

    /// Does what a button or a click says.
    fn perform_clicked(&mut self, command: UiCommand) {
        self.settle_number();
        if command == UiCommand::Advance
            && let Some(why) = self.keyboard.ignores_advance(self.pressed_ms)
        {
            return self.answer_ignored(why);
        }
        self.perform(command, ConductorCommand::Tell);
    }

    /// Does what a command says; `ask` gives its part to the session: as a press, or for sure.
    pub(super) fn perform(&mut self, command: UiCommand, ask: fn(Command) -> ConductorCommand) {
        match command {
            UiCommand::Start => return self.begin_chosen(),
            UiCommand::Again => {
                if let Some(client) = self.data.selection.next.clone() {
                    self.begin_again(client);
                }
                return;
            }
            UiCommand::Summary => return self.after_session = AfterSession::Summary,
            _ => {}
        }
        let Some(view) = self.view() else { return };
        let picked = self.data.session.picked();
        match (command.refusal(&view, picked), command.command(&view, picked)) {
            // The session itself refuses where it can, so that the answer is the same by key and by button.
            (Some(_), Some(given)) if command != UiCommand::Stop => self.handle.ask(ask(given)),
            (Some(why), _) => self.data.session.answer(Tone::Refused, text::refusal(why)),
            (None, Some(given)) => {
                self.handle.ask(ask(given));
                self.data.session.after(command);
            }
            (None, None) => self.act_in_window(command),
        }
    }

    /// Does what a command says that only changes the window, or the sound.
    fn act_in_window(&mut self, command: UiCommand) {
        let levels = self.settings.levels;
        let (levels, words) = match command {
            UiCommand::Mute => {
                let muted = !levels.muted;
                let words = if muted { "Sound muted" } else { "Sound on" };
                (Levels { muted, ..levels }, words)
            }
            UiCommand::Louder => (levels.louder(), "Louder"),
            UiCommand::Quieter => (levels.quieter(), "Quieter"),
            command => {
                if let Some(view) = self.view() {
                    self.data.session.open(command, &view);
                }
                return;
            }
        };
        self.data.session.answer(Tone::Taken, words);
        self.change(Settings { levels, ..self.settings.clone() });
    }

    /// Takes back a press that became a long or a double one.
    pub(super) fn take_back(&mut self, command: UiCommand) {
        match command {
            UiCommand::Mute => self.act_in_window(UiCommand::Mute),
            UiCommand::Louder => self.act_in_window(UiCommand::Quieter),
            UiCommand::Quieter => self.act_in_window(UiCommand::Louder),
            UiCommand::Insert | UiCommand::Note | UiCommand::Name | UiCommand::Score => self.data.session.close_tray(),
            _ => self.handle.tell(Command::Undo),
        }
    }

    /// Sends a request to the vault. Clears from the screen what the request takes away.
    fn ask_vault(&mut self, request: Request, ctx: &Context) {
        match &request {
            Request::Lock => return self.lock(ctx),
            Request::EraseClient(id) => {
                let page = self.data.vault.client.as_deref().filter(|page| page.is_of(*id));
                let ids = page.map_or_else(|| vec![*id], ClientPage::ids);
                let is_theirs = matches!(self.page, Page::Client(id) | Page::Course(id) if ids.contains(&id));
                self.data.forget(&ids);
                self.page = if is_theirs { Page::Clients } else { self.page };
                forget_typed(ctx);
            }
            // A draft is given up, and what was built of it with it.
            Request::DropDraft(id) if self.catalogue.built() == Some(id) => self.catalogue.take_built(),
            _ => {}
        }
        let client = if let Request::SaveClient(client) = &request { Some(client.id) } else { None };
        let asked = VaultPart::of(&request);
        let unlocks = matches!(request, Request::Unlock(_));
        let sent = self.send(request, ctx.input(|input| input.time));
        if let (Some(part), Ok(ticket)) = (asked, &sent) {
            self.data.screens.settings.asked(part, *ticket);
        }
        if let (true, Ok(ticket)) = (unlocks, &sent) {
            self.unlocks(*ticket);
        }
        if let Some(id) = client {
            self.data.selection.sent(id, sent.ok());
        }
    }

    /// Goes to another page.
    pub(super) fn go(&mut self, page: Page) {
        let _sent = self.save_edits();
        if page != self.page {
            // A fault stands at the top of the page on which it came; a success in the corner goes by itself.
            self.data.toast = self.data.toast.take().filter(|(toast, _)| matches!(toast, Toast::Done(_)));
            self.data.deleted = None;
            self.data.screens.get_mut(self.page).leave();
        }
        if page.root() != self.page.root() {
            self.visit += 1;
        }
        self.data.screens.get_mut(page).enter();
        if let (Page::Record(_), Page::History | Page::Client(_) | Page::Course(_)) = (page, self.page) {
            self.before_record = self.page;
        }
        self.page = page;
        if page == Page::Settings {
            self.handle.ask(ConductorCommand::LookForOutputs);
        }
    }

    /// Applies other settings at once, and writes them down.
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
        self.keyboard.set_mode(new.reach);
        if old != *new {
            self.settings_problem = self.store.save(new).err().as_ref().map(text::settings_problem);
        }
    }
}
