//! The practice as a whole: sessions and hours by week, who runs over, who was not seen, and everything as tables.

use std::collections::BTreeSet;

use egui::Ui;
use holdwell_app::text;
use holdwell_measures::Chart;
use holdwell_model::{Arc, Millis, Technique};
use holdwell_store::{CourseRequest, PracticePage, Request, VaultQuery};
use jiff::civil::Date;

use super::folder::{Answer, FolderForm};
use super::not_yet::not_yet;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{At, Button, ChartView, Row, Segmented, rows, section, title_row, wrapped};

/// Weeks that can be looked at.
const WEEKS: [(i64, &str); 3] = [(12, "12 weeks"), (26, "Half a year"), (52, "A year")];

/// The practice page.
#[derive(Debug)]
pub struct PracticeScreen {
    weeks: i64,
    /// The charts, and what they were made of.
    of: Option<Arc<PracticePage>>,
    charts: Vec<Chart>,
    lists: BTreeSet<String>,
    /// The folder that the tables are written to, while it is chosen.
    tables: Option<FolderForm>,
}

impl Default for PracticeScreen {
    fn default() -> Self {
        Self { weeks: 12, of: None, charts: Vec::new(), lists: BTreeSet::new(), tables: None }
    }
}

impl Screen for PracticeScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        VaultQuery { practice: Some(self.since(cx)), ..VaultQuery::default() }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        title_row(ui, "The practice", |ui| {
            if ui.add(Button::quiet("Back to the history").icon(icons::LEFT)).clicked() {
                actions.push(Action::Go(Page::History));
            }
        });
        ui.add(Segmented::new("How far back", &mut self.weeks, &WEEKS));
        let Some(page) = cx.vault.practice.as_ref() else { return not_yet(ui, actions) };
        self.make(page, cx);
        if page.to_finish > 0 {
            ui.add_space(GRID);
            if ui.add(Button::new(&format!("To finish: {}", page.to_finish))).clicked() {
                actions.push(Action::Go(Page::Questions));
            }
        }
        self.weeks(ui, page, cx);
        over(ui, page, actions);
        not_seen(ui, page, actions);
        self.tables(ui, actions);
        ui.add_space(3.0 * GRID);
    }
}

impl PracticeScreen {
    /// Returns the first day that is looked at: a Monday.
    fn since(&self, cx: &Cx<'_>) -> Date {
        let monday = holdwell_measures::monday(cx.wall.date());
        monday.checked_sub(jiff::Span::new().weeks(self.weeks - 1)).unwrap_or(monday)
    }

    /// Makes the charts anew where something else was read.
    fn make(&mut self, page: &Arc<PracticePage>, cx: &Cx<'_>) {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, page)) {
            return;
        }
        let zone = cx.wall.time_zone();
        let sessions = Chart::of_weeks("Sessions a week", "", &page.weeks, zone, |week| f64::from(week.sessions));
        let held = Chart::of_weeks("Minutes under the hands a week", "min", &page.weeks, zone, |week| {
            (week.held.as_secs_f64() / 60.0).round()
        });
        self.charts = vec![sessions, held];
        self.of = Some(Arc::clone(page));
    }

    fn weeks(&mut self, ui: &mut Ui, page: &PracticePage, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        section(ui, "Week by week");
        if page.weeks.is_empty() {
            wrapped(ui, Font::Body, theme.faint, "No session in this time");
            return;
        }
        for chart in &self.charts {
            let mut is_list = self.lists.contains(&chart.title);
            let _row = ChartView::new(chart, cx.wall.time_zone()).show(ui, &mut is_list);
            if is_list {
                self.lists.insert(chart.title.clone());
            } else {
                self.lists.remove(&chart.title);
            }
            ui.add_space(GRID);
        }
        let total = |technique: Technique| -> Millis {
            page.weeks.iter().filter_map(|week| week.by_technique.get(&technique)).copied().sum()
        };
        let words = Technique::ALL.iter().map(|technique| (technique, total(*technique)));
        let words = words.filter(|(_, held)| !held.is_zero());
        let words = words.map(|(technique, held)| format!("{} {}", technique.name(), held.spoken()));
        wrapped(ui, Font::Body, theme.text, words.collect::<Vec<_>>().join("  ·  "));
    }

    /// Offers to write everything as tables.
    fn tables(&mut self, ui: &mut Ui, actions: &mut Actions) {
        section(ui, "Everything as tables");
        let Some(form) = &mut self.tables else {
            let hint = "Sessions, holds, measures and plans, for a program for tables";
            if ui.add(Button::new("Write tables…").hint(hint)).clicked() {
                self.tables = Some(FolderForm::default());
            }
            return;
        };
        let words =
            "Sessions, holds, measures and plans, with names. The vault's passphrase does not protect those files";
        match form.ui(ui, words, "Write the tables") {
            Answer::Waits => return,
            Answer::Left => {}
            Answer::Folder(out) => {
                actions.push(Action::vault(Request::Course(CourseRequest::ExportTables(out))));
            }
        }
        self.tables = None;
    }
}

/// Lists the clients whose sessions run over.
fn over(ui: &mut Ui, page: &PracticePage, actions: &mut Actions) {
    if page.over.is_empty() {
        return;
    }
    section(ui, "Over the appointment");
    let row = |(name, over): &(String, holdwell_measures::Overrun)| {
        let words = format!("{} of {} over", over.over, text::count(over.sessions as usize, "session"));
        Row::new(name.clone(), words, format!("by {} in the middle", over.median.spoken()))
    };
    let lines: Vec<Row> = page.over.iter().map(row).collect();
    if let Some((_, over)) = rows(ui, At::default(), &lines).and_then(|row| page.over.get(row)) {
        actions.push(Action::Go(Page::Client(over.client)));
    }
}

/// Lists the clients who were not seen for eight weeks.
fn not_seen(ui: &mut Ui, page: &PracticePage, actions: &mut Actions) {
    if page.not_seen.is_empty() {
        return;
    }
    section(ui, "Not seen for eight weeks");
    let row = |client: &holdwell_measures::PracticeClient| {
        let seen = client.last_seen.map_or_else(|| "never".to_owned(), text::course::date);
        Row::new(client.name.clone(), "", seen)
    };
    let lines: Vec<Row> = page.not_seen.iter().map(row).collect();
    if let Some(client) = rows(ui, At::default(), &lines).and_then(|row| page.not_seen.get(row)) {
        actions.push(Action::Go(Page::Client(client.client)));
    }
}
