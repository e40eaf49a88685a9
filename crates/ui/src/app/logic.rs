//! The work beside drawing: keys, closing, news since the last frame. None of it times the session.

use std::time::Duration;

use egui::{Context, RawInput, ViewportCommand};
use holdwell_app::command::UiCommand;
use holdwell_app::keys::{Key, Keys};
use holdwell_app::press::{Control, Effect, KeyAction, PressContext};
use holdwell_app::text;
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_engine::{Command, Notice, ScoreKind, Stage, View};

use super::{AfterSession, App, Closing, Shown};
use crate::keyboard::{Meaning, key_of};
use crate::screen::Page;
use crate::screens::Tone;
use crate::widgets::announce;

impl App {
    /// Takes the keys of a session before egui could click, type or move the focus with them.
    pub(super) fn take_keys(&mut self, ctx: &Context, raw: &mut RawInput) {
        if self.data.screens.settings.waits_for_key() {
            return self.take_new_key(raw);
        }
        let snapshot = self.handle.snapshot();
        let shown = self.shown(&snapshot);
        let text = ctx.text_edit_focused();
        let (keys, view) = (&self.settings.keys, snapshot.view.as_deref());
        let meaning = |key: egui::Key| match (shown, view, key_of(key)) {
            _ if text => Meaning::Leave,
            (Shown::Session, Some(view), Some(key)) => in_session(keys, view, key),
            (Shown::Cover, _, Some(key)) => on_cover(keys, key),
            _ => Meaning::Leave,
        };
        let now = self.handle.now();
        let picked = self.data.session.picked();
        let context = |control: Control| {
            let foreseen = |command: UiCommand| view.is_some_and(|view| command.refusal(view, picked).is_none());
            PressContext {
                phase: view.and_then(View::phase),
                kind: view.map_or(ScoreKind::After, View::score_kind),
                left: view.and_then(|view| view.remaining(now)).map(|left| left.0),
                effect: match control {
                    Control::Command(command) if foreseen(command) => Effect::Taken,
                    _ => Effect::Nothing,
                },
            }
        };
        for action in self.keyboard.take(raw, meaning, context) {
            self.act_on_key(action);
        }
        if let Some(millis) = self.keyboard.next_look() {
            ctx.request_repaint_after(Duration::from_millis(millis + 1));
        }
    }

    /// Takes the next key for a command of the settings; it does nothing else.
    fn take_new_key(&mut self, raw: &mut RawInput) {
        let mut came = None;
        raw.events.retain(|event| match event {
            egui::Event::Key { key, pressed, .. } => {
                came = came.or(key_of(*key).filter(|key| *pressed && !key.is_modifier()));
                false
            }
            egui::Event::Text(_) => false,
            _ => true,
        });
        if let Some(key) = came {
            self.data.screens.settings.take_key(key);
        }
    }

    fn act_on_key(&mut self, action: KeyAction) {
        match action {
            KeyAction::Press(command) => self.perform(command, ConductorCommand::Press),
            KeyAction::Sure(command) => self.perform(command, ConductorCommand::Tell),
            KeyAction::TakeBack(command) => self.take_back(command),
            KeyAction::Score(kind, value) => self.handle.tell(Command::Score { kind, value }),
        }
    }

    /// Follows the vault, the library and the session. Runs before each frame.
    pub(super) fn update(&mut self, ctx: &Context) {
        let snapshot = self.handle.snapshot();
        self.load_after_first_frame(ctx);
        self.sync_vault(ctx, &snapshot);
        self.sync_library();
        self.update_closing(ctx, &snapshot);
        self.announce_notice(ctx, &snapshot);
        self.update_stage(ctx, &snapshot);
    }

    /// Loads the library, opens the sound and tries to stay awake, one after the other: the first frame waits for none.
    fn load_after_first_frame(&mut self, ctx: &Context) {
        self.frames += 1;
        match self.frames {
            1 => ctx.request_repaint(),
            2 => {
                self.load_library(ctx);
                self.handle.ask(ConductorCommand::Prepare);
                self.handle.ask(ConductorCommand::LookForOutputs);
                ctx.request_repaint();
            }
            3 => self.awake.try_out(),
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
        let (tone, words) = match notice {
            Notice::Taken(command) => (Tone::Taken, text::taken(command)),
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
            let _sent = self.save_edits();
            self.tell_levels();
            self.after_session = AfterSession::Cover;
            self.data.screens.get_mut(self.page).leave();
            self.page = Page::Start;
            self.closing = Closing::No;
            self.announced.focus_asked = false;
        }
        if ran && !runs {
            self.awake.let_go();
            self.handle.ask(ConductorCommand::SetLevels(self.settings.levels));
            self.closing = if self.closing == Closing::Asked { Closing::No } else { self.closing };
        }
        let said = match (view, stage) {
            (Some(_), Some(Stage::Held(why))) => text::why(why),
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

/// Returns the meaning of a key in a session. At home nobody reaches for a certain one: any pauses, any goes on.
fn in_session(keys: &Keys, view: &View, key: Key) -> Meaning {
    let command = keys.command(key);
    let control = match (view.is_home(), command) {
        _ if key.is_modifier() => return Meaning::Leave,
        (true, Some(UiCommand::Stop)) if matches!(view.stage(), Stage::Held(_)) => Control::Command(UiCommand::Stop),
        (true, _) => Control::Command(UiCommand::Advance),
        (false, Some(UiCommand::Summary)) => return Meaning::Nothing,
        (false, Some(command)) => Control::Command(command),
        (false, None) => match key.digit() {
            Some(digit) => Control::Digit(digit),
            None => return Meaning::Nothing,
        },
    };
    Meaning::Control(control)
}

/// Returns the meaning of a key on the cover: one deliberate key opens it; the last press can still be taken back.
fn on_cover(keys: &Keys, key: Key) -> Meaning {
    match keys.command(key) {
        Some(command @ (UiCommand::Summary | UiCommand::UndoOrBack)) => Meaning::Control(Control::Command(command)),
        _ => Meaning::Nothing,
    }
}
