//! A session while it runs: its engine, its clock, and the ports it feeds.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::backlog::Backlog;
use super::clock::Reading;
use super::handle::session_time;
use super::prompting::Prompting;
use super::{CueTimingReport, StartRequest};
use holdwell_audio::{Nanos, NoSound, Progress, SoundPort, SoundState, VoicePort};
use holdwell_engine::{Command, Engine, Input, Notice, Output, Stage};
use holdwell_model::{Arc, Id, Millis, SessionTime};
use holdwell_store::Entry;

/// Shortest delay of a wake-up that is a stall, in nanoseconds.
const STALL: Nanos = 2_000_000_000;
/// Period of the looks at a session under way, in nanoseconds, so that a stall or a sleep is known to the second.
const HEARTBEAT: Nanos = 1_000_000_000;
/// Delay of the cues of a key press where the key may still become a double or a long press.
const GRACE: Millis = Millis(400);
/// Time after the end of a session in which the last cues may still be reported, in nanoseconds.
const LAST_REPORTS: Nanos = 2_000_000_000;

/// A session under way or over.
pub(super) struct Session {
    engine: Engine,
    /// Id in the journal; `None` where nothing is written down.
    pub(super) id: Option<Id>,
    pub(super) zero: Nanos,
    pub(super) speed: u32,
    /// True for a rehearsal, which is not heard.
    unheard: bool,
    /// Prompts of the session, where it speaks.
    prompting: Option<Prompting>,
    script: VecDeque<(SessionTime, Input)>,
    /// Earliest instant of the next input: the engine's time never goes back.
    earliest: SessionTime,
    wake: Option<SessionTime>,
    /// Last look at clock and sound, and the instant at which the next was due.
    last: Reading,
    last_position: u64,
    /// Due instants of cues that were handed out and not cancelled.
    placed: Vec<SessionTime>,
    due: Option<Nanos>,
    pub(super) account: CueTimingReport,
    /// Progress of the sound before this session.
    before: Progress,
    /// Clock at the end of the session, and the state of its timing report.
    over: Option<(Nanos, Accounted)>,
    /// True where there is something new to be seen.
    pub(super) changed: bool,
    pub(super) notice: Option<(SessionTime, Notice)>,
}

/// Handling of the last reports of a session's cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportPolicy {
    None,
    Some,
}

/// State of the timing report of a session that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Accounted {
    NotYet,
    Done,
}

impl Session {
    /// Starts at this reading, which becomes time zero. A session that was cut off goes on at the instant at which it
    /// stood, and is paused at once.
    pub(super) fn start(
        begin: StartRequest,
        speed: u32,
        (reading, wall): (Reading, Timestamp),
        sound: &mut dyn SoundPort,
        journal: &mut Backlog,
    ) -> Self {
        let (unheard, speed) = (begin.speed > 1, speed.saturating_mul(begin.speed.max(1)));
        let mut silence = NoSound;
        let sound = if unheard { &mut silence } else { sound };
        let at = begin.resume.as_ref().map_or(SessionTime::ZERO, |resume| resume.point.at);
        let stood_still = begin.resume.as_ref().map_or(Millis::ZERO, |resume| resume.stood_still(wall));
        let zero = reading.nanos.saturating_sub(nanos(at, speed));
        sound.begin(zero);
        let before = sound.progress();
        let slot = begin.slot(at, stood_still);
        begin.entry().into_iter().for_each(|entry| journal.push(entry));
        // At another speed nothing sounds, and nothing is said.
        let speech = begin.speech.filter(|_| speed == 1);
        let prompting = speech.map(|speech| Prompting::new(Arc::clone(&begin.plan), speech));
        let point = begin.resume.map(|resume| *resume.point);
        let goes_on = point.is_some();
        let mut session = Self {
            engine: point
                .map_or_else(|| Engine::new(&begin.plan, begin.options), |point| Engine::restore(&begin.plan, point)),
            id: begin.start.map(|start| start.id),
            zero,
            speed,
            unheard,
            prompting,
            script: begin.script.into(),
            earliest: at,
            wake: None,
            last: reading,
            last_position: before.position,
            placed: Vec::new(),
            due: None,
            account: CueTimingReport::default(),
            before,
            over: None,
            changed: true,
            notice: None,
        };
        if goes_on {
            session.handle(at, Input::Gap { since: at, length: stood_still }, sound, journal);
            session.handle(at, Input::Slot(slot), sound, journal);
        } else {
            session.handle(at, Input::Slot(slot), sound, journal);
            session.handle(at, Input::Command(Command::Advance), sound, journal);
        }
        session
    }

    pub(super) const fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(super) fn now(&self, reading: Reading) -> SessionTime {
        session_time(reading, self.zero, self.speed)
    }

    /// Gives the engine a command.
    pub(super) fn tell(
        &mut self,
        command: Command,
        reading: Reading,
        sound: &mut dyn SoundPort,
        journal: &mut Backlog,
    ) {
        self.handle(self.now(reading), Input::Command(command), sound, journal);
    }

    /// Gives the engine a key press.
    pub(super) fn press(
        &mut self,
        command: Command,
        reading: Reading,
        sound: &mut dyn SoundPort,
        journal: &mut Backlog,
    ) {
        self.handle(self.now(reading), Input::Press(command, GRACE), sound, journal);
    }

