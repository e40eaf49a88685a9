//! Helpers that several parts of the page share.

use egui::{Label, Ui};
use holdwell_app::text;
use holdwell_model::Plan;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use crate::theme::{Font, Theme};
use crate::widgets::line;

/// The most rows of a list that are drawn.
pub(super) const MOST: usize = 100;

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
