//! The session: a room face that is read from the table, and a desk face with everything.

mod banners;
mod client;
mod desk;
mod face;
mod keys;
mod ring;
mod room;
mod strip;
mod top;
mod tray;
mod words_column;

use std::time::Duration;

use egui::{Context, Id, Sense, Ui};
use holdwell_app::command::{UiCommand, steps_ahead};
use holdwell_app::format;
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::settings::Settings;
use holdwell_conductor::Snapshot;
use holdwell_engine::{Stage, View, Why};
use holdwell_model::{Phase, SessionTime};
use jiff::Zoned;

use crate::action::{Action, Actions};
use crate::widgets::announce;
use face::{Busy, Face};
use tray::Tray;

/// What the session screen shows.
pub struct SessionProps<'a> {
    /// The session.
    pub view: &'a View,
    /// The session's clock.
    pub now: SessionTime,
    /// Sound, recording, account.
    pub snapshot: &'a Snapshot,
    /// The settings.
    pub settings: &'a Settings,
    /// The clock on the wall.
    pub wall: &'a Zoned,
    /// The score that is being typed.
    pub score: Option<u8>,
    /// The system refuses to stay awake.
    pub may_sleep: bool,
    /// The window has lost the keyboard.
    pub asleep: bool,
    /// The window was closed, and asks.
    pub closing: bool,
    /// Whose session it is.
    pub client: Option<&'a SelectedClient>,
}

/// Whether a press was taken or refused: said softly, and differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It was taken.
    Taken,
    /// It was refused, and why.
    Refused,
}

/// The answer to the last press.
#[derive(Debug, Clone)]
struct Said {
    tone: Tone,
    words: String,
    /// When it was first drawn; `None` before that.
    since: Option<f64>,
}

/// How long an answer stands.
const ANSWER_SECS: f64 = 3.0;
/// A click this soon after the window got the keyboard back was meant for the window.
const WAKING_SECS: f64 = 0.4;

/// The session screen.
#[derive(Debug, Default)]
pub struct SessionScreen {
    face: Face,
    tray: Tray,
    said: Option<Said>,
    keys_height: f32,
    asleep_since: Option<f64>,
    asleep_until: f64,
    pressed_at: f64,
    /// When the session began, by the window's clock.
    begun: f64,
}

impl SessionScreen {
    /// A session begins.
    pub fn begin(&mut self, ctx: &Context) {
        let begun = ctx.input(|input| input.time);
        *self = Self { keys_height: self.keys_height, begun, ..Self::default() };
        self.face.wake(ctx);
    }

    /// The step that was picked on the strip.
    pub const fn picked(&self) -> Option<u32> {
        if let Tray::Step(step) = self.tray { Some(step) } else { None }
    }

    /// The answer to a press, also aloud.
    pub fn say(&mut self, ctx: &Context, tone: Tone, words: Option<&str>) {
        self.said = words.map(|words| Said { tone, words: words.to_owned(), since: None });
        if let Some(words) = words {
            announce::say(ctx, words);
        }
    }

    /// The answer to a press that the window itself gives.
    pub fn answer(&mut self, tone: Tone, words: &str) {
        self.said = Some(Said { tone, words: words.to_owned(), since: None });
    }

    /// Opens the place for what needs more than a press, or picks another step.
    pub fn open(&mut self, command: UiCommand, view: &View) {
        let ahead = steps_ahead(view);
        let place = self.picked().and_then(|step| ahead.iter().position(|number| *number == step));
        self.tray = match command {
            UiCommand::Insert => Tray::insert(view),
            UiCommand::Note => Tray::note(),
            UiCommand::Score => Tray::Score,
            UiCommand::StepBefore | UiCommand::StepAfter => {
                let last = ahead.len().saturating_sub(1);
                let place = match (command, place) {
                    (UiCommand::StepAfter, Some(place)) => (place + 1).min(last),
                    (UiCommand::StepAfter, None) => 0,
                    (_, Some(place)) => place.saturating_sub(1),
                    (_, None) => last,
                };
                ahead.get(place).map_or(Tray::Closed, |step| Tray::Step(*step))
            }
            _ => return,
        };
        self.face.stay();
    }

    /// What follows a command that was given: a step that was left out or begun is not picked any more.
    pub fn after(&mut self, command: UiCommand) {
        if matches!(command, UiCommand::Jump | UiCommand::Drop) {
            self.close_tray();
        }
    }

    /// Closes what was opened.
    pub fn close_tray(&mut self) {
        self.tray = Tray::Closed;
    }

    /// How bright the window is: the room face has a brightness of its own.
    pub fn brightness(&self, ctx: &Context, settings: &Settings) -> f32 {
        let room = settings.room_percent as f32 / 100.0;
        let desk = self.face.desk_share(ctx);
        room + (1.0 - room) * desk
    }

