//! The course of a step: from phase to phase, side to side, step to step.

use super::cue::{CueKind, Profile};
use super::deadline::Milestone;
use super::emitter::Emitter;
use super::event::{Ended, EventKind, Finish};
use super::record::{Release, Try};
use super::schedule::{Rates, WorkItem};
use super::state::{Active, Change, Choice, Stage, State};
use holdwell_model::{Millis, Phase, RepWork, SessionTime, Setting, Technique, Timing};

impl State {
    /// Handles everything that is due at or before `upto`, in order, each stamped with its own instant.
    pub(super) fn run(&mut self, upto: SessionTime, out: &mut Emitter) {
        while let Some((due, marks)) = self.next_deadline().filter(|(due, _)| *due <= upto) {
            let due = due.max(self.active.since);
            self.active.said = marks.offset;
            for mark in marks.kinds().filter(|mark| *mark != Milestone::End) {
                self.pass(mark, due, out);
            }
            if marks.kinds().any(|mark| mark == Milestone::End) {
                self.end_by_itself(due, out);
            }
        }
    }

    pub(super) fn pass(&mut self, mark: Milestone, at: SessionTime, out: &mut Emitter) {
        match mark {
            Milestone::Sound(kind) => self.cue(at, kind, out),
            Milestone::Reach(kind) => {
                self.active.reach(kind);
                self.event(at, EventKind::Reached(kind), out);
                self.cue(at, kind, out);
            }
            Milestone::Rep(done) => {
                self.active.reps = done;
                self.event(at, EventKind::Rep(done), out);
                self.cue(at, CueKind::RepEnd, out);
            }
            Milestone::Appointment | Milestone::AppointmentOver => {
                self.slot_said |= mark == Milestone::Appointment;
                self.event(at, EventKind::Reached(CueKind::Appointment), out);
                self.cue(at, CueKind::Appointment, out);
            }
            Milestone::End => {}
        }
    }

    /// Gives target and ceiling that a change of length has put into the past.
    pub(super) fn reach_what_is_past(&mut self, elapsed: Millis, at: SessionTime, out: &mut Emitter) {
        let points = match self.active.timing {
            _ if self.active.phase != Phase::Work => return,
            Timing::Open { target, ceiling, .. } => [(target, CueKind::Target), (ceiling, CueKind::Ceiling)],
            Timing::Listening { ceiling, .. } => [(None, CueKind::Target), (ceiling, CueKind::Ceiling)],
            Timing::Fixed { .. } | Timing::Reps { .. } | Timing::Block { .. } => return,
        };
        for (point, kind) in points {
            if point.is_some_and(|point| point <= elapsed) && !self.active.has_reached(kind) {
                self.pass(Milestone::Reach(kind), at, out);
            }
        }
    }

    /// Ends at once what has already lasted as long as it does where nobody is there.
    pub(super) fn end_what_is_full(&mut self, at: SessionTime, out: &mut Emitter) {
        if self.is_running() && self.ends_at().is_some_and(|end| end <= self.elapsed(at)) {
            self.end_by_itself(at, out);
        }
    }

    /// Ends a phase whose time is full, or a wait that nobody is there to end.
    fn end_by_itself(&mut self, at: SessionTime, out: &mut Emitter) {
        let by_time = match self.active.phase {
            Phase::Work => self.active.timing.ends_at().is_some_and(|end| end <= self.elapsed(at)),
            _ => self.active.length.is_some(),
        };
        let Some(item) = self.focus() else { return self.finish(Finish::Complete, at, out) };
        self.change = Some(Change { at, item, phase: self.active.phase });
        self.end_phase(if by_time { Ended::Time } else { Ended::Hands }, at, out);
    }

    /// Ends the phase as planned and goes on to what follows it.
    pub(super) fn end_phase(&mut self, by: Ended, at: SessionTime, out: &mut Emitter) {
        let phase = self.active.phase;
        self.leave(by, at, out);
        match phase {
            Phase::Work if !self.active.timing.kind().is_listening() => self.cue(at, CueKind::HoldEnd, out),
            Phase::Return => self.cue(at, CueKind::ReturnEnd, out),
            _ => {}
        }
        if phase == Phase::Work {
            self.finished = self.schedule.current();
        }
        if phase == Phase::Rate { self.rated(at, out) } else { self.follow(phase, at, out) }
    }

    /// Closes the phase in the journal and, where it is the work, in the record.
    pub(super) fn leave(&mut self, by: Ended, at: SessionTime, out: &mut Emitter) {
        let (phase, held) = (self.active.phase, self.elapsed(at));
        self.event(at, EventKind::Left { by, held }, out);
        if phase != Phase::Work {
            if self.active.length.is_none() && self.active.alone.is_none() {
                self.waits.learn(phase, held);
            }
            return;
        }
        let technique = self.focus_step().map(|step| step.technique);
        let Some(record) = self.focus().and_then(|item| self.record(item)) else { return };
        if let Some(attempt) = record.tries.last_mut() {
            (attempt.held, attempt.ended) = (held, Some(by));
        }
        // A short hold that the hands end before its time has let go, unless the therapist says otherwise later.
        let lets_go = matches!(technique, Some(Technique::Smrt | Technique::Counterstrain));
        if by == Ended::Early && lets_go && record.released == Release::NotSaid {
            record.released = Release::At(held);
        }
    }

