//! The view of a session, worked out from anchors and now, without the engine.

use super::input::{Command, Refusal, ScoreKind, Slot};
use super::project::Projection;
use super::record::Record;
use super::schedule::{Rates, Schedule, WorkItem};
use super::state::{Active, Choice, Options, Stage, State};
use holdwell_model::{Arc, Millis, Phase, Plan, PlanStep, RepWork, SessionTime, Side, Technique, Timing};

/// A session as it stands. Published on transitions only; every number that moves is a function of now.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    state: State,
    tail: Projection,
    undo_until: Option<SessionTime>,
}

/// Work to come: a step and a side.
#[derive(Debug, Clone, PartialEq)]
pub struct Upcoming {
    /// Title in large type; empty for a hold that gets its name later.
    pub title: String,
    /// Side to be worked.
    pub side: Side,
}

/// A part of a timed repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepPart {
    /// The work: in soft tissue release the stretch.
    Work,
    /// The pause before the next one, in which the hands let go.
    Rest,
}

impl View {
    pub(super) fn new(state: State, undo_until: Option<SessionTime>) -> Self {
        Self { tail: state.tail(), state, undo_until }
    }

    /// Returns the state as it stands.
    pub(super) const fn state(&self) -> &State {
        &self.state
    }

    /// Returns the plan.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.state.schedule.plan
    }

    /// Returns the live plan: every item, done, current and ahead.
    pub const fn schedule(&self) -> &Schedule {
        &self.state.schedule
    }

    /// Returns the options of the session.
    pub const fn options(&self) -> &Options {
        &self.state.options
    }

    /// Returns the stage: ready, running, paused or finished.
    pub const fn stage(&self) -> Stage {
        self.state.stage
    }

    /// Returns true from the start to the end of the session.
    pub const fn is_under_way(&self) -> bool {
        matches!(self.state.stage, Stage::Running | Stage::Held(_))
    }

    /// Returns the phase, while the session is under way.
    pub fn phase(&self) -> Option<Phase> {
        self.state.phase()
    }

    /// Returns the phase with its anchors.
    pub const fn active(&self) -> &Active {
        &self.state.active
    }

    /// Returns the item in focus.
    pub fn item(&self) -> Option<WorkItem> {
        self.state.focus()
    }

    /// Returns the step of the item in focus.
    pub fn step(&self) -> Option<&Arc<PlanStep>> {
        self.state.focus_step()
    }

    /// Returns the technique of that step, else the plan's.
    pub fn technique(&self) -> Technique {
        self.step().map_or(self.plan().technique, |step| step.technique)
    }

    /// Returns true in listening work: near-black, no ring, no sound.
    pub fn is_listening(&self) -> bool {
        let listens = self.state.active.timing.kind().is_listening();
        self.phase() == Some(Phase::Work) && (listens || self.technique().is_silent())
    }

    /// Returns true while a rhythm is tapped: Advance counts a tap, and Back ends it.
    pub fn counts_taps(&self) -> bool {
        self.phase() == Some(Phase::Work) && self.state.counts_taps()
    }

    /// Returns true where the client runs this alone, so that any key pauses.
    pub fn is_home(&self) -> bool {
        self.state.is_home()
    }

    /// Returns the records so far, in the order of their begin.
    pub const fn records(&self) -> &Arc<Vec<Arc<Record>>> {
        &self.state.records
    }

    /// Returns the record of the item in focus.
    pub fn record(&self) -> Option<&Record> {
        self.state.record_of(self.item()?)
    }

    /// Returns the progress of a scan: contacts rated so far, and all of them.
    pub fn scan(&self) -> Option<(usize, usize)> {
        self.state.scan.as_ref().map(super::state::Scan::progress)
    }

    /// Returns the contact of the step in focus that a scan is rating, by its index.
    pub fn rated_contact(&self) -> Option<u8> {
        self.state.scan.as_ref().map(super::state::Scan::contact)
    }

    /// Returns true where the rate phase takes the right side, then the left.
    pub fn rates_both_sides(&self) -> bool {
        self.phase() == Some(Phase::Rate) && self.item().is_some_and(|item| item.rates == Rates::BothSides)
    }

    /// Returns the kind of score that the next digit gives.
    pub fn score_kind(&self) -> ScoreKind {
        match self.phase() {
            Some(Phase::Settle) if self.state.lacks_score_after() => ScoreKind::After,
            Some(Phase::Rate | Phase::Settle) => ScoreKind::Before,
            Some(Phase::Work) => ScoreKind::InPosition,
            _ => ScoreKind::After,
        }
    }

    /// Returns the work that will start when settle ends.
    pub const fn choice(&self) -> Choice {
        self.state.choice
    }

    /// Returns the chosen step and side; `None` for an unnamed hold.
    pub fn chosen(&self) -> Option<(&Arc<PlanStep>, Side)> {
        self.state.chosen()
    }

    /// Returns the work after the current one.
    pub fn next(&self) -> Option<Upcoming> {
        let item = self.state.next_up()?;
        self.state.schedule.step(item).map(|step| Upcoming { title: step.title.clone(), side: item.side })
    }

    /// Returns the contact that a scan rates after the current one; `None` for the last.
    pub fn rated_next(&self) -> Option<Upcoming> {
        let item = self.state.scan.as_ref()?.next_item(&self.state.schedule)?;
        self.state.schedule.step(item).map(|step| Upcoming { title: step.title.clone(), side: item.side })
    }

    /// Returns the appointment.
    pub const fn slot(&self) -> Option<Slot> {
        self.state.slot
    }

    /// Returns the change that one press of longer makes to the phase, and one of shorter.
    pub fn adjustments(&self) -> [Millis; 2] {
        [1, -1].map(|by| Millis(self.state.adjusted(by).change_from(self.active()).unsigned_abs()))
    }

    /// Returns the elapsed time of the phase, without pauses.
    pub fn elapsed(&self, now: SessionTime) -> Millis {
        self.state.elapsed(now)
    }

    /// Returns the end of the phase as a time into it; `None` where only hands end it.
    pub fn length(&self) -> Option<Millis> {
        self.state.ends_at()
    }

    /// Returns the remaining time of the phase; `None` where only hands end it.
    pub fn remaining(&self, now: SessionTime) -> Option<Millis> {
        self.length().map(|length| length - self.elapsed(now))
    }

    /// Returns the progress of the phase: 1 is full, open work goes on past it; `None` in a wait.
    pub fn progress(&self, now: SessionTime) -> Option<f32> {
        if let Some((done, count)) = self.counted() {
            return Some(done as f32 / count.max(1) as f32);
        }
        let whole = match (self.length(), self.phase(), self.active().timing.landmarks()) {
            (Some(length), ..) => length,
            (None, Some(Phase::Work), Some([minimum, target, ceiling])) => target.or(minimum).or(ceiling)?,
            _ => return None,
        };
        (whole.0 > 0).then(|| self.elapsed(now).0 as f32 / whole.0 as f32)
    }

    /// Returns the repetitions done and those planned, where hands count them.
    pub fn counted(&self) -> Option<(u32, u32)> {
        let count = self.active().timing.counted_by_hand().filter(|_| self.phase() == Some(Phase::Work))?;
        Some((self.active().reps, count))
    }

    /// Returns the part of a timed repetition; `None` in all other work, and where nothing lies between two of them.
    pub fn rep_part(&self, now: SessionTime) -> Option<RepPart> {
        let Timing::Reps { work: RepWork::Timed(work), rest, .. } = self.active().timing else { return None };
        if self.phase() != Some(Phase::Work) || rest.is_zero() {
            return None;
        }
        let since = self.elapsed(now).0 % (work + rest).0;
        Some(if since < work.0 { RepPart::Work } else { RepPart::Rest })
    }

    /// Returns the estimated length of the rest of the session.
    pub fn left(&self, now: SessionTime) -> Projection {
        let mut left = self.tail;
        if self.phase().is_some() {
            let active = &self.state.active;
            let by_hands = active.phase == Phase::Work && active.timing.is_open_ended() && !self.state.is_alone();
            let whole = self.length().filter(|_| !by_hands).unwrap_or_else(|| match active.phase {
                Phase::Work => active.timing.expected(),
                phase => self.state.waits.expected(phase, self.state.technique()),
            });
            left.length += whole - self.elapsed(now);
            left.about |= by_hands || self.length().is_none();
        }
        left
    }

    /// Returns the estimated end of the session.
    pub fn projected_end(&self, now: SessionTime) -> SessionTime {
        now + self.left(now).length
    }

    /// Returns what will be left of the appointment, less its reserve, in milliseconds; negative when the session takes
    /// too long.
    pub fn in_hand_millis(&self, now: SessionTime) -> Option<i64> {
        let slot = self.slot()?;
        let closing = slot.until - slot.reserve;
        Some(closing.0.cast_signed() - self.projected_end(now).0.cast_signed())
    }

    /// Returns true while the last command can still be taken back; later the same key restarts the phase.
    pub fn can_undo(&self, now: SessionTime) -> bool {
        self.undo_until.is_some_and(|until| now <= until)
    }

    /// Explains why a command cannot act now; `None` where it can.
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
