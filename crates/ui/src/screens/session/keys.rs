//! Every command as a button with its key: those of every hold first, then those that are seldom wanted.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::text;

use super::SessionProps;
use crate::action::{Action, Actions};
use crate::keyboard::Caps as _;
use crate::theme::{GRID, TOUCH, Theme};
use crate::widgets::Button;

const OFTEN: [UiCommand; 8] = [
    UiCommand::Advance,
    UiCommand::UndoOrBack,
    UiCommand::Mark,
    UiCommand::PauseOrGoOn,
    UiCommand::Shorten,
    UiCommand::Extend,
    UiCommand::OtherSide,
    UiCommand::Repeat,
];

const SELDOM: [UiCommand; 8] = [
    UiCommand::Choose,
    UiCommand::Restart,
    UiCommand::Skip,
    UiCommand::Insert,
    UiCommand::Score,
    UiCommand::Note,
    UiCommand::Name,
    UiCommand::Stop,
];

pub(super) fn show(ui: &mut Ui, props: &SessionProps<'_>, picked: Option<u32>, actions: &mut Actions) {
    let rect = ui.max_rect();
    let hush = hush(ui, rect, props, actions);
    let room = vec2(hush.left() - 2.0 * GRID - rect.left(), rect.height());
    let builder = UiBuilder::new().max_rect(Rect::from_min_size(rect.min, room));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, GRID);
        // Where there is no room for a row of each, they follow one another.
        let narrow = room.x < 1000.0 * Theme::of(ui).text_size;
        let all = [OFTEN.as_slice(), SELDOM.as_slice()].concat();
        let rows = if narrow { vec![all.as_slice()] } else { vec![OFTEN.as_slice(), SELDOM.as_slice()] };
        for row in rows {
            ui.horizontal_wrapped(|ui| row.iter().for_each(|command| button(ui, *command, props, picked, actions)));
        }
    });
}

fn button(ui: &mut Ui, command: UiCommand, props: &SessionProps<'_>, picked: Option<u32>, actions: &mut Actions) {
    let label = command.label_now(props.view, props.now);
    let refusal = command.refusal(props.view, picked).map(text::refusal);
    let button = match command {
        UiCommand::Advance => Button::lead(&label),
        command if OFTEN.contains(&command) => Button::new(&label),
        _ => Button::quiet(&label),
    };
    let button = button.key(props.cx.settings.keys.cap(command)).hint(command.hint()).by_key_only();
    if ui.add(button.disabled(refusal)).clicked() {
        actions.push(Action::Do(command));
    }
}

/// Shows Hush at the far right, where nothing else is; returns the place of the button.
fn hush(ui: &mut Ui, rect: Rect, props: &SessionProps<'_>, actions: &mut Actions) -> Rect {
    let command = UiCommand::Hush;
    let corner = rect.with_max_y(rect.top() + TOUCH);
    let layout = Layout::right_to_left(Align::TOP);
    ui.scope_builder(UiBuilder::new().max_rect(corner).layout(layout), |ui| {
        let refusal = command.refusal(props.view, None).map(text::refusal);
        let button = Button::danger(command.label()).key(props.cx.settings.keys.cap(command)).hint(command.hint());
        let response = ui.add(button.disabled(refusal).by_key_only());
        if response.clicked() {
            actions.push(Action::Do(command));
        }
        response.rect
    })
    .inner
}
