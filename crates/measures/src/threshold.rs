//! The figures above which a change is more than noise, and more than small; each with its source.

use std::collections::BTreeSet;

use strum::VariantArray as _;

use super::{Figure, Measure};
use holdwell_model::Region;

/// A size of change, and the place that it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// The smallest change that reaches it, in the unit of the measure.
    pub points: Figure,
    /// The smallest change that reaches it in percent of the start, where that is asked for as well.
    pub percent: Option<u8>,
    /// The place that it was read.
    pub basis: Basis,
}

/// The place that a threshold was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Keys of the library's list of sources.
    Sourced(&'static [&'static str]),
    /// Our own, with the reason, because no source was found.
    Own(&'static str),
}

/// The two thresholds of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// The detectable change: what is below is noise.
    pub noise: Threshold,
    /// The noise of single regions, where that is known apart.
    pub noise_at: &'static [(&'static [Region], Threshold)],
    /// The important change.
    pub important: Threshold,
    /// The important change from a start of at least so much, where it depends on that; rising.
    pub important_from: &'static [(Figure, Threshold)],
}

impl Threshold {
    /// Makes a threshold that was read in these sources.
    pub(crate) const fn read(points: Figure, sources: &'static [&'static str]) -> Self {
        Self { points, percent: None, basis: Basis::Sourced(sources) }
    }

    /// Makes a threshold of our own.
    pub(crate) const fn own(points: Figure, reason: &'static str) -> Self {
        Self { points, percent: None, basis: Basis::Own(reason) }
    }

    /// Says if a change reaches it.
    pub fn is_reached(&self, start: Figure, by: Figure) -> bool {
        let percent = i64::from(self.percent.unwrap_or_default());
        let size = i64::from(by.size().0);
        by.size() >= self.points && size * 100 >= percent * i64::from(start.size().0)
    }
}

impl Noted {
    /// Makes the thresholds of a measure that has the same everywhere.
    pub(crate) const fn plain(noise: Threshold, important: Threshold) -> Self {
        Self { noise, noise_at: &[], important, important_from: &[] }
    }

    /// Returns the noise at a place.
    pub fn noise(&self, place: Option<Region>) -> Threshold {
        let here = self.noise_at.iter().find(|(regions, _)| place.is_some_and(|place| regions.contains(&place)));
        here.map_or(self.noise, |(_, noise)| *noise)
    }

    /// Returns the important change from a start.
    pub fn important(&self, start: Figure) -> Threshold {
        let from = self.important_from.iter().rev().find(|(from, _)| start >= *from);
        from.map_or(self.important, |(_, important)| *important)
    }

    /// Lists all of its thresholds.
    pub fn all(&self) -> Vec<Threshold> {
        let noise = self.noise_at.iter().map(|(_, noise)| *noise);
        let important = self.important_from.iter().map(|(_, important)| *important);
        [self.noise, self.important].into_iter().chain(noise).chain(important).collect()
    }
}

/// Lists the keys of every source that the table and the course name.
pub fn sources() -> BTreeSet<&'static str> {
    let named = Measure::VARIANTS.iter().flat_map(|measure| measure.sources());
    named.chain(super::COURSE_SOURCES).collect()
}

impl Measure {
    /// Lists the keys of every source that its thresholds and its form name.
    pub fn sources(self) -> BTreeSet<&'static str> {
        let thresholds = self.all_noted().into_iter().flat_map(|noted| noted.all());
        let keys = thresholds.map(|threshold| match threshold.basis {
            Basis::Sourced(keys) => keys,
            Basis::Own(_) => &[],
        });
        keys.flatten().chain(self.form().sources).copied().collect()
    }
}
