//! The appointment's end, and the sound before Start.

use egui::Ui;
use holdwell_app::command::UiCommand;
use holdwell_app::settings::Settings;
use holdwell_app::text;
use holdwell_engine::{CueAudience, CueKind};
use holdwell_model::{Millis, Technique};

use super::super::sound;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons::{self, Icon};
use crate::theme::{Font, Theme};
use crate::widgets::{Button, ChipKind, Stepper, chip_button, line};

/// The step in which the end of the appointment moves, in minutes.
const STEP: i64 = 5;
/// The minutes from now to the end that is offered first.
const FIRST: i64 = 60;

pub(super) fn row(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
    appointment(ui, cx, actions);
    ui.add_space(8.0);
    output(ui, cx, actions);
}

fn appointment(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let now = cx.wall.timestamp().as_millisecond() / 60_000;
    let Some(until) = cx.selection.until() else {
        let set = chip_button(ui, ChipKind::Plain, "Set the end of the appointment");
        if set.clicked() {
            actions.push(Action::Until(Some(round_up(now + FIRST))));
        }
        return;
    };
    line(ui, Font::Body, theme.soft, "until");
    let mut minutes = until;
    let clock = |minutes: i64| {
        let left = minutes.saturating_mul(60_000) - cx.wall.timestamp().as_millisecond();
        text::clock_after(cx.wall, Millis(left.max(0).unsigned_abs()))
    };
    let earliest = round_up(now + 1).min(minutes);
    let stepper = Stepper::new("End of the appointment", &mut minutes, earliest..=earliest + 8 * 60);
    if ui.add(stepper.step(STEP).words(&clock)).changed() {
        actions.push(Action::Until(Some(minutes)));
    }
    let left = cx.left().map_or_else(|| "over".to_owned(), |left| format!("in {}", left.spoken()));
    line(ui, Font::Body, theme.soft, left);
    if ui.add(Button::icon_only(icons::X, "No end of the appointment")).clicked() {
        actions.push(Action::Until(None));
    }
}

const fn round_up(minutes: i64) -> i64 {
    (minutes + STEP - 1).div_euclid(STEP) * STEP
}

fn output(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let (state, levels) = (&cx.conductor.sound, cx.settings.levels);
    let colour = if state.is_fault() { theme.caution } else { theme.soft };
    line(ui, Font::Body, colour, sound::output(state, levels));
    if chip_button(ui, ChipKind::Plain, "hear it").clicked() {
        actions.push(Action::Preview(CueKind::HoldEnd, Technique::Smrt, CueAudience::Room));
    }
    for (command, levels) in [(UiCommand::Quieter, levels.quieter()), (UiCommand::Louder, levels.louder())] {
        if ui.add(Button::icon_only(Icon::of(command), command.label())).clicked() {
            let settings = Settings { levels, ..cx.settings.clone() };
            actions.push(Action::Change(Box::new(settings)));
            actions.push(Action::Preview(CueKind::HoldEnd, Technique::Smrt, CueAudience::Room));
        }
    }
}
