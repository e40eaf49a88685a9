//! The course of a step: from phase to phase, side to side, step to step.

use super::CueKind;
use super::agenda::{Bout, Rates};
use super::deadline::Mark;
use super::event::{Ended, EventKind, Finish};
use super::record::{Release, Try};
use super::state::{Active, Change, Choice, Stage, State};
use super::telling::Telling;
use holdwell_model::{Millis, Phase, RepWork, SessionTime, Setting, Technique, Timing};

impl State {
    /// Handles everything that is due at or before `upto`, in order, each stamped with its own instant.
    pub(super) fn run(&mut self, upto: SessionTime, told: &mut Telling) {
        while let Some((due, marks)) = self.next_deadline().filter(|(due, _)| *due <= upto) {
            let due = due.max(self.active.since);
            self.active.said = marks.offset;
            for mark in marks.kinds().filter(|mark| *mark != Mark::End) {
                self.pass(mark, due, told);
            }
            if marks.kinds().any(|mark| mark == Mark::End) {
                self.end_by_itself(due, told);
            }
        }
    }

    fn pass(&mut self, mark: Mark, at: SessionTime, told: &mut Telling) {
        match mark {
            Mark::Sound(kind) => self.cue(at, kind, told),
            Mark::Reach(kind) => {
                self.active.reach(kind);
                self.event(at, EventKind::Reached(kind), told);
                self.cue(at, kind, told);
            }
            Mark::Rep(done) => {
                self.active.reps = done;
                self.event(at, EventKind::Rep(done), told);
                self.cue(at, CueKind::RepEnd, told);
            }
            Mark::Appointment => {
                self.slot_said = true;
                self.event(at, EventKind::Reached(CueKind::Appointment), told);
                self.cue(at, CueKind::Appointment, told);
            }
            Mark::End => {}
        }
    }

    /// A phase whose time is full, or a wait that nobody is there to end.
    fn end_by_itself(&mut self, at: SessionTime, told: &mut Telling) {
        let by_time = match self.active.phase {
            Phase::Work => self.active.timing.ends_at().is_some_and(|end| end <= self.elapsed(at)),
            _ => self.active.length.is_some(),
        };
        let Some(bout) = self.focus() else { return self.finish(Finish::Complete, at, told) };
        self.change = Some(Change { at, bout, phase: self.active.phase });
        self.end_phase(if by_time { Ended::Time } else { Ended::Hands }, at, told);
    }

    /// Ends the phase as planned and goes on to what follows it.
    pub(super) fn end_phase(&mut self, by: Ended, at: SessionTime, told: &mut Telling) {
        let phase = self.active.phase;
        self.leave(by, at, told);
        match phase {
            Phase::Work if !matches!(self.active.timing, Timing::Listening { .. }) => {
                self.cue(at, CueKind::HoldEnd, told);
            }
            Phase::Return => self.cue(at, CueKind::ReturnEnd, told),
            _ => {}
        }
        if phase == Phase::Work {
            self.finished = self.agenda.current();
        }
        if phase == Phase::Rate { self.rated(at, told) } else { self.follow(phase, at, told) }
    }

