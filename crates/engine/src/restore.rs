//! A session written down, so that it can be continued after a crash.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::cue::Cue;
use super::event::Finish;
use super::input::Slot;
use super::record::Record;
use super::state::{Options, Stage, State};
use holdwell_model::{Arc, Plan, PlanStep, SessionTime};

/// All that is needed to continue a session after a crash, beside its plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RestorePoint {
    /// The instant at which the session stood so.
    pub at: SessionTime,
    pub(super) state: State,
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    pub(super) past: VecDeque<Past>,
    pub(super) next_seq: u64,
    pub(super) handed: SessionTime,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) pressed: Vec<Cue>,
}

/// Where the session stood before a command, and when it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Past {
    pub(super) at: SessionTime,
    pub(super) seq: u64,
    pub(super) state: State,
}

impl RestorePoint {
    /// The same without what undo would go back to, which is by far the most of it: a session that goes on after a
    /// crash goes on from where it stood, and nobody takes back the command of before.
    #[must_use]
    pub fn without_undo(self) -> Self {
        Self { past: VecDeque::new(), ..self }
    }

    /// What was done so far, in the order in which it was begun. A record that has not changed since an earlier point
    /// of the same session is the same allocation.
    pub const fn records(&self) -> &Arc<Vec<Arc<Record>>> {
        &self.state.records
    }

    /// The steps that were added while it ran; a record's step counts on from the plan's. They are only ever added.
    pub fn added_steps(&self) -> &[Arc<PlanStep>] {
        &self.state.schedule.added
    }

    /// How the session is run.
    pub const fn options(&self) -> &Options {
        &self.state.options
    }

    /// The appointment on the session's clock.
    pub const fn slot(&self) -> Option<Slot> {
        self.state.slot
    }

    /// How the session ended, where it is over.
    pub const fn finish(&self) -> Option<Finish> {
        match self.state.stage {
            Stage::Finished(how) => Some(how),
            _ => None,
        }
    }

    /// The same with its plan, which is not written down with it.
    pub(super) fn of_plan(mut self, plan: &Arc<Plan>) -> Self {
        for state in self.past.iter_mut().map(|past| &mut past.state).chain([&mut self.state]) {
            state.schedule.plan = Arc::clone(plan);
        }
        self
    }
}
