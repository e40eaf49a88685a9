//! Helpers that several parts of the page share.

use egui::{Align, Label, Layout, Ui, vec2};
use holdwell_app::text;
use holdwell_model::Plan;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use crate::theme::{Font, GRID, TOUCH, Theme};
use crate::widgets::line;

/// The height of a line of the body, in points.
const LINE: f32 = 22.0;
/// The most rows of a list that are drawn.
pub(super) const MOST: usize = 100;

/// Shows words at the left, and a button of about this width at the right; below them where there is little room.
pub(super) fn row<R>(ui: &mut Ui, width: f32, words: impl FnOnce(&mut Ui), button: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    let (room, width) = (ui.available_width(), width * theme.text_size);
    if room < width + 240.0 * theme.text_size {
        words(ui);
        return ui.horizontal_wrapped(button).inner;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(room - width - 2.0 * GRID);
            // The first line stands level with the button.
            ui.add_space(((TOUCH - LINE * theme.text_size) / 2.0).max(0.0));
            words(ui);
        });
        let size = vec2(ui.available_width(), TOUCH);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), button).inner
    })
    .inner
}

/// Says how many rows of a long list are not drawn.
pub(super) fn more(ui: &mut Ui, all: usize) {
    if all > MOST {
        let theme = Theme::of(ui);
        line(ui, Font::Small, theme.faint, format!("and {} more", all - MOST));
    }
}

/// Lists the steps, one below the other.
pub(super) fn steps(ui: &mut Ui, plan: &Plan) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    for step in plan.steps.iter().take(MOST) {
        let text = theme.rich(Font::Body, text::step(step)).color(theme.soft);
        ui.add(Label::new(text).wrap());
    }
    more(ui, plan.steps.len());
}

/// Returns "12 Nov 2025, 14:03", on the wall's clock.
pub(super) fn day_and_hour(at: Timestamp, wall: &Zoned) -> String {
    at.to_zoned(wall.time_zone().clone()).strftime("%-d %b %Y, %H:%M").to_string()
}

/// Returns "today", "tomorrow" or "Mon 12 Jan 2026".
pub(super) fn day(day: Date, wall: &Zoned) -> String {
    match days_ahead(day, wall) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => day.strftime("%a %-d %b %Y").to_string(),
    }
}

/// Returns the days from today to a day; negative for one that is over.
pub(super) fn days_ahead(day: Date, wall: &Zoned) -> i64 {
    let span = wall.date().until((jiff::Unit::Day, day));
    span.map_or(0, |span| i64::from(span.get_days()))
}

/// Returns the day so many days from today.
pub(super) fn in_days(days: i64, wall: &Zoned) -> Option<Date> {
    wall.date().checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
