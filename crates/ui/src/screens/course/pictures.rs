//! Pictures over time: what was measured, how long points took to let go, and what was worked on.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;
use holdwell_app::text;
use holdwell_measures::{Chart, ChartOf, Measure, Moment, WeekOfWork, releases, time_by_region, trends, weeks_of_work};
use holdwell_model::{Arc, Millis, Region, Side, Spot};
use holdwell_store::{ClientPage, WorkPage};
use jiff::Timestamp;

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{BodyMap, Button, ChartView, MapMark, Stepper, line, section, wrapped};

/// The most pictures of times to release; those with the most releases.
const RELEASES: usize = 6;

/// The pictures of a client, as they were made last.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// Pages that they were made of.
    of: Option<(Arc<ClientPage>, Option<Arc<WorkPage>>)>,
    measured: Vec<Chart>,
    released: Vec<Chart>,
    regions: Vec<(Region, Millis)>,
    weeks: Vec<WeekOfWork>,
    /// Titles of the charts that are shown as a list as well.
    lists: BTreeSet<String>,
    /// The week that the body map shows, counted back from the last.
    back: i64,
    is_map_open: bool,
}

impl Pictures {
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &Arc<ClientPage>, cx: &Cx<'_>, actions: &mut Actions) {
        self.make(page, cx);
        if !self.measured.is_empty() {
            section(ui, "Over time");
        }
        let (mut lists, zone) = (std::mem::take(&mut self.lists), cx.wall.time_zone());
        for chart in &self.measured {
            show(ui, chart, zone, &mut lists, actions);
        }
        if !self.released.is_empty() {
            section(ui, "Time to release");
        }
        for chart in &self.released {
            show(ui, chart, zone, &mut lists, actions);
        }
        self.lists = lists;
        self.work(ui, page, cx);
        home(ui, page, cx);
    }

    /// Makes the pictures anew where something else was read.
    fn make(&mut self, page: &Arc<ClientPage>, cx: &Cx<'_>) {
        let holds = cx.vault.holds.as_ref().filter(|holds| page.is_of(holds.client));
        let is_same = self.of.as_ref().is_some_and(|(of, known)| {
            Arc::ptr_eq(of, page) && known.as_ref().map(Arc::as_ptr) == holds.map(Arc::as_ptr)
        });
        if is_same {
            return;
        }
        let course = &page.course;
        let zone = cx.wall.time_zone();
        let sessions: Vec<Timestamp> = course.began.iter().map(|(_, at)| *at).collect();
        let charts = trends(&course.measured).into_iter().map(|trend| {
            let target = course.plan().and_then(|plan| plan.target(&trend.subject));
            Chart::of_trend(&trend, &course.measured, &ChartOf { sessions: &sessions, target, zone })
        });
        self.measured = charts.collect();
        begin_and_end_together(&mut self.measured, &sessions);
        let worked = holds.map(|holds| holds.holds.as_slice()).unwrap_or_default();
        let released = releases(worked).into_iter().take(RELEASES).map(|trend| {
            let known = cx.library.position(&trend.position);
            let name = known.map_or(trend.position.as_str(), |position| position.name.as_str());
            let side = trend.side.word().to_lowercase();
            let name = if side.is_empty() { name.to_owned() } else { format!("{name}, {side}") };
            Chart::of_releases(&trend, &name)
        });
        self.released = released.collect();
        self.regions = time_by_region(worked);
        self.weeks = weeks_of_work(worked, zone);
        self.back = 0;
        self.of = Some((Arc::clone(page), holds.cloned()));
    }

    /// Shows the time by region, and the body week by week.
    fn work(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        if self.regions.is_empty() {
            return;
        }
        section(ui, "What was worked on");
        let words = self.regions.iter().take(12).map(|(region, held)| format!("{} {}", region.name(), held.spoken()));
        wrapped(ui, Font::Body, theme.text, words.collect::<Vec<_>>().join("  ·  "));
        let name = if self.is_map_open { "Hide the body" } else { "Show on the body, week by week" };
        if ui.add(Button::new(name)).clicked() {
            self.is_map_open = !self.is_map_open;
        }
        if !self.is_map_open {
            return;
        }
        let last = self.weeks.len() as i64 - 1;
        let mut place = last - self.back.clamp(0, last);
        let weeks = &self.weeks;
        let week = |place: i64| usize::try_from(place).ok().and_then(|place| weeks.get(place));
        let words = |place: i64| week(place).map_or_else(String::new, |week| text::course::date(week.monday));
        ui.add(Stepper::new("Week from", &mut place, 0..=last).words(&words));
        self.back = last - place;
        let Some(week) = week(place) else { return };
        let pain = pain_in(page, week, cx);
        let marks = marks(week, &pain, &theme);
        BodyMap::shown("Work and pain of the week", &marks).height(360.0).show(ui);
        for (spot, words) in listed(week, &pain) {
            line(ui, Font::Small, theme.soft, format!("{spot}: {words}"));
        }
    }
}

/// Lets charts that stand below each other show the same days, with every session of them.
fn begin_and_end_together(charts: &mut [Chart], sessions: &[Timestamp]) {
    let times = charts.iter().map(|chart| chart.time);
    let Some((from, to)) = times.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) else { return };
    let sessions = sessions.iter().map(|at| at.as_second() as f64).filter(|at| (from..=to).contains(at));
    let sessions: Vec<f64> = sessions.collect();
    for chart in charts {
        (chart.time, chart.sessions) = ((from, to), sessions.clone());
    }
}

