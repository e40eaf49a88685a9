//! Series over time.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    Answers, ChangeWord, Chart, ChartOf, Entry, Figure, LineKind, Measure, Moment, PracticeClient, PracticeSession,
    Subject, WorkedHold, monday, not_seen, overruns, practice_weeks, releases, running_median, time_by_region, trends,
    weeks_of_work,
};
use holdwell_model::{Id, Millis, Region, Side, Technique};

fn id(number: u128) -> Id {
    Id::from(Uuid::from_u128(number))
}

fn at(hours: i64) -> Timestamp {
    "2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn pain(number: u128, hours: i64, figure: i32, moment: Moment) -> Entry {
    let answers = Answers::Number(Figure::whole(figure));
    let entry = Entry::new(id(number), Subject::new(Measure::PainNow), at(hours), answers).unwrap();
    entry.within(id(1000 + (hours / 24) as u128), moment)
}

/// Two sessions a week apart, each with a figure before and after.
fn two_sessions() -> Vec<Entry> {
    vec![
        pain(4, 169, 3, Moment::After),
        pain(3, 168, 5, Moment::Before),
        pain(2, 1, 4, Moment::After),
        pain(1, 0, 7, Moment::Before),
    ]
}

#[test]
fn a_trend_goes_from_before_to_before_with_its_band() {
    let all = trends(&two_sessions());
    let [trend] = all.as_slice() else { panic!("one subject") };
    assert_eq!(trend.points.iter().map(|point| point.figure.0 / 100).collect::<Vec<_>>(), [7, 4, 5, 3]);
    let change = trend.change.unwrap();
    assert_eq!((change.from, change.to, change.word), (Figure::whole(7), Figure::whole(5), Some(ChangeWord::Clear)));
    assert_eq!(trend.band, Some((Figure(550), Figure(850))), "1.5 around the first");
    assert_eq!(trend.points[0].change, None);
    let pairs = trend.within_sessions(&two_sessions(), &TimeZone::UTC);
    assert_eq!(pairs.iter().map(|pair| pair.change.by().0 / 100).collect::<Vec<_>>(), [-3, -2]);
}

#[test]
fn a_chart_has_a_row_for_each_figure_and_its_session_marks() {
    let entries = two_sessions();
    let trend = &trends(&entries)[0];
    let chart = Chart::of_trend(
        trend,
        &entries,
        &ChartOf { sessions: &[at(0), at(168), at(500)], target: Some(Figure::whole(2)), zone: &TimeZone::UTC },
    );
    assert_eq!(chart.rows.len(), 4);
    assert_eq!(chart.rows[0].figure, "7 of 10");
    assert_eq!(chart.sessions.len(), 2, "one lies beyond what was measured");
    assert_eq!((chart.figures, chart.target), ((0.0, 10.0), Some(2.0)));
    let kinds: Vec<LineKind> = chart.lines.iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [LineKind::Figures, LineKind::WithinSession, LineKind::WithinSession]);
    assert_eq!(chart.lines[0].points.len(), 2, "the line joins what was measured before");
    assert_eq!(chart.days(&TimeZone::UTC), ["2026-03-02", "2026-03-09"]);
}

fn hold(hours: i64, position: &str, side: Side, released: Option<u64>) -> WorkedHold {
    WorkedHold {
        at: at(hours),
        position: Some(position.to_owned()),
        region: Some(Region::Flank),
        technique: Technique::Smrt,
        side,
        held: Millis::from_secs(60),
        released: released.map(Millis::from_secs),
    }
}

#[test]
fn releases_are_told_per_position_and_side_with_their_median() {
    let times = [(400, 30), (0, 90), (100, 80), (200, 20), (300, 70)];
    let mut holds: Vec<WorkedHold> =
        times.iter().map(|(hours, secs)| hold(*hours, "psoas", Side::Left, Some(*secs))).collect();
    holds.push(hold(0, "psoas", Side::Right, Some(10)));
    holds.push(hold(0, "psoas", Side::Left, None));
    let all = releases(&holds);
    let [trend] = all.as_slice() else { panic!("the right let go only once: {all:?}") };
    let secs = |of: &dyn Fn(&crate::ReleasePoint) -> Millis| -> Vec<u64> {
        trend.points.iter().map(|point| of(point).0 / 1000).collect()
    };
    assert_eq!(secs(&|point| point.took), [90, 80, 20, 70, 30]);
    // By hand: 90; (90+80)/2; 20 80 90; 20 70 80 90; 20 30 70 80 90.
    assert_eq!(secs(&|point| point.median), [90, 85, 80, 75, 70]);
    let chart = Chart::of_releases(trend, "Psoas major, left");
    assert_eq!(chart.rows[1].median.as_deref(), Some("1:25"));
}

