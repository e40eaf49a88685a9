//! The course of a client's care: plans, measures with their pictures, and what was said after sessions.

use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{table, when};
use crate::chart::chart;
use holdwell_measures::{CarePlan, Chart, ChartOf, Entry, FollowUp, Goal, Wording, trends};
use holdwell_store::Course;

/// Writes everything that is kept of the course; nothing where there is nothing.
pub(super) fn section(course: &Course, zone: &TimeZone) -> Markup {
    let sessions: Vec<jiff::Timestamp> = course.began.iter().map(|(_, at)| *at).collect();
    let charts = trends(&course.measured).into_iter().map(|trend| {
        let target = course.plan().and_then(|plan| plan.target(&trend.subject));
        Chart::of_trend(&trend, &course.measured, &ChartOf { sessions: &sessions, target, zone })
    });
    html! {
        @if !course.plans.is_empty() {
            h2 { "Plans of care" }
            @for plan in &course.plans { (care(plan, course, zone)) }
        }
        @if !course.drafts.is_empty() {
            h2 { "Plans of care that were begun and are not finished" }
            @for plan in &course.drafts { (care(plan, course, zone)) }
        }
        @if !course.measured.is_empty() {
            h2 { "Measures" }
            p.quiet {
                "A change is within noise, small or clear, by figures whose sources stand in the library for review. No "
                "measure is a diagnosis."
            }
            @for drawn in charts { (chart(&drawn, zone)) }
            (table(&["When", "Measure", "Answers", "Form"], course.measured.iter().map(|entry| raw(entry, zone)).collect()))
            @for attribution in attributions(course) { p.quiet { (attribution) } }
        }
        @if !course.follow_ups.is_empty() {
            h2 { "Asked after sessions" }
            (table(&["When", "Since", "It lasted", "Soreness"], course.follow_ups.iter().map(|said| after(said, zone)).collect()))
        }
    }
}

fn care(plan: &CarePlan, course: &Course, zone: &TimeZone) -> Markup {
    let progress = plan.progress(&course.days(zone));
    let rows = [
        ("Problem", Some(plan.problem.clone()).filter(|problem| !problem.is_empty())),
        ("Begun", Some(plan.begun.to_string())),
        ("Sessions", Some(format!("{} of {}", progress.done, progress.planned))),
        ("Every", plan.every_days.map(|days| format!("{days} days"))),
        ("Assess again", plan.reassess.map(|day| day.to_string())),
        ("Ended", plan.ended.map(|day| day.to_string())),
    ];
    let rows = rows.into_iter().filter_map(|(what, said)| said.map(|said| vec![what.to_owned(), said]));
    let goals = plan.goals.iter().map(|goal| vec!["Goal".to_owned(), words(goal, &course.measured)]);
    html! { section { (table(&[], rows.chain(goals).collect())) } }
}

fn words(goal: &Goal, entries: &[Entry]) -> String {
    let state = goal.state(entries);
    let measure = goal.subject.as_ref().map(|subject| subject.measure);
    let figure = |figure: Option<_>| measure.zip(figure).map(|(measure, figure)| measure.words(figure));
    let parts = [
        Some(goal.words.clone()).filter(|words| !words.is_empty()),
        goal.subject.as_ref().map(holdwell_measures::Subject::name),
        figure(goal.target).map(|target| format!("target {target}")),
        figure(state.latest).map(|latest| format!("now {latest}")),
        state.change.map(|change| change.words()),
        state.is_reached.then(|| "reached".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Writes an entry with its raw answers.
fn raw(entry: &Entry, zone: &TimeZone) -> Vec<String> {
    let measured = format!("{}: {}", entry.subject.name(), entry.subject.measure.words(entry.figure));
    vec![when(entry.at, zone), measured, entry.answers.words(), entry.form.clone()]
}

fn after(said: &FollowUp, zone: &TimeZone) -> Vec<String> {
    let lasted = said.lasted.map_or("", holdwell_measures::Lasted::words);
    let sore = said.soreness.map_or("", holdwell_measures::Soreness::words);
    vec![when(said.at, zone), said.since.words().to_owned(), lasted.to_owned(), sore.to_owned()]
}

/// Lists the attributions that the forms ask for, each once.
fn attributions(course: &Course) -> Vec<&'static str> {
    let of = |entry: &Entry| match entry.subject.measure.form().wording {
        Wording::Attributed(attribution) => Some(attribution),
        _ => None,
    };
    let mut all: Vec<&str> = course.measured.iter().filter_map(of).collect();
    all.dedup();
    all
}