    /// Goes on to the phase after `phase`, the other side, the next step, or the end.
    pub(super) fn follow(&mut self, phase: Phase, at: SessionTime, out: &mut Emitter) {
        let Some(item) = self.schedule.current() else { return };
        let later = [Phase::Settle, Phase::Work, Phase::Return, Phase::Recheck, Phase::Rest];
        // A rest comes only after work.
        let comes = |next: &Phase| *next != Phase::Rest || self.worked;
        let is_on = |next: &Phase| self.setting(item, *next) != Setting::Off;
        let next = later.into_iter().filter(comes).find(|next| *next > phase && is_on(next));
        match next {
            Some(next) => self.enter(next, at, out),
            None => self.next_bout(at, out),
        }
    }

    /// Returns the setting of a phase for an item; off where this item does not have that phase.
    pub(super) fn setting(&self, item: WorkItem, phase: Phase) -> Setting {
        let Some(step) = self.schedule.step(item) else { return Setting::Off };
        match phase {
            Phase::Rate if item.rates == Rates::Nothing => Setting::Off,
            Phase::Rest if !item.last => Setting::Off,
            Phase::Rest => self.rest_after(item),
            phase => step.phases.of(phase),
        }
    }

    /// Returns the rest that an item with the last of a step takes, which need not be its own step's.
    fn rest_after(&self, item: WorkItem) -> Setting {
        self.schedule.step_at(item.rest_step()).map_or(Setting::Off, |step| step.phases.rest)
    }

    pub(super) fn next_bout(&mut self, at: SessionTime, out: &mut Emitter) {
        let left = self.schedule.current();
        self.schedule.at += 1;
        while let Some(item) = self.schedule.current().filter(|item| self.is_done_with(*item)) {
            if self.worked && self.setting(item, Phase::Rest) != Setting::Off {
                return self.enter(Phase::Rest, at, out);
            }
            self.schedule.at += 1;
        }
        if self.schedule.current().is_none() && self.schedule.plan.free && self.attended {
            self.add_free_hold();
        }
        let Some(item) = self.schedule.current() else {
            // The last item stays in view, and its contacts can still be scored.
            self.schedule.at -= 1;
            let how = if out.is_hushed() { Finish::ClientsWord } else { Finish::Complete };
            return self.finish(how, at, out);
        };
        self.worked &= left.is_some_and(|left| !left.last);
        if left.is_some_and(|left| self.is_other_side(left, item)) {
            self.cue(at, CueKind::SideSwitch, out);
        }
        self.begin_bout(at, out);
    }

    /// Begins the current work item with its first phase; a group that asks for it is scanned before its first step.
    pub(super) fn begin_bout(&mut self, at: SessionTime, out: &mut Emitter) {
        if self.begin_scan(at, out) {
            return;
        }
        let Some(item) = self.schedule.current() else { return };
        if self.setting(item, Phase::Rate) == Setting::Off || self.rated == Some(item.id) {
            self.follow(Phase::Rate, at, out);
        } else {
            self.enter(Phase::Rate, at, out);
        }
    }

    /// Begins a phase of the item in focus.
    pub(super) fn enter(&mut self, phase: Phase, at: SessionTime, out: &mut Emitter) {
        let Some(item) = self.focus() else { return };
        let Some(timing) = self.schedule.step(item).map(|step| step.timing) else { return };
        let setting = self.entered_setting(item, phase);
        self.worked = phase == Phase::Work || (phase != Phase::Rest && self.worked);
        self.active = Active::new(phase, at, timing);
        self.active.alone = self.is_alone().then_some(Millis::ZERO);
        self.choice = Choice::Planned;
        if let (Setting::Timed(length), true) = (setting, phase != Phase::Work) {
            self.active.length = Some(length);
        }
        self.event(at, EventKind::Entered, out);
        match phase {
            Phase::Rate => {}
            Phase::Settle => self.cue(at, CueKind::Settle, out),
            Phase::Work => self.begin_work(item, at, out),
            Phase::Return => self.cue(at, CueKind::ReturnBegin, out),
            Phase::Recheck => self.cue(at, CueKind::Recheck, out),
            Phase::Rest => self.cue(at, CueKind::Rest, out),
        }
    }

    /// Returns the setting with which a phase of an item begins.
    pub(super) fn entered_setting(&self, item: WorkItem, phase: Phase) -> Setting {
        match phase {
            _ if self.scan.is_some() => self.scan_setting(item),
            // A mirror that was added meanwhile takes the rest that comes after it, not the one that runs.
            Phase::Rest => self.rest_after(item),
            phase => self.setting(item, phase),
        }
    }

    fn begin_work(&mut self, item: WorkItem, at: SessionTime, out: &mut Emitter) {
        if let Some(record) = self.record(item) {
            record.tries.push(Try { began: at, held: Millis::ZERO, ended: None });
            // A release counts for the try that counts.
            record.released = Release::NotSaid;
            record.taps.clear();
        }
        self.cue(at, CueKind::HoldBegin, out);
        if let Some((_, RepWork::Timed(_))) = self.active.timing.counted() {
            self.cue(at, CueKind::RepBegin, out);
        }
    }

    pub(super) fn finish(&mut self, how: Finish, at: SessionTime, out: &mut Emitter) {
        self.active.base = self.elapsed(at);
        // No time counts from here on; the end is remembered for what is said after it.
        self.active.since = at;
        self.stage = Stage::Finished(how);
        self.event_of(None, None, at, EventKind::Finished(how), out);
        if how == Finish::Complete && self.options.profile == Profile::Full {
            self.cue(at, CueKind::SessionEnd, out);
        }
    }
}
