//! Commands: when each is possible, and its effect.

use super::cue::CueKind;
use super::emitter::Emitter;
use super::event::{Ended, EventKind, Finish, MarkKind, Why};
use super::input::{Command, Refusal};
use super::record::{Mark, Release};
use super::state::{Active, Choice, Stage, State};
use holdwell_model::{Millis, Phase, SessionTime, Setting, Timing};

/// Longest time after an automatic change in which an Advance still belongs to the phase that ended.
const LATE_PRESS: Millis = Millis::from_secs(1);

impl State {
    /// Returns the phase that runs or is paused.
    pub(super) fn phase(&self) -> Option<Phase> {
        matches!(self.stage, Stage::Running | Stage::Held(_)).then_some(self.active.phase)
    }

    /// Explains why a command cannot act now; `None` where it can. Undo is left to the engine, which knows the past.
    pub(super) fn refusal(&self, command: &Command) -> Option<Refusal> {
        use Command as C;
        let held = matches!(self.stage, Stage::Held(_));
        match (command, self.stage) {
            (C::Score { value, point, .. }, Stage::Running | Stage::Held(_) | Stage::Finished(_)) => {
                let is_known = point.is_none_or(|point| self.has_point(point));
                (*value > 10).then_some(Refusal::ScoreRange).or((!is_known).then_some(Refusal::NoSuchPoint))
            }
            (C::Note { .. }, Stage::Running | Stage::Held(_) | Stage::Finished(_)) => None,
            (_, Stage::Finished(_)) => Some(Refusal::Over),
            (C::Advance | C::Stop, _) => None,
            (C::Insert { .. }, _) => self.no_room(),
            (C::Move { step, to }, _) => self.cannot_reach(*step).or_else(|| self.cannot_reach(*to)),
            (C::Drop(step), _) => self.cannot_reach(*step),
            (C::Jump(step), Stage::Running | Stage::Held(_)) => {
                self.place_to_jump(*step).is_none().then_some(Refusal::NoSuchStep)
            }
            (_, Stage::Ready) => Some(Refusal::NotStarted),
            (C::Name { item, .. }, _) => self.cannot_name(*item),
            (C::GoOn, _) => (!held).then_some(Refusal::NotHeld),
            (C::Pause, _) => held.then_some(Refusal::AlreadyHeld),
            (C::Hush, stage) => (stage == Stage::Held(Why::Hushed)).then_some(Refusal::AlreadyHeld),
            (C::PauseOrGoOn | C::Skip, _) => None,
            (C::Repeat, _) => self.finished.is_none().then_some(Refusal::NothingHeldYet).or_else(|| self.no_room()),
            (C::OtherSide, _) => self.no_other_side(),
            (_, Stage::Held(_)) => Some(Refusal::GoOnFirst),
            (C::Extend, _) => self.cannot_adjust(1),
            (C::Shorten, _) => self.cannot_adjust(-1),
            (C::Mark | C::Restart, _) => (self.active.phase != Phase::Work).then_some(Refusal::OnlyInWork),
            (C::Choose, _) => {
                let waits = self.active.phase == Phase::Settle && self.active.length.is_none();
                (!waits || self.is_alone()).then_some(Refusal::OnlyWhileSettleWaits)
            }
            (C::Back | C::Undo | C::UndoOrBack, _) => None,
        }
    }

    /// Returns true where an Advance now would belong to the phase that has just ended by itself. At home any key
    /// pauses, late or not.
    pub(super) fn is_late_press(&self, command: &Command, now: SessionTime) -> bool {
        let soon = self.change.is_some_and(|change| now.since(change.at) <= LATE_PRESS);
        *command == Command::Advance && self.is_running() && !self.is_home() && soon
    }

    /// Carries out a command, which must not be one that is refused.
    pub(super) fn apply(&mut self, command: &Command, at: SessionTime, out: &mut Emitter) {
        match command {
            Command::Advance => self.advance(at, out),
            // The first is the engine's, the others it has made plain before.
            Command::Undo | Command::UndoOrBack | Command::PauseOrGoOn => {}
            Command::Back if self.counts_taps() => self.end_phase(Ended::Hands, at, out),
            Command::Back => self.again(Ended::Abandoned, at, out),
            Command::Restart => self.again(Ended::Restarted, at, out),
            Command::Mark => self.mark(at, out),
            Command::Hush => self.hold(Why::Hushed, at, out),
            Command::Pause => self.hold(Why::Paused, at, out),
            Command::GoOn => self.go_on(at, out),
            Command::Extend => self.adjust(1, at, out),
            Command::Shorten => self.adjust(-1, at, out),
            Command::Skip => self.keep_hushed(at, out, Self::skip),
            Command::Repeat => self.repeat(),
            Command::OtherSide => self.other_side(),
            Command::Choose => self.choice = self.next_choice(),
            Command::Jump(step) => self.keep_hushed(at, out, |state, at, out| state.jump(*step, at, out)),
            Command::Insert { hold, length, next } => self.insert(hold, *length, *next),
            Command::Name { hold, item } => self.name(hold, *item, at, out),
            Command::Move { step, to } => self.move_step(*step, *to),
            Command::Drop(step) => self.drop_step(*step),
            Command::Score { kind, value, point } => self.score(*kind, *value, *point, at, out),
            Command::Note { text, item } => self.note(text, *item, at, out),
            Command::Stop => self.stop(at, out),
        }
    }

