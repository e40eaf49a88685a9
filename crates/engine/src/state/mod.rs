//! Where a session stands. Small, cheap to copy: a copy that runs ahead, an undo and a restore point are all just
//! another one of these.

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
use holdwell_model::{Arc, Audience, Millis, Phase, Plan, PlanStep, SessionTime};

/// Whether a session runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It has not begun.
    Ready,
    /// It runs.
    Running,
    /// It stands still.
    Held(Why),
    /// It is over.
    Finished(Finish),
}

/// What will start when settle ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// What the plan says.
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

/// Where a session stands.
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
            records: Arc::default(),
            waits: Waits::default(),
            slot: None,
            slot_since: SessionTime::ZERO,
            slot_said: false,
            generation: 0,
        }
    }

    /// What is under the hands: the contact that is being rated in a scan, else the current bout.
    pub(super) fn focus(&self) -> Option<WorkItem> {
        match &self.scan {
            Some(scan) => scan.item(&self.schedule),
            None => self.schedule.current(),
        }
    }

    /// Its step.
    pub(super) fn focus_step(&self) -> Option<&Arc<PlanStep>> {
        self.schedule.step(self.focus()?)
    }

    pub(super) fn is_home(&self) -> bool {
        self.schedule.plan.audience == Audience::Home
    }

    /// Whether waits and open work end by themselves.
    pub(super) fn is_alone(&self) -> bool {
        self.is_home() || !self.attended
    }

    pub(super) fn is_running(&self) -> bool {
        self.stage == Stage::Running
    }

    /// How long the phase has lasted, without pauses.
    pub(super) fn elapsed(&self, now: SessionTime) -> Millis {
        if self.is_running() { self.active.base + now.since(self.active.since) } else { self.active.base }
    }

    /// When the phase will end by itself, as a time into it.
    pub(super) fn ends_at(&self) -> Option<Millis> {
        let active = &self.active;
        let patience = active.alone.map(|since| self.guess().max(since));
        match (active.phase, active.timing.ends_at()) {
            (Phase::Work, Some(by_time)) => Some(patience.map_or(by_time, |patience| patience.min(by_time))),
            (Phase::Work, None) => patience,
            _ => active.length.or(patience),
        }
    }

    /// How long the phase is reckoned to take where only hands can end it and none are there.
    pub(super) fn guess(&self) -> Millis {
        match self.active.phase {
            Phase::Work => self.active.timing.expected(),
            phase => Waits::first_guess(phase),
        }
    }

    /// The record of a bout, made where there is none yet.
    pub(super) fn record(&mut self, item: WorkItem) -> Option<&mut Record> {
        let planned = self.schedule.step(item)?.timing;
        let records = Arc::make_mut(&mut self.records);
        let index = records.iter().rposition(|record| record.item == item.id).unwrap_or_else(|| {
            records.push(Arc::new(Record::new(item.id, item.step, item.side, planned)));
            records.len() - 1
        });
        records.get_mut(index).map(Arc::make_mut)
    }
}
