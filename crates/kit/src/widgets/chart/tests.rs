//! A chart as the eye, the keyboard and a screen reader meet it.

use egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_measures::{Chart, ChartLine, ChartRow, LineKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::cell::Cell;

use super::{ChartView, Scale};
use crate::testing::{Notes, harness};

fn chart() -> Chart {
    let row = |day: i64, figure: &str| ChartRow {
        at: Timestamp::from_second(day * 86_400).unwrap(),
        moment: None,
        session: None,
        figure: figure.to_owned(),
        change: None,
        median: None,
    };
    Chart {
        title: "Pain now".to_owned(),
        unit: "of 10",
        time: (0.0, 14.0 * 86_400.0),
        figures: (0.0, 10.0),
        band: Some((5.5, 8.5)),
        target: Some(2.0),
        sessions: vec![0.0, 7.0 * 86_400.0],
        lines: vec![ChartLine {
            kind: LineKind::Figures,
            points: vec![[0.0, 7.0], [7.0 * 86_400.0, 5.0], [14.0 * 86_400.0, 4.0]],
        }],
        rows: vec![row(0, "7 of 10"), row(7, "5 of 10"), row(14, "4 of 10")],
    }
}

#[test]
fn a_chart_says_what_it_shows_and_lists_it() {
    let (notes, is_list, chart) = (Notes::default(), Cell::new(false), chart());
    let mut h = harness([700.0, 700.0], |ui| {
        let mut open = is_list.get();
        if let Some(row) = ChartView::new(&chart, &TimeZone::UTC).show(ui, &mut open) {
            notes.note(row.to_string());
        }
        is_list.set(open);
    });
    h.run();
    h.get_by_role_and_label(Role::Image, "Chart of Pain now: 3 figures, from 7 of 10 to 4 of 10");
    assert!(h.query_by_label("5 of 10").is_none());
    let switch = h.get_by_label("As a list: Pain now");
    switch.click();
    h.run();
    let last = h.get_by_role_and_label(Role::Button, "4 of 10");
    assert_eq!(last.accesskit_node().description().as_deref(), Some("1970-01-15"));
    h.get_by_role_and_label(Role::Button, "5 of 10").focus();
    h.run();
    h.key_press(egui::Key::Enter);
    h.run();
    assert_eq!(notes.take(), ["1"], "the row is that of the chart, though the newest stands first");
}

#[test]
fn no_day_of_the_scale_is_cut_and_none_lies_on_another() {
    for (width, text_size) in [(1000.0, 1.0), (700.0, 2.0), (300.0, 2.0)] {
        let found = Cell::new(None);
        let mut h = harness([width, 700.0], |ui| {
            let theme = crate::theme::Theme::of(ui).with_text_size(text_size);
            let day = super::one_row(ui, "30 Sep", theme.font(super::Font::Small), theme.faint, f32::INFINITY).size();
            found.set(Some((Scale::new(ui, &theme, 300.0), day, ui.available_width())));
        });
        h.run();
        let (scale, day, room) = found.take().unwrap();
        // The figures at the left take at most as much as a day.
        let width = room - day.x;
        let beside = f64::from(width) * scale.aside / (1.0 + 2.0 * scale.aside);
        assert!(beside >= f64::from(day.x) / 2.0 || beside >= 0.028 * f64::from(width), "{beside} of {day:?}");
        assert!(scale.days as f32 * day.x <= width, "{} days of {day:?} in {width}", scale.days);
        let below = 300.0 * scale.below / (1.04 + scale.below);
        assert!(below >= f64::from(day.y) * 0.5, "{below} of {day:?}");
    }
}
