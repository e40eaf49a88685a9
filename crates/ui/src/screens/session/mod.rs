//! The session: a room face that is read from the table, and a desk face with everything.

mod banners;
mod desk;
mod face;
mod finding;
mod keys;
mod left;
mod naming;
mod pictures;
mod places;
mod reminder;
mod ring;
mod room;
mod room_places;
mod scoring;
mod strip;
mod subject;
mod top;
mod tray;
mod words_column;

use std::time::Duration;

use egui::{Color32, Context, Id, Sense, Ui, UiBuilder};
use holdwell_app::command::{UiCommand, steps_ahead};
use holdwell_editing::FoundPositions;
use holdwell_engine::{Command, RepPart, Stage, View, Why};
use holdwell_model::{Phase, SessionTime};

use super::hold_names::NamePicker;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::theme::Theme;
use crate::widgets::announce;
use face::{Face, Shown};
use pictures::Pictures;
use scoring::Scoring;
use subject::Subject;
use tray::Tray;

/// The state of the session that the screen shows.
pub struct SessionProps<'a> {
    /// The context of the frame.
    pub cx: &'a Cx<'a>,
    /// The session.
    pub view: &'a View,
    /// The session's clock.
    pub now: SessionTime,
    /// The score that is being typed.
    pub score: Option<u8>,
    /// Set while another window has the keyboard.
    pub asleep: bool,
    /// Set while the window asks if it is to be closed.
    pub closing: bool,
}

/// The tone of an answer to a press: both are said softly, and differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The press was taken.
    Taken,
    /// The press was refused, with a reason.
    Refused,
}

/// The answer to the last press.
#[derive(Debug, Clone)]
struct Said {
    tone: Tone,
    words: String,
    /// The time at which it was first drawn, in seconds; `None` before that.
    since: Option<f64>,
}

/// The time for which an answer stands, in seconds.
const ANSWER_SECS: f64 = 3.0;
/// The time after the window got the keyboard back in which a click is meant for the window, in seconds.
const WAKING_SECS: f64 = 0.4;

/// The session screen.
#[derive(Debug, Default)]
pub struct SessionScreen {
    face: Face,
    tray: Tray,
    /// Text of the tray that was left before it was used.
    drafts: Vec<Tray>,
    /// The positions that are found for a name.
    found: FoundPositions,
    said: Option<Said>,
    pictures: Pictures,
    /// The page of the keys that is turned to, where not all of them have room.
    keys_page: usize,
    panel_height: f32,
    asleep_since: Option<f64>,
    asleep_until: f64,
    pressed_at: f64,
    /// The time at which the session began, by the window's clock, in seconds.
    begun: f64,
}

impl SessionScreen {
    /// Begins a session with a fresh screen.
    pub fn begin(&mut self, ctx: &Context) {
        let begun = ctx.input(|input| input.time);
        *self = Self { begun, ..Self::default() };
        self.face.wake(ctx);
    }

    /// Returns the number of the step that was picked on the strip.
    pub const fn picked(&self) -> Option<u32> {
        if let Tray::Step(step) = self.tray { Some(step) } else { None }
    }

    /// Shows the answer to a press, and says it aloud.
    pub fn say(&mut self, ctx: &Context, tone: Tone, words: Option<&str>) {
        self.said = words.map(|words| Said { tone, words: words.to_owned(), since: None });
        if let Some(words) = words {
            announce::say(ctx, words);
        }
    }

    /// Shows the answer to a press that the window itself gives.
    pub fn answer(&mut self, tone: Tone, words: &str) {
        self.said = Some(Said { tone, words: words.to_owned(), since: None });
    }

