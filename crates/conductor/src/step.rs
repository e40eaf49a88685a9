//! The conductor: stepped with a command, it returns the instant of its next step.

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::StartRequest;
use super::backlog::Backlog;
use super::clock::{Clock, Reading};
use super::cue_preview::CuePreview;
use super::handle::{ConductorCommand, Handle, Snapshot};
use super::session::{ReportPolicy, Session};
use holdwell_audio::{Nanos, NoVoice, Output, SoundPort, SoundState, VoicePort};
use holdwell_engine::{Command, Input, Options};
use holdwell_model::Plan;
use holdwell_store::{JournalPort, Recording};

/// Longest wait of a session for the sound to move, in nanoseconds.
const PATIENCE: Nanos = 300_000_000;
/// Longest wait for a steady sound where nobody is there to notice, in nanoseconds.
const LONG_PATIENCE: Nanos = 4_000_000_000;
/// Period of the looks at a sound that is being opened, in nanoseconds.
const OPENING_LOOK: Nanos = 10_000_000;
/// Time without a session after which the sound is given back, in nanoseconds.
const CLOSE_AFTER: Nanos = 300_000_000_000;
/// Period of the looks at an open sound and of the offers to a journal that is locked or out of order, in nanoseconds.
const IDLE_LOOK: Nanos = 1_000_000_000;
/// Time for a busy journal to take the rest when the program ends, in nanoseconds.
const SHUTDOWN_FLUSH: Nanos = 3_000_000_000;
/// Period of the offers to a journal that was full: it has room again as soon as it has written, in nanoseconds.
const FLUSH_LOOK: Nanos = 20_000_000;
/// Number of commands that fit the queue.
pub(super) const QUEUE: usize = 256;

/// Ports of the conductor.
pub struct Ports {
    /// Sound.
    pub sound: Box<dyn SoundPort>,
    /// Store.
    pub journal: Box<dyn JournalPort>,
    /// Clock.
    pub clock: Arc<dyn Clock>,
    /// Callback for a new snapshot; wakes the window.
    pub changed: Box<dyn Fn() + Send>,
    /// Speed of sessions in times of life, 1 or more; other than 1 without sound.
    pub speed: u32,
    /// Policy of waiting for the sound.
    pub waits: StartPolicy,
}

/// Policies of waiting for the sound at the start of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartPolicy {
    /// A moment, until the sound is open: someone has pressed Start.
    Briefly,
    /// Until the sound is steady: nobody is there, and not even the first cue may be lost in a sink that slept.
    UntilSteady,
}

/// Meeting point of clock, engine, sound and store.
pub struct Conductor {
    ports: Ports,
    voice: Box<dyn VoicePort>,
    shared: Arc<Mutex<Arc<Snapshot>>>,
    snapshot: Snapshot,
    session: Option<Session>,
    starting: Option<(Box<StartRequest>, Nanos)>,
    backlog: Backlog,
    cue_preview: CuePreview,
    output: Output,
    /// Clock at the end of the last session, in nanoseconds.
    idle_since: Nanos,
    /// Deadline for flushing the journal on quit, in nanoseconds.
    quitting: Option<Nanos>,
    notices: u64,
}

/// Instant of the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// At the next command.
    Command,
    /// At the next command, or at this instant of the clock.
    At(Nanos),
    /// Never.
    Quit,
}

impl Conductor {
    /// Creates a conductor without a voice and with nothing to do, its handle, and the receiver of its commands.
    pub fn new(ports: Ports) -> (Self, Handle, Receiver<ConductorCommand>) {
        Self::speaking(ports, Box::new(NoVoice))
    }

    /// Creates a conductor with a voice.
    pub fn speaking(ports: Ports, voice: Box<dyn VoicePort>) -> (Self, Handle, Receiver<ConductorCommand>) {
        let (asks, arriving) = sync_channel(QUEUE);
        let shared = Arc::new(Mutex::new(Arc::new(Snapshot::default())));
        let handle = Handle::new(asks, Arc::clone(&shared), Arc::clone(&ports.clock));
        let idle_since = ports.clock.read().nanos;
        let conductor = Self {
            ports,
            voice,
            shared,
            snapshot: Snapshot::default(),
            session: None,
            starting: None,
            backlog: Backlog::default(),
            cue_preview: CuePreview::default(),
            output: Output::Default,
            idle_since,
            quitting: None,
            notices: 0,
        };
        (conductor, handle, arriving)
    }

