//! The state of a session. Small and cheap to copy: a look-ahead, an undo and a restore point are all copies of it.

use serde::{Deserialize, Serialize};

mod active;
mod options;
mod scan;
mod waits;

pub use active::Active;
pub(crate) use active::Change;
pub use options::{Counting, DEMONSTRATION, Options};
pub(crate) use scan::Scan;
pub(crate) use waits::Waits;

use super::event::{Finish, Why};
use super::input::Slot;
use super::record::Record;
use super::schedule::{Schedule, WorkItem};
use holdwell_model::{Arc, Audience, Millis, Phase, Plan, PlanStep, SessionTime, Technique};

/// Stages of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Before the start.
    Ready,
    /// Running.
    Running,
    /// Paused, with the reason.
    Held(Why),
    /// Over.
    Finished(Finish),
}

/// Kinds of work that can start when settle ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// The planned one.
    #[default]
    Planned,
    /// A hold that gets its name later.
    Unnamed,
    /// The last finished contact and side.
    SameAgain,
    /// The mirror of the last finished side.
    OtherSide,
    /// The step after this one; this one comes later.
    AfterNext,
}

/// The whole state of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct State {
    #[serde(rename = "agenda")]
    pub(super) schedule: Schedule,
    pub(super) options: Options,
    pub(super) stage: Stage,
    pub(super) active: Active,
    pub(super) scan: Option<Scan>,
    pub(super) scanned: Vec<usize>,
    pub(super) choice: Choice,
    pub(super) attended: bool,
    pub(super) change: Option<Change>,
    pub(super) finished: Option<WorkItem>,
    /// Id of an item that was rated, and waits behind what was chosen instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rated: Option<u32>,
    /// True where there was work since the last rest or the begin of the step: only then a rest comes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) worked: bool,
    pub(super) records: Arc<Vec<Arc<Record>>>,
    pub(super) waits: Waits,
    pub(super) slot: Option<Slot>,
    pub(super) slot_since: SessionTime,
    pub(super) slot_said: bool,
    pub(super) generation: u32,
}

impl State {
    pub(super) fn new(plan: &Arc<Plan>, options: Options) -> Self {
        let active = Active::new(Phase::Settle, SessionTime::ZERO, plan.technique.usual());
        let schedule = Schedule::new(plan, options.worse_side);
        Self {
            schedule,
            options,
            stage: Stage::Ready,
            active,
            scan: None,
            scanned: Vec::new(),
            choice: Choice::Planned,
            attended: true,
            change: None,
            finished: None,
            rated: None,
            worked: false,
            records: Arc::default(),
            waits: Waits::default(),
            slot: None,
            slot_since: SessionTime::ZERO,
            slot_said: false,
            generation: 0,
        }
    }

    /// Returns the item in focus: the contact that a scan is rating, else the current one.
    pub(super) fn focus(&self) -> Option<WorkItem> {
        match &self.scan {
            Some(scan) => scan.item(&self.schedule),
            None => self.schedule.current(),
        }
    }

    /// Returns the step of the item in focus.
    pub(super) fn focus_step(&self) -> Option<&Arc<PlanStep>> {
        self.schedule.step(self.focus()?)
    }

    /// Returns the technique of the item in focus, else the plan's.
    pub(super) fn technique(&self) -> Technique {
        self.focus_step().map_or(self.schedule.plan.technique, |step| step.technique)
    }

    pub(super) fn is_home(&self) -> bool {
        self.schedule.plan.audience == Audience::Home
    }

    /// Returns true where waits and open work end by themselves.
    pub(super) fn is_alone(&self) -> bool {
        self.is_home() || !self.attended
    }

    pub(super) fn is_running(&self) -> bool {
        self.stage == Stage::Running
    }

    /// Returns the elapsed time of the phase, without pauses.
    pub(super) fn elapsed(&self, now: SessionTime) -> Millis {
        if self.is_running() { self.active.base + now.since(self.active.since) } else { self.active.base }
    }

    /// Returns the end of the phase as a time into it; `None` where only hands end it.
    pub(super) fn ends_at(&self) -> Option<Millis> {
        let active = &self.active;
        let patience = active.alone.map(|since| self.guess().max(since));
        match (active.phase, active.timing.ends_at()) {
            (Phase::Work, Some(by_time)) => Some(patience.map_or(by_time, |patience| patience.min(by_time))),
            (Phase::Work, None) => patience,
            _ => active.length.or(patience),
        }
    }

    /// Returns the estimated length of a phase that only hands can end and nobody is there.
    pub(super) fn guess(&self) -> Millis {
        match self.active.phase {
            Phase::Work => self.active.timing.expected(),
            phase => Waits::first_guess(phase, self.technique()),
        }
    }

    /// Returns the record of an item, creating it where there is none yet.
    pub(super) fn record(&mut self, item: WorkItem) -> Option<&mut Record> {
        let planned = self.schedule.step(item)?.timing;
        let records = Arc::make_mut(&mut self.records);
        let index = records.iter().rposition(|record| record.item == item.id).unwrap_or_else(|| {
            records.push(Arc::new(Record::new(item.id, item.step, item.side, planned)));
            records.len() - 1
        });
        records.get_mut(index).map(Arc::make_mut)
    }

    /// Returns the record of a work item that may have been dropped from the schedule since.
    pub(super) fn record_with_id(&mut self, id: u32) -> Option<&mut Record> {
        Arc::make_mut(&mut self.records).iter_mut().rfind(|record| record.item == id).map(Arc::make_mut)
    }
}