    /// Closes the phase in the journal and, where it is the work, in the record.
    pub(super) fn leave(&mut self, by: Ended, at: SessionTime, told: &mut Telling) {
        let (phase, held) = (self.active.phase, self.elapsed(at));
        self.event(at, EventKind::Left { by, held }, told);
        if phase != Phase::Work {
            if self.active.length.is_none() && self.active.alone.is_none() {
                self.waits.learn(phase, held);
            }
            return;
        }
        let technique = self.focus_step().map(|step| step.technique);
        let Some(record) = self.focus().and_then(|bout| self.record(bout)) else { return };
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
    pub(super) fn follow(&mut self, phase: Phase, at: SessionTime, told: &mut Telling) {
        let Some(bout) = self.agenda.current() else { return };
        let later = [Phase::Settle, Phase::Work, Phase::Return, Phase::Recheck, Phase::Rest];
        let next = later.into_iter().find(|next| *next > phase && self.setting(bout, *next) != Setting::Off);
        match next {
            Some(next) => self.enter(next, at, told),
            None => self.next_bout(at, told),
        }
    }

    /// What a phase of a bout does: its step's setting, where this bout has that phase at all.
    pub(super) fn setting(&self, bout: Bout, phase: Phase) -> Setting {
        let Some(step) = self.agenda.step(bout) else { return Setting::Off };
        match phase {
            Phase::Rate if bout.rates == Rates::Nothing => Setting::Off,
            Phase::Rest if !bout.last => Setting::Off,
            phase => step.phases.of(phase),
        }
    }

    pub(super) fn next_bout(&mut self, at: SessionTime, told: &mut Telling) {
        let left = self.agenda.current();
        self.agenda.at += 1;
        if self.agenda.current().is_none() && self.agenda.plan.free && self.attended {
            self.add_free_hold();
        }
        let Some(bout) = self.agenda.current() else {
            // The last bout stays in view, and its contacts can still be scored.
            self.agenda.at -= 1;
            return self.finish(Finish::Complete, at, told);
        };
        if left.is_some_and(|left| left.step == bout.step && left.side != bout.side) {
            self.cue(at, CueKind::SideSwitch, told);
        }
        self.begin_bout(at, told);
    }

    /// Begins the current bout with its first phase; a group that asks for it is scanned before its first step.
    pub(super) fn begin_bout(&mut self, at: SessionTime, told: &mut Telling) {
        if self.begin_scan(at, told) {
            return;
        }
        let Some(bout) = self.agenda.current() else { return };
        if self.setting(bout, Phase::Rate) == Setting::Off {
            self.follow(Phase::Rate, at, told);
        } else {
            self.enter(Phase::Rate, at, told);
        }
    }

    /// Begins a phase of what is under the hands.
    pub(super) fn enter(&mut self, phase: Phase, at: SessionTime, told: &mut Telling) {
        let Some(bout) = self.focus() else { return };
        let Some(timing) = self.agenda.step(bout).map(|step| step.timing) else { return };
        let setting = if self.scan.is_some() { self.scan_setting(bout) } else { self.setting(bout, phase) };
        self.active = Active::new(phase, at, timing);
        self.active.alone = self.is_alone().then_some(Millis::ZERO);
        self.choice = Choice::Planned;
        if let (Setting::Timed(length), true) = (setting, phase != Phase::Work) {
            self.active.length = Some(length);
        }
        self.event(at, EventKind::Entered, told);
        match phase {
            Phase::Rate => {}
            Phase::Settle => self.cue(at, CueKind::Settle, told),
            Phase::Work => self.begin_work(bout, at, told),
            Phase::Return => self.cue(at, CueKind::ReturnBegin, told),
            Phase::Recheck => self.cue(at, CueKind::Recheck, told),
            Phase::Rest => self.cue(at, CueKind::Rest, told),
        }
    }

    fn begin_work(&mut self, bout: Bout, at: SessionTime, told: &mut Telling) {
        if let Some(record) = self.record(bout) {
            record.tries.push(Try { began: at, held: Millis::ZERO, ended: None });
            record.taps.clear();
        }
        self.cue(at, CueKind::HoldBegin, told);
        if matches!(self.active.timing, Timing::Reps { work: RepWork::Timed(_), .. }) {
            self.cue(at, CueKind::RepBegin, told);
        }
    }

    pub(super) fn finish(&mut self, how: Finish, at: SessionTime, told: &mut Telling) {
        self.active.base = self.elapsed(at);
        self.stage = Stage::Finished(how);
        self.event_of(None, None, at, EventKind::Finished(how), told);
        if how == Finish::Complete && self.options.profile == super::Profile::Full {
            self.cue(at, CueKind::SessionEnd, told);
        }
    }
}