    /// Carries out the command and everything due: cues first, then the journal, then the view.
    pub fn step(&mut self, ask: Option<ConductorCommand>) -> Next {
        let reading = self.ports.clock.read();
        if self.quitting.is_some() {
            return self.flush_and_quit(reading);
        }
        if let Some(session) = &mut self.session {
            session.look(reading, &mut *self.ports.sound, &mut self.backlog);
        }
        if matches!(ask, Some(ConductorCommand::Quit)) {
            self.end_session(reading);
            self.publish_session();
            self.ports.sound.close();
            self.quitting = Some(reading.nanos + SHUTDOWN_FLUSH);
            return self.flush_and_quit(reading);
        }
        if let Some(ask) = ask {
            self.take(ask, reading);
        }
        self.start_when_ready(reading);
        self.cue_preview.look(reading.nanos, &mut *self.ports.sound);
        self.fetch_reports();
        if let Some(session) = &mut self.session {
            session.speak(reading, &mut *self.ports.sound, &mut *self.voice);
            session.write_account(reading, ReportPolicy::Some, &*self.ports.sound, &mut self.backlog);
        }
        self.backlog.offer_to(&mut *self.ports.journal);
        self.close_when_idle(reading);
        self.publish();
        self.next(reading)
    }

    fn take(&mut self, command: ConductorCommand, reading: Reading) {
        use ConductorCommand as C;
        match command {
            C::Tell(_) | C::Press(_) | C::Appointment(_) | C::LeaveAlone => self.tell_session(command, reading),
            C::Quit => {}
            C::Start(request) => {
                self.stop(reading);
                self.open_sound(reading);
                let patience = match self.ports.waits {
                    StartPolicy::Briefly => PATIENCE,
                    StartPolicy::UntilSteady => LONG_PATIENCE,
                };
                self.starting = Some((request, reading.nanos + patience));
                self.cue_preview = CuePreview::default();
            }
            C::Prepare => self.open_sound(reading),
            C::PrepareSpeech(said) => said.2.prepare(&said.0, said.1, &mut *self.voice),
            C::Dismiss => {
                self.end_session(reading);
                (self.session, self.starting) = (None, None);
                self.publish_session();
            }
            C::SetLevels(levels) => self.ports.sound.set_levels(levels),
            C::SetChannel(channel) => self.ports.sound.set_channel(channel),
            C::SetOutput(output) => {
                self.output = output;
                if self.ports.sound.state() != SoundState::Closed {
                    self.open_sound(reading);
                }
            }
            C::Preview(kind, technique, audience) => {
                self.open_sound(reading);
                self.ports.sound.preview(kind, technique, audience);
            }
            C::Hear(routine) => self.hear(routine, reading),
            C::LookForOutputs => self.ports.sound.look_for_outputs(),
        }
    }

    /// Hands a command to the session, if there is one.
    fn tell_session(&mut self, command: ConductorCommand, reading: Reading) {
        use ConductorCommand as C;
        // A start that still waits for the sound is called off.
        if self.starting.is_some()
            && matches!(command, C::Tell(Command::Stop | Command::Hush) | C::Press(Command::Stop | Command::Hush))
        {
            self.starting = None;
            return;
        }
        let Self { ports, session: Some(session), backlog, .. } = self else { return };
        let sound = &mut *ports.sound;
        match command {
            C::Tell(command) => session.tell(command, reading, sound, backlog),
            C::Press(command) => session.press(command, reading, sound, backlog),
            C::Appointment(appointment) => {
                let now = session.now(reading);
                session.handle(now, Input::Slot(appointment.map(|slot| slot.slot(now))), sound, backlog);
                session.changed = true;
            }
            C::LeaveAlone => session.handle(session.now(reading), Input::Unattended, sound, backlog),
            _ => {}
        }
    }

    /// Begins to sound a routine's cues, where no session would hear them; `None` ends it.
    fn hear(&mut self, routine: Option<(Arc<Plan>, Options)>, reading: Reading) {
        let quiet = self.session.as_ref().is_none_or(Session::is_over) && self.starting.is_none();
        let routine = routine.filter(|_| quiet);
        self.cue_preview =
            routine.map_or_else(CuePreview::default, |(plan, options)| CuePreview::of(&plan, options, reading.nanos));
        if self.cue_preview.next().is_some() {
            self.open_sound(reading);
        }
    }

    fn open_sound(&mut self, reading: Reading) {
        self.ports.sound.open(&self.output);
        if self.session.as_ref().is_none_or(Session::is_over) {
            self.idle_since = reading.nanos;
        }
    }

    /// Ends the program as soon as the journal has taken everything, or its time is over.
    fn flush_and_quit(&mut self, reading: Reading) -> Next {
        self.backlog.offer_to(&mut *self.ports.journal);
        let waits = !self.backlog.is_empty() && self.quitting.is_some_and(|until| reading.nanos < until);
        if waits { Next::At(reading.nanos + FLUSH_LOOK) } else { Next::Quit }
    }

