//! What the window holds of the conductor: it asks, and looks at what was last published. It never waits.

use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};

use super::clock::{Clock, Reading};
use super::{CueTimingReport, StartRequest};
use holdwell_audio::{Levels, Nanos, Output, OutputDevice, SoundState, TherapistChannel};
use holdwell_engine::{Command, CueAudience, CueKind, Notice, Options, Slot, View};
use holdwell_model::{Id, Millis, Plan, SessionTime, Technique};
use holdwell_store::Recording;

/// Everything that can wake the conductor, beside a deadline.
#[derive(Debug, Clone)]
pub enum ConductorCommand {
    /// A routine is chosen: the sound is opened, so that it moves when the session starts.
    Prepare,
    /// Starts a session at once; one that is under way is ended first.
    Start(Box<StartRequest>),
    /// A command, by a button or a script.
    Tell(Command),
    /// A command by a key that may still become a double or a long press.
    Press(Command),
    /// The appointment, or none.
    Appointment(Option<Appointment>),
    /// Nobody is there any more: the rest runs by itself.
    LeaveAlone,
    /// The session is over and looked at: it is forgotten.
    Dismiss,
    /// How loud each cue is.
    SetLevels(Levels),
    /// Where the therapist hears what is meant for her.
    SetChannel(TherapistChannel),
    /// Which output sounds.
    SetOutput(Output),
    /// Sounds one cue now.
    Preview(CueKind, Technique, CueAudience),
    /// Sounds a whole routine's cues within ten seconds, where no session runs; none ends it.
    Hear(Option<(Arc<Plan>, Options)>),
    /// Looks which outputs there are.
    LookForOutputs,
    /// The program ends.
    Quit,
}

/// How much time the client has from now on, and how much of its end is kept for closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appointment {
    /// From now to its end.
    pub left: Millis,
    /// Kept at its end.
    pub reserve: Millis,
}

/// What can be seen of the session. A new one is published on transitions only.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The session, while there is one; what moves in it is worked out from [`Handle::now`].
    pub view: Option<Arc<View>>,
    /// Under which id it is written down; `None` where it is not.
    pub session: Option<Id>,
    /// The answer to the last command, counted so that the same answer twice is seen twice, and when it came.
    pub notice: Option<(u64, SessionTime, Notice)>,
    /// The state of the sound.
    pub sound: SoundState,
    /// The outputs as last looked for.
    pub outputs: Vec<OutputDevice>,
    /// Whether the session is recorded.
    pub recording: Recording,
    /// How exactly its cues sounded so far.
    pub account: CueTimingReport,
    /// The clock at which the session began, and how many times faster than life it runs.
    pub(super) zero: Option<(Nanos, u32)>,
}

/// The window's end of the conductor. Copies share everything.
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

    /// Asks for something. The queue is far longer than anyone can press; where it is full the conductor is gone, and
    /// what is asked is dropped.
    pub fn ask(&self, ask: ConductorCommand) {
        if let Err(TrySendError::Full(ask) | TrySendError::Disconnected(ask)) = self.asks.try_send(ask) {
            tracing::warn!(ask = ask.name(), "the conductor did not take it");
        }
    }

    /// Gives a command.
    pub fn tell(&self, command: Command) {
        self.ask(ConductorCommand::Tell(command));
    }

    /// What was last published.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The session's clock now; the beginning where there is no session.
    pub fn now(&self) -> SessionTime {
        self.snapshot().zero.map_or(SessionTime::ZERO, |(zero, speed)| session_time(self.clock.read(), zero, speed))
    }

    /// The clock on the wall, for the appointment and for ends that are shown.
    pub fn wall(&self) -> jiff::Zoned {
        self.clock.wall()
    }
}

/// The session time of a reading: nanoseconds since zero, times the speed.
pub(super) fn session_time(reading: Reading, zero: Nanos, speed: u32) -> SessionTime {
    let passed = u64::try_from(reading.nanos.saturating_sub(zero)).unwrap_or(0);
    SessionTime(passed.saturating_mul(u64::from(speed)) / 1_000_000)
}

impl ConductorCommand {
    /// Its name for the log, which never holds what is in it.
    const fn name(&self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
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
    /// The appointment on the clock of a session at this instant of it.
    pub(super) fn slot(self, now: SessionTime) -> Slot {
        Slot { until: now + self.left, reserve: self.reserve }
    }
}
