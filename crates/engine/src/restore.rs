//! Restore points: a session written down, so that it can be continued after a crash.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::cue::Cue;
use super::event::Finish;
use super::input::Slot;
use super::record::Record;
use super::state::{Options, Stage, State};
use holdwell_model::{Arc, Plan, PlanStep, SessionTime};

/// Everything that is needed to continue a session after a crash, beside its plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RestorePoint {
    /// Instant of the point.
    pub at: SessionTime,
    pub(super) state: State,
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    pub(super) past: VecDeque<Past>,
    pub(super) next_seq: u64,
    pub(super) handed: SessionTime,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) pressed: Vec<Cue>,
}

/// State of the session before a command, with the instant of the command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Past {
    pub(super) at: SessionTime,
    pub(super) seq: u64,
    pub(super) state: State,
}

impl RestorePoint {
    /// Drops the states for undo, which are by far the largest part: a session that goes on after a crash goes on from
    /// where it stood, and nobody takes back the command of before.
    #[must_use]
    pub fn without_undo(self) -> Self {
        Self { past: VecDeque::new(), ..self }
    }

    /// Returns the records so far, in the order of their begin. A record that has not changed since an earlier point of
    /// the same session is the same allocation.
    pub const fn records(&self) -> &Arc<Vec<Arc<Record>>> {
        &self.state.records
    }

    /// Returns the steps added while the session ran; a record's step index counts on from the plan's. Steps are only
    /// ever added.
    pub fn added_steps(&self) -> &[Arc<PlanStep>] {
        &self.state.schedule.added
    }

    /// Returns the options of the session.
    pub const fn options(&self) -> &Options {
        &self.state.options
    }

    /// Returns the appointment on the session's clock.
    pub const fn slot(&self) -> Option<Slot> {
        self.state.slot
    }

    /// Returns the end of the session, where it is over.
    pub const fn finish(&self) -> Option<Finish> {
        match self.state.stage {
            Stage::Finished(how) => Some(how),
            _ => None,
        }
    }

    /// Puts the plan back, which is not written down with the point.
    pub(super) fn of_plan(mut self, plan: &Arc<Plan>) -> Self {
        for state in self.past.iter_mut().map(|past| &mut past.state).chain([&mut self.state]) {
            state.schedule.plan = Arc::clone(plan);
        }
        self
    }
}
