//! The work beside drawing: keys, closing, news since the last frame. None of it times the session.

use std::time::Duration;

use egui::{Context, Event, RawInput, ViewportCommand};
use holdwell_app::command::UiCommand;
use holdwell_app::diary::{LONGEST, diaries};
use holdwell_app::keyboard::{KeyEvent, Motion, Scope};
use holdwell_app::press::{Control, Effect, Ignored, KeyAction, PressContext};
use holdwell_app::text;
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_engine::{Command, Notice, ScoreKind, Stage, View};
use holdwell_model::SessionTime;
use holdwell_store::VaultState;

use super::{AfterSession, App, Closing, Shown};
use crate::keyboard::key_event;
use crate::screen::Page;
use crate::screens::Tone;
use crate::widgets::announce;

impl App {
    /// Takes the keys of a session, and clicks that were meant for another page, before egui could click, type or move
    /// the focus with them. Each event is acted on before the next: what a key opens gets the letters that follow.
    pub(super) fn take_keys(&mut self, ctx: &Context, raw: &mut RawInput) {
        let secs = raw.time.unwrap_or_else(|| ctx.input(|input| input.time)).max(0.0);
        self.pressed_ms = (secs * 1000.0) as u64;
        let snapshot = self.handle.snapshot();
        let shown = self.shown(&snapshot);
        let mut hides_text = false;
        for event in std::mem::take(&mut raw.events) {
            let hidden_text = std::mem::take(&mut hides_text) && matches!(event, Event::Text(_));
            let is_seen = match key_event(&event) {
                Some(key) => {
                    let is_taken = self.take_key(key, shown, &snapshot);
                    hides_text = is_taken && key.motion == Motion::Down;
                    !is_taken
                }
                None => !hidden_text && self.clicks.admits(&event, shown, secs),
            };
            if is_seen {
                raw.events.push(event);
            }
        }
        if !raw.focused {
            self.keyboard.let_go();
        }
        for action in self.keyboard.tick(self.pressed_ms) {
            self.act_on_key(action);
        }
        if let Some(field) = self.data.session.open_field().filter(|_| shown == Shown::Session)
            && ctx.memory(|memory| memory.focused().is_none())
        {
            ctx.memory_mut(|memory| memory.request_focus(field));
        }
        if let Some(due) = self.keyboard.due() {
            ctx.request_repaint_after(Duration::from_millis(due.saturating_sub(self.pressed_ms) + 1));
        }
    }

    /// Takes a key and acts on it; returns true where the window must not see it.
    fn take_key(&mut self, event: KeyEvent, shown: Shown, snapshot: &Snapshot) -> bool {
        let view = snapshot.view.as_deref();
        let scope = match (shown, view) {
            (Shown::Session, Some(_)) if self.data.session.is_typed_in() => Scope::Field,
            (Shown::Session, Some(view)) => Scope::Session(view),
            (Shown::Cover, _) => Scope::Cover,
            _ => Scope::Page,
        };
        let (now, picked) = (self.handle.now(), self.data.session.picked());
        let context = |control| press_context(control, view, picked, now);
        let outcome = self.keyboard.take(event, &self.settings.keys, scope, context, self.pressed_ms);
        if self.data.screens.settings.waits_for_key() {
            // The next key for a command; it does nothing else. A digit by its place is one whatever it types.
            let key = if event.place.digit().is_some() { event.place } else { event.key };
            if event.motion == Motion::Down && !key.is_modifier() {
                self.data.screens.settings.take_key(key);
            }
            return true;
        }
        for action in outcome.actions {
            self.act_on_key(action);
        }
        outcome.is_taken
    }

