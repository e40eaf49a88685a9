//! Work of the hands over time: time until a point let go, and time spent on each region.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use holdwell_model::{Millis, Region, Side, Technique};

/// Holds of which the running median is taken.
pub const MEDIAN_OF: usize = 5;

/// One hold that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkedHold {
    /// The instant at which its session began.
    pub at: Timestamp,
    /// Id of the position, where it was one of the library.
    pub position: Option<String>,
    /// Region of the point, where that is known.
    pub region: Option<Region>,
    /// Technique of the hold.
    pub technique: Technique,
    /// The side.
    pub side: Side,
    /// Time under the hands.
    pub held: Millis,
    /// Held time at which it let go, where that was said.
    pub released: Option<Millis>,
}

/// Times to release of one position and side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseTrend {
    /// Id of the position.
    pub position: String,
    /// The side.
    pub side: Side,
    /// Each release, the earliest first.
    pub points: Vec<ReleasePoint>,
}

/// One release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleasePoint {
    /// The instant at which its session began.
    pub at: Timestamp,
    /// Held time at which it let go.
    pub took: Millis,
    /// Median of this one and those just before.
    pub median: Millis,
}

/// The work of one week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WeekOfWork {
    /// Monday of the week.
    pub monday: Date,
    /// Time under the hands by region and side.
    pub spots: BTreeMap<(Region, Side), Millis>,
}

/// Makes a trend of each position and side that let go at least twice; those with the most releases first.
pub fn releases(holds: &[WorkedHold]) -> Vec<ReleaseTrend> {
    let mut all: BTreeMap<(&str, Side), Vec<(Timestamp, Millis)>> = BTreeMap::new();
    for hold in holds {
        if let (Some(position), Some(took)) = (&hold.position, hold.released) {
            all.entry((position, hold.side)).or_default().push((hold.at, took));
        }
    }
    let trend = |((position, side), mut found): ((&str, Side), Vec<(Timestamp, Millis)>)| {
        // Holds of one session stay in the order in which they came.
        found.sort_by_key(|(at, _)| *at);
        let took: Vec<Millis> = found.iter().map(|(_, took)| *took).collect();
        let medians = running_median(&took, MEDIAN_OF);
        let points =
            found.iter().zip(medians).map(|((at, took), median)| ReleasePoint { at: *at, took: *took, median });
        ReleaseTrend { position: position.to_owned(), side, points: points.collect() }
    };
    let mut trends: Vec<ReleaseTrend> = all.into_iter().filter(|(_, found)| found.len() > 1).map(trend).collect();
    trends.sort_by_key(|trend| std::cmp::Reverse(trend.points.len()));
    trends
}

/// Returns for each value the median of it and up to `of` − 1 before it; of an even number the mean of the middle two.
pub fn running_median(values: &[Millis], of: usize) -> Vec<Millis> {
    let median = |end: usize| {
        let mut window: Vec<Millis> = values[(end + 1).saturating_sub(of.max(1))..=end].to_vec();
        window.sort_unstable();
        let (low, high) = (window[(window.len() - 1) / 2], window[window.len() / 2]);
        Millis(low.0.midpoint(high.0))
    };
    (0..values.len()).map(median).collect()
}

/// Adds up the time under the hands by region, those with the most first.
pub fn time_by_region(holds: &[WorkedHold]) -> Vec<(Region, Millis)> {
    let mut all: BTreeMap<Region, Millis> = BTreeMap::new();
    for hold in holds {
        if let Some(region) = hold.region {
            *all.entry(region).or_default() += hold.held;
        }
    }
    let mut all: Vec<(Region, Millis)> = all.into_iter().collect();
    all.sort_by_key(|(region, held)| (std::cmp::Reverse(*held), *region));
    all
}

/// Adds up the work of each week that had any, the earliest first.
pub fn weeks_of_work(holds: &[WorkedHold], zone: &TimeZone) -> Vec<WeekOfWork> {
    let mut weeks: BTreeMap<Date, WeekOfWork> = BTreeMap::new();
    for hold in holds {
        let monday = monday(hold.at.to_zoned(zone.clone()).date());
        if let Some(region) = hold.region {
            let week = weeks.entry(monday).or_insert_with(|| WeekOfWork { monday, ..WeekOfWork::default() });
            *week.spots.entry((region, hold.side)).or_default() += hold.held;
        }
    }
    weeks.into_values().collect()
}

/// Returns the Monday of a day's week.
pub fn monday(day: Date) -> Date {
    let back = day.weekday().since(Weekday::Monday);
    day.checked_sub(jiff::Span::new().days(back)).unwrap_or(day)
}