    /// Opens the tray for a command that needs more than a press, or picks another step.
    pub fn open(&mut self, command: UiCommand, view: &View) {
        let ahead = steps_ahead(view);
        let picked = self.picked();
        self.close_tray();
        let place = picked.and_then(|step| ahead.iter().position(|number| *number == step));
        self.tray = match command {
            UiCommand::Insert => self.draft_of(Tray::insert()),
            UiCommand::Name => self.draft_of(Tray::name(view)),
            UiCommand::Note => self.draft_of(Tray::note(view)),
            UiCommand::Score => Tray::Score(Scoring::default()),
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

    /// Follows a command that was given: a step that was left out or begun is not picked any more.
    pub fn after(&mut self, command: UiCommand) {
        let leaves_field = command == UiCommand::Hush && self.is_typed_in();
        if leaves_field || matches!(command, UiCommand::Jump | UiCommand::Drop) {
            self.close_tray();
        }
    }

    /// Closes the tray. What was written in it is kept, and offered when it is opened again.
    pub fn close_tray(&mut self) {
        let tray = std::mem::take(&mut self.tray);
        if tray.has_text() {
            self.drafts.push(tray);
        }
    }

    /// Keeps what was written in a tray in whose place a click has opened another.
    fn keep_what_was_written(&mut self, before: Tray) {
        if before.has_text() && std::mem::discriminant(&before) != std::mem::discriminant(&self.tray) {
            self.drafts.push(before);
        }
    }

    /// Returns what was written in a tray of this kind before, or the tray as it is.
    fn draft_of(&mut self, tray: Tray) -> Tray {
        let same = |draft: &Tray| draft.is_draft_of(&tray);
        match self.drafts.iter().rposition(same) {
            Some(index) => self.drafts.remove(index).again(),
            None => tray,
        }
    }

    /// Returns the names that were begun and not given, as the session ends.
    pub(in crate::screens) fn begun_names(&self) -> Vec<(u32, NamePicker)> {
        self.drafts.iter().chain([&self.tray]).filter_map(Tray::begun_name).collect()
    }

    /// Takes the remarks that were begun and not kept, as the session ends: each belongs to its hold.
    pub fn take_remarks(&mut self) -> Vec<Command> {
        self.close_tray();
        std::mem::take(&mut self.drafts).iter().filter_map(Tray::remark).collect()
    }

    /// Returns the position whose photo the session shows.
    pub fn photo(view: &View, cx: &Cx<'_>) -> Option<String> {
        Pictures::wanted(&Subject::of(view), cx).map(str::to_owned)
    }

    /// Says if somebody writes in a field: then no letter is a command.
    pub const fn is_typed_in(&self) -> bool {
        self.tray.is_typed_in()
    }

    /// Returns the field that should have the keyboard, where one is open.
    pub fn open_field(&self) -> Option<Id> {
        self.is_typed_in().then(tray::field_id)
    }

    /// Says if the room face alone is shown, which has a look of its own.
    pub fn is_room(&self, ctx: &Context) -> bool {
        self.face.desk_share(ctx) <= 0.0
    }

    /// Shows the session.
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
        if self.tray.is_over(props.view) {
            self.close_tray();
        }
        let is_in_use = props.closing || self.tray.is_in_use();
        self.face.look(ui.ctx(), props.cx.settings.room_after_secs, is_in_use);
        if !self.face.is_desk() {
            self.close_tray();
        }
        // The room face lies over the desk face: what is below shows through until it has come, and no change passes
        // through an empty screen.
        let desk = self.face.desk_share(ui.ctx());
        let rect = ui.max_rect();
        if self.face.is_desk() || desk > 0.0 {
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| self.desk(ui, props, actions));
        }
        if desk < 1.0 {
            ui.scope(|ui| {
                ui.set_opacity(1.0 - desk);
                let said = self.said_now(ui);
                Theme::of_room(props.cx.settings).within(ui, |ui| room::show(ui, props, said, desk <= 0.0));
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

    /// Says if a click is meant: one that only woke the window is not.
    fn click_is_meant(&self) -> bool {
        self.pressed_at >= self.asleep_until
    }

    fn forget_step_that_is_gone(&mut self, view: &View) {
        if self.picked().is_some_and(|step| !steps_ahead(view).contains(&step)) {
            self.close_tray();
        }
    }

    /// Returns the answer to the last press, while it stands.
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

    /// Asks for the next frame when something on this face will have changed, and not before.
    fn look_again(&self, ctx: &Context, props: &SessionProps<'_>) {
        if ctx.input(|input| input.viewport().minimized.unwrap_or(false)) {
            return;
        }
        if let Some(millis) = next_change(props.view, props.now, self.face.shown()) {
            ctx.request_repaint_after(Duration::from_millis(millis));
        }
    }
}

/// Returns the milliseconds until this face shows something else; `None` where nothing moves by itself.
fn next_change(view: &View, now: SessionTime, face: Shown) -> Option<u64> {
    const SECOND: u64 = 1000;
    const SELDOM: u64 = 10_000;
    if view.stage() != Stage::Running {
        return None;
    }
    let elapsed = view.elapsed(now).0;
    let to_second = SECOND - elapsed % SECOND + 5;
    let waits = view.length().is_none() && view.phase() != Some(Phase::Work);
    if let Some(millis) = view.reminder(now).and_then(reminder::next_change) {
        return Some(millis);
    }
    if view.rep_part(now).is_some() {
        return Some(250 - elapsed % 250 + 5);
    }
    match (face, view.length()) {
        (Shown::Room, _) if view.is_listening() || waits => Some(SELDOM),
        (_, Some(length)) if length.0 < 60 * SECOND => Some(250 - elapsed % 250 + 5),
        _ => Some(to_second),
    }
}

/// Returns the tint of the phase; where a repetition lets go, that of the way back.
fn tint(theme: &Theme, props: &SessionProps<'_>) -> Color32 {
    match props.view.rep_part(props.now) {
        Some(RepPart::Rest) => theme.back,
        Some(RepPart::Work) | None => props.view.phase().map_or(theme.action, |phase| theme.tint(phase)),
    }
}

/// Returns the reason why all stands still, if it does.
const fn held(view: &View) -> Option<Why> {
    if let Stage::Held(why) = view.stage() { Some(why) } else { None }
}
