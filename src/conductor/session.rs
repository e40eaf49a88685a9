//! One session while it runs: its engine, its clock, and what it hands to the ports.

use std::collections::VecDeque;

use super::backlog::Backlog;
use super::clock::Reading;
use super::handle::session_time;
use super::{Account, Begin};
use crate::audio::{Nanos, Progress, SoundPort};
use crate::engine::{Command, Engine, Input, Notice, Output, Stage};
use crate::model::{Millis, SessionTime};
use crate::store::Entry;

/// A wake-up later than this was a stall.
const STALL: Nanos = 2_000_000_000;
/// While a session is under way it is looked at this often, so that a stall or a sleep is known to the second.
const HEARTBEAT: Nanos = 1_000_000_000;
/// How long the cues of a key press wait where the key may still become a double or a long press.
const GRACE: Millis = Millis(400);

/// A session under way or over.
pub(super) struct Session {
    engine: Engine,
    pub(super) zero: Nanos,
    pub(super) speed: u32,
    script: VecDeque<(SessionTime, Input)>,
    wake: Option<SessionTime>,
    /// The last look at clock and sound, and the instant at which the next was due.
    last: Reading,
    last_position: u64,
    /// The due instants of cues that were handed out and not cancelled.
    placed: Vec<SessionTime>,
    due: Option<Nanos>,
    pub(super) account: Account,
    /// What the sound had been through before this session.
    before: Progress,
    /// Whether there is something new to be seen.
    pub(super) changed: bool,
    pub(super) notice: Option<(SessionTime, Notice)>,
}

impl Session {
    /// Starts at this reading, which becomes time zero.
    pub(super) fn start(
        begin: Begin,
        speed: u32,
        reading: Reading,
        sound: &mut dyn SoundPort,
        journal: &mut Backlog,
    ) -> Self {
        sound.begin(reading.nanos);
        let before = sound.progress();
        let mut session = Self {
            engine: Engine::new(&begin.plan, begin.options),
            zero: reading.nanos,
            speed,
            script: begin.script.into(),
            wake: None,
            last: reading,
            last_position: before.position,
            placed: Vec::new(),
            due: None,
            account: Account::default(),
            before,
            changed: true,
            notice: None,
        };
        let slot = begin.appointment.map(|appointment| appointment.slot(SessionTime::ZERO));
        session.handle(SessionTime::ZERO, Input::Slot(slot), sound, journal);
        session.handle(SessionTime::ZERO, Input::Command(Command::Advance), sound, journal);
        session
    }

    pub(super) const fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(super) fn now(&self, reading: Reading) -> SessionTime {
        session_time(reading, self.zero, self.speed)
    }

    /// Someone gives a command.
    pub(super) fn tell(
        &mut self,
        command: Command,
        reading: Reading,
        sound: &mut dyn SoundPort,
        journal: &mut Backlog,
    ) {
        self.handle(self.now(reading), Input::Command(command), sound, journal);
    }

    /// Someone presses a key.
    pub(super) fn press(
        &mut self,
        command: Command,
        reading: Reading,
        sound: &mut dyn SoundPort,
        journal: &mut Backlog,
    ) {
        self.handle(self.now(reading), Input::Press(command, GRACE), sound, journal);
    }

    /// Looks at the clock: everything due is done at its own instant, scripted commands among it; where the machine
    /// slept or stalled, all is held as of the last look.
    pub(super) fn look(&mut self, reading: Reading, sound: &mut dyn SoundPort, journal: &mut Backlog) {
        let now = self.now(reading);
        let mut earliest = SessionTime::ZERO;
        if let Some(length) = self.gap(reading, sound) {
            let since = self.now(self.last);
            self.handle(now, Input::Gap { since, length }, sound, journal);
            // What was to be said in the gap is said after it: the engine's time never goes back.
            earliest = now;
        }
        while let Some((at, input)) = self.script.pop_front_if(|(at, _)| *at <= now) {
            self.handle(at.max(earliest), input, sound, journal);
        }
        if self.wake.is_some_and(|wake| wake <= now) {
            self.handle(now, Input::Tick, sound, journal);
        }
        self.count_given(now + Millis(1));
        (self.last, self.last_position) = (reading, sound.progress().position);
    }

