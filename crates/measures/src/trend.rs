//! The figures of a subject over time, with the band of noise around the first.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::{Change, Entry, Figure, Moment, Subject, compare};
use holdwell_model::Id;

/// A subject over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The thing that is measured.
    pub subject: Subject,
    /// Every figure, the earliest first.
    pub points: Vec<TrendPoint>,
    /// Lowest and highest figure that cannot be told from the first; `None` for a measure without a trend.
    pub band: Option<(Figure, Figure)>,
    /// Change from the first figure to the last, by what is not taken right after the hands were lifted where there is such.
    pub change: Option<Change>,
}

/// One figure of a trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendPoint {
    /// The instant at which it was taken.
    pub at: Timestamp,
    /// The part of the session.
    pub moment: Moment,
    /// The session that it belongs to.
    pub session: Option<Id>,
    /// The figure.
    pub figure: Figure,
    /// Difference from the first of the trend; `None` for the first itself, and where the two cannot be compared.
    pub change: Option<Change>,
}

/// A subject before and after the work of one visit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithinSession {
    /// The day of the visit.
    pub day: Date,
    /// The instant of the figure before.
    pub before: Timestamp,
    /// The instant of the figure after.
    pub after: Timestamp,
    /// The difference.
    pub change: Change,
}

/// Makes a trend of each subject, in the order of the table of measures.
pub fn trends(entries: &[Entry]) -> Vec<Trend> {
    let mut by_subject: BTreeMap<&Subject, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_subject.entry(&entry.subject).or_default().push(entry);
    }
    by_subject.into_iter().filter_map(|(subject, entries)| trend(subject, entries)).collect()
}

fn trend(subject: &Subject, mut entries: Vec<&Entry>) -> Option<Trend> {
    entries.sort_by_key(|entry| (entry.at, entry.id));
    let first = *entries.first()?;
    let lasting = |entry: &&&Entry| entry.moment != Moment::After;
    let from = entries.iter().find(lasting).copied().unwrap_or(first);
    let to = entries.iter().rev().find(lasting).or(entries.last()).copied()?;
    let point = |entry: &&Entry| TrendPoint {
        at: entry.at,
        moment: entry.moment,
        session: entry.session,
        figure: entry.figure,
        change: if entry.id == from.id { None } else { compare(from, entry) },
    };
    let change = if from.id == to.id { None } else { compare(from, to) };
    Some(Trend {
        subject: subject.clone(),
        points: entries.iter().map(point).collect(),
        band: band(subject, from.figure),
        change,
    })
}

/// Returns the figures around a first one that are less than the noise away, within the scale.
fn band(subject: &Subject, first: Figure) -> Option<(Figure, Figure)> {
    let noise = subject.measure.noted()?.noise(subject.place).points;
    let (low, high) = subject.measure.form().range;
    Some(((first - noise).max(low), (first + noise).min(high)))
}

impl Trend {
    /// Lists the visits at which it was measured before and after, the earliest first: of a day the first figure before and
    /// the last after.
    pub fn within_sessions(&self, entries: &[Entry], zone: &TimeZone) -> Vec<WithinSession> {
        let mut days: BTreeMap<Date, [Option<&Entry>; 2]> = BTreeMap::new();
        let mut own: Vec<&Entry> = entries.iter().filter(|entry| entry.subject == self.subject).collect();
        own.sort_by_key(|entry| (entry.at, entry.id));
        for entry in own {
            let [before, after] = days.entry(entry.at.to_zoned(zone.clone()).date()).or_default();
            match entry.moment {
                Moment::Before => *before = before.or(Some(entry)),
                Moment::After => *after = Some(entry),
                Moment::Between => {}
            }
        }
        let pair = |(day, [before, after]): (Date, [Option<&Entry>; 2])| {
            let (before, after) = before.zip(after)?;
            Some(WithinSession { day, before: before.at, after: after.at, change: compare(before, after)? })
        };
        days.into_iter().filter_map(pair).collect()
    }
}