#[test]
fn work_is_added_up_by_region_and_by_week() {
    let mut jaw = hold(24 * 7, "masseter", Side::Right, None);
    jaw.region = Some(Region::Jaw);
    let holds = [hold(0, "psoas", Side::Left, None), hold(24, "psoas", Side::Left, None), jaw];
    assert_eq!(time_by_region(&holds), [(Region::Flank, Millis::from_mins(2)), (Region::Jaw, Millis::from_mins(1))]);
    let weeks = weeks_of_work(&holds, &TimeZone::UTC);
    assert_eq!(weeks.iter().map(|week| week.monday).collect::<Vec<_>>(), [date(2026, 3, 2), date(2026, 3, 9)]);
    assert_eq!(weeks[0].spots[&(Region::Flank, Side::Left)], Millis::from_mins(2));
    assert_eq!(monday(date(2026, 3, 8)), date(2026, 3, 2));
    assert_eq!(monday(date(2026, 3, 2)), date(2026, 3, 2));
}

#[test]
fn a_practice_counts_its_weeks_and_whoever_runs_over() {
    let session = |day, client: u128, mins| PracticeSession {
        day,
        client: Some(id(client)),
        length: Millis::from_mins(mins),
        slot: Some(Millis::from_mins(60)),
        held: vec![(Technique::Smrt, Millis::from_mins(20)), (Technique::Myofascial, Millis::from_mins(10))],
    };
    let sessions = [
        session(date(2026, 3, 2), 1, 75),
        session(date(2026, 3, 3), 2, 55),
        session(date(2026, 3, 20), 1, 65),
        session(date(2026, 3, 20), 1, 70),
    ];
    let weeks = practice_weeks(&sessions);
    assert_eq!(weeks.iter().map(|week| week.sessions).collect::<Vec<_>>(), [2, 0, 2], "an empty week is shown");
    assert_eq!(weeks[0].held, Millis::from_mins(60));
    assert_eq!(weeks[0].by_technique[&Technique::Myofascial], Millis::from_mins(20));
    let over = overruns(&sessions);
    assert_eq!(over.len(), 1, "one who ends in time is not listed");
    assert_eq!((over[0].sessions, over[0].over, over[0].median), (3, 3, Millis::from_mins(10)));
    let client = |number, last_seen| PracticeClient { client: id(number), name: String::new(), last_seen };
    let clients = [client(1, None), client(2, Some(date(2026, 1, 5))), client(3, Some(date(2026, 3, 1)))];
    let gone: Vec<Id> = not_seen(&clients, date(2026, 2, 1)).iter().map(|client| client.client).collect();
    assert_eq!(gone, [id(2), id(1)]);
}

proptest! {
    #[test]
    fn a_running_median_lies_within_what_it_is_of(secs in prop::collection::vec(0_u64..600, 0..40), of in 1_usize..9) {
        let values: Vec<Millis> = secs.into_iter().map(Millis::from_secs).collect();
        let medians = running_median(&values, of);
        prop_assert_eq!(medians.len(), values.len());
        for (end, median) in medians.iter().enumerate() {
            let window = &values[(end + 1).saturating_sub(of)..=end];
            prop_assert!(window.iter().min() <= Some(median) && Some(median) <= window.iter().max());
        }
    }

    #[test]
    fn every_figure_has_its_row_and_lies_on_the_chart(figures in prop::collection::vec((0..2000_i64, 0..=10_i32), 1..40)) {
        let entry = |(number, (hours, figure)): (usize, &(i64, i32))| pain(number as u128, *hours, *figure, Moment::Before);
        let entries: Vec<Entry> = figures.iter().enumerate().map(entry).collect();
        let all = trends(&entries);
        let chart = Chart::of_trend(&all[0], &entries, &ChartOf { sessions: &[], target: None, zone: &TimeZone::UTC });
        prop_assert_eq!(chart.rows.len(), entries.len());
        prop_assert!(chart.rows.is_sorted_by_key(|row| row.at));
        for [time, figure] in chart.lines.iter().flat_map(|line| line.points.iter().copied()) {
            prop_assert!((chart.time.0..=chart.time.1).contains(&time));
            prop_assert!((chart.figures.0..=chart.figures.1).contains(&figure));
        }
    }
}