    /// Shows it.
    pub fn ui(&mut self, ui: &mut Ui, props: &SessionProps<'_>, actions: &mut Actions) {
        let time = ui.input(|input| input.time);
        if props.asleep {
            self.asleep_until = time + WAKING_SECS;
            let _since = self.asleep_since.get_or_insert(time);
        } else {
            self.asleep_since = None;
        }
        if ui.input(|input| input.pointer.any_pressed()) {
            self.pressed_at = time;
        }
        self.forget_step_that_is_gone(props.view);
        let busy = props.closing || self.tray.is_typed_in();
        self.face.look(ui.ctx(), props.settings.room_after_secs, if busy { Busy::Yes } else { Busy::No });
        if !self.face.is_desk() {
            self.close_tray();
        }
        let desk = self.face.desk_share(ui.ctx());
        if desk < 1.0 {
            ui.scope(|ui| {
                ui.set_opacity(1.0 - desk);
                room::show(ui, props, self.said_now(ui));
            });
        }
        let rect = ui.max_rect();
        if self.face.is_desk() {
            ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
                ui.set_opacity(desk);
                self.desk(ui, props, actions);
            });
        }
        if self.face.covers_buttons(ui.ctx())
            && ui.interact(rect, Id::unique("room"), Sense::CLICK).clicked()
            && self.click_is_meant()
        {
            actions.push(Action::Do(UiCommand::Advance));
        }
        match self.asleep_since {
            // The keyboard was asked back: nothing flashes up where it comes at once.
            Some(since) if time - since < WAKING_SECS => ui.ctx().request_repaint_after(Duration::from_millis(100)),
            Some(_) => banners::asleep(ui, rect),
            None => {}
        }
        self.look_again(ui.ctx(), props);
    }

    /// A click that only woke the window means nothing else.
    fn click_is_meant(&self) -> bool {
        self.pressed_at >= self.asleep_until
    }

    fn forget_step_that_is_gone(&mut self, view: &View) {
        if self.picked().is_some_and(|step| !steps_ahead(view).contains(&step)) {
            self.close_tray();
        }
    }

    /// The answer to the last press, while it stands.
    fn said_now(&mut self, ui: &Ui) -> Option<(Tone, String)> {
        let time = ui.input(|input| input.time);
        let said = self.said.as_mut()?;
        let since = *said.since.get_or_insert(time);
        let left = since + ANSWER_SECS - time;
        if left <= 0.0 {
            self.said = None;
            return None;
        }
        ui.ctx().request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
        Some((said.tone, said.words.clone()))
    }

    /// The next frame is drawn when something on this face will have changed, and not before.
    fn look_again(&self, ctx: &Context, props: &SessionProps<'_>) {
        if ctx.input(|input| input.viewport().minimized.unwrap_or(false)) {
            return;
        }
        if let Some(millis) = next_change(props.view, props.now, self.face.is_desk().into()) {
            ctx.request_repaint_after(Duration::from_millis(millis));
        }
    }
}

/// In how many milliseconds this face shows something else; `None` where nothing moves by itself.
fn next_change(view: &View, now: SessionTime, face: FaceShown) -> Option<u64> {
    const SECOND: u64 = 1000;
    const SELDOM: u64 = 10_000;
    if view.stage() != Stage::Running {
        return None;
    }
    let elapsed = view.elapsed(now).0;
    let to_second = SECOND - elapsed % SECOND + 5;
    let waits = view.length().is_none() && view.phase() != Some(Phase::Work);
    match (face, view.length()) {
        (FaceShown::Room, _) if view.is_listening() || waits => Some(SELDOM),
        (_, Some(length)) if length.0 < 60 * SECOND => Some(250 - elapsed % 250 + 5),
        _ => Some(to_second),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FaceShown {
    Desk,
    Room,
}

impl From<bool> for FaceShown {
    fn from(desk: bool) -> Self {
        if desk { Self::Desk } else { Self::Room }
    }
}

/// What stands large: the position, or the number of a hold that gets its name later.
fn title(view: &View) -> String {
    match view.step() {
        Some(step) if !step.title.is_empty() => step.title.clone(),
        _ if view.plan().free => format!("Hold {}", view.schedule().at() + 1),
        _ => format::UNNAMED.to_owned(),
    }
}

/// The side of what is under the hands; in a rate phase that takes both, both.
fn side(view: &View) -> &'static str {
    match view.item() {
        Some(_) if view.rates_both_sides() => "Right, then left",
        Some(item) => item.side.word(),
        None => "",
    }
}

/// Why all stands still, if it does.
const fn held(view: &View) -> Option<Why> {
    if let Stage::Held(why) = view.stage() { Some(why) } else { None }
}
