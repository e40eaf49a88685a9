//! The holds of a session along its time: when each was, how long, and what was felt in it.

use egui::{Align2, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use holdwell_app::text;
use holdwell_engine::{Ended, MarkKind, Record};
use holdwell_model::{Millis, SessionTime};

use super::source::RecordSource;
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme, mix};
use crate::widgets::{line, one_row};

/// Height of the bars, in points.
const BARS: f32 = 40.0;
/// Room above the bars for the marks, in points.
const MARKS: f32 = 18.0;
/// Radius of a mark, in points.
const RADIUS: f32 = 4.5;
/// Least distance from the middle of a mark to that of the next, in points: a diamond beside a diamond.
const MARK_GAP: f32 = 2.4 * RADIUS + 1.0;
/// Least width of a bar, in points.
const LEAST: f32 = 3.0;

/// Shows the timeline, and returns the hold that was pressed. A session whose holds have no time of their own, as one
/// that was entered afterwards, has none.
pub(super) fn show(ui: &mut Ui, source: RecordSource<'_>, cx: &Cx<'_>) -> Option<u32> {
    let span = span(source)?;
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), MARKS + BARS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let bars = rect.with_min_y(rect.top() + MARKS);
    ui.painter().rect_filled(bars, 6.0, theme.track);
    let axis = Axis { bars, span };
    let mut under = None;
    for (place, record) in source.records().iter().enumerate() {
        for attempt in &record.tries {
            let bar = axis.bar(attempt.began, attempt.held);
            let is_through = matches!(attempt.ended, Some(Ended::Time | Ended::Hands | Ended::Early));
            let colour = mix(theme.action, theme.track, if is_through { 0.45 } else { 0.2 });
            ui.painter().rect_filled(bar, 3.0, colour);
            let is_pointed = response.hover_pos().is_some_and(|at| bar.expand2(vec2(2.0, MARKS)).contains(at));
            if is_pointed {
                ui.painter().rect_stroke(bar, 3.0, theme.focus(), egui::StrokeKind::Outside);
                under = Some((place, record));
            }
        }
        number(ui, &axis, record, place);
    }
    marks(ui, source, &axis, rect.top() + MARKS / 2.0 - 1.0);
    let words = |(place, record): (usize, &Record)| {
        format!("{}. {}, held {}", place + 1, source.hold_name(record), record.held().clock())
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), "Timeline of the session"));
    // For those alone who have it read to them: of thousands of holds the names take long.
    ui.ctx().accesskit_node_builder(response.id, |node| {
        let all: Vec<String> = source.records().iter().map(AsRef::as_ref).enumerate().map(words).collect();
        node.set_description(all.join("; "));
    });
    below(ui, source, &axis, (cx, under.map(|(place, record)| words((place, record)))));
    let pressed = response.clicked().then_some(under).flatten();
    pressed.map(|(_, record)| record.item)
}

/// Returns the length of the session as far as anything happened in it; `None` where no hold has a time.
fn span(source: RecordSource<'_>) -> Option<Millis> {
    if source.is_late() {
        return None;
    }
    let tries = source.records().iter().flat_map(|record| &record.tries);
    let ends = tries.map(|attempt| attempt.began.0 + attempt.held.0);
    let last = ends.chain(source.records().iter().flat_map(|record| &record.marks).map(|mark| mark.at.0)).max()?;
    let whole = source.page().map_or(0, |page| page.session.length.0);
    // A session that was cut off and went on later stood meanwhile: its own clock counts.
    let whole = if whole > last.saturating_mul(3) { last } else { whole.max(last) };
    Some(Millis(whole.max(1000)))
}

struct Axis {
    bars: Rect,
    span: Millis,
}

impl Axis {
    fn x(&self, at: SessionTime) -> f32 {
        let share = (at.0 as f32 / self.span.0 as f32).clamp(0.0, 1.0);
        self.bars.left() + share * self.bars.width()
    }

    fn bar(&self, began: SessionTime, held: Millis) -> Rect {
        let left = self.x(began).min(self.bars.right() - LEAST);
        let right = self.x(began + held).max(left + LEAST);
        self.bars.with_min_x(left).with_max_x(right)
    }
}

