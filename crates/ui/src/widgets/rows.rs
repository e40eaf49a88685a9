//! Rows of a list: a title, a faint line, a word at the right end. The whole row is the target.

use egui::{Align2, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::focus::focus_ring;
use super::star::{Star, star};
use super::text::{self, Room};
use crate::theme::{BUTTON_RADIUS, Font, GRID, TOUCH, Theme};

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub title: String,
    /// The rest, faintly; may be empty.
    pub line: String,
    /// A word at the right end, such as when; may be empty.
    pub end: String,
    /// Whether it is a favourite; without an answer there is no star.
    pub star: Option<bool>,
}

impl Row {
    /// A row of these words.
    pub fn new(title: impl Into<String>, line: impl Into<String>, end: impl Into<String>) -> Self {
        Self { title: title.into(), line: line.into(), end: end.into(), star: None }
    }
}

/// What was pressed in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// A row.
    Row(usize),
    /// Its star.
    Star(usize),
}

/// What was done to rows that can be carried elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowsDone {
    /// The one that was pressed.
    pub pressed: Option<usize>,
    /// The one that begins to be carried.
    pub carried: Option<usize>,
}

/// Where the keyboard is in a list whose search field has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct At {
    /// The row; `None` where none is marked.
    pub row: Option<usize>,
    /// It has just been moved there, so it has to be in sight.
    pub moved: bool,
}

/// Shows rows, drawing only those in sight, and answers which one was pressed. `at` looks as if the keyboard were on it.
pub fn rows(ui: &mut Ui, at: At, rows: &[Row]) -> Option<usize> {
    match rows_by(ui, at, rows.len(), |index| rows.get(index).cloned().unwrap_or_default()) {
        Some(Pressed::Row(row) | Pressed::Star(row)) => Some(row),
        None => None,
    }
}

/// The same for a list of any length: only the rows in sight are made.
pub fn rows_by(ui: &mut Ui, at: At, count: usize, row: impl Fn(usize) -> Row) -> Option<Pressed> {
    sensing(ui, at, count, row, Sense::click()).0
}

/// The same for rows that can be carried elsewhere with the mouse.
pub fn rows_to_carry(ui: &mut Ui, at: At, count: usize, row: impl Fn(usize) -> Row) -> RowsDone {
    let (pressed, carried) = sensing(ui, at, count, row, Sense::click_and_drag());
    let pressed = pressed.map(|(Pressed::Row(row) | Pressed::Star(row))| row);
    RowsDone { pressed, carried }
}

fn sensing(
    ui: &mut Ui,
    at: At,
    count: usize,
    row: impl Fn(usize) -> Row,
    sense: Sense,
) -> (Option<Pressed>, Option<usize>) {
    let theme = Theme::of(ui);
    let height = height(&theme);
    let pitch = height + GAP;
    let (id, whole) = ui.allocate_space(vec2(ui.available_width(), (pitch * count as f32 - GAP).max(0.0)));
    let of = |index: usize| {
        let top = whole.top() + pitch * index as f32;
        Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height))
    };
    if let Some(row) = at.row.filter(|_| at.moved) {
        ui.scroll_to_rect(of(row).expand(GRID), None);
    }
    let clip = ui.clip_rect();
    let first = ((clip.top() - whole.top()) / pitch).floor().max(0.0) as usize;
    let last = (((clip.bottom() - whole.top()) / pitch).ceil().max(0.0) as usize).min(count);
    let (mut pressed, mut carried) = (None, None);
    for index in first..last {
        let (rect, row) = (of(index), row(index));
        let response = ui.interact(rect, id.with(index), sense);
        if response.drag_started() {
            carried = Some(index);
        }
        let mark = if at.row == Some(index) { RowMark::Here } else { RowMark::Elsewhere };
        let star = row.star.map(|_| ui.interact(star_place(rect), id.with((index, "star")), Sense::click()));
        if show(ui, rect, &response, &row, mark).clicked() {
            pressed = Some(Pressed::Row(index));
        }
        if let Some(star) = star
            && show_star(ui, &star, &row).clicked()
        {
            pressed = Some(Pressed::Star(index));
        }
    }
    (pressed, carried)
}

/// The star at the right end of a row.
fn star_place(rect: Rect) -> Rect {
    Rect::from_center_size(rect.right_center() - vec2(TOUCH / 2.0 + 6.0, 0.0), vec2(TOUCH, TOUCH))
}

fn show_star<'a>(ui: &Ui, response: &'a Response, row: &Row) -> &'a Response {
    let on = row.star == Some(true);
    let name = format!("Favourite: {}", row.title);
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), on, &name));
    star(ui, response.rect.center(), if on { Star::Full } else { Star::Empty });
    focus_ring(ui, response, response.rect, BUTTON_RADIUS);
    response
}

/// Between two rows.
const GAP: f32 = 4.0;

/// How high a list is that shows so many rows and no half of one.
pub fn rows_height(ui: &Ui, count: u8) -> f32 {
    (height(&Theme::of(ui)) + GAP) * f32::from(count) - GAP
}

/// How high a row is.
fn height(theme: &Theme) -> f32 {
    58.0_f32.max(52.0 * theme.text_size)
}

fn show<'a>(ui: &Ui, rect: Rect, response: &'a Response, row: &Row, mark: RowMark) -> &'a Response {
    let theme = Theme::of(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &row.title));
    let rest: Vec<&str> =
        [&row.line, &row.end].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(rest.join(". ")));
    ui.painter().rect(rect, BUTTON_RADIUS, theme.surface, theme.edge(), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(16.0, GRID));
    let end = text::one_line(ui, &row.end, theme.font(Font::Small), theme.faint);
    let aside = if row.star.is_some() { TOUCH } else { 0.0 };
    let room = Room::rows((inner.width() - aside - end.size().x - 2.0 * GRID).max(40.0), 1);
    let title = text::layout(ui, &row.title, theme.font(Font::Strong), theme.text, room);
    let line = (!row.line.is_empty()).then(|| text::layout(ui, &row.line, theme.font(Font::Small), theme.soft, room));
    let words = title.size().y + line.as_ref().map_or(0.0, |line| line.size().y);
    let top = pos2(inner.left(), rect.center().y - words / 2.0);
    let below = top + vec2(0.0, title.size().y);
    text::paint(ui, top, Align2::LEFT_TOP, title);
    if let Some(line) = line {
        text::paint(ui, below, Align2::LEFT_TOP, line);
    }
    text::paint(ui, inner.right_center() - vec2(aside, 0.0), Align2::RIGHT_CENTER, end);
    focus_ring(ui, response, rect, BUTTON_RADIUS);
    if mark == RowMark::Here {
        ui.painter().rect_stroke(rect, BUTTON_RADIUS, theme.focus(), StrokeKind::Middle);
    }
    response
}

/// Whether the keyboard is on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowMark {
    Here,
    Elsewhere,
}
