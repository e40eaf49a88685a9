//! The course of care on a client's page: one line, what is due, and the way to all of it.

use egui::Ui;
use holdwell_app::text;
use holdwell_measures::{advise_course, trends};
use holdwell_store::ClientPage;

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::screen::Page;
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, Button, section, wrapped};

/// The most measures that are named.
const MOST: usize = 3;

pub(super) fn show(ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let course = &page.course;
    let zone = cx.wall.time_zone();
    section(ui, "Course of care");
    if let Some(plan) = course.plan() {
        let days = course.days(zone);
        if let Some(advice) = advise_course(plan, &days, &course.measured, zone) {
            Banner::caution(&text::course::course_advice(advice)).show(ui);
        } else if let Some(due) = plan.due(&days, cx.wall.date()) {
            Banner::info(&text::course::course_due(due)).show(ui);
        }
        wrapped(ui, Font::Body, theme.text, text::course::care_plan(plan, plan.progress(&days)));
    }
    if course.asks_about(cx.wall.timestamp()).is_some() {
        wrapped(ui, Font::Body, theme.text, "Ask how it was since last time");
    }
    for trend in trends(&course.measured).iter().take(MOST) {
        let Some(last) = trend.points.last() else { continue };
        let change = trend.change.map(|change| format!("  ·  {}", change.words())).unwrap_or_default();
        // A change goes to what was measured before the last session, and not to what fades after it.
        let figure = trend.change.map_or(last.figure, |change| change.to);
        let figure = trend.subject.measure.words(figure);
        wrapped(ui, Font::Small, theme.soft, format!("{}: {figure}{change}", trend.subject.name()));
    }
    let hint = "The plan, what is measured before and after, and pictures over time";
    if ui.add(Button::new("Measure and plan…").hint(hint)).clicked() {
        actions.push(Action::Go(Page::Course(page.client.id)));
    }
}