    /// Carries out the one key: what is sensible in each phase.
    fn advance(&mut self, at: SessionTime, out: &mut Emitter) {
        match self.stage {
            Stage::Ready => self.start(at, out),
            Stage::Running if self.is_home() => self.hold(Why::Paused, at, out),
            Stage::Running => self.advance_phase(at, out),
            Stage::Held(_) if self.is_home() || !self.is_fixed_hold() => self.go_on(at, out),
            Stage::Held(_) => self.hold_anew(at, out),
            Stage::Finished(_) => {}
        }
    }

    fn advance_phase(&mut self, at: SessionTime, out: &mut Emitter) {
        match (self.active.phase, self.active.timing.counted_by_hand()) {
            (Phase::Settle, _) => self.begin_chosen(at, out),
            (Phase::Work, Some(count)) => {
                self.active.reps += 1;
                self.event(at, EventKind::Rep(self.active.reps), out);
                self.cue(at, CueKind::RepEnd, out);
                if self.active.reps >= count {
                    self.end_phase(Ended::Hands, at, out);
                }
            }
            (Phase::Work, None) if self.active.timing.is_tapped() => self.tap(at, out),
            (Phase::Work, None) => self.end_phase(self.by_hand(at), at, out),
            _ => self.end_phase(Ended::Hands, at, out),
        }
    }

    /// Tells an early end by hands (before the minimum, the time or the count) from one that is on time.
    pub(super) fn by_hand(&self, at: SessionTime) -> Ended {
        let elapsed = self.elapsed(at);
        let early = match self.active.timing {
            Timing::Fixed { hold } => elapsed < hold,
            Timing::Open { minimum, .. } => minimum.is_some_and(|minimum| elapsed < minimum),
            Timing::Reps { count, .. } => self.active.reps < count,
            Timing::Block { length, .. } => elapsed < length,
            Timing::Listening { .. } => false,
        };
        if early { Ended::Early } else { Ended::Hands }
    }

    fn start(&mut self, at: SessionTime, out: &mut Emitter) {
        self.stage = Stage::Running;
        self.event_of(None, None, at, EventKind::Started, out);
        if self.schedule.current().is_none() && self.schedule.plan.free {
            self.add_free_hold();
        }
        match self.schedule.current() {
            Some(_) => self.begin_bout(at, out),
            None => self.finish(Finish::Complete, at, out),
        }
    }

    fn is_fixed_hold(&self) -> bool {
        self.active.phase == Phase::Work && self.active.timing.fixed_hold().is_some()
    }

    /// Goes on after a pause in a fixed hold: the try is interrupted, and the full time is held anew.
    fn hold_anew(&mut self, at: SessionTime, out: &mut Emitter) {
        self.leave(Ended::Interrupted, at, out);
        self.stage = Stage::Running;
        self.event(at, EventKind::WentOn, out);
        let settle = self.schedule.current().map(|item| self.setting(item, Phase::Settle));
        let phase = if settle == Some(Setting::Off) { Phase::Work } else { Phase::Settle };
        self.enter(phase, at, out);
    }

    /// Pauses the session. After a pause the client's word changes only the reason. It stays in the record of the hold at
    /// which it was said, in whatever phase, and whatever follows.
    fn hold(&mut self, why: Why, at: SessionTime, out: &mut Emitter) {
        let working = (self.active.phase == Phase::Work).then(|| self.elapsed(at));
        if why == Why::Hushed
            && let Some(record) = self.focus().and_then(|item| self.record(item))
        {
            let held = working.or_else(|| record.last().map(|last| last.held)).unwrap_or_default();
            record.marks.push(Mark { at, held, kind: MarkKind::ClientsWord });
        }
        self.active.base = self.elapsed(at);
        self.stage = Stage::Held(why);
        self.event(at, EventKind::Held(why), out);
    }

