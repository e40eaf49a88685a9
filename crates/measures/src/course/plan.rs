//! A plan of care: the problem, the goals, and how often to meet.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Change, Entry, Figure, Moment, Subject, compare};
use holdwell_model::Id;

/// The most sessions that a plan can have, and the most days between two of them.
const MOST: u16 = 366;

/// A plan of care of a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarePlan {
    /// Id in the vault.
    pub id: Id,
    /// The problem in the client's words.
    pub problem: String,
    /// The goals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// Number of sessions planned.
    pub sessions: u16,
    /// Days between two sessions; `None` where that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_days: Option<u16>,
    /// First day that counts.
    pub begun: Date,
    /// Day on which to assess again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reassess: Option<Date>,
    /// The plan that the client does at home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Id>,
    /// Last day that counts, once the course is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Date>,
    /// True while it is being written: it does not count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_draft: bool,
    /// The plan whose place a draft is to take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Id>,
}

/// A goal: in words, and where it can be measured with a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The goal in the client's words.
    pub words: String,
    /// The thing that is measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The figure to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Figure>,
}

/// Progress towards a goal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoalState {
    /// The first figure of the course.
    pub start: Option<Figure>,
    /// The last figure.
    pub latest: Option<Figure>,
    /// The change from the first to the last, where there are two.
    pub change: Option<Change>,
    /// Set once the last figure is at the target or beyond.
    pub is_reached: bool,
}

/// The reason why a plan cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanProblem {
    /// No sessions are planned, or more than a year has days.
    Sessions,
    /// The days between two sessions are none, or more than a year.
    Every,
    /// It is assessed again before it begins.
    ReassessedBefore,
    /// It ends before it begins.
    EndedBefore,
    /// The target of this goal, counted from 0, is not on the scale of its measure.
    Target(usize),
}

impl CarePlan {
    /// Makes a plan without goals.
    pub const fn new(id: Id, problem: String, sessions: u16, begun: Date) -> Self {
        Self {
            id,
            problem,
            goals: Vec::new(),
            sessions,
            every_days: None,
            begun,
            reassess: None,
            home: None,
            ended: None,
            is_draft: false,
            instead_of: None,
        }
    }

    /// Makes a draft of a new plan.
    #[must_use]
    pub fn draft(self) -> Self {
        Self { is_draft: true, instead_of: None, ..self }
    }

    /// Makes a draft of this id that is to take the place of the plan.
    #[must_use]
    pub fn change(&self, draft: Id) -> Self {
        Self { id: draft, is_draft: true, instead_of: Some(self.id), ..self.clone() }
    }

    /// Makes the plan of a draft.
    #[must_use]
    pub fn of_draft(&self) -> Self {
        Self { id: self.instead_of.unwrap_or(self.id), is_draft: false, instead_of: None, ..self.clone() }
    }

    /// Returns everything that cannot be as it is.
    pub fn problems(&self) -> Vec<PlanProblem> {
        let is_off = |goal: &Goal| {
            let (subject, target) = (goal.subject.as_ref(), goal.target);
            subject.zip(target).is_some_and(|(subject, target)| !subject.measure.allows(target))
        };
        let targets = self.goals.iter().enumerate().filter(|(_, goal)| is_off(goal));
        let found = [
            (!(1..=MOST).contains(&self.sessions), PlanProblem::Sessions),
            (self.every_days.is_some_and(|days| !(1..=MOST).contains(&days)), PlanProblem::Every),
            (self.reassess.is_some_and(|day| day < self.begun), PlanProblem::ReassessedBefore),
            (self.ended.is_some_and(|day| day < self.begun), PlanProblem::EndedBefore),
        ];
        let found = found.into_iter().filter_map(|(is_wrong, problem)| is_wrong.then_some(problem));
        found.chain(targets.map(|(index, _)| PlanProblem::Target(index))).collect()
    }

    /// Returns the target of the first goal that is measured by this.
    pub fn target(&self, subject: &Subject) -> Option<Figure> {
        self.goals.iter().find(|goal| goal.subject.as_ref() == Some(subject)).and_then(|goal| goal.target)
    }

    /// Says if a day belongs to the course.
    pub fn includes(&self, day: Date) -> bool {
        day >= self.begun && self.ended.is_none_or(|ended| day <= ended)
    }
}

impl Goal {
    /// Says how far it is, by the entries of the course in any order.
    pub fn state(&self, entries: &[Entry]) -> GoalState {
        let Some(subject) = &self.subject else { return GoalState::default() };
        let Some((first, last)) = first_and_last(subject, entries) else { return GoalState::default() };
        let change = if first.id == last.id { None } else { compare(first, last) };
        let is_reached = self.target.is_some_and(|target| is_at(subject, last.figure, target));
        GoalState { start: Some(first.figure), latest: Some(last.figure), change, is_reached }
    }
}

fn is_at(subject: &Subject, figure: Figure, target: Figure) -> bool {
    match subject.measure.better() {
        crate::Better::Lower => figure <= target,
        crate::Better::Higher => figure >= target,
        crate::Better::NoTrend => false,
    }
}

/// Finds the first and the last entry of a subject. What was measured right after the hands were lifted counts only where
/// there is nothing else: it fades.
pub(super) fn first_and_last<'a>(subject: &Subject, entries: &'a [Entry]) -> Option<(&'a Entry, &'a Entry)> {
    let of = || entries.iter().filter(|entry| entry.subject == *subject);
    let lasting: Vec<&Entry> = of().filter(|entry| entry.moment != Moment::After).collect();
    let all: Vec<&Entry> = if lasting.is_empty() { of().collect() } else { lasting };
    let key = |entry: &&&Entry| (entry.at, entry.id);
    Some((all.iter().min_by_key(key)?, all.iter().max_by_key(key)?))
}
