//! The course of care over several sessions: a plan, its goals, how far it is, and what is advised.

mod advice;
mod follow_up;
mod plan;
mod progress;

pub use advice::{CourseAdvice, VISITS_WITHOUT_CHANGE, advise_course};
pub use follow_up::{ASKED_AFTER, FollowUp, Lasted, Since, Soreness, follow_up_due};
pub use plan::{CarePlan, Goal, GoalState, PlanProblem};
pub use progress::{CourseDue, Progress};

/// Keys of the sources that the rules of the course name.
pub const COURSE_SOURCES: [&str; 2] = [advice::SOURCE, follow_up::SOURCE];