    /// Pauses the session as of the last instant before the machine slept.
    pub(super) fn hold_for_gap(&mut self, length: Millis, at: SessionTime, out: &mut Emitter) {
        if self.is_running() {
            self.hold(Why::Gap(length), at, out);
        }
    }

    pub(super) fn go_on(&mut self, at: SessionTime, out: &mut Emitter) {
        self.active.since = at;
        self.stage = Stage::Running;
        self.event(at, EventKind::WentOn, out);
    }

    /// Restarts the phase: Back abandons the try, Restart counts the same hold anew.
    fn again(&mut self, by: Ended, at: SessionTime, out: &mut Emitter) {
        let Active { timing, presses, .. } = self.active;
        self.leave_unlearnt(by, at, out);
        self.enter(self.active.phase, at, out);
        if by == Ended::Restarted {
            (self.active.timing, self.active.presses) = (timing, presses);
        }
    }

    /// Leaves a phase without learning its length as a usual wait.
    pub(super) fn leave_unlearnt(&mut self, by: Ended, at: SessionTime, out: &mut Emitter) {
        let waits = self.waits.clone();
        self.leave(by, at, out);
        self.waits = waits;
    }

    fn mark(&mut self, at: SessionTime, out: &mut Emitter) {
        let listening = self.active.timing.kind().is_listening();
        let kind = if listening { MarkKind::Significant } else { MarkKind::Release };
        let held = self.elapsed(at);
        if let Some(record) = self.focus().and_then(|item| self.record(item)) {
            record.marks.push(Mark { at, held, kind });
            if kind == MarkKind::Release && !matches!(record.released, Release::At(_)) {
                record.released = Release::At(held);
            }
        }
        self.event(at, EventKind::Marked(kind), out);
    }

    /// Adds a remark to the work item for which it was begun, which may be over since, or dropped.
    pub(super) fn note(&mut self, text: &str, item: Option<u32>, at: SessionTime, out: &mut Emitter) {
        let planned = match item {
            Some(id) => self.schedule.items.iter().find(|item| item.id == id).copied(),
            None => self.focus(),
        };
        let record = match (planned, item) {
            (Some(planned), _) => self.record(planned),
            (None, Some(id)) => self.record_with_id(id),
            (None, None) => None,
        };
        if let Some(record) = record {
            record.notes.push(text.to_owned());
        }
        self.event_of(planned, self.phase(), at, EventKind::Noted(text.to_owned()), out);
    }

    /// Leaves what is held, and stays still after the client's word until somebody goes on. Where nothing is left to do,
    /// that word has ended the session.
    fn keep_hushed(
        &mut self,
        at: SessionTime,
        out: &mut Emitter,
        leave: impl FnOnce(&mut Self, SessionTime, &mut Emitter),
    ) {
        let is_hushed = self.stage == Stage::Held(Why::Hushed);
        if is_hushed {
            out.hush();
        }
        leave(self, at, out);
        if is_hushed && self.is_running() {
            self.active.base = self.elapsed(at);
            self.stage = Stage::Held(Why::Hushed);
            self.event(at, EventKind::Held(Why::Hushed), out);
        }
    }

    fn skip(&mut self, at: SessionTime, out: &mut Emitter) {
        self.leave_now(at, out);
        if self.scan.is_some() {
            return self.rated(at, out);
        }
        match self.active.phase {
            Phase::Rest => self.next_bout(at, out),
            _ => self.follow(Phase::Recheck, at, out),
        }
    }

    /// Leaves the phase for something else; out of a pause, the session goes on there.
    pub(super) fn leave_now(&mut self, at: SessionTime, out: &mut Emitter) {
        let by = match (self.stage, self.active.phase) {
            (Stage::Held(Why::Hushed), Phase::Work) => Ended::ClientsWord,
            (_, Phase::Work) => Ended::Interrupted,
            _ => Ended::Skipped,
        };
        self.leave_unlearnt(by, at, out);
        if matches!(self.stage, Stage::Held(_)) {
            self.go_on(at, out);
        }
    }

    fn stop(&mut self, at: SessionTime, out: &mut Emitter) {
        let (by, how) = match self.stage {
            Stage::Held(Why::Hushed) => (Ended::ClientsWord, Finish::ClientsWord),
            _ => (Ended::Interrupted, Finish::Stopped),
        };
        if self.stage != Stage::Ready {
            self.leave_unlearnt(by, at, out);
        }
        self.finish(how, at, out);
    }

    fn begin_chosen(&mut self, at: SessionTime, out: &mut Emitter) {
        if self.choice == Choice::Planned {
            return self.end_phase(Ended::Hands, at, out);
        }
        self.leave(Ended::Hands, at, out);
        self.take_choice();
        self.enter(Phase::Work, at, out);
    }
}
