//! Measurements of a client, as they are typed: a line for each subject, read when all is kept.

#[cfg(test)]
mod tests;

use holdwell_measures::{
    Answers, Entry, Figure, Measure, Moment, ReadError, Shape, Subject, Unscored, read_answers, read_scores, score,
};
use holdwell_model::Id;
use holdwell_store::Course;
use jiff::{SignedDuration, Timestamp};

/// Time after the end of a session's beginning in which a figure is taken to be one after it.
const AFTER: SignedDuration = SignedDuration::from_hours(3);

/// A subject that can be measured now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureLine {
    /// The subject.
    pub subject: Subject,
    /// The client's own activities, where the subject is those.
    pub activities: Vec<String>,
    /// The last figure and its raw answers in words.
    pub last: Option<(Figure, String)>,
    /// Text that is typed.
    pub typed: String,
}

/// The reason why a line cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineProblem {
    /// The text cannot be read.
    Read(ReadError),
    /// The answers have no figure.
    Unscored(Unscored),
}

impl MeasureLine {
    /// Makes a line for a subject that was never measured. The own activities stand one a line in `activities`.
    pub fn new(subject: Subject, activities: &str) -> Self {
        let activities = activities.lines().map(str::trim).filter(|activity| !activity.is_empty());
        Self { subject, activities: activities.map(str::to_owned).collect(), last: None, typed: String::new() }
    }

    fn of(entry: &Entry) -> Self {
        let activities = match &entry.answers {
            Answers::Activities(activities) => activities.iter().map(|activity| activity.what.clone()).collect(),
            _ => Vec::new(),
        };
        let last = Some((entry.figure, entry.answers.words()));
        Self { subject: entry.subject.clone(), activities, last, typed: String::new() }
    }

    /// Reads what is typed; `None` where nothing is.
    pub fn read(&self) -> Option<Result<Answers, LineProblem>> {
        if self.typed.trim().is_empty() {
            return None;
        }
        let measure = self.subject.measure;
        let is_own = measure.form().shape == Shape::Activities && !self.activities.is_empty();
        let read = if is_own { read_scores(&self.activities, &self.typed) } else { read_answers(measure, &self.typed) };
        let scored = read.map_err(LineProblem::Read).and_then(|answers| {
            let figure = score(measure, &answers).map_err(LineProblem::Unscored);
            figure.map(|_| answers)
        });
        Some(scored)
    }
}

/// Lists what is measured of a client: what the goals say first, then what was measured last; pain where there is
/// nothing yet.
pub fn measure_lines(course: &Course) -> Vec<MeasureLine> {
    let goals = course.plan().into_iter().flat_map(|plan| &plan.goals).filter_map(|goal| goal.subject.clone());
    let recent = course.measured.iter().rev().map(|entry| entry.subject.clone());
    let mut lines: Vec<MeasureLine> = Vec::new();
    for subject in goals.chain(recent) {
        if lines.iter().any(|line| line.subject == subject) {
            continue;
        }
        let last = course.measured.iter().rev().find(|entry| entry.subject == subject);
        lines.push(last.map_or_else(|| MeasureLine::new(subject, ""), MeasureLine::of));
    }
    if lines.is_empty() {
        lines.push(MeasureLine::new(Subject::new(Measure::PainNow), ""));
    }
    lines
}

/// Returns the part of a session that is likely meant now, and the session: after the one that was begun within the last
/// hours, else before the next one.
pub fn likely_moment(course: &Course, now: Timestamp) -> (Moment, Option<Id>) {
    let last = course.began.iter().rev().find(|(_, began)| *began <= now);
    let recent = last.filter(|(_, began)| now.duration_since(*began) <= AFTER);
    recent.map_or((Moment::Before, None), |(id, _)| (Moment::After, Some(*id)))
}

/// Makes the entries of all lines in which something is typed; `new_id` makes the id of each.
///
/// # Errors
/// Something that is typed cannot be kept; nothing is made then.
pub fn measured(
    lines: &[MeasureLine],
    moment: Moment,
    session: Option<Id>,
    now: Timestamp,
    mut new_id: impl FnMut() -> Id,
) -> Result<Vec<Entry>, LineProblem> {
    let mut entries = Vec::new();
    for line in lines {
        let Some(answers) = line.read() else { continue };
        let entry = Entry::new(new_id(), line.subject.clone(), now, answers?).map_err(LineProblem::Unscored)?;
        entries.push(Entry { moment, session: session.filter(|_| moment != Moment::Between), ..entry });
    }
    Ok(entries)
}
