//! What was measured before and after a session, with the difference in words.

use holdwell_measures::{Entry, Measure, Moment, Subject, compare};

use super::{FIGURES, MEASURED};
use crate::note::NoteSources;

/// Returns the figures of what the client says: pain, activities, forms.
pub(super) fn said(sources: &NoteSources<'_>) -> Option<String> {
    line(sources, FIGURES, |measure| !is_found(measure))
}

/// Returns the figures of what was found by hand and eye.
pub(super) fn found(sources: &NoteSources<'_>) -> Option<String> {
    line(sources, MEASURED, is_found)
}

/// Says if a measure is taken by the therapist, and not said by the client.
const fn is_found(measure: Measure) -> bool {
    use Measure as M;
    matches!(measure, M::Movement | M::Reach | M::MouthOpening | M::Girth | M::Swelling)
}

fn line(sources: &NoteSources<'_>, head: &str, is_of: impl Fn(Measure) -> bool) -> Option<String> {
    let session = &sources.page.session;
    let entries = sources.client?.course.measured_in(session.id, session.began);
    let mut subjects: Vec<&Subject> = entries.iter().map(|entry| &entry.subject).collect();
    subjects.retain(|subject| is_of(subject.measure));
    subjects.sort();
    subjects.dedup();
    let said: Vec<String> = subjects.into_iter().filter_map(|subject| of_subject(subject, &entries)).collect();
    (!said.is_empty()).then(|| format!("{head} {}", said.join("; ")))
}

/// Returns "Pain now · Low back, left: 7 of 10 before, 4 of 10 after, −3 (−43 %): clear, better".
fn of_subject(subject: &Subject, entries: &[&Entry]) -> Option<String> {
    let own = |moment| entries.iter().filter(move |entry| entry.subject == *subject && entry.moment == moment);
    let (before, after) = (own(Moment::Before).next(), own(Moment::After).next_back());
    let words = |entry: &Entry| format!("{} {}", subject.measure.words(entry.figure), entry.moment.words());
    let figures: Vec<String> = [before, after].into_iter().flatten().map(|entry| words(entry)).collect();
    let change = before.zip(after).and_then(|(before, after)| compare(before, after)).map(|change| change.words());
    let figures: Vec<String> = figures.into_iter().chain(change).collect();
    (!figures.is_empty()).then(|| format!("{}: {}", subject.name(), figures.join(", ")))
}
