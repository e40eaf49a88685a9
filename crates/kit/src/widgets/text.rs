//! Text that knows its room.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Align2, Color32, FontId, Galley, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::theme::{Font, Theme};

/// Shows a line of text of its role, as a label.
pub fn line(ui: &mut Ui, font: Font, colour: Color32, text: impl Into<String>) -> Response {
    said(ui, font, colour, &text.into(), |label| label)
}

/// Shows a text of its role that wraps, as a label.
pub fn wrapped(ui: &mut Ui, font: Font, colour: Color32, text: impl Into<String>) -> Response {
    said(ui, font, colour, &text.into(), egui::Label::wrap)
}

/// Shows a text whose numbers stay with their units, and which is called what it says.
fn said(ui: &mut Ui, font: Font, colour: Color32, text: &str, how: impl Fn(egui::Label) -> egui::Label) -> Response {
    let shown = unbroken(text);
    let is_changed = matches!(shown, Cow::Owned(_));
    let rich = Theme::of(ui).rich(font, shown.as_ref()).color(colour);
    let response = ui.add(how(egui::Label::new(rich)));
    if is_changed {
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    }
    response
}

/// Ties each number to the short word behind it, and each dot between two facts to the one before it: a line ends neither
/// between "30" and "s" nor between "14" and "Dec", and none begins with a dot.
fn unbroken(text: &str) -> Cow<'_, str> {
    const SHORT: usize = 3;
    let is_number = |before: &str| before.ends_with(|letter: char| letter.is_ascii_digit());
    let is_short = |after: &str| {
        let end = after.find(|letter: char| !letter.is_alphabetic() && letter != '%').unwrap_or(after.len());
        (1..=SHORT).contains(&after[..end].chars().count())
    };
    let is_before_dot = |after: &str| after.trim_start_matches(' ').starts_with('·');
    let ties: Vec<usize> = text
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| is_number(&text[..*at]) && is_short(&text[at + 1..]) || is_before_dot(&text[*at..]))
        .collect();
    if ties.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut tied = String::with_capacity(text.len() + ties.len());
    let mut from = 0;
    for at in ties {
        tied.push_str(&text[from..at]);
        tied.push('\u{a0}');
        from = at + 1;
    }
    tied.push_str(&text[from..]);
    Cow::Owned(tied)
}

/// Shows a title that shrinks from the role's own size to `least` before it wraps, and is cut with … beyond two lines.
pub fn fit(ui: &mut Ui, font: Font, least: f32, colour: Color32, text: &str) -> Response {
    let room = Room::rows(ui.available_width(), 2);
    aligned(ui, (font, least), colour, text, room)
}

/// Shows a title as [`fit`] does, each line in the middle of the available width.
pub fn fit_centred(ui: &mut Ui, font: Font, least: f32, colour: Color32, text: &str) -> Response {
    let room = Room { align: Align::Center, ..Room::rows(ui.available_width(), 2) };
    aligned(ui, (font, least), colour, text, room)
}

/// Shows a title that shrinks as [`fit`] does, then wraps onto as many lines as it needs: nothing of it is ever cut.
pub fn fit_whole(ui: &mut Ui, font: Font, least: f32, colour: Color32, text: &str, align: Align) -> Response {
    let room = Room { align, ..Room::whole(ui.available_width()) };
    aligned(ui, (font, least), colour, text, room)
}

/// Returns the height of a title as [`fit_whole`] shows it in this width.
pub fn whole_height(ui: &Ui, font: Font, least: f32, text: &str, width: f32) -> f32 {
    fitted(ui, (font, least), Color32::PLACEHOLDER, text, Room::whole(width)).size().y
}

/// Returns the height of a text of its role that wraps in this width.
pub fn wrapped_height(ui: &Ui, font: Font, text: &str, width: f32) -> f32 {
    layout(ui, text, Theme::of(ui).font(font), Color32::PLACEHOLDER, Room::whole(width)).size().y
}

