//! What a screen shows, worked out from anchors and now, without the engine.

use super::input::{Command, Refusal, ScoreKind, Slot};
use super::project::Projection;
use super::record::Record;
use super::schedule::{Rates, Schedule, WorkItem};
use super::state::{Active, Choice, Options, Stage, State};
use holdwell_model::{Arc, Millis, Phase, Plan, PlanStep, SessionTime, Side, Technique, Timing};

/// A session as it stands. It is published on transitions only; every number that moves is a function of now.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    state: State,
    tail: Projection,
    undo_until: Option<SessionTime>,
}

/// Something to be worked: a step and a side.
#[derive(Debug, Clone, PartialEq)]
pub struct Upcoming {
    /// What stands large; empty for a hold that gets its name later.
    pub title: String,
    /// The side.
    pub side: Side,
}

impl View {
    pub(super) fn new(state: State, undo_until: Option<SessionTime>) -> Self {
        Self { tail: state.tail(), state, undo_until }
    }

    /// The plan that is run.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.state.schedule.plan
    }

    /// The live plan: every bout, done, current and ahead.
    pub const fn schedule(&self) -> &Schedule {
        &self.state.schedule
    }

    /// How the session is run.
    pub const fn options(&self) -> &Options {
        &self.state.options
    }

    /// Whether it runs.
    pub const fn stage(&self) -> Stage {
        self.state.stage
    }

    /// Whether it was started and is not over.
    pub const fn is_under_way(&self) -> bool {
        matches!(self.state.stage, Stage::Running | Stage::Held(_))
    }

    /// The phase, while it is under way.
    pub fn phase(&self) -> Option<Phase> {
        self.state.phase()
    }

    /// The phase with its anchors.
    pub const fn active(&self) -> &Active {
        &self.state.active
    }

    /// What is under the hands.
    pub fn item(&self) -> Option<WorkItem> {
        self.state.focus()
    }

    /// Its step.
    pub fn step(&self) -> Option<&Arc<PlanStep>> {
        self.state.focus_step()
    }

    /// Its technique, or the plan's.
    pub fn technique(&self) -> Technique {
        self.step().map_or(self.plan().technique, |step| step.technique)
    }

    /// Whether it is listening work: near-black, no ring, no sound.
    pub fn is_listening(&self) -> bool {
        let listens = matches!(self.state.active.timing, Timing::Listening { .. });
        self.phase() == Some(Phase::Work) && (listens || self.technique().is_silent())
    }

    /// Whether a rhythm is tapped now: Advance counts a tap, and Back ends it.
    pub fn counts_taps(&self) -> bool {
        self.phase() == Some(Phase::Work) && self.state.counts_taps()
    }

    /// Whether the client runs this alone, so that any key pauses.
    pub fn is_home(&self) -> bool {
        self.state.is_home()
    }

    /// What was done so far, in the order in which it was begun.
    pub const fn records(&self) -> &Arc<Vec<Arc<Record>>> {
        &self.state.records
    }

    /// The record of what is under the hands.
    pub fn record(&self) -> Option<&Record> {
        self.state.record_of(self.item()?)
    }

    /// How far a scan is: rated so far, of how many.
    pub fn scan(&self) -> Option<(usize, usize)> {
        self.state.scan.as_ref().map(super::state::Scan::progress)
    }

    /// Whether the rate phase takes the right side, then the left.
    pub fn rates_both_sides(&self) -> bool {
        self.phase() == Some(Phase::Rate) && self.item().is_some_and(|item| item.rates == Rates::BothSides)
    }

    /// What the next digit means here.
    pub fn score_kind(&self) -> ScoreKind {
        match self.phase() {
            Some(Phase::Rate) => ScoreKind::Before,
            Some(Phase::Settle | Phase::Work) => ScoreKind::InPosition,
            _ => ScoreKind::After,
        }
    }

    /// What settle's end will start.
    pub const fn choice(&self) -> Choice {
        self.state.choice
    }

    /// What that is, where it differs from the plan: step and side; `None` for an unnamed hold.
    pub fn chosen(&self) -> Option<(&Arc<PlanStep>, Side)> {
        self.state.chosen()
    }

    /// What comes next.
    pub fn next(&self) -> Option<Upcoming> {
        let item = self.state.next_up()?;
        self.state.schedule.step(item).map(|step| Upcoming { title: step.title.clone(), side: item.side })
    }

    /// The appointment.
    pub const fn slot(&self) -> Option<Slot> {
        self.state.slot
    }

    /// How long the phase has lasted, without pauses.
    pub fn elapsed(&self, now: SessionTime) -> Millis {
        self.state.elapsed(now)
    }

    /// When the phase ends by itself, as a time into it; `None` where only hands end it.
    pub fn length(&self) -> Option<Millis> {
        self.state.ends_at()
    }

    /// How long it still lasts; `None` where only hands end it.
    pub fn remaining(&self, now: SessionTime) -> Option<Millis> {
        self.length().map(|length| length - self.elapsed(now))
    }

    /// How far the phase is, of what is reckoned: 1 is full, open work goes on past it; `None` in a wait.
    pub fn progress(&self, now: SessionTime) -> Option<f32> {
        let whole = match (self.length(), self.phase(), self.active().timing) {
            (Some(length), ..) => length,
            (None, Some(Phase::Work), Timing::Open { minimum, target, ceiling }) => target.or(minimum).or(ceiling)?,
            _ => return None,
        };
        (whole.0 > 0).then(|| self.elapsed(now).0 as f32 / whole.0 as f32)
    }

    /// How long the session is reckoned to take from now on.
    pub fn left(&self, now: SessionTime) -> Projection {
        let mut left = self.tail;
        if self.phase().is_some() {
            let active = &self.state.active;
            let by_hands = active.phase == Phase::Work && active.timing.is_open_ended() && !self.state.is_alone();
            let whole = self.length().filter(|_| !by_hands).unwrap_or_else(|| match active.phase {
                Phase::Work => active.timing.expected(),
                phase => self.state.waits.expected(phase),
            });
            left.length += whole - self.elapsed(now);
            left.about |= by_hands || self.length().is_none();
        }
        left
    }

    /// When the session is reckoned to end.
    pub fn projected_end(&self, now: SessionTime) -> SessionTime {
        now + self.left(now).length
    }

    /// How much of the appointment, less its reserve, will be left over: milliseconds, negative when it is too much.
    pub fn in_hand_millis(&self, now: SessionTime) -> Option<i64> {
        let slot = self.slot()?;
        let closing = slot.until - slot.reserve;
        Some(closing.0.cast_signed() - self.projected_end(now).0.cast_signed())
    }

    /// Whether the last command can still be taken back; later the same key restarts the phase.
    pub fn can_undo(&self, now: SessionTime) -> bool {
        self.undo_until.is_some_and(|until| now <= until)
    }

    /// Why a command cannot act now; `None` where it can.
    pub fn refusal(&self, command: &Command) -> Option<Refusal> {
        let undoable = self.undo_until.is_some();
        match command {
            Command::Undo => (!undoable).then_some(Refusal::NothingToUndo),
            Command::UndoOrBack if undoable && !self.state.was_tapped() => None,
            Command::UndoOrBack => self.state.refusal(&Command::Back),
            command => self.state.refusal(command),
        }
    }
}
