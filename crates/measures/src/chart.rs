//! A picture of figures over time, as plain data: the window draws it and a document writes it, and both have the same
//! rows for whoever reads.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{Change, Entry, Figure, Measure, Moment, PracticeWeek, Trend, work::ReleaseTrend};
use holdwell_model::Id;

/// A picture of figures over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Name of what is shown.
    pub title: String,
    /// Unit of the figures.
    pub unit: &'static str,
    /// First and last instant, in seconds since 1970.
    pub time: (f64, f64),
    /// Lowest and highest figure.
    pub figures: (f64, f64),
    /// Figures that cannot be told from the first.
    pub band: Option<(f64, f64)>,
    /// A target.
    pub target: Option<f64>,
    /// Instants of sessions.
    pub sessions: Vec<f64>,
    /// The lines, the strong one first.
    pub lines: Vec<ChartLine>,
    /// The same as a table.
    pub rows: Vec<ChartRow>,
}

/// A line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartLine {
    /// Kind of the line.
    pub kind: LineKind,
    /// Points of the line: seconds since 1970, and the figure.
    pub points: Vec<[f64; 2]>,
}

/// Kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// The figures themselves.
    Figures,
    /// A running median.
    Median,
    /// From before to after within one session.
    WithinSession,
    /// Single points that no line joins.
    Points,
}

/// A row of the table of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRow {
    /// The instant.
    pub at: Timestamp,
    /// The part of a session; `None` where that says nothing.
    pub moment: Option<Moment>,
    /// The session that it belongs to.
    pub session: Option<Id>,
    /// The figure in words with its unit.
    pub figure: String,
    /// Difference from the first.
    pub change: Option<Change>,
    /// The running median in words.
    pub median: Option<String>,
}

/// Frame around the figures of a trend.
#[derive(Debug, Clone, Copy)]
pub struct ChartOf<'a> {
    /// Instants of all sessions of the client.
    pub sessions: &'a [Timestamp],
    /// Target of a goal.
    pub target: Option<Figure>,
    /// Zone that says on which day something was.
    pub zone: &'a TimeZone,
}

impl Chart {
    /// Makes the picture of a trend. `entries` are those it was made of.
    pub fn of_trend(trend: &Trend, entries: &[Entry], course: &ChartOf<'_>) -> Self {
        let measure = trend.subject.measure;
        let main = trend.points.iter().filter(|point| point.moment != Moment::After);
        let main: Vec<[f64; 2]> = main.map(|point| [seconds(point.at), point.figure.as_f64()]).collect();
        let pair = |pair: crate::WithinSession| ChartLine {
            kind: LineKind::WithinSession,
            points: vec![
                [seconds(pair.before), pair.change.from.as_f64()],
                [seconds(pair.after), pair.change.to.as_f64()],
            ],
        };
        let all = trend.points.iter().map(|point| [seconds(point.at), point.figure.as_f64()]).collect();
        let figures = ChartLine { kind: LineKind::Figures, points: if main.is_empty() { all } else { main } };
        let pairs = trend.within_sessions(entries, course.zone).into_iter().map(pair);
        let row = |point: &crate::TrendPoint| ChartRow {
            at: point.at,
            moment: Some(point.moment),
            session: point.session,
            figure: measure.words(point.figure),
            change: point.change,
            median: None,
        };
        let rows = trend.points.iter().map(row).collect();
        let title = trend.subject.name();
        let mut chart = Self::new(title, measure.form().unit, [figures].into_iter().chain(pairs).collect(), rows);
        chart.band = trend.band.map(|(low, high)| (low.as_f64(), high.as_f64()));
        chart.target = course.target.map(Figure::as_f64);
        chart.figures = scale(measure, &chart);
        chart.with_sessions(course.sessions)
    }

