//! Records: the result of a session per contact and side.

use serde::{Deserialize, Serialize};

use super::event::{Ended, MarkKind};
use super::input::ScoreKind;
use holdwell_model::{Arc, Millis, Plan, PlanStep, SessionTime, Side, Timing};

/// Result of one side of one step: planned and held time, the end, marks and scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Id of the work item.
    #[serde(rename = "bout")]
    pub item: u32,
    /// Index of the step in the schedule.
    pub step: u32,
    /// Side of the work item.
    pub side: Side,
    /// Planned timing.
    pub planned: Timing,
    /// Every begin: the last one counts, the others were interrupted or restarted.
    pub tries: Vec<Try>,
    /// Every mark, in order.
    pub marks: Vec<Mark>,
    /// Release as stated by the therapist, or as it follows from the end of the hold.
    pub released: Release,
    /// Every score, in order; the last of a kind and contact counts.
    pub scores: Vec<Score>,
    /// Remarks, in order.
    pub notes: Vec<String>,
    /// Held time at each tap of a rhythm in the last try, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taps: Vec<Millis>,
}

/// One attempt at the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Try {
    /// Instant of its begin.
    pub began: SessionTime,
    /// Held time without pauses; zero while it runs.
    pub held: Millis,
    /// Reason of its end; `None` while it runs.
    pub ended: Option<Ended>,
}

/// A mark of something that the hands felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Instant of the mark.
    pub at: SessionTime,
    /// Held time in the try.
    pub held: Millis,
    /// Kind of the mark.
    pub kind: MarkKind,
}

/// Release of the tissue, and its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Release {
    /// Nothing said.
    #[default]
    NotSaid,
    /// No release.
    No,
    /// Release after this much held time.
    At(Millis),
}

/// A tenderness score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Instant at which it was given.
    pub at: SessionTime,
    /// Index of the contact within the step.
    pub contact: u8,
    /// Moment in the course of the hold.
    pub kind: ScoreKind,
    /// Score, 0–10.
    pub value: u8,
}

impl Record {
    pub(super) const fn new(item: u32, step: u32, side: Side, planned: Timing) -> Self {
        Self {
            item,
            step,
            side,
            planned,
            tries: Vec::new(),
            marks: Vec::new(),
            released: Release::NotSaid,
            scores: Vec::new(),
            notes: Vec::new(),
            taps: Vec::new(),
        }
    }

    /// Returns the step: one of the plan's, or one of those added while the session ran.
    pub fn step_of<'a>(&self, plan: &'a Plan, added: &'a [Arc<PlanStep>]) -> Option<&'a Arc<PlanStep>> {
        let index = self.step as usize;
        plan.steps.get(index).or_else(|| added.get(index.checked_sub(plan.steps.len())?))
    }

    /// Returns the time under the hands, all tries together, without pauses.
    pub fn held(&self) -> Millis {
        self.tries.iter().map(|attempt| attempt.held).sum()
    }

    /// Returns the try that counts.
    pub fn last(&self) -> Option<&Try> {
        self.tries.last()
    }

    /// Returns the score that counts for a contact.
    pub fn score(&self, contact: u8, kind: ScoreKind) -> Option<u8> {
        let of = |score: &&Score| score.contact == contact && score.kind == kind;
        self.scores.iter().rev().find(of).map(|score| score.value)
    }

    /// Returns the highest score before the hold, over its contacts.
    pub fn worst_before(&self) -> Option<u8> {
        let before = self.scores.iter().filter(|score| score.kind == ScoreKind::Before);
        before.filter_map(|score| self.score(score.contact, ScoreKind::Before)).max()
    }

    /// Returns true if any work was finished here.
    pub fn is_finished(&self) -> bool {
        self.tries.iter().any(|attempt| matches!(attempt.ended, Some(Ended::Time | Ended::Hands | Ended::Early)))
    }
}
