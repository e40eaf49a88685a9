//! What a session leaves behind, per contact and side.

use serde::{Deserialize, Serialize};

use super::event::{Ended, MarkKind};
use super::input::ScoreKind;
use holdwell_model::{Arc, Millis, Plan, PlanStep, SessionTime, Side, Timing};

/// What was done with one side of one step: planned and held time, how it ended, what was felt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The bout it belongs to.
    #[serde(rename = "bout")]
    pub item: u32,
    /// The index of its step in the agenda.
    pub step: u32,
    /// The side.
    pub side: Side,
    /// The timing that was planned.
    pub planned: Timing,
    /// Each time it was begun: the last is the one that counts, the others were interrupted or started again.
    pub tries: Vec<Try>,
    /// Every mark, in order.
    pub marks: Vec<Mark>,
    /// What a therapist says of the release, or what follows from how it ended.
    pub released: Release,
    /// Every score, in order; the last of a kind and contact counts.
    pub scores: Vec<Score>,
    /// Remarks, in order.
    pub notes: Vec<String>,
    /// How far into the last try a rhythm was tapped, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taps: Vec<Millis>,
}

/// One time that the work was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Try {
    /// When it began.
    pub began: SessionTime,
    /// How long it was held, without pauses; zero while it runs.
    pub held: Millis,
    /// What ended it; `None` while it runs.
    pub ended: Option<Ended>,
}

/// Something that the hands felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// When.
    pub at: SessionTime,
    /// How far into the try.
    pub held: Millis,
    /// What.
    pub kind: MarkKind,
}

/// Whether and when the tissue let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Release {
    /// Nobody said.
    #[default]
    NotSaid,
    /// It did not.
    No,
    /// After this much held time.
    At(Millis),
}

/// A tenderness score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// When it was given.
    pub at: SessionTime,
    /// The index of the contact within the step.
    pub contact: u8,
    /// When in the course of the hold.
    pub kind: ScoreKind,
    /// 0–10.
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

    /// Its step: one of the plan's, or one of those that were added while the session ran.
    pub fn step_of<'a>(&self, plan: &'a Plan, added: &'a [Arc<PlanStep>]) -> Option<&'a Arc<PlanStep>> {
        let index = self.step as usize;
        plan.steps.get(index).or_else(|| added.get(index.checked_sub(plan.steps.len())?))
    }

    /// All time under the hands, every try counted, without pauses.
    pub fn held(&self) -> Millis {
        self.tries.iter().map(|attempt| attempt.held).sum()
    }

    /// The try that counts.
    pub fn last(&self) -> Option<&Try> {
        self.tries.last()
    }

    /// The score that counts for a contact.
    pub fn score(&self, contact: u8, kind: ScoreKind) -> Option<u8> {
        let of = |score: &&Score| score.contact == contact && score.kind == kind;
        self.scores.iter().rev().find(of).map(|score| score.value)
    }

    /// The highest score before the hold, over its contacts.
    pub fn worst_before(&self) -> Option<u8> {
        let before = self.scores.iter().filter(|score| score.kind == ScoreKind::Before);
        before.filter_map(|score| self.score(score.contact, ScoreKind::Before)).max()
    }

    /// Whether any work was finished here.
    pub fn is_finished(&self) -> bool {
        self.tries.iter().any(|attempt| matches!(attempt.ended, Some(Ended::Time | Ended::Hands | Ended::Early)))
    }
}
