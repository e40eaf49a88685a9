//! The row of a step: its number, what it is, how it runs. The whole row is the target.

use egui::accesskit::Role as Kind;
use egui::{Align2, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::icons::{self, Icon};
use crate::theme::{BUTTON_RADIUS, Font, GRID, Theme};
use crate::widgets::{focus_ring, one_row};
use holdwell_app::text;
use holdwell_editing::Difference;
use holdwell_editing::view::StepLine;

/// Returns the height of a row, in points.
pub(super) fn height(theme: &Theme) -> f32 {
    56.0_f32.max(50.0 * theme.text_size)
}

/// The room at the left in which a press chooses the step beside others.
const TICK: f32 = 40.0;

/// The state of a step's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    pub(super) open: bool,
    pub(super) chosen: bool,
}

/// The response of a row.
pub(super) struct RowDone {
    pub(super) response: Response,
    /// The tick at the left was pressed.
    pub(super) ticked: bool,
}

/// Shows a row at its place; `unread` is the reason why something that was typed in its fields cannot be read.
pub(super) fn show(ui: &Ui, rect: Rect, id: Id, (line, unread): (&StepLine, Option<&str>), state: State) -> RowDone {
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let tick = Rect::from_min_max(rect.min, pos2(rect.left() + TICK, rect.bottom()));
    let ticked = ui.interact(tick, id.with("tick"), Sense::CLICK);
    let name = name(line);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(description(line, unread));
        node.set_expanded(state.open);
        node.set_selected(state.chosen);
    });
    ui.ctx().accesskit_node_builder(ticked.id, |node| {
        node.set_role(Kind::CheckBox);
        node.set_label(format!("Choose {name}"));
        node.set_toggled(state.chosen.into());
    });
    if ui.is_rect_visible(rect) {
        paint(ui, rect, (line, unread), state);
        focus_ring(ui, &response, rect, BUTTON_RADIUS);
    }
    RowDone { ticked: ticked.clicked(), response }
}

/// Returns "Step 3: Psoas major", or "Switched off: Psoas major".
pub(super) fn name(line: &StepLine) -> String {
    match line.number {
        Some(number) => format!("Step {number}: {}", title(line)),
        None => format!("Switched off: {}", title(line)),
    }
}

fn title(line: &StepLine) -> &str {
    let first = line.step.contacts.first().map_or("", |contact| contact.name.as_str());
    if line.step.title.is_empty() { first } else { &line.step.title }
}

fn description(line: &StepLine, unread: Option<&str>) -> String {
    let fault = line.fault.as_ref().map(text::broken_rule);
    let parts = [Some(line.words.as_str()), unread, fault.as_deref(), difference(line)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// Returns the word for the way in which a step of a preset differs from its routine.
fn difference(line: &StepLine) -> Option<&'static str> {
    line.differs.map(|differs| match differs {
        Difference::Added => "added",
        Difference::Changed => "changed",
    })
}

fn paint(ui: &Ui, rect: Rect, (line, unread): (&StepLine, Option<&str>), state: State) {
    let theme = Theme::of(ui);
    let painter = ui.painter();
    let edge = if state.chosen { Stroke::new(1.5, theme.action) } else { theme.edge() };
    painter.rect(rect, BUTTON_RADIUS, theme.surface, edge, StrokeKind::Inside);
    let tick = Rect::from_center_size(pos2(rect.left() + TICK / 2.0, rect.center().y), vec2(18.0, 18.0));
    painter.rect_stroke(tick, 4, theme.control(), StrokeKind::Inside);
    let glyph =
        |icon: Icon, colour, size: f32| one_row(ui, icon.0, theme.sized(Font::Body, size), colour, f32::INFINITY);
    if state.chosen {
        let check = glyph(icons::CHECK, theme.action, 14.0);
        painter.galley(Align2::CENTER_CENTER.anchor_size(tick.center(), check.size()).min, check, theme.action);
    }
    let tint = if line.disabled { theme.track } else { theme.technique(line.step.technique) };
    let bar = Rect::from_min_max(
        pos2(rect.left() + TICK, rect.top() + 10.0),
        pos2(rect.left() + TICK + 3.0, rect.bottom() - 10.0),
    );
    painter.rect_filled(bar, 2, tint);
    let number = line.number.map_or_else(|| "off".to_owned(), |number| number.to_string());
    let number = one_row(ui, &number, theme.font(Font::Small), theme.faint, f32::INFINITY);
    let left = bar.right() + GRID + 26.0 * theme.text_size;
    let at = pos2(left - GRID, rect.center().y);
    painter.galley(Align2::RIGHT_CENTER.anchor_size(at, number.size()).min, number, theme.faint);
    let arrow = glyph(if state.open { icons::UP } else { icons::DOWN }, theme.faint, 16.0);
    let right = rect.right() - 14.0;
    painter.galley(
        Align2::RIGHT_CENTER.anchor_size(pos2(right, rect.center().y), arrow.size()).min,
        arrow,
        theme.faint,
    );
    let mut end = right - 24.0;
    if let Some(word) = difference(line) {
        let word = one_row(ui, word, theme.font(Font::Small), theme.action, f32::INFINITY);
        let at = Align2::RIGHT_CENTER.anchor_size(pos2(end, rect.center().y), word.size()).min;
        end = at.x - GRID;
        painter.galley(at, word, theme.action);
    }
    words(ui, &theme, pos2(left, rect.center().y), end - left, (line, unread));
}

fn words(ui: &Ui, theme: &Theme, left: egui::Pos2, room: f32, (line, unread): (&StepLine, Option<&str>)) {
    let colour = if line.disabled { theme.faint } else { theme.text };
    let name = one_row(ui, title(line), theme.font(Font::Strong), colour, room);
    let fault = line.fault.as_ref().map(text::broken_rule);
    let (rest, soft) = match (unread.or(fault.as_deref()), line.disabled) {
        (Some(fault), _) => (fault, theme.caution),
        (None, true) => (line.words.as_str(), theme.faint),
        (None, false) => (line.words.as_str(), theme.soft),
    };
    let rest = one_row(ui, rest, theme.font(Font::Small), soft, room);
    let top = left - vec2(0.0, f32::midpoint(name.size().y, rest.size().y));
    let below = top + vec2(0.0, name.size().y);
    ui.painter().galley(top, name, colour);
    ui.painter().galley(below, rest, soft);
}
