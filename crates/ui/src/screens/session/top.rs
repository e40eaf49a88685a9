//! The top line: routine, step, appointment, sound.

use egui::{Align, Id, Label, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::text;
use holdwell_engine::{SlotStage, View};
use holdwell_model::Millis;
use holdwell_store::Recording;

use super::super::{at_right, sound};
use super::SessionProps;
use super::tray::Tray;
use crate::action::{Action, Actions};
use crate::icons::{self, Icon};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, ChipKind, chip, chip_button, focus_ring, line};

/// In a line narrower than this, in points of text at its drawn size, only what matters now is shown.
const TIGHT: f32 = 700.0;
/// In a line narrower than this one the levels are changed by their keys alone.
const TIGHTEST: f32 = 500.0;

pub(super) fn show(ui: &mut Ui, props: &SessionProps<'_>, tray: &mut Tray, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    // As wide as the line would be with text at its drawn size.
    let room = rect.width() / theme.text_size;
    let right = at_right(ui, rect, Id::unique("desk top"), |ui| {
        time(ui, props, room);
        appointment(ui, props, tray);
        state(ui, props, tray, room, actions);
        levels(ui, props, room, actions);
    });
    let left = Rect::from_min_max(rect.min, pos2(right.left() - 2.0 * GRID, rect.bottom()));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(left).layout(layout), |ui| {
        ui.set_clip_rect(left.intersect(ui.clip_rect()));
        if props.cx.settings.show_whose
            && let Some(client) = props.cx.treated()
        {
            let _client = chip(ui, ChipKind::Strong, &client.client.spoken());
        }
        // What would be cut in its middle says nothing.
        if let Some(step) = step(props).filter(|_| ui.available_width() > 110.0 * theme.text_size) {
            let _step = chip(ui, ChipKind::Plain, &step);
        }
        if ui.available_width() < 60.0 * theme.text_size {
            return;
        }
        let name = theme.rich(Font::Body, props.view.plan().name.as_str()).color(theme.soft);
        let _name = ui.add(Label::new(name).truncate());
    });
}

/// Returns "step 3 of 7"; `None` where there is one step only.
fn step(props: &SessionProps<'_>) -> Option<String> {
    let view = props.view;
    if let Some((rated, of)) = view.scan() {
        return Some(format!("rating {} of {of}", rated + 1));
    }
    let steps = view.plan().steps.len();
    let number = view.step()?.number;
    match (number, steps) {
        (0, _) => Some(if view.plan().free { "free" } else { "not planned" }.to_owned()),
        (added, steps) if added as usize > steps => Some("not planned".to_owned()),
        (_, 1) => None,
        (_, steps) => Some(format!("step {} of {steps}", begun(view))),
    }
}

/// Counts the planned steps up to the one that is done, in the order in which they are done.
fn begun(view: &View) -> usize {
    let schedule = view.schedule();
    let done = schedule.items().iter().take(schedule.at() + 1).filter_map(|item| schedule.step(*item));
    let planned = |number: &u32| (1..=view.plan().steps.len()).contains(&(*number as usize));
    let mut numbers: Vec<u32> = done.map(|step| step.number).filter(planned).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}

fn time(ui: &mut Ui, props: &SessionProps<'_>, room: f32) {
    let theme = Theme::of(ui);
    let view = props.view;
    let left = view.left(props.now);
    let mut parts = Vec::new();
    if !view.plan().free && (room > TIGHT || view.slot().is_none()) {
        let about = if left.about { "ends about" } else { "ends" };
        parts.push(format!("{about} {}", text::clock_after(props.cx.wall, left.length)));
    }
    let _time = line(ui, Font::Body, theme.soft, parts.join("  ·  "));
    let Some(stage) = view.slot_stage(props.now) else { return };
    match stage {
        SlotStage::Over(since) => {
            // By the wall: the end may lie before the session's own clock began.
            let by = props.cx.over().unwrap_or(since);
            let _over = chip(ui, ChipKind::Caution, &text::over(by));
        }
        SlotStage::Closing => {
            let _closing = chip(ui, ChipKind::Caution, text::TIME_TO_CLOSE);
        }
        SlotStage::Open => {
            if let Some(millis) = view.in_hand_millis(props.now).filter(|_| !view.plan().free) {
                let kind = if millis < -30_000 { ChipKind::Caution } else { ChipKind::Plain };
                let _hand = chip(ui, kind, &text::in_hand(millis));
            }
        }
    }
}