    /// Ends a session for good, without waiting for more.
    fn end_session(&mut self, reading: Reading) {
        self.stop(reading);
        self.fetch_reports();
        if let Some(session) = &mut self.session {
            session.write_account(reading, ReportPolicy::None, &*self.ports.sound, &mut self.backlog);
        }
    }

    /// Ends a session that is under way, as Stop does.
    fn stop(&mut self, reading: Reading) {
        let Some(session) = &mut self.session else { return };
        if !session.is_over() {
            session.tell(Command::Stop, reading, &mut *self.ports.sound, &mut self.backlog);
        }
        self.ports.sound.end();
    }

    fn start_when_ready(&mut self, reading: Reading) {
        let waits = match self.ports.sound.state() {
            SoundState::Opening | SoundState::Closed => true,
            SoundState::Playing { .. } => {
                self.ports.waits == StartPolicy::UntilSteady && !self.ports.sound.progress().steady
            }
            _ => false,
        };
        let Some((begin, _)) = self.starting.take_if(|(_, patience)| !waits || *patience <= reading.nanos) else {
            return;
        };
        // What became of the last cues of the session before belongs to that one.
        self.end_session(reading);
        let now = (reading, self.ports.clock.wall().timestamp());
        let (sound, backlog) = (&mut *self.ports.sound, &mut self.backlog);
        let mut session = Session::start(*begin, self.ports.speed, now, sound, backlog);
        // A script may have something to say at the very beginning.
        session.look(reading, sound, backlog);
        self.session = Some(session);
    }

    fn fetch_reports(&mut self) {
        while let Some(report) = self.ports.sound.next_report() {
            if let Some(session) = &mut self.session {
                session.account.add(&report);
                session.changed |= session.is_over();
            }
        }
        let progress = self.ports.sound.progress();
        if let Some(session) = &mut self.session {
            session.count_faults(progress);
        }
    }

    /// Publishes a snapshot where something visible has changed.
    fn publish(&mut self) {
        let sound = self.ports.sound.state();
        let outputs = self.ports.sound.outputs();
        let recording = self.ports.journal.recording();
        let changed = self.session.as_mut().is_some_and(|session| std::mem::take(&mut session.changed));
        let has_voice = self.voice.is_there();
        let last = &self.snapshot;
        let is_other = sound != last.sound || outputs != last.outputs || has_voice != last.has_voice;
        if changed || is_other || recording != last.recording {
            self.snapshot.has_voice = has_voice;
            (self.snapshot.sound, self.snapshot.outputs, self.snapshot.recording) = (sound, outputs, recording);
            self.publish_session();
        }
    }

    fn publish_session(&mut self) {
        let snapshot = &mut self.snapshot;
        if let Some(session) = &mut self.session {
            if let Some((at, notice)) = session.notice.take() {
                self.notices += 1;
                snapshot.notice = Some((self.notices, at, notice));
            }
            snapshot.session = session.id;
            snapshot.zero = Some((session.zero, session.speed));
            snapshot.account = session.account.clone();
            snapshot.view = Some(Arc::new(session.engine().view()));
        } else {
            (snapshot.zero, snapshot.view, snapshot.session, snapshot.notice) = (None, None, None, None);
        }
        *self.shared.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot.clone());
        (self.ports.changed)();
    }

    fn close_when_idle(&mut self, reading: Reading) {
        let under_way = self.starting.is_some() || self.session.as_ref().is_some_and(|session| !session.is_over());
        if under_way {
            self.idle_since = reading.nanos;
        } else if self.is_open() && reading.nanos - self.idle_since >= CLOSE_AFTER {
            self.ports.sound.close();
        }
    }

    fn is_open(&self) -> bool {
        !matches!(self.ports.sound.state(), SoundState::Off | SoundState::Closed)
    }

    fn next(&mut self, reading: Reading) -> Next {
        let session = self.session.as_mut().and_then(|session| session.next_look(reading));
        let opening = self.starting.is_some() || self.ports.sound.state() == SoundState::Opening;
        let look = match (opening, self.is_open() || !self.backlog.is_empty()) {
            (true, _) => Some(reading.nanos + OPENING_LOOK),
            (false, true) => Some(reading.nanos + IDLE_LOOK),
            (false, false) => None,
        };
        let takes = matches!(self.ports.journal.recording(), Recording::InMemory | Recording::Kept);
        let flush = (takes && !self.backlog.is_empty()).then(|| reading.nanos + FLUSH_LOOK);
        session
            .into_iter()
            .chain(look)
            .chain(flush)
            .chain(self.cue_preview.next())
            .min()
            .map_or(Next::Command, Next::At)
    }
}