    /// How long the machine slept or this thread stood still since the last look, where that is too long to be caught
    /// up with. A stall is caught up with when the sound went on through it with cues that it already had.
    fn gap(&self, reading: Reading, sound: &dyn SoundPort) -> Option<Millis> {
        let slept = reading.slept - self.last.slept;
        if slept > STALL {
            return Some(millis(slept));
        }
        let late = reading.nanos - self.due.unwrap_or(reading.nanos);
        // At another speed nothing sounds, and the script counts in session time: there is nothing to fall behind.
        if late <= STALL || self.speed != 1 {
            return None;
        }
        let progress = sound.progress();
        let moved = progress.position.saturating_sub(self.last_position);
        let stalled = reading.nanos - self.last.nanos;
        let went_on = Nanos::try_from(moved).unwrap_or(Nanos::MAX).saturating_mul(1_000_000_000)
            >= (stalled - STALL / 4).saturating_mul(Nanos::from(progress.rate.max(1)));
        let heard = went_on && self.now(reading) <= self.engine.handed_until();
        (!heard).then(|| millis(stalled))
    }

    pub(super) fn handle(&mut self, at: SessionTime, input: Input, sound: &mut dyn SoundPort, journal: &mut Backlog) {
        self.count_given(at);
        self.engine.handle(at, input);
        loop {
            match self.engine.poll() {
                Output::Cancel { generation, fade } => {
                    sound.cancel_before(generation);
                    self.placed.clear();
                    if let Some(fade) = fade {
                        sound.fade_all(fade);
                    }
                }
                Output::Cue(cue) => {
                    self.placed.push(cue.due);
                    let _heard_or_seen = sound.place(&cue);
                }
                Output::Event(event) => {
                    self.changed = true;
                    journal.push(Entry::Event(event));
                }
                Output::Restore(point) => journal.push(Entry::Restore(point)),
                Output::Notice(notice) => {
                    self.changed = true;
                    self.notice = Some((at, notice));
                }
                Output::WaitUntil(wake, _) => {
                    self.wake = wake;
                    return;
                }
            }
        }
    }

    /// Keeps what the sound has been through since the session began.
    pub(super) fn count_faults(&mut self, progress: Progress) {
        self.account.underruns = progress.underruns.saturating_sub(self.before.underruns);
        self.account.losses = progress.losses.saturating_sub(self.before.losses);
    }

    /// The instants of the cues before `now` have come: whatever is cancelled from now on, they were given.
    fn count_given(&mut self, now: SessionTime) {
        let before = self.placed.len();
        self.placed.retain(|due| *due >= now);
        self.account.given += (before - self.placed.len()) as u32;
    }

    /// When this session has to be looked at next.
    pub(super) fn next_look(&mut self, reading: Reading) -> Option<Nanos> {
        let scripted = self.script.front().map(|(at, _)| *at);
        let instant = |at: SessionTime| {
            let passed = at.0.saturating_mul(1_000_000).div_ceil(u64::from(self.speed.max(1)));
            self.zero.saturating_add(Nanos::try_from(passed).unwrap_or(Nanos::MAX))
        };
        let heartbeat = (!self.is_over()).then(|| reading.nanos + HEARTBEAT);
        let due = [self.wake.map(instant), scripted.map(instant), heartbeat].into_iter().flatten().min();
        self.due = due.map(|due| due.max(reading.nanos));
        self.due
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.engine.stage(), Stage::Finished(_))
    }
}

fn millis(nanos: Nanos) -> Millis {
    Millis(u64::try_from(nanos / 1_000_000).unwrap_or(0))
}
