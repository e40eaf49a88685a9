//! The window's end of the conductor: sends commands and reads the last snapshot. Never waits.

use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};

use super::clock::{Clock, Reading};
use super::{CueTimingReport, SessionSpeech, StartRequest};
use holdwell_audio::{Levels, Nanos, Output, OutputDevice, SoundState, TherapistChannel};
use holdwell_engine::{Command, CueAudience, CueKind, Notice, Options, Slot, View};
use holdwell_model::{Id, Millis, Plan, SessionTime, Technique};
use holdwell_store::Recording;

/// Commands that wake the conductor, beside a deadline.
#[derive(Debug, Clone)]
pub enum ConductorCommand {
    /// Opens the sound once a routine is chosen, so that it moves when the session starts.
    Prepare,
    /// Asks the voice for what is said in a plan, so that it is ready when the session starts.
    PrepareSpeech(Box<(Arc<Plan>, Options, SessionSpeech)>),
    /// Starts a session at once; one that is under way is ended first.
    Start(Box<StartRequest>),
    /// Gives a command, by a button or a script.
    Tell(Command),
    /// Gives a command by a key that may still become a double or a long press.
    Press(Command),
    /// Sets the appointment, or none.
    Appointment(Option<Appointment>),
    /// Lets the rest run by itself, because nobody is there any more.
    LeaveAlone,
    /// Forgets a session that is over and looked at.
    Dismiss,
    /// Sets the loudness of all cues.
    SetLevels(Levels),
    /// Sets the therapist's channel.
    SetChannel(TherapistChannel),
    /// Sets the output.
    SetOutput(Output),
    /// Sounds one cue now.
    Preview(CueKind, Technique, CueAudience),
    /// Sounds a whole routine's cues within ten seconds, where no session runs; none ends it.
    Hear(Option<(Arc<Plan>, Options)>),
    /// Asks for the list of outputs.
    LookForOutputs,
    /// Ends the conductor with the program.
    Quit,
}

/// Time that the client has from now on, and the part of its end kept for closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appointment {
    /// Milliseconds from now to the end; negative once it is over.
    pub left_ms: i64,
    /// Time kept for closing before that end.
    pub reserve: Millis,
}

/// Visible state of the session. A new one is published on transitions only.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// View of the session, while there is one; what moves in it is worked out from [`Handle::now`].
    pub view: Option<Arc<View>>,
    /// Id in the journal; `None` where the session is not recorded.
    pub session: Option<Id>,
    /// Answer to the last command with its session time, counted so that the same answer twice is seen twice.
    pub notice: Option<(u64, SessionTime, Notice)>,
    /// State of the sound.
    pub sound: SoundState,
    /// Outputs as last looked for.
    pub outputs: Vec<OutputDevice>,
    /// Set where there is a voice, as far as is known.
    pub has_voice: bool,
    /// State of the recording.
    pub recording: Recording,
    /// Timing of the cues so far.
    pub account: CueTimingReport,
    /// Clock at the begin of the session in nanoseconds, and its speed in times of life.
    pub(super) zero: Option<(Nanos, u32)>,
}

impl Snapshot {
    /// Says if the session is a rehearsal: faster than life, not heard and not written down.
    pub fn is_rehearsal(&self) -> bool {
        self.zero.is_some_and(|(_, speed)| speed != 1)
    }
}

/// Window's end of the conductor. Copies share everything.
#[derive(Clone)]
pub struct Handle {
    asks: SyncSender<ConductorCommand>,
    shared: Arc<Mutex<Arc<Snapshot>>>,
    clock: Arc<dyn Clock>,
}

impl Handle {
    pub(super) fn new(
        asks: SyncSender<ConductorCommand>,
        shared: Arc<Mutex<Arc<Snapshot>>>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { asks, shared, clock }
    }

    /// Sends a command. The queue is far longer than anyone can press; where it is full the conductor is gone, and the
    /// command is dropped.
    pub fn ask(&self, ask: ConductorCommand) {
        if let Err(TrySendError::Full(ask) | TrySendError::Disconnected(ask)) = self.asks.try_send(ask) {
            tracing::warn!(ask = ask.name(), "the conductor did not take it");
        }
    }

    /// Gives a command.
    pub fn tell(&self, command: Command) {
        self.ask(ConductorCommand::Tell(command));
    }

    /// Returns the last snapshot.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the session time now; zero where there is no session.
    pub fn now(&self) -> SessionTime {
        self.snapshot().zero.map_or(SessionTime::ZERO, |(zero, speed)| session_time(self.clock.read(), zero, speed))
    }

    /// Returns the time on the wall, for the appointment and for ends that are shown.
    pub fn wall(&self) -> jiff::Zoned {
        self.clock.wall()
    }
}

/// Returns the session time of a reading: nanoseconds since zero, times the speed.
pub(super) fn session_time(reading: Reading, zero: Nanos, speed: u32) -> SessionTime {
    let passed = u64::try_from(reading.nanos.saturating_sub(zero)).unwrap_or(0);
    SessionTime(passed.saturating_mul(u64::from(speed)) / 1_000_000)
}

impl ConductorCommand {
    /// Returns the name for the log, which never holds the contents.
    const fn name(&self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::PrepareSpeech(_) => "prepare speech",
            Self::Start(_) => "begin",
            Self::Tell(command) | Self::Press(command) => command.key(),
            Self::Appointment(_) => "appointment",
            Self::LeaveAlone => "leave alone",
            Self::Dismiss => "dismiss",
            Self::SetLevels(_) => "levels",
            Self::SetChannel(_) => "channel",
            Self::SetOutput(_) => "output",
            Self::Preview(..) => "preview",
            Self::Hear(_) => "hear",
            Self::LookForOutputs => "look for outputs",
            Self::Quit => "quit",
        }
    }
}

impl Appointment {
    /// Returns the appointment on the clock of a session at this instant of it.
    pub(super) fn slot(self, now: SessionTime) -> Slot {
        let away = Millis(self.left_ms.unsigned_abs());
        let until = if self.left_ms < 0 { now - away } else { now + away };
        Slot { until, reserve: self.reserve }
    }
}