    /// Reads the clock: everything due is done at its own instant, scripted commands among it; where the machine slept
    /// or stalled, the session is paused as of the last look.
    pub(super) fn look(&mut self, reading: Reading, sound: &mut dyn SoundPort, journal: &mut Backlog) {
        let now = self.now(reading);
        if let Some(length) = self.gap(reading, sound) {
            let since = self.now(self.last);
            self.handle(now, Input::Gap { since, length }, sound, journal);
            // What was to be said in the gap is said after it: the engine's time never goes back.
            self.earliest = now;
        }
        while let Some((at, input)) = self.script.pop_front_if(|(at, _)| *at <= now) {
            self.handle(at.max(self.earliest), input, sound, journal);
        }
        if self.wake.is_some_and(|wake| wake <= now) {
            self.handle(now, Input::Tick, sound, journal);
        }
        self.count_given(now + Millis(1));
        (self.last, self.last_position) = (reading, sound.progress().position);
    }

    /// Hands what is to be said to the sound, ahead of time, as far as it is ready.
    pub(super) fn speak(&mut self, reading: Reading, sound: &mut dyn SoundPort, voice: &mut dyn VoicePort) {
        let now = self.now(reading);
        if let Some(prompting) = &mut self.prompting {
            prompting.look(now, &self.engine, sound, voice);
        }
    }

    /// Returns the length of a sleep or stall since the last look, where it is too long to be caught up with. A stall
    /// is caught up with when the sound went on through it with cues that it already had.
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
        let mut silence = NoSound;
        let sound = if self.unheard { &mut silence } else { sound };
        // What was due in a gap was not given.
        self.count_given(if let Input::Gap { since, .. } = input { since } else { at });
        self.engine.handle(at, input);
        loop {
            match self.engine.poll() {
                Output::Cancel { generation, after, fade } => {
                    sound.cancel_before(generation, after);
                    if let Some(prompting) = &mut self.prompting {
                        prompting.cancel(generation, after);
                    }
                    self.count_given(after + Millis(1));
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
                    self.write(Entry::Event(event), journal);
                }
                Output::Restore(point) => self.write(Entry::Restore(Box::new(point.without_undo())), journal),
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

    fn write(&self, entry: Entry, journal: &mut Backlog) {
        if self.id.is_some() {
            journal.push(entry);
        }
    }

    /// Writes the timing report down, once the session is over for good and the last of its cues were reported, or at
    /// once where nothing more is waited for. A session whose end is taken back is accounted for again; one whose script
    /// has something left to say is not over yet.
    pub(super) fn write_account(
        &mut self,
        reading: Reading,
        now: ReportPolicy,
        sound: &dyn SoundPort,
        journal: &mut Backlog,
    ) {
        if !self.is_over() {
            self.over = None;
            return;
        }
        let (since, accounted) = self.over.get_or_insert((reading.nanos, Accounted::NotYet));
        let last_reports = if sound.state() == SoundState::Off { 0 } else { LAST_REPORTS };
        let goes_on = !self.script.is_empty() || reading.nanos - *since < last_reports;
        let waits = now == ReportPolicy::Some && goes_on;
        if waits || std::mem::replace(accounted, Accounted::Done) == Accounted::Done {
            return;
        }
        match serde_json::to_value(&self.account) {
            Ok(account) => self.write(Entry::CueTimingReport(Box::new(account)), journal),
            Err(error) => tracing::warn!(%error, "the account of the cues cannot be written"),
        }
    }

    /// Counts the faults of the sound since the session began.
    pub(super) fn count_faults(&mut self, progress: Progress) {
        self.account.underruns = progress.underruns.saturating_sub(self.before.underruns);
        self.account.losses = progress.losses.saturating_sub(self.before.losses);
    }

    /// Counts the cues due before `now` as given, whatever is cancelled from now on.
    fn count_given(&mut self, now: SessionTime) {
        let before = self.placed.len();
        self.placed.retain(|due| *due >= now);
        self.account.given += (before - self.placed.len()) as u32;
    }

    /// Returns the instant of the next look at this session.
    pub(super) fn next_look(&mut self, reading: Reading) -> Option<Nanos> {
        let scripted = self.script.front().map(|(at, _)| *at);
        let instant = |at: SessionTime| self.zero.saturating_add(nanos(at, self.speed));
        let accounted = self.over.is_some_and(|(_, accounted)| accounted == Accounted::Done);
        let heartbeat = (!accounted).then(|| reading.nanos + HEARTBEAT);
        let due = [self.wake.map(instant), scripted.map(instant), heartbeat].into_iter().flatten().min();
        self.due = due.map(|due| due.max(reading.nanos));
        self.due
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.engine.stage(), Stage::Finished(_))
    }
}

/// Returns the machine's time that the session takes to an instant of it, in nanoseconds.
fn nanos(at: SessionTime, speed: u32) -> Nanos {
    let passed = at.0.saturating_mul(1_000_000).div_ceil(u64::from(speed.max(1)));
    Nanos::try_from(passed).unwrap_or(Nanos::MAX)
}

fn millis(nanos: Nanos) -> Millis {
    Millis(u64::try_from(nanos / 1_000_000).unwrap_or(0))
}