/// Writes the number of a hold into the bar of its last try, where it has room.
fn number(ui: &Ui, axis: &Axis, record: &Record, place: usize) {
    let theme = Theme::of(ui);
    let Some(last) = record.last() else { return };
    let bar = axis.bar(last.began, last.held);
    let word = (place + 1).to_string();
    let galley = one_row(ui, &word, theme.font(Font::Small), theme.text, f32::INFINITY);
    if galley.size().x + 4.0 <= bar.width() {
        let corner = Align2::CENTER_CENTER.anchor_size(bar.center(), galley.size()).min;
        ui.painter().galley(corner, galley, theme.text);
    }
}

/// Paints the marks of all holds at this height, in their order, none over another.
fn marks(ui: &Ui, source: RecordSource<'_>, axis: &Axis, y: f32) {
    let mut marks: Vec<_> = source.records().iter().flat_map(|record| &record.marks).collect();
    marks.sort_by_key(|mark| mark.at);
    let mut places: Vec<f32> = marks.iter().map(|mark| axis.x(mark.at)).collect();
    spread(&mut places, MARK_GAP, (axis.bars.left(), axis.bars.right()));
    for (mark, x) in marks.into_iter().zip(places) {
        paint_mark(ui, pos2(x, y), mark.kind);
    }
}

/// Moves places that rise apart, so that each is this far from the next, as far as there is room between the ends.
fn spread(places: &mut [f32], gap: f32, (left, right): (f32, f32)) {
    let gap = gap.min((right - left) / places.len().max(2).saturating_sub(1) as f32);
    let mut least = left;
    for place in places.iter_mut() {
        *place = place.max(least);
        least = *place + gap;
    }
    let mut most = right;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - gap;
    }
}

/// Paints a mark: a release is a dot, something significant a diamond, the client's word a square.
fn paint_mark(ui: &Ui, at: Pos2, kind: MarkKind) {
    let theme = Theme::of(ui);
    let shape = match kind {
        MarkKind::Release => Shape::circle_filled(at, RADIUS, theme.back),
        MarkKind::Significant => {
            let points = [(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)];
            let points = points.iter().map(|(x, y)| at + RADIUS * vec2(*x, *y)).collect();
            Shape::convex_polygon(points, theme.recheck, Stroke::NONE)
        }
        MarkKind::ClientsWord => {
            Shape::rect_filled(Rect::from_center_size(at, 2.0 * vec2(RADIUS, RADIUS)), 1.0, theme.danger)
        }
    };
    ui.painter().add(shape);
}

/// Shows the clock at both ends, and between them the hold under the mouse or what the marks mean.
fn below(ui: &mut Ui, source: RecordSource<'_>, axis: &Axis, (cx, pointed): (&Cx<'_>, Option<String>)) {
    let theme = Theme::of(ui);
    let clock = |at: u64| source.clock(Millis(at)).map(|at| text::clock(cx.wall, at)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        line(ui, Font::Small, theme.faint, format!("{} – {}", clock(0), clock(axis.span.0)));
        if let Some(words) = pointed {
            line(ui, Font::Small, theme.text, words);
            return;
        }
        for kind in [MarkKind::Release, MarkKind::Significant, MarkKind::ClientsWord] {
            let has = source.records().iter().flat_map(|record| &record.marks).any(|mark| mark.kind == kind);
            if has {
                ui.add_space(GRID);
                let (rect, _) = ui.allocate_exact_size(vec2(2.5 * RADIUS, 2.5 * RADIUS), Sense::hover());
                paint_mark(ui, rect.center(), kind);
                line(ui, Font::Small, theme.soft, text::records::mark(Some(kind)));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::spread;

    fn spread_out(places: &[f32]) -> Vec<f32> {
        let mut places = places.to_vec();
        spread(&mut places, 10.0, (0.0, 100.0));
        places
    }

    #[test]
    fn marks_close_together_lie_side_by_side_and_the_others_stay() {
        assert_eq!(spread_out(&[5.0, 30.0, 31.0, 32.0, 90.0]), [5.0, 30.0, 40.0, 50.0, 90.0]);
        assert_eq!(spread_out(&[0.0, 98.0, 99.0, 100.0]), [0.0, 80.0, 90.0, 100.0], "none leaves the line");
        assert_eq!(spread_out(&[50.0]), [50.0]);
        assert!(spread_out(&[]).is_empty());
    }

    #[test]
    fn more_marks_than_there_is_room_for_share_it() {
        let places = spread_out(&[50.0; 21]);
        assert!(places.windows(2).all(|two| (two[1] - two[0] - 5.0).abs() < 0.01), "{places:?}");
        assert_eq!((places[0], places[20]), (0.0, 100.0));
    }
}
