//! The window as a whole: its state, and the screen that is shown.

mod act;
mod build;
mod clients;
mod deletion;
mod frame;
mod keys;
mod library;
mod logic;
mod sessions;
mod vault;

use holdwell_app::text;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;
use holdwell_app::catalogue::Catalogue;
use holdwell_app::keyboard::Keyboard;
use holdwell_app::settings::{Settings, Store};
use holdwell_conductor::{ConductorCommand, Handle, Snapshot};
use holdwell_engine::{Stage, View};
use holdwell_library::Library;
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::Plan;
use holdwell_speech::{Dialect, Listener};
use holdwell_store::VaultHandle;

use crate::action::Actions;
use crate::awake::{Awake, Keep};
use crate::clicks::Clicks;
use crate::frames::Frames;
use crate::giving::MakeSpeaker;
use crate::screen::Page;
use crate::theme::Theme;
use clients::ClientData;
pub(crate) use frame::{measured, whole};
use library::LibrarySource;
use vault::Vault;

/// The parts that the window is made of.
pub struct Parts {
    /// The conductor.
    pub handle: Handle,
    /// The vault.
    pub vault: VaultHandle,
    /// The place of the settings.
    pub store: Store,
    /// The way in which the machine is kept awake.
    pub keep: Keep,
    /// Reads the built-in library, after the first frame.
    pub library: fn() -> Library,
    /// The clinic's own folder of library files.
    pub clinic: Option<PathBuf>,
    /// A routine that stands ready instead of the free session.
    pub given: Option<Given>,
    /// The voice for what is written to files.
    pub speaker: MakeSpeaker,
}

/// A routine that was named on the command line.
#[derive(Debug, Clone)]
pub struct Given {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The file that it came from.
    pub file: PathBuf,
}

/// The window.
pub struct App {
    handle: Handle,
    vault: Vault,
    settings: Settings,
    store: Store,
    speaker: MakeSpeaker,
    /// The fault of the settings' file, as a sentence.
    settings_problem: Option<String>,
    library: LibrarySource,
    catalogue: Catalogue,
    /// The id and the file of the routine that was named on the command line.
    given: Option<(String, PathBuf)>,
    /// Everything that may hold something of a client.
    data: ClientData,
    page: Page,
    /// The page from which a record was opened.
    before_record: Page,
    /// The number of times that another place of the rail was gone to: each visit begins at its top.
    visit: u64,
    keyboard: Keyboard,
    /// The time of the last input, in milliseconds: presses are timed by it.
    pressed_ms: u64,
    clicks: Clicks,
    awake: Awake,
    closing: Closing,
    /// Set while a session that is over waits for the vault to be unlocked.
    is_unrecorded: bool,
    after_session: AfterSession,
    announced: Announced,
    actions: Actions,
    frames: Frames,
    /// The last order to the voice: the plan on the lead card, its listener and its dialect.
    asked_to_speak: Option<(Arc<Plan>, Listener, Dialect)>,
}

/// The progress of closing the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Closing {
    #[default]
    No,
    /// Tried while a session ran; the question stands.
    Asked,
    /// Tried over a position that is not saved; the question stands.
    Unsaved,
    /// Tried while a session is kept in memory only, because the vault is locked; the question stands.
    Unrecorded,
    Agreed,
}

/// The view of a session that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum AfterSession {
    /// Nothing: the next client may be walking in.
    #[default]
    Cover,
    Summary,
}

/// The part of the session that was noticed last, so that only what is new is spoken and acted on.
#[derive(Debug, Default)]
struct Announced {
    notice: u64,
    stage: Option<Stage>,
    focus_asked: bool,
    /// Set where the next undo belongs to a press that has its own answer.
    is_undo_unsaid: bool,
}

/// The screen that fills the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A page, because there is no session.
    Page(Page),
    /// The session.
    Session,
    /// The cover of a session that is over.
    Cover,
    /// The summary of a session that is over.
    Summary,
}

impl App {
    /// Creates the window with one routine ready; the rest is loaded after the first frame.
    pub fn new(parts: Parts, ctx: &Context) -> Self {
        let Parts { handle, vault, mut store, keep, library, clinic, given, speaker } = parts;
        // Ctrl-Q must not end a session.
        ctx.options_mut(|options| {
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
        });
        let (settings, settings_problem) = store.load();
        Theme::of_settings(&settings).apply(ctx);
        handle.ask(ConductorCommand::SetLevels(settings.levels));
        handle.ask(ConductorCommand::SetChannel(settings.channel));
        handle.ask(ConductorCommand::SetOutput(settings.output()));
        let mut keyboard = Keyboard::default();
        keyboard.set_mode(settings.reach);
        let ready = given.as_ref().map(|given| given.plan.id.clone()).or_else(|| settings.routine.clone());
        let vault = Vault::new(vault);
        Self {
            data: ClientData::new(vault.snapshot(), ready),
            handle,
            vault,
            settings,
            store,
            speaker,
            settings_problem: settings_problem.as_ref().map(text::settings_problem),
            library: LibrarySource::new(library, clinic),
            catalogue: Catalogue::new(given.as_ref().map(|given| RunnablePlan::of(Arc::clone(&given.plan)))),
            given: given.map(|given| (given.plan.id.clone(), given.file)),
            page: Page::Start,
            before_record: Page::History,
            visit: 0,
            keyboard,
            pressed_ms: 0,
            clicks: Clicks::default(),
            awake: Awake::new(keep),
            closing: Closing::No,
            is_unrecorded: false,
            after_session: AfterSession::Cover,
            announced: Announced::default(),
            actions: Actions::new(),
            frames: Frames::default(),
            asked_to_speak: None,
        }
    }

    /// Returns what is shown now.
    pub fn shown(&self, snapshot: &Snapshot) -> Shown {
        match snapshot.view.as_deref().map(View::stage) {
            None => Shown::Page(self.page),
            Some(Stage::Finished(_)) if self.after_session == AfterSession::Summary => Shown::Summary,
            Some(Stage::Finished(_)) => Shown::Cover,
            Some(_) => Shown::Session,
        }
    }

    fn view(&self) -> Option<Arc<View>> {
        self.handle.snapshot().view.clone()
    }

    /// Returns the minute on the wall, counted from 1970.
    fn minute(&self) -> i64 {
        self.handle.wall().timestamp().as_second() / 60
    }
}
