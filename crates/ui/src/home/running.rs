//! A session at home: the drawing, the side, the sentence that is spoken, and a ring. Nothing else.

use std::time::Duration;

use egui::{Align, Id, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, vec2};
use holdwell_app::home_mode::{AtHome, item};
use holdwell_app::home_plan::drawn;
use holdwell_app::text::{self, home_mode as words};
use holdwell_audio::SoundState;
use holdwell_conductor::ConductorCommand;
use holdwell_engine::{Command, Stage, View, Why};
use holdwell_model::{Millis, Phase, SessionTime, Side};
use holdwell_speech::{Moment, Prompt};

use super::Asked;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, PositionFigure, Ring, announce, fit_whole, line, whole_height, wrapped, wrapped_height};

/// A session as it stands.
pub(super) struct Running<'a> {
    pub(super) home: &'a AtHome,
    pub(super) view: &'a View,
    /// Prompts of the session.
    pub(super) said: &'a [Prompt],
    pub(super) now: SessionTime,
    pub(super) sound: &'a SoundState,
}

impl Running<'_> {
    fn side(&self) -> Side {
        self.view.item().map_or(Side::Midline, |item| item.side)
    }

    fn held(&self) -> Option<Why> {
        if let Stage::Held(why) = self.view.stage() { Some(why) } else { None }
    }

    /// Returns the sentence that is spoken in this phase, else what to do.
    fn sentence(&self) -> String {
        let Some(step) = self.view.step() else { return String::new() };
        let moment = match self.view.phase() {
            Some(Phase::Settle) => Moment::Settle,
            Some(Phase::Return) => Moment::Return,
            Some(Phase::Rest) => Moment::Rest,
            _ => return text::home::sentence(&step.setup),
        };
        let is_it = |prompt: &&Prompt| {
            (prompt.moment, prompt.step, prompt.side) == (moment, Some(step.number), Some(self.side()))
        };
        self.said.iter().find(is_it).map_or_else(|| text::home::sentence(&step.setup), |prompt| prompt.text.clone())
    }
}

pub(super) fn show(ui: &mut Ui, running: &Running<'_>, asked: &mut Vec<Asked>) {
    let room = ui.max_rect();
    let anywhere = ui.interact(room, Id::unique("anywhere"), Sense::click());
    anywhere.widget_info(|| {
        let name = if running.held().is_some() { "Go on" } else { "Pause" };
        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    let users = Theme::of(ui);
    let scale = (room.width() / 1280.0).min(room.height() / 800.0).clamp(0.7, 1.6);
    users.scaled(scale).within(ui, |ui| {
        let inner = room.shrink(3.0 * GRID);
        let is_wide = inner.width() > 1.2 * inner.height();
        let (picture, beside) = if is_wide {
            let cut = inner.left() + inner.width() * 0.46;
            (inner.with_max_x(cut - 2.0 * GRID), inner.with_min_x(cut + 2.0 * GRID))
        } else {
            let cut = inner.top() + inner.height() * 0.42;
            (inner.with_max_y(cut - GRID), inner.with_min_y(cut + GRID))
        };
        let drawn = figure(ui, running, picture);
        // Beside the drawing the words begin where it does, as far as there is room below them.
        let lowered = drawn.top().min(inner.top() + inner.height() * 0.2).max(beside.top());
        // A pause moves no word, where its buttons have room.
        let has_room = running.held().is_none() || lowered + while_held(ui, running, beside.width()) <= beside.bottom();
        let beside = beside.with_min_y(if is_wide && has_room { lowered } else { beside.top() });
        let layout = Layout::top_down(Align::LEFT);
        ui.scope_builder(UiBuilder::new().max_rect(beside).layout(layout), |ui| {
            // With very large words the buttons of a pause may need more than there is.
            let pressed = users.scaled(scale.max(1.0 / users.text_size.max(1.0)));
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| told(ui, running, (beside, pressed), asked));
        });
    });
    if anywhere.clicked() {
        asked.push(Asked::Advance);
    }
    if running.held().is_none() && !ui.input(|input| input.viewport().minimized.unwrap_or(false)) {
        ui.ctx().request_repaint_after(Duration::from_millis(250));
    }
    say(ui, running);
}

/// Shows the drawing as large as there is room; returns its place.
fn figure(ui: &mut Ui, running: &Running<'_>, room: Rect) -> Rect {
    let Some(item) = item(&running.home.plan, running.view) else { return room };
    let Some(position) = drawn(item) else { return room };
    let side = if running.side() == Side::Midline { item.drawn_side() } else { running.side() };
    let figure = |width: f32| PositionFigure::new(&position).side(side).width(width);
    let height = figure(room.width()).height(ui);
    let width = if height > room.height() { room.width() * room.height() / height } else { room.width() };
    let height = figure(width).height(ui).min(room.height());
    let place = Rect::from_center_size(room.center(), vec2(width, height));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| ui.add(figure(width)));
    place
}

