//! Where a session stands. Small, cheap to copy: a copy that runs ahead, an undo and a restore point are all just
//! another one of these.

use serde::{Deserialize, Serialize};

use super::event::{Finish, Why};
use super::record::Record;
use super::scan::Scan;
use super::schedule::{Schedule, WorkItem};
use super::waits::Waits;
use super::{Profile, Slot};
use holdwell_model::{Arc, Audience, Millis, Phase, Plan, PlanStep, SessionTime, Side, Timing};

/// How a session is run, beside its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// Which cues are heard.
    pub profile: Profile,
    /// The client's worse side, for steps that begin with it.
    pub worse_side: Option<Side>,
    /// Whether the last three seconds of a hold are counted, in home routines.
    pub count: Counting,
}

/// Whether the last three seconds of a hold are counted aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// They are not: a countdown invites waiting for the end.
    #[default]
    Off,
    /// They are.
    LastThree,
}

/// The name under which the demonstration is known.
pub const DEMONSTRATION: &str = "demonstration";

impl Options {
    /// What a plan asks for by itself: all cues at home and in the demonstration.
    pub fn of(plan: &Plan) -> Self {
        let full = plan.audience == Audience::Home || plan.id == DEMONSTRATION;
        Self { profile: if full { Profile::Full } else { Profile::Technique }, ..Self::default() }
    }
}

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

/// The phase that runs, with the anchors from which every time is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Active {
    /// Which phase.
    pub phase: Phase,
    /// When it began.
    pub entered: SessionTime,
    /// The instant from which it counts.
    pub since: SessionTime,
    /// What had been counted at that instant.
    pub base: Millis,
    /// How long it takes, where it is timed and not the work; `None` where it waits.
    pub length: Option<Millis>,
    /// The timing of the work, as extended and shortened.
    pub timing: Timing,
    /// Everything up to here has been said.
    pub(super) said: Millis,
    /// How long it had lasted when nobody was there any more to end it.
    pub(super) alone: Option<Millis>,
    /// Repetitions done.
    pub reps: u32,
    /// How many of minimum, target and ceiling were reached: each is said once, however they are moved.
    pub(super) reached: u8,
    /// How far into the work a rhythm was last tapped.
    #[serde(default)]
    pub(super) tapped: Option<Millis>,
}

/// A change that came by itself, and what it ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Change {
    pub(super) at: SessionTime,
    #[serde(rename = "bout")]
    pub(super) item: WorkItem,
    pub(super) phase: Phase,
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

impl Active {
    pub(super) const fn new(phase: Phase, at: SessionTime, timing: Timing) -> Self {
        Self {
            phase,
            entered: at,
            since: at,
            base: Millis::ZERO,
            length: None,
            timing,
            said: Millis::ZERO,
            alone: None,
            reps: 0,
            reached: 0,
            tapped: None,
        }
    }
}