    /// Makes the picture of the times to release of one position; `name` is what it is called.
    pub fn of_releases(trend: &ReleaseTrend, name: &str) -> Self {
        let points = |kind, value: &dyn Fn(&crate::ReleasePoint) -> holdwell_model::Millis| ChartLine {
            kind,
            points: trend.points.iter().map(|point| [seconds(point.at), value(point).as_secs_f64()]).collect(),
        };
        let lines =
            vec![points(LineKind::Median, &|point| point.median), points(LineKind::Points, &|point| point.took)];
        let row = |point: &crate::ReleasePoint| ChartRow {
            at: point.at,
            moment: None,
            session: None,
            figure: point.took.clock(),
            change: None,
            median: Some(point.median.clock()),
        };
        let rows = trend.points.iter().map(row).collect();
        let mut chart = Self::new(name.to_owned(), "s", lines, rows);
        chart.figures = (0.0, chart.highest().max(10.0) * 1.1);
        chart
    }

    /// Makes the picture of something that is counted by week.
    pub fn of_weeks(
        title: &str,
        unit: &'static str,
        weeks: &[PracticeWeek],
        zone: &TimeZone,
        value: impl Fn(&PracticeWeek) -> f64,
    ) -> Self {
        let at = |week: &PracticeWeek| week.monday.to_zoned(zone.clone()).map(|at| at.timestamp()).unwrap_or_default();
        let points = weeks.iter().map(|week| [seconds(at(week)), value(week)]).collect();
        let row = |week: &PracticeWeek| ChartRow {
            at: at(week),
            moment: None,
            session: None,
            figure: format!("{} {unit}", value(week)).trim_end().to_owned(),
            change: None,
            median: None,
        };
        let rows = weeks.iter().map(row).collect();
        let line = ChartLine { kind: LineKind::Figures, points };
        let mut chart = Self::new(title.to_owned(), unit, vec![line], rows);
        chart.figures = (0.0, chart.highest().max(1.0) * 1.1);
        chart
    }

    fn new(title: String, unit: &'static str, lines: Vec<ChartLine>, rows: Vec<ChartRow>) -> Self {
        let instants = || lines.iter().flat_map(|line| line.points.iter().map(|point| point[0]));
        let (first, last) = (instants().fold(f64::INFINITY, f64::min), instants().fold(f64::NEG_INFINITY, f64::max));
        let time = if first <= last { (first, last.max(first + DAY)) } else { (0.0, DAY) };
        let (band, target, sessions) = (None, None, Vec::new());
        Self { title, unit, time, figures: (0.0, 1.0), band, target, sessions, lines, rows }
    }

    /// Marks the sessions that lie within its time.
    #[must_use]
    fn with_sessions(mut self, sessions: &[Timestamp]) -> Self {
        let within = sessions.iter().map(|at| seconds(*at)).filter(|at| (self.time.0..=self.time.1).contains(at));
        self.sessions = within.collect();
        self
    }

    fn highest(&self) -> f64 {
        let figures = self.lines.iter().flat_map(|line| line.points.iter().map(|point| point[1]));
        figures.fold(0.0, f64::max)
    }

    /// Returns the days that stand at both ends of its time.
    pub fn days(&self, zone: &TimeZone) -> [String; 2] {
        let day = |at: f64| {
            let at = Timestamp::from_second(at as i64).unwrap_or_default();
            at.to_zoned(zone.clone()).date().to_string()
        };
        [day(self.time.0), day(self.time.1)]
    }
}

const DAY: f64 = 86_400.0;

fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

/// Returns the scale: all of it where it is short, else around what was measured.
fn scale(measure: Measure, chart: &Chart) -> (f64, f64) {
    let (low, high) = measure.form().range;
    let (low, high) = (low.as_f64(), high.as_f64());
    if high - low <= 100.0 {
        return (low, high);
    }
    let shown = chart.lines.iter().flat_map(|line| line.points.iter().map(|point| point[1]));
    let shown = shown.chain(chart.band.into_iter().flat_map(|(low, high)| [low, high])).chain(chart.target);
    let (least, most) = shown.fold((high, low), |(least, most), figure| (least.min(figure), most.max(figure)));
    let margin = ((most - least) * 0.1).max(1.0);
    ((least - margin).max(low), (most + margin).min(high))
}