/// Shows the side, the sentence and the ring; while the session stands still, how it goes on.
fn told(ui: &mut Ui, running: &Running<'_>, (room, pressed): (Rect, Theme), asked: &mut Vec<Asked>) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 2.0 * GRID;
    let side = words::side(running.side());
    if !side.is_empty() {
        fit_whole(ui, Font::RoomSide, 24.0, theme.text, side, Align::LEFT);
    }
    fit_whole(ui, Font::RoomNext, 24.0, theme.text, &running.sentence(), Align::LEFT);
    if matches!(running.sound, SoundState::Lost { .. }) {
        wrapped(ui, Font::Body, theme.caution, "The sound is lost. Follow the screen.");
    }
    if let Some(why) = running.held() {
        // In a small window the words shrink, but what is to be pressed no further than it is drawn.
        return pressed.within(ui, |ui| held(ui, why, asked));
    }
    let left = room.bottom() - ui.cursor().top() - GRID;
    let diameter = left.min(ui.available_width()).clamp(96.0, 340.0);
    let fraction = running.view.progress(running.now).unwrap_or(0.0);
    let time = running.view.remaining(running.now).map(Millis::clock).unwrap_or_default();
    let phase = text::phase(running.view);
    let tint = running.view.phase().map_or(theme.action, |phase| theme.tint(phase));
    ui.add(Ring::new(phase, fraction, tint).size(diameter, diameter / 24.0).numerals(&time, phase));
}

/// Returns the height of what is told while the session stands still, in this width.
fn while_held(ui: &Ui, running: &Running<'_>, width: f32) -> f32 {
    let row = |font| wrapped_height(ui, font, "X", width) + 2.0 * GRID;
    let side = if words::side(running.side()).is_empty() { 0.0 } else { row(Font::RoomSide) };
    let sentence = whole_height(ui, Font::RoomNext, 24.0, &running.sentence(), width) + 2.0 * GRID;
    side + sentence + row(Font::Title) + row(Font::Body) + 2.0 * Theme::of(ui).touch()
}

fn held(ui: &mut Ui, why: Why, asked: &mut Vec<Asked>) {
    let theme = Theme::of(ui);
    fit_whole(ui, Font::Title, 22.0, theme.action, &words::held(why), Align::LEFT);
    line(ui, Font::Body, theme.soft, words::HOW_TO_GO_ON);
    ui.horizontal_wrapped(|ui| {
        for (word, command) in
            [("Again", Command::Back), ("Skip this", Command::Skip), ("Stop for today", Command::Stop)]
        {
            if ui.add(Button::new(word)).clicked() {
                asked.push(Asked::Tell(ConductorCommand::Tell(command)));
            }
        }
    });
}

/// Says each new phase and each pause to a screen reader, once.
fn say(ui: &Ui, running: &Running<'_>) {
    let said = match running.held() {
        Some(why) => words::held(why),
        None => text::spoken(running.view),
    };
    let id = Id::unique("said at home");
    if ui.data(|data| data.get_temp::<String>(id)).as_ref() != Some(&said) {
        announce::say(ui.ctx(), &said);
        ui.data_mut(|data| data.insert_temp(id, said));
    }
}
