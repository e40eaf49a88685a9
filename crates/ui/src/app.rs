//! The window as a whole: what it holds, and what is shown when.

mod act;
mod build;
mod library_state;
mod logic;
mod pages;
mod selection;
mod shortcuts;
mod ui;
mod vault;

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::awake::{Awake, Keep};
use super::keyboard::Keyboard;
use super::screens::{
    BuilderScreen, ClientScreen, ClientsScreen, LibraryScreen, LockScreen, PresetScreen, QuestionsScreen, RecordScreen,
    SessionScreen, SettingsScreen, StartScreen, SummaryScreen,
};
use holdwell_app::action::{Actions, Page};
use holdwell_app::presets::Presets;
use holdwell_app::runnable::RunnablePlan;
use holdwell_app::settings::{Settings, Store};
use holdwell_conductor::{ConductorCommand, Handle, Snapshot};
use holdwell_engine::{Stage, View};
use holdwell_library::Library;
use holdwell_model::Plan;
use holdwell_store::VaultHandle;
use library_state::LibraryState;
use selection::Selection;
use vault::Vault;

/// What the window is made of.
pub struct Parts {
    /// The conductor.
    pub handle: Handle,
    /// The vault.
    pub vault: VaultHandle,
    /// Where settings are kept.
    pub store: Store,
    /// How the machine is kept awake.
    pub keep: Keep,
    /// What the routines are read from, after the first frame.
    pub library: fn() -> Library,
    /// The clinic's own folder of library files.
    pub clinic: Option<PathBuf>,
    /// A routine that stands ready instead of the free session.
    pub given: Option<Given>,
}

/// A routine that was named on the command line.
#[derive(Debug, Clone)]
pub struct Given {
    /// As it runs.
    pub plan: Arc<Plan>,
    /// Where it is written.
    pub file: PathBuf,
}

/// The window.
pub struct App {
    handle: Handle,
    vault: Vault,
    whose: Selection,
    presets: Presets,
    settings: Settings,
    store: Store,
    /// What is the matter with the settings' file.
    settings_problem: Option<String>,
    offers: Vec<RunnablePlan>,
    library_problems: Vec<String>,
    shelf: LibraryState,
    given: Option<(RunnablePlan, PathBuf)>,
    /// What was built last and is ready to be begun.
    built: Option<RunnablePlan>,
    page: Page,
    /// How often another place of the rail was gone to: each visit begins at its top.
    visit: u64,
    /// The appointment's end, in minutes since 1970.
    until: Option<i64>,
    keyboard: Keyboard,
    start: StartScreen,
    session: SessionScreen,
    summary: SummaryScreen,
    clients: ClientsScreen,
    client: ClientScreen,
    preset: PresetScreen,
    record: RecordScreen,
    questions: QuestionsScreen,
    library_screen: LibraryScreen,
    builder: BuilderScreen,
    lock_screen: LockScreen,
    settings_screen: SettingsScreen,
    awake: Awake,
    closing: Closing,
    over: AfterSession,
    last: Announced,
    actions: Actions,
    frames: u64,
}

/// Whether the window may close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Closing {
    #[default]
    No,
    /// It was tried while a session ran, and is asked for.
    Asked,
    /// It was tried over a position that is not saved, and is asked for.
    Unsaved,
    Agreed,
}

/// What is shown of a session that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum AfterSession {
    /// Nothing: the next client may be walking in.
    #[default]
    Cover,
    Summary,
}

/// What was last noticed of the session, so that only what is new is spoken and acted on.
#[derive(Debug, Default)]
struct Announced {
    notice: u64,
    said: String,
    stage: Option<Stage>,
    focus_asked: bool,
}

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A page, because there is no session.
    Page(Page),
    /// The session.
    Session,
    /// That it is over.
    Cover,
    /// What was done in it.
    Summary,
}

impl App {
    /// The window with one routine ready; the rest is loaded after the first frame.
    pub fn new(parts: Parts, ctx: &Context) -> Self {
        let Parts { handle, vault, mut store, keep, library, clinic, given } = parts;
        let given = given.map(|Given { plan, file }| (RunnablePlan::of(plan), file));
        // Ctrl-Q must not end a session.
        ctx.options_mut(|options| {
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
        });
        let (settings, settings_problem) = store.load();
        crate::theme::Theme::of_settings(&settings).apply(ctx);
        handle.ask(ConductorCommand::SetLevels(settings.levels));
        handle.ask(ConductorCommand::SetChannel(settings.channel));
        handle.ask(ConductorCommand::SetOutput(settings.output()));
        let mut keyboard = Keyboard::default();
        keyboard.set_reach(settings.reach);
        let ready = given.as_ref().map(|(offer, _)| offer.plan.id.clone()).or_else(|| settings.routine.clone());
        Self {
            handle,
            vault: Vault::new(vault),
            whose: Selection::default(),
            presets: Presets::default(),
            settings,
            store,
            settings_problem,
            offers: vec![given.as_ref().map_or_else(RunnablePlan::free, |(offer, _)| offer.clone())],
            library_problems: Vec::new(),
            shelf: LibraryState::new(library, clinic),
            given,
            built: None,
            page: Page::Start,
            visit: 0,
            until: None,
            keyboard,
            start: StartScreen::ready(ready),
            session: SessionScreen::default(),
            summary: SummaryScreen::default(),
            clients: ClientsScreen::default(),
            client: ClientScreen::default(),
            preset: PresetScreen::default(),
            record: RecordScreen::default(),
            questions: QuestionsScreen::default(),
            library_screen: LibraryScreen::default(),
            builder: BuilderScreen::default(),
            lock_screen: LockScreen::default(),
            settings_screen: SettingsScreen::default(),
            awake: Awake::new(keep),
            closing: Closing::No,
            over: AfterSession::Cover,
            last: Announced::default(),
            actions: Actions::new(),
            frames: 0,
        }
    }

    /// What is shown now.
    pub fn shown(&self, snapshot: &Snapshot) -> Shown {
        match snapshot.view.as_deref().map(View::stage) {
            None => Shown::Page(self.page),
            Some(Stage::Finished(_)) if self.over == AfterSession::Summary => Shown::Summary,
            Some(Stage::Finished(_)) => Shown::Cover,
            Some(_) => Shown::Session,
        }
    }

    fn view(&self) -> Option<Arc<View>> {
        self.handle.snapshot().view.clone()
    }
}
