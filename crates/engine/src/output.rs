//! What the engine asks its host to do.

use super::cue::Cue;
use super::event::Event;
use super::input::{Command, Refusal};
use super::restore::RestorePoint;
use holdwell_model::{Millis, SessionTime};

/// One thing to do. After each input these are drained, in order, until [`Output::WaitUntil`].
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Everything of an earlier generation that has not begun must not begin. With a fade, what sounds fades too.
    Cancel {
        /// The generation that is good from now on.
        generation: u32,
        /// How fast what sounds now fades; `None` lets chimes ring out.
        fade: Option<Millis>,
    },
    /// A cue to be placed, handed out ahead of time.
    Cue(Cue),
    /// A line for the journal.
    Event(Event),
    /// A word for the screen.
    Notice(Notice),
    /// From here the session can be continued after a crash. Comes after the events that led to it.
    Restore(Box<RestorePoint>),
    /// Nothing more to do until this instant (or for ever) or the next input, and why.
    WaitUntil(Option<SessionTime>, Wake),
}

/// Why the engine wants to be woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wake {
    /// Something of the session is due.
    Deadline,
    /// Cues further ahead must be handed out.
    LookAhead,
    /// Only a command can change anything.
    Command,
    /// The session is over.
    Finished,
}

/// The answer to a command, for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// It was taken.
    Taken(Command),
    /// It was refused.
    Refused(Command, Refusal),
    /// An Advance came just after an automatic change and belongs to what had ended.
    LatePress,
}