/// Shows the end of the appointment as it was set, or that there is none, as the button with which it is changed.
fn appointment(ui: &mut Ui, props: &SessionProps<'_>, tray: &mut Tray) {
    let until = props.cx.selection.until();
    let words = until.map(|until| format!("until {}", text::clock_at(props.cx.wall, until)));
    let kept = text::kept_for_closing(props.view.slot().map_or(Millis::ZERO, |slot| slot.reserve));
    let hint = if until.is_some() { kept.as_str() } else { "Set when the appointment ends" };
    if chip_button(ui, ChipKind::Plain, words.as_deref().unwrap_or("no end set")).on_hover_text(hint).clicked() {
        *tray = if *tray == Tray::Appointment { Tray::Closed } else { Tray::Appointment };
    }
}

/// Shows the chips of sound, recording and sleep; only the extraordinary takes room.
fn state(ui: &mut Ui, props: &SessionProps<'_>, tray: &mut Tray, room: f32, actions: &mut Actions) {
    let sound = &props.cx.conductor.sound;
    let quiet = props.view.is_listening();
    let kind = if sound.is_fault() && !quiet { ChipKind::Caution } else { ChipKind::Plain };
    // Where there is little room, only what is not as it should be.
    if room > TIGHT || sound.is_fault() {
        let state =
            chip(ui, kind, &sound::chip(sound, props.cx.settings.levels)).on_hover_text(text::sound_state(sound));
        if sound.is_fault() && other_output(ui, &state).clicked() {
            *tray = Tray::Outputs;
            actions.push(Action::LookForOutputs);
        }
    }
    match props.cx.conductor.recording {
        _ if props.cx.conductor.is_rehearsal() => {
            let _rehearsal = chip(ui, ChipKind::Plain, "rehearsal, not recorded");
        }
        Recording::InMemory => {}
        Recording::Kept if room <= TIGHT => {}
        Recording::Kept => {
            let _kept = chip(ui, ChipKind::Plain, "recorded");
        }
        Recording::Locked => {
            let _locked = chip(ui, ChipKind::Caution, "vault locked: not recorded yet");
        }
        Recording::Failing => {
            let _failing = chip(ui, ChipKind::Caution, "not being recorded");
        }
    }
    if props.cx.may_sleep {
        let hint = "The system does not let Holdwell keep the screen awake";
        let _sleep = chip(ui, ChipKind::Caution, "screen may go dark").on_hover_text(hint);
    }
}

/// Makes the chip of a lost sound a button that offers other outputs.
fn other_output(ui: &Ui, chip: &Response) -> Response {
    let target = chip.rect.expand2(vec2(0.0, 8.0));
    let response = ui.interact(target, chip.id.with("other output"), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Choose another output"));
    focus_ring(ui, &response, chip.rect, 12);
    response.on_hover_text("Choose another output")
}

fn levels(ui: &mut Ui, props: &SessionProps<'_>, room: f32, actions: &mut Actions) {
    let commands = [UiCommand::Mute, UiCommand::Quieter, UiCommand::Louder];
    let shown = if room > TIGHTEST { 3 } else { 1 };
    for command in commands.into_iter().take(shown) {
        let muted = command == UiCommand::Mute && props.cx.settings.levels.muted;
        let icon = match command {
            UiCommand::Mute if muted => icons::SOUND_OFF,
            UiCommand::Mute => icons::BELL,
            command => Icon::of(command),
        };
        let name = if muted { "Sound on" } else { command.label() };
        let hint = format!("{name} ({})", props.cx.settings.keys.spoken(command));
        let button = Button::icon_only(icon, name).hint(&hint).by_key_only();
        if ui.add(button).clicked() {
            actions.push(Action::Do(command));
        }
    }
}
