//! Outcome measures and the course of care, as pure functions: nothing here does I/O, reads a clock or knows a window.
//!
//! A [`Measure`] is one line of the table: its scale, which way is better, the noise below which a change says nothing,
//! and the change that people call important, each with its source. [`score`] turns the answers of a form into its
//! figure, [`change`] says how two figures differ in one of three words. No measure names a diagnosis.
//!
//! ```
//! use holdwell_measures::{ChangeWord, Figure, Measure, change, read_answers, score};
//!
//! let before = read_answers(Measure::NeckDisability, "16/45").expect("a section was left out");
//! assert_eq!(score(Measure::NeckDisability, &before).unwrap().to_string(), "35.6");
//!
//! let eased = change(Measure::PainNow, None, Figure::whole(6), Figure::whole(4));
//! assert_eq!((eased.word, eased.percent), (Some(ChangeWord::Clear), Some(-33)));
//! let hardly = change(Measure::PainNow, None, Figure::whole(6), Figure::whole(5));
//! assert_eq!(hardly.word, Some(ChangeWord::WithinNoise));
//! ```
#![deny(missing_docs)]

mod answers;
mod change;
mod chart;
mod course;
mod entry;
mod figure;
mod landmark;
mod measure;
mod practice;
mod score;
mod table;
#[cfg(test)]
mod tests;
mod threshold;
mod trend;
mod work;

pub use answers::{Activity, Answers, MOST_ACTIVITIES, ReadError, read_answers, read_scores};
pub use change::{Change, ChangeWord, Direction, change, compare};
pub use chart::{Chart, ChartLine, ChartOf, ChartRow, LineKind};
pub use course::{
    ASKED_AFTER, COURSE_SOURCES, CarePlan, CourseAdvice, CourseDue, FollowUp, Goal, GoalState, Lasted, PlanProblem,
    Progress, Since, Soreness, VISITS_WITHOUT_CHANGE, advise_course, follow_up_due,
};
pub use entry::{AROUND_SESSION, Entry, Moment, Subject};
pub use figure::Figure;
pub use landmark::Landmark;
pub use measure::{Better, Form, Measure, Shape, Wording};
pub use practice::{Overrun, PracticeClient, PracticeSession, PracticeWeek, not_seen, overruns, practice_weeks};
pub use score::{Unscored, score};
pub use threshold::{Basis, Noted, Threshold, sources};
pub use trend::{Trend, TrendPoint, WithinSession, trends};
pub use work::{
    MEDIAN_OF, ReleasePoint, ReleaseTrend, WeekOfWork, WorkedHold, monday, releases, running_median, time_by_region,
    weeks_of_work,
};