    pub(super) fn act_on_key(&mut self, action: KeyAction) {
        match action {
            KeyAction::Press(command) => self.perform(command, ConductorCommand::Press),
            KeyAction::Sure(command) => self.perform(command, ConductorCommand::Tell),
            KeyAction::TakeBack(command) => self.take_back(command),
            KeyAction::Score(kind, value) => self.handle.tell(Command::Score { kind, value, point: None }),
            KeyAction::TakeBackScore => {
                self.announced.is_undo_unsaid = true;
                self.handle.tell(Command::Undo);
            }
            KeyAction::Typed(typed) => {
                if let Some(words) = text::typed(typed) {
                    self.data.session.answer(Tone::Taken, words);
                }
            }
            KeyAction::Ignored(why) => self.answer_ignored(why),
        }
    }

    /// Answers a press that does nothing by itself.
    pub(super) fn answer_ignored(&mut self, why: Ignored) {
        if let Some(words) = text::ignored(why) {
            self.data.session.answer(Tone::Refused, words);
        }
    }

    /// Follows the vault, the library and the session. Runs before each frame.
    pub(super) fn update(&mut self, ctx: &Context) {
        let snapshot = self.handle.snapshot();
        self.load_after_first_frame(ctx);
        self.sync_vault(ctx, &snapshot);
        self.sync_library();
        self.prepare_speech(&snapshot);
        self.update_closing(ctx, &snapshot);
        self.announce_notice(ctx, &snapshot);
        self.update_stage(ctx, &snapshot);
        self.take_dropped(ctx);
    }

    /// Takes a diary that was dropped on the window, wherever one is; pages that take other files keep those. Nothing is
    /// taken during a session.
    fn take_dropped(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        let Some(path) = dropped.filter(|_| !self.has_session()) else { return };
        let has_diary = || holdwell_files::read(&path, LONGEST).is_ok_and(|bytes| diaries(&bytes, "").is_some());
        if !matches!(self.page, Page::Library | Page::Builder) || has_diary() {
            self.go(Page::Diary);
            self.data.screens.diary.read_file(&path);
        }
    }

    /// Loads the library, opens the sound and tries to stay awake, one after the other: the first frame waits for none.
    fn load_after_first_frame(&mut self, ctx: &Context) {
        match self.frames.shown(ctx) {
            Some(0) => ctx.request_repaint(),
            Some(1) => {
                self.load_library(ctx);
                self.handle.ask(ConductorCommand::Prepare);
                self.handle.ask(ConductorCommand::LookForOutputs);
                ctx.request_repaint();
            }
            Some(2) => self.awake.try_out(),
            _ => {}
        }
    }

    /// Asks before closing the window ends a session or leaves a position unsaved; takes a second try for a yes.
    fn update_closing(&mut self, ctx: &Context, snapshot: &Snapshot) {
        if self.closing == Closing::Unsaved && (self.page != Page::Library || self.data.screens.library.is_writing()) {
            self.closing = Closing::No;
        }
        if !ctx.input(|input| input.viewport().close_requested()) || self.closing == Closing::Agreed {
            return;
        }
        let runs = snapshot.view.as_deref().is_some_and(View::is_under_way);
        if runs && self.closing == Closing::No {
            self.closing = Closing::Asked;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            announce::say(ctx, "End the session? Close again to end it");
        } else if !runs && self.closing == Closing::No && self.data.screens.library.is_unsaved() {
            if snapshot.view.is_some() {
                // What is left of a session would stand before the question.
                self.done(ctx);
            }
            self.go(Page::Library);
            self.closing = Closing::Unsaved;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            announce::say(ctx, "A position is not saved. Close again to leave it");
        } else if !runs && self.closing == Closing::No && self.is_unrecorded {
            if snapshot.view.is_some() {
                self.done(ctx);
            }
            self.go(Page::Start);
            self.closing = Closing::Unrecorded;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            announce::say(ctx, text::vault::UNRECORDED);
        } else {
            let _sent = self.save_edits();
            self.closing = Closing::Agreed;
        }
    }

