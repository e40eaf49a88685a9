//! The queue of actions: screens push into it; the app alone acts.

use holdwell_app::command::UiCommand;
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::settings::Settings;
use holdwell_engine::{Command, CueAudience, CueKind};
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::{Arc, Id, Plan, Technique};
use holdwell_store::{Request, SessionLine};

use crate::screen::Page;
use crate::screens::Wanted;

/// A request of a screen.
#[derive(Debug, Clone)]
pub enum Action {
    /// Performs a command, as its key would.
    Do(UiCommand),
    /// Gives the session a command with what that needs.
    Tell(Command),
    /// Begins a session of this plan.
    Begin(Arc<Plan>),
    /// Begins a client's session: the preset's, or a free one.
    BeginFor(Box<SelectedClient>),
    /// Begins a session of this plan for a client, with the preset that they have here.
    BeginAs(Arc<Plan>, Box<SelectedClient>),
    /// Begins the plan of the client's last session.
    Again(Box<SelectedClient>),
    /// Goes on with a session that was cut off.
    Resume,
    /// Selects the client of the next session, with a preset; `None` for a session without one.
    Select(Option<Box<SelectedClient>>),
    /// Selects a client of whom only the id is known yet.
    SelectById(Id),
    /// Sends a request to the vault.
    Vault(Box<Request>),
    /// Opens the sound, so that it plays at once when the session starts.
    Prepare,
    /// Sets the end of the appointment, in minutes since 1970; `None` takes it away.
    Until(Option<i64>),
    /// Goes to a page.
    Go(Page),
    /// Shows every session of this client, by id and name.
    SessionsOf(Id, String),
    /// Deletes a session, and offers the way back.
    DeleteSession(Box<SessionLine>),
    /// Takes the deletion of a session back.
    PutBackSession(Id),
    /// Changes the settings.
    Change(Box<Settings>),
    /// Plays one cue now.
    Preview(CueKind, Technique, CueAudience),
    /// Plays a routine's cues within ten seconds; `None` ends that.
    Hear(Option<Arc<Plan>>),
    /// Runs a routine ten times as fast, unheard and unrecorded.
    Rehearse(Arc<Plan>),
    /// Begins a routine from the builder, saved or not, for the selected client. It stands on Start from then on.
    BeginBuilt(Box<RunnablePlan>),
    /// Opens this in the builder; a routine that comes with the program as a copy.
    Build(Wanted),
    /// Shows the positions where this client hurts, in the library.
    FindAt(Box<SelectedClient>),
    /// Lists the sound outputs anew.
    LookForOutputs,
    /// Leaves a session that was looked at.
    Done,
    /// Ends the session and closes the window.
    EndAndClose,
    /// Keeps the window open.
    Stay,
}

impl Action {
    /// Sends a request to the vault.
    pub fn vault(request: Request) -> Self {
        Self::Vault(Box::new(request))
    }
}

/// The actions of one frame, in order.
pub type Actions = Vec<Action>;
