//! Outputs of the engine.

use super::cue::Cue;
use super::event::Event;
use super::input::{Command, Refusal};
use super::restore::RestorePoint;
use super::rhythm::Rhythm;
use holdwell_model::{Millis, SessionTime};

/// A request to the host. After each input these are drained, in order, until [`Output::WaitUntil`].
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Cancellation of everything of an earlier generation that is due later. With a fade, sounding cues fade too.
    Cancel {
        /// Generation that is valid from now on.
        generation: u32,
        /// Instant of the command: what was due up to it still begins, however late the sound is.
        after: SessionTime,
        /// Length of the fade of what sounds now; `None` lets chimes ring out.
        fade: Option<Millis>,
    },
    /// A cue to be placed, handed out ahead of time.
    Cue(Cue),
    /// A line for the journal.
    Event(Event),
    /// A word for the screen.
    Notice(Notice),
    /// A point from which the session can be continued after a crash. Comes after the events that led to it.
    Restore(Box<RestorePoint>),
    /// End of the outputs until this instant (`None`: for ever) or the next input, with the reason.
    WaitUntil(Option<SessionTime>, Wake),
}

/// Reasons for which the engine wants to be woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wake {
    /// A deadline of the session.
    Deadline,
    /// Cues further ahead that must be handed out.
    LookAhead,
    /// None: only a command can change anything.
    Command,
    /// None: the session is over.
    Finished,
}

/// The answer to a command, for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Acceptance of a command.
    Taken(Command),
    /// End of the count of a rhythm by hand, with the rhythm where there were taps enough.
    Counted(Option<Rhythm>),
    /// Refusal of a command, with the reason.
    Refused(Command, Refusal),
    /// An Advance just after an automatic change, which belongs to the phase that had ended.
    LatePress,
}