    /// Says what became of the last press.
    fn announce_notice(&mut self, ctx: &Context, snapshot: &Snapshot) {
        let Some((count, _, notice)) = &snapshot.notice else { return };
        if *count == self.announced.notice {
            return;
        }
        self.announced.notice = *count;
        let is_unsaid = std::mem::take(&mut self.announced.is_undo_unsaid);
        if is_unsaid && *notice == Notice::Taken(Command::Undo) {
            return;
        }
        let (tone, words) = match notice {
            Notice::Taken(command) => (Tone::Taken, text::taken(command, snapshot.view.as_deref())),
            Notice::Counted(rhythm) => (Tone::Taken, Some(text::counted(*rhythm))),
            Notice::Refused(_, refusal) => (Tone::Refused, Some(text::refusal(*refusal).to_owned())),
            Notice::LatePress => (Tone::Refused, Some(text::LATE_PRESS.to_owned())),
        };
        if tone == Tone::Refused {
            self.keyboard.was_refused();
        }
        self.data.session.say(ctx, tone, words.as_deref());
    }

    /// Follows the session as it begins, changes its phase or ends.
    fn update_stage(&mut self, ctx: &Context, snapshot: &Snapshot) {
        let view = snapshot.view.as_deref();
        let stage = view.map(View::stage);
        let before = std::mem::replace(&mut self.announced.stage, stage);
        let runs = view.is_some_and(View::is_under_way);
        let ran = matches!(before, Some(Stage::Running | Stage::Held(_)));
        if runs && !ran {
            self.awake.hold();
            self.data.session.begin(ctx);
            if !matches!(before, Some(Stage::Finished(_))) {
                self.keyboard.begin(self.pressed_ms);
            }
            let _sent = self.save_edits();
            self.tell_levels();
            self.after_session = AfterSession::Cover;
            self.data.screens.get_mut(self.page).leave();
            self.page = Page::Start;
            self.closing = Closing::No;
            self.announced.focus_asked = false;
        }
        if ran && !runs {
            self.is_unrecorded |=
                snapshot.session.is_some() && matches!(self.data.vault.vault, VaultState::Locked { .. });
            self.data.summary.begin(&self.data.session);
            self.data.session.take_remarks().into_iter().for_each(|remark| self.handle.tell(remark));
            self.awake.let_go();
            self.handle.ask(ConductorCommand::SetLevels(self.settings.levels));
            self.closing = if self.closing == Closing::Asked { Closing::No } else { self.closing };
        }
        let said = match (view, stage) {
            (Some(view), Some(Stage::Held(why))) => text::why_held(view, why),
            (Some(view), Some(Stage::Running | Stage::Ready)) => text::spoken(view),
            (Some(_), _) => "Session finished".to_owned(),
            (None, _) => String::new(),
        };
        if said != self.data.said {
            self.data.said.clone_from(&said);
            if !said.is_empty() {
                announce::say(ctx, said);
            }
        }
    }

    /// Says if another window has the keyboard, and with it the pedal. Asks for it back once in a session.
    pub(super) fn update_focus(&mut self, ctx: &Context) -> bool {
        let asleep = !ctx.input(|input| input.focused);
        if asleep && !self.announced.focus_asked {
            self.announced.focus_asked = true;
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            ctx.request_repaint_after(Duration::from_millis(500));
        }
        asleep
    }
}

/// Returns the session at the instant of a press.
fn press_context(control: Control, view: Option<&View>, picked: Option<u32>, now: SessionTime) -> PressContext {
    let foreseen = |command: UiCommand| view.is_some_and(|view| command.refusal(view, picked).is_none());
    PressContext {
        phase: view.and_then(View::phase),
        kind: view.map_or(ScoreKind::After, View::score_kind),
        item: view.and_then(View::item).map(|item| item.id),
        left: view.and_then(|view| view.remaining(now)).map(|left| left.0),
        effect: match control {
            Control::Command(command) if foreseen(command) => Effect::Taken,
            _ => Effect::Nothing,
        },
    }
}
