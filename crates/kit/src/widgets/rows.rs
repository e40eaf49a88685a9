//! Rows of a list: a title, a faint line, a word at the right end. The whole row is the target.

use egui::{Align2, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::focus::focus_ring;
use super::star::star;
use super::text::{self, Room};
use crate::theme::{BUTTON_RADIUS, Font, GRID, TOUCH, Theme};

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The title, usually a name.
    pub title: String,
    /// The rest, faintly; may be empty.
    pub line: String,
    /// A word at the right end, such as when; may be empty.
    pub end: String,
    /// True for a favourite; without an answer there is no star.
    pub star: Option<bool>,
}

impl Row {
    /// Creates a row of these words.
    pub fn new(title: impl Into<String>, line: impl Into<String>, end: impl Into<String>) -> Self {
        Self { title: title.into(), line: line.into(), end: end.into(), star: None }
    }
}

/// The answers of a list, each with the place of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowsDone {
    /// The row that was pressed.
    pub pressed: Option<usize>,
    /// The row whose star was pressed.
    pub starred: Option<usize>,
    /// The row that begins to be carried.
    pub carried: Option<usize>,
}

/// The place of the keyboard in a list whose search field has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct At {
    /// The row; `None` where none is marked.
    pub row: Option<usize>,
    /// The keyboard has just moved there, so the row has to be in sight.
    pub moved: bool,
}

/// Shows rows, drawing only those in sight, and returns the one that was pressed. `at` looks as if the keyboard were on
/// it.
pub fn rows(ui: &mut Ui, at: At, rows: &[Row]) -> Option<usize> {
    rows_by(ui, at, rows.len(), Sense::click(), |index| rows.get(index).cloned().unwrap_or_default()).pressed
}

/// Shows a list of any length, of which only the rows in sight are made. Rows that sense drags can be carried elsewhere.
pub(super) fn rows_by(ui: &mut Ui, at: At, count: usize, sense: Sense, row: impl Fn(usize) -> Row) -> RowsDone {
    let theme = Theme::of(ui);
    let height = height(&theme);
    let pitch = height + GAP;
    let (id, whole) = ui.allocate_space(vec2(ui.available_width(), (pitch * count as f32 - GAP).max(0.0)));
    let of = |index: usize| {
        let top = whole.top() + pitch * index as f32;
        Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height))
    };
    if at.moved
        && let Some(row) = at.row
    {
        ui.scroll_to_rect(of(row).expand(GRID), None);
    }
    let clip = ui.clip_rect();
    let first = ((clip.top() - whole.top()) / pitch).floor().max(0.0) as usize;
    let last = (((clip.bottom() - whole.top()) / pitch).ceil().max(0.0) as usize).min(count);
    let mut done = RowsDone::default();
    for index in first..last {
        let (rect, row) = (of(index), row(index));
        let response = ui.interact(rect, id.with(index), sense);
        let star = row.star.map(|_| ui.interact(star_place(rect), id.with((index, "star")), Sense::click()));
        show(ui, rect, &response, &row);
        if at.row == Some(index) {
            ui.painter().rect_stroke(rect, BUTTON_RADIUS, theme.focus(), StrokeKind::Middle);
        }
        done.pressed = response.clicked().then_some(index).or(done.pressed);
        done.carried = response.drag_started().then_some(index).or(done.carried);
        if let Some(star) = star {
            show_star(ui, &star, &row);
            done.starred = star.clicked().then_some(index).or(done.starred);
        }
    }
    done
}

/// Returns the place of the star at the right end of a row.
fn star_place(rect: Rect) -> Rect {
    Rect::from_center_size(rect.right_center() - vec2(TOUCH / 2.0 + 6.0, 0.0), vec2(TOUCH, TOUCH))
}

fn show_star(ui: &Ui, response: &Response, row: &Row) {
    let on = row.star == Some(true);
    let name = format!("Favourite: {}", row.title);
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), on, &name));
    star(ui, response.rect.center(), on);
    focus_ring(ui, response, response.rect, BUTTON_RADIUS);
}

/// Between two rows.
const GAP: f32 = 4.0;

/// Returns the height of a list that shows so many rows and no half of one, in points.
pub(super) fn rows_height(ui: &Ui, count: u8) -> f32 {
    (height(&Theme::of(ui)) + GAP) * f32::from(count) - GAP
}

/// Returns the height of a row, in points.
fn height(theme: &Theme) -> f32 {
    58.0_f32.max(52.0 * theme.text_size)
}

fn show(ui: &Ui, rect: Rect, response: &Response, row: &Row) {
    let theme = Theme::of(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &row.title));
    let rest: Vec<&str> =
        [&row.line, &row.end].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(rest.join(". ")));
    ui.painter().rect(rect, BUTTON_RADIUS, theme.surface, theme.edge(), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(16.0, GRID));
    let end = text::one_line(ui, &row.end, theme.font(Font::Small), theme.faint);
    let aside = if row.star.is_some() { TOUCH } else { 0.0 };
    let whole = inner.width() - aside;
    let beside = (whole - end.size().x - 2.0 * GRID).max(40.0);
    let lay =
        |words: &str, font, colour, width| text::layout(ui, words, theme.font(font), colour, Room::rows(width, 1));
    let title = lay(&row.title, Font::Strong, theme.text, whole);
    // A title that needs the room of the word at the end has it, and the word stands in the line below.
    let is_low = title.size().x > beside && !row.line.is_empty();
    let title = if is_low { title } else { lay(&row.title, Font::Strong, theme.text, beside) };
    let line = (!row.line.is_empty()).then(|| lay(&row.line, Font::Small, theme.soft, beside));
    let down = if is_low { title.size().y / 2.0 } else { 0.0 };
    text::stack(ui, inner.left_center(), std::iter::once(title).chain(line));
    text::paint(ui, inner.right_center() + vec2(-aside, down), Align2::RIGHT_CENTER, end);
    focus_ring(ui, response, rect, BUTTON_RADIUS);
}
