//! Every command as a button with its key: those of every hold first, then those that are seldom wanted. Where there is
//! no room for all of them they are turned over like pages; every key goes on acting.

use egui::{Rect, Ui, Vec2, pos2};
use holdwell_app::command::UiCommand;
use holdwell_app::text;

use super::SessionProps;
use super::places;
use crate::action::{Action, Actions};
use crate::icons;
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

/// The commands of a client at home. Any key pauses there, so that only pausing and ending have a key to show.
const AT_HOME: [UiCommand; 5] =
    [UiCommand::Advance, UiCommand::Shorten, UiCommand::Extend, UiCommand::Skip, UiCommand::Stop];

/// The height that the keys leave to the ring and the words, in points: else they are turned over.
const LEFT_TO_WORDS: f32 = 300.0;

/// The buttons that are seen, with their places from the upper left corner.
pub(super) struct Keys {
    places: Vec<(UiCommand, Rect)>,
    hush: Rect,
    /// The place of the button that turns them over, where not all of them are seen.
    more: Option<Rect>,
    /// The height of all of them, in points.
    pub height: f32,
}

impl Keys {
    /// Lays out the buttons for a window, the page that is turned to.
    pub(super) fn new(ui: &Ui, props: &SessionProps<'_>, window: Rect, page: usize) -> Self {
        let theme = Theme::of(ui);
        let width = places::area(window).width();
        let size = |command: UiCommand| (command, with_button(props, command, None, |button| button.room(ui)));
        let (_, hush) = size(UiCommand::Hush);
        let hush = Rect::from_min_size(pos2(width - hush.x, 0.0), hush);
        let room = hush.left() - 2.0 * GRID;
        let is_home = props.view.is_home();
        let [often, seldom] = if is_home { [&AT_HOME[..], &[]] } else { [&OFTEN[..], &SELDOM[..]] };
        let [often, seldom] = [often, seldom].map(|commands| commands.iter().copied().map(size).collect::<Vec<_>>());
        // Where there is no room for a row of each, they follow one another.
        let all = [often.as_slice(), seldom.as_slice()].concat();
        let narrow = room < 1000.0 * theme.text_size;
        let rows = if narrow { rows(&all, room) } else { [rows(&often, room), rows(&seldom, room)].concat() };
        let places: Vec<(UiCommand, Rect)> = placed(&rows);
        let height = places.iter().map(|(_, rect)| rect.bottom()).fold(hush.bottom(), f32::max);
        if places::middle_height(&theme, window, height) >= LEFT_TO_WORDS * theme.text_size {
            return Self { places, hush, more: None, height };
        }
        let more = more().room(ui);
        let pages = self::rows(&all, room - more.x - GRID);
        let page = &pages[page % pages.len().max(1)];
        let places = placed(std::slice::from_ref(page));
        let end = places.last().map_or(0.0, |(_, rect)| rect.right() + GRID);
        let height = places.iter().map(|(_, rect)| rect.bottom()).fold(hush.bottom(), f32::max);
        Self { places, hush, more: Some(Rect::from_min_size(pos2(end, 0.0), more)), height }
    }

    /// Shows the buttons; returns true where they are to be turned over.
    pub(super) fn show(
        self,
        ui: &mut Ui,
        props: &SessionProps<'_>,
        picked: Option<u32>,
        actions: &mut Actions,
    ) -> bool {
        let corner = ui.max_rect().min.to_vec2();
        for (command, rect) in self.places.into_iter().chain([(UiCommand::Hush, self.hush)]) {
            let pressed =
                with_button(props, command, picked, |button| ui.put(rect.translate(corner), button).clicked());
            if pressed {
                actions.push(Action::Do(command));
            }
        }
        self.more.is_some_and(|rect| ui.put(rect.translate(corner), more()).clicked())
    }
}

fn more() -> Button<'static> {
    Button::icon_only(icons::THREE_DOTS, "More keys").by_key_only()
}

/// Divides buttons into rows of this width, each with at least one.
fn rows(buttons: &[(UiCommand, Vec2)], width: f32) -> Vec<Vec<(UiCommand, Vec2)>> {
    let mut rows: Vec<Vec<(UiCommand, Vec2)>> = Vec::new();
    let mut end = f32::INFINITY;
    for button in buttons {
        if end + button.1.x > width {
            rows.push(Vec::new());
            end = 0.0;
        }
        end += button.1.x + GRID;
        if let Some(row) = rows.last_mut() {
            row.push(*button);
        }
    }
    rows
}

fn placed(rows: &[Vec<(UiCommand, Vec2)>]) -> Vec<(UiCommand, Rect)> {
    let mut places = Vec::new();
    let mut top = 0.0;
    for row in rows {
        let mut left = 0.0;
        for (command, size) in row {
            places.push((*command, Rect::from_min_size(pos2(left, top), *size)));
            left += size.x + GRID;
        }
        top += row.iter().map(|(_, size)| size.y).fold(TOUCH, f32::max) + GRID;
    }
    places
}

/// Calls `add` with the button of a command as it is now.
fn with_button<T>(
    props: &SessionProps<'_>,
    command: UiCommand,
    picked: Option<u32>,
    add: impl FnOnce(Button<'_>) -> T,
) -> T {
    let label = command.label_now(props.view, props.now);
    let refusal = command.refusal(props.view, picked).map(text::refusal);
    let button = match command {
        UiCommand::Advance => Button::lead(&label),
        UiCommand::Hush => Button::danger(&label),
        command if OFTEN.contains(&command) => Button::new(&label),
        _ => Button::quiet(&label),
    };
    let has_key = !props.view.is_home() || matches!(command, UiCommand::Advance | UiCommand::Stop);
    let cap = if has_key { props.cx.settings.keys.cap(command) } else { "" };
    let button = button.key(cap).hint(command.hint_now(props.view)).by_key_only();
    add(button.disabled(refusal))
}