fn aligned(ui: &mut Ui, sizes: (Font, f32), colour: Color32, text: &str, room: Room) -> Response {
    let galley = fitted(ui, sizes, colour, text, room);
    let is_centred = room.align == Align::Center;
    let across = if is_centred { room.width } else { galley.size().x };
    let (rect, response) = ui.allocate_exact_size(vec2(across, galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    let at = if is_centred { rect.center_top() } else { rect.left_top() };
    ui.painter().galley(at, galley, colour);
    response
}

fn fitted(ui: &Ui, (font, least): (Font, f32), colour: Color32, text: &str, room: Room) -> Arc<Galley> {
    let theme = Theme::of(ui);
    let full = one_line(ui, text, theme.font(font), colour);
    let share = (room.width / full.size().x.max(1.0)).min(1.0);
    let size = (font.size() * share * 0.995).max(least);
    if share >= 1.0 && room.align == Align::LEFT {
        return full;
    }
    let size = if share >= 1.0 { font.size() } else { size };
    let at = |size| layout(ui, text, theme.sized(font, size), colour, room);
    let galley = at(size);
    // Letters are not wide in proportion: what was to fit by a hair may still wrap.
    if galley.rows.len() > 1 && size > least { at((size * 0.96).max(least)) } else { galley }
}

/// The room of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub width: f32,
    pub rows: usize,
    pub align: Align,
}

impl Room {
    pub(super) fn rows(width: f32, rows: usize) -> Self {
        Self { width, rows, align: Align::LEFT }
    }

    pub(super) fn whole(width: f32) -> Self {
        Self::rows(width, usize::MAX)
    }
}

/// Lays a text out in the room it has; what does not fit is cut with ….
pub(super) fn layout(ui: &Ui, text: &str, font: FontId, colour: Color32, room: Room) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(unbroken(text).into_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping { max_width: room.width, max_rows: room.rows, ..TextWrapping::default() };
    job.wrap.break_anywhere = room.rows == 1;
    job.halign = room.align;
    ui.painter().layout_job(job)
}

/// Lays out one line of text in this width; what does not fit is cut with ….
pub fn one_row(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    layout(ui, text, font, colour, Room::rows(width, 1))
}

/// Lays a text out on one line, however long.
pub(super) fn one_line(ui: &Ui, text: &str, font: FontId, colour: Color32) -> Arc<Galley> {
    ui.painter().layout_no_wrap(text.to_owned(), font, colour)
}

/// Paints galleys below each other, the whole with the middle of its left edge on a point.
pub(super) fn stack(ui: &Ui, left_centre: egui::Pos2, lines: impl Iterator<Item = Arc<Galley>>) {
    let lines: Vec<_> = lines.collect();
    let height: f32 = lines.iter().map(|line| line.size().y).sum();
    let mut at = left_centre - vec2(0.0, height / 2.0);
    for line in lines {
        let below = at + vec2(0.0, line.size().y);
        paint(ui, at, Align2::LEFT_TOP, line);
        at = below;
    }
}

/// Paints a galley with its anchor on a point.
pub(super) fn paint(ui: &Ui, at: egui::Pos2, anchor: Align2, galley: Arc<Galley>) {
    let rect = anchor.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn a_number_stays_with_its_unit() {
        let tied = |text: &str| unbroken(text).replace('\u{a0}', "_");
        assert_eq!(tied("a hold of about 30 s"), "a hold of about 30_s");
        assert_eq!(tied("+3 (+100 %): clear"), "+3 (+100_%): clear");
        assert_eq!(tied("2 h 5 min, on 14 Dec 2026"), "2_h 5_min, on 14_Dec 2026");
        assert_eq!(tied("13 holds, öö 5 sé"), "13 holds, öö 5_sé");
        assert_eq!(tied("QL  ·  Flank · right"), "QL__·  Flank_· right");
        assert_eq!(tied("nothing to tie"), "nothing to tie");
    }
}
