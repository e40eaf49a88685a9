//! Advice on a course that does not help.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::plan::{CarePlan, first_and_last};
use crate::{Entry, Subject, compare};

/// Visits after which some clear change should be seen.
pub const VISITS_WITHOUT_CHANGE: usize = 6;
/// A clinic's page: relief usually in one to six visits, no change by six is a reason to see a doctor.
pub(super) const SOURCE: &str = "CS19";

/// Advice about a course; its source is the first of [`super::COURSE_SOURCES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CourseAdvice {
    /// Nothing that is measured is clearly better after so many visits: refer, or think again.
    ReferOrRethink(usize),
    /// Nothing was measured twice in so many visits, so that nobody can tell.
    NotMeasured(usize),
}

/// Returns what is advised of a course that still runs. `days` are those of the client's sessions; a goal's measure counts
/// where there are such goals, else everything that is measured.
pub fn advise_course(plan: &CarePlan, days: &[Date], entries: &[Entry], zone: &TimeZone) -> Option<CourseAdvice> {
    let visits = plan.visits(days).len();
    if plan.ended.is_some() || visits < VISITS_WITHOUT_CHANGE {
        return None;
    }
    let is_within = |entry: &&Entry| plan.includes(entry.at.to_zoned(zone.clone()).date());
    let entries: Vec<Entry> = entries.iter().filter(is_within).cloned().collect();
    let goals: BTreeSet<&Subject> = plan.goals.iter().filter_map(|goal| goal.subject.as_ref()).collect();
    let all = || entries.iter().map(|entry| &entry.subject).collect();
    let subjects: BTreeSet<&Subject> = if goals.is_empty() { all() } else { goals };
    let changes = subjects.into_iter().filter_map(|subject| {
        let (first, last) = first_and_last(subject, &entries)?;
        let is_twice = first.id != last.id;
        is_twice.then(|| compare(first, last)).flatten().filter(|change| change.word.is_some())
    });
    let changes: Vec<bool> = changes.map(|change| change.is_clearly_better()).collect();
    match changes.as_slice() {
        [] => Some(CourseAdvice::NotMeasured(visits)),
        changes if changes.contains(&true) => None,
        _ => Some(CourseAdvice::ReferOrRethink(visits)),
    }
}
