//! What screens ask for. They push into a queue; the app alone acts.

use holdwell_app::command::UiCommand;
use holdwell_app::runnable::RunnablePlan;
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::settings::Settings;
use holdwell_engine::{Command, CueAudience, CueKind};
use holdwell_model::{Arc, Id, Plan, Technique};
use holdwell_store::Request;

use crate::screen::Page;

/// One thing that a screen asks for.
#[derive(Debug, Clone)]
pub enum Action {
    /// A command, as its key would give it.
    Do(UiCommand),
    /// A command to the session with what it needs.
    Tell(Command),
    /// A session of this plan begins.
    Begin(Arc<Plan>),
    /// A session of these begins: what the preset says, or a free session.
    BeginFor(Box<SelectedClient>),
    /// A session of this plan begins for a client, with the preset that they have here.
    BeginAs(Arc<Plan>, Box<SelectedClient>),
    /// As last time: the last session's plan begins.
    Again(Box<SelectedClient>),
    /// A session that was cut off goes on.
    Resume,
    /// Whose the next session is, and with which preset; nobody is a good answer.
    Whose(Option<Box<SelectedClient>>),
    /// The next session is this client's, of whom no more is known yet.
    Choose(Id),
    /// Something is asked of the vault.
    Vault(Box<Request>),
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
    /// A whole routine's cues are heard within ten seconds; none ends it.
    Hear(Option<Arc<Plan>>),
    /// A routine runs ten times as fast, unheard and unrecorded.
    Rehearse(Arc<Plan>),
    /// What was built stands ready on Start.
    Ready(Box<RunnablePlan>),
    /// A routine is opened in the builder, by id; one that comes with the program as a copy.
    Build(String),
    /// The positions where this client hurts, in the library.
    FindAt(Box<SelectedClient>),
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