fn show(ui: &mut Ui, chart: &Chart, zone: &jiff::tz::TimeZone, lists: &mut BTreeSet<String>, actions: &mut Actions) {
    let mut is_list = lists.contains(&chart.title);
    let pressed = ChartView::new(chart, zone).show(ui, &mut is_list);
    if is_list {
        lists.insert(chart.title.clone());
    } else {
        lists.remove(&chart.title);
    }
    if let Some(session) = pressed.and_then(|row| chart.rows.get(row)).and_then(|row| row.session) {
        actions.push(Action::Go(Page::Record(session)));
    }
    ui.add_space(2.0 * GRID);
}

/// Returns the worst pain of each spot that was measured up to the end of a week, the last one of each.
fn pain_in(page: &ClientPage, week: &WeekOfWork, cx: &Cx<'_>) -> BTreeMap<Spot, i32> {
    let until = week.monday.checked_add(jiff::Span::new().days(6)).unwrap_or(week.monday);
    let mut pain = BTreeMap::new();
    for entry in &page.course.measured {
        let is_pain = matches!(entry.subject.measure, Measure::PainNow | Measure::PainWorst | Measure::PainUsual);
        let day = entry.at.to_zoned(cx.wall.time_zone().clone()).date();
        if let (Some(region), true) = (entry.subject.place, is_pain && entry.moment != Moment::After && day <= until) {
            for side in sides(entry.subject.side.unwrap_or(Side::Both)) {
                pain.insert(Spot { region, side: *side }, entry.figure.0 / 100);
            }
        }
    }
    pain
}

const fn sides(side: Side) -> &'static [Side] {
    match side {
        Side::Left => &[Side::Left],
        Side::Right => &[Side::Right],
        Side::Both | Side::Midline => &[Side::Left, Side::Right],
    }
}

/// Returns the time under the hands of each spot of a week.
fn worked(week: &WeekOfWork) -> BTreeMap<Spot, Millis> {
    let mut spots: BTreeMap<Spot, Millis> = BTreeMap::new();
    for ((region, side), held) in &week.spots {
        for side in sides(*side) {
            *spots.entry(Spot { region: *region, side: *side }).or_default() += *held;
        }
    }
    spots
}

fn marks(week: &WeekOfWork, pain: &BTreeMap<Spot, i32>, theme: &Theme) -> Vec<MapMark> {
    let worked = worked(week);
    let most = worked.values().map(|held| held.0).max().unwrap_or(1).max(1) as f32;
    let work = worked.iter().map(|(spot, held)| {
        let strength = 0.35 + 0.65 * held.0 as f32 / most;
        MapMark { spot: *spot, says: "worked on", colour: theme.action, strength }
    });
    let hurts = pain.iter().filter(|(_, figure)| **figure > 0).map(|(spot, figure)| MapMark {
        spot: *spot,
        says: "hurts",
        colour: theme.caution,
        strength: 0.35 + 0.065 * *figure as f32,
    });
    work.filter(|mark| pain.get(&mark.spot).is_none_or(|figure| *figure == 0)).chain(hurts).collect()
}

/// Lists what the map shows, in words.
fn listed(week: &WeekOfWork, pain: &BTreeMap<Spot, i32>) -> Vec<(String, String)> {
    let worked = worked(week);
    let spots: BTreeSet<Spot> = worked.keys().chain(pain.keys()).copied().collect();
    let words = |spot: &Spot| {
        let held = worked.get(spot).map(|held| held.spoken());
        let hurt = pain.get(spot).map(|figure| format!("pain {figure}"));
        [held, hurt].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    spots.iter().map(|spot| (spot.name(), words(spot))).collect()
}

/// Shows the days of home work, plan by plan.
fn home(ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>) {
    if page.home.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    section(ui, "At home");
    for plan in &page.home {
        let (done, planned) = plan.days_done_of_planned(cx.wall.date());
        let words = format!("{}: {done} of {planned} days", plan.plan.title);
        wrapped(ui, Font::Body, theme.text, words);
        let days = plan.diary.entries().iter().rev().take(14).map(|entry| {
            let pain = entry.before.zip(entry.after).map(|(before, after)| format!(" {before}\u{2192}{after}"));
            format!("{}{}", entry.day.strftime("%-d %b"), pain.unwrap_or_default())
        });
        let days: Vec<String> = days.collect();
        if !days.is_empty() {
            wrapped(ui, Font::Small, theme.soft, days.join("  ·  "));
        }
    }
}

#[cfg(test)]
mod tests {
    use holdwell_measures::Chart;
    use jiff::Timestamp;

    use super::begin_and_end_together;

    fn chart(time: (f64, f64)) -> Chart {
        let (title, unit) = ("Pain now".to_owned(), "of 10");
        let (lines, rows, sessions) = (Vec::new(), Vec::new(), vec![time.0]);
        Chart { title, unit, time, figures: (0.0, 10.0), band: None, target: None, sessions, lines, rows }
    }

    #[test]
    fn charts_below_each_other_show_the_same_days() {
        let mut charts = [chart((100.0, 500.0)), chart((0.0, 300.0))];
        let at = |secs| Timestamp::from_second(secs).unwrap();
        begin_and_end_together(&mut charts, &[at(0), at(400), at(900)]);
        for chart in charts {
            assert_eq!((chart.time, chart.sessions), ((0.0, 500.0), vec![0.0, 400.0]));
        }
    }
}
