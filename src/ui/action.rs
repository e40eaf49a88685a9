//! What screens ask for. They push into a queue; the app alone acts.

use super::command::UiCommand;
use super::settings::Settings;
use crate::engine::{Command, CueAudience, CueKind};
use crate::model::{Arc, Plan, Technique};

/// The screens that can be gone to while no session is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// What can be begun.
    #[default]
    Start,
    /// Sound, keys, looks.
    Settings,
}

/// One thing that a screen asks for.
#[derive(Debug, Clone)]
pub enum Action {
    /// A command, as its key would give it.
    Do(UiCommand),
    /// A command to the session with what it needs.
    Tell(Command),
    /// A session of this plan begins.
    Begin(Arc<Plan>),
    /// The sound is opened, so that it moves when the session starts.
    Prepare,
    /// The appointment's end, in minutes since 1970; none takes it away.
    Until(Option<i64>),
    /// Another screen.
    Go(Page),
    /// Other settings.
    Change(Box<Settings>),
    /// One cue is heard now.
    Preview(CueKind, Technique, CueAudience),
    /// Looks which outputs there are.
    LookForOutputs,
    /// The session is looked at and forgotten.
    Done,
    /// The session is ended and the window closed.
    EndAndClose,
    /// The window stays.
    Stay,
}

/// What is asked for in one frame, in order.
pub type Actions = Vec<Action>;
