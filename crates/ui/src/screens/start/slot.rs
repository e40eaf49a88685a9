//! The appointment's end, and the sound before Start.

use egui::{Align, Align2, Label, Layout, TextEdit, Ui, vec2};
use holdwell_app::appointment::parse_end;
use holdwell_app::command::UiCommand;
use holdwell_app::settings::Settings;
use holdwell_app::text;
use holdwell_engine::{CueAudience, CueKind};
use holdwell_model::Technique;
use jiff::Zoned;

use super::super::sound;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons::{self, Icon};
use crate::theme::{Font, Theme};
use crate::widgets::{Button, ChipKind, chip_button, line};

/// The lengths that are one press away, in minutes.
pub(in crate::screens) const LENGTHS: [i64; 3] = [30, 60, 90];

/// Returns the minute that the wall shows, counted since 1970 as ends of appointments are.
pub(in crate::screens) fn minute_of(wall: &Zoned) -> i64 {
    wall.timestamp().as_second().div_euclid(60)
}

/// The field for the end of the appointment.
#[derive(Debug, Default)]
pub(super) struct EndField {
    /// The text while somebody types.
    typed: Option<String>,
}

pub(super) fn row(ui: &mut Ui, field: &mut EndField, cx: &Cx<'_>, actions: &mut Actions) {
    appointment(ui, field, cx, actions);
    ui.add_space(8.0);
    output(ui, cx, actions);
}

/// Shows the end: typed, by one of the lengths, or none. Everything keeps its place whatever stands there.
fn appointment(ui: &mut Ui, field: &mut EndField, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let until = cx.selection.until();
    let label = line(ui, Font::Body, theme.soft, "until");
    let mut text = match (&field.typed, until) {
        (Some(typed), _) => typed.clone(),
        (None, Some(until)) => text::clock_at(cx.wall, until),
        (None, None) => String::new(),
    };
    let edit = TextEdit::singleline(&mut text).hint_text(theme.hint("60, 15:00")).char_limit(20);
    let width = 104.0 * theme.text_size;
    let response = ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
        ui.add(edit.desired_width(width).align(Align2::LEFT_CENTER)).labelled_by(label.id)
    });
    let response = response.inner;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("End of the appointment"));
    if response.changed() {
        field.typed = Some(text.clone());
    }
    let read = if text.trim().is_empty() { Ok(None) } else { parse_end(&text, cx.wall).map(Some) };
    let is_left = response.lost_focus() && field.typed.is_some();
    if let (true, Ok(end)) = (is_left, read) {
        field.typed = None;
        actions.push(Action::Until(end));
    }
    for minutes in LENGTHS {
        let words = format!("{minutes} min");
        if chip_button(ui, ChipKind::Plain, &words).on_hover_text("From now").clicked() {
            field.typed = None;
            actions.push(Action::Until(Some(minute_of(cx.wall) + minutes)));
        }
    }
    let none = (until.is_none() && field.typed.is_none()).then_some("None is set");
    if ui.add(Button::icon_only(icons::X, "No end of the appointment").disabled(none)).clicked() {
        field.typed = None;
        actions.push(Action::Until(None));
    }
    let (said, colour) = match (&field.typed, read, until) {
        (Some(_), Err(problem), _) => (text::end_problem(problem).to_owned(), theme.danger),
        (_, _, None) => ("no end is set".to_owned(), theme.faint),
        _ => (cx.left().map_or_else(|| "over".to_owned(), |left| format!("in {}", left.spoken())), theme.soft),
    };
    ui.allocate_ui_with_layout(
        vec2(132.0 * theme.text_size, theme.touch()),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.set_min_width(132.0 * theme.text_size);
            ui.add(Label::new(theme.rich(Font::Body, said).color(colour)).truncate());
        },
    );
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
