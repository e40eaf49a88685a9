//! What a chart on a page must be.

use holdwell_measures::{Answers, Chart, ChartOf, Entry, Figure, Measure, Moment, Subject, trends};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::chart;

fn page(detail: &str, figures: &[i32]) -> String {
    let entry = |(number, figure): (usize, &i32)| {
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(168 * number as i64);
        let subject = Subject { detail: detail.to_owned(), ..Subject::new(Measure::PainNow) };
        let id = holdwell_testkit::practice::id(number as u32);
        let entry = Entry::new(id, subject, at, Answers::Number(Figure::whole(*figure))).unwrap();
        entry.within(id, Moment::Before)
    };
    let entries: Vec<Entry> = figures.iter().enumerate().map(entry).collect();
    let trends = trends(&entries);
    let of = ChartOf { sessions: &[Timestamp::UNIX_EPOCH], target: Some(Figure::whole(2)), zone: &TimeZone::UTC };
    let drawn = Chart::of_trend(&trends[0], &entries, &of);
    chart(&drawn, &TimeZone::UTC).into_string()
}

#[test]
fn a_chart_is_drawn_labelled_and_told_in_a_table() {
    let page = page("", &[7, 6, 4]);
    assert!(page.contains("aria-label=\"Pain now: 3 figures, from 7 of 10 to 4 of 10\""), "{page}");
    assert_eq!(page.matches("<circle class=\"figures\"").count(), 3);
    assert_eq!(page.matches("<tr>").count(), 4, "a head and three rows");
    assert!(page.contains("<td>4 of 10</td><td>\u{2212}3 (\u{2212}43 %): clear, better</td>"), "{page}");
    assert!(page.contains("within noise") && page.contains("Between 5.5 and 8.5"), "{page}");
    assert!(page.contains("class=\"band\"") && page.contains("class=\"target\"") && page.contains("class=\"session\""));
    assert!(!page.contains("NaN") && !page.contains("inf\"") && !page.contains("http"), "{page}");
}

#[test]
fn words_of_a_client_cannot_end_the_drawing() {
    let page = page("a \"<script>\" & more", &[7]);
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("aria-label=\"Pain now · a &quot;&lt;script&gt;&quot; &amp; more: 7 of 10\""), "{page}");
}
