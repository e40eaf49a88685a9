//! Home mode: the window of a client's own computer. One plan, one button, and no vault, no clients, no rail.
//!
//! It runs over the same conductor as the therapist's window. What was done is written beside the plan as soon as a
//! session ends; the answers follow.

mod after;
mod diary;
mod frame;
mod keys;
mod options;
mod running;
mod signs;
mod today;

use std::path::{Path, PathBuf};

use egui::{Context, ViewportCommand};
use holdwell_app::home_mode::{AtHome, became, said, scene};
use holdwell_app::settings::{Settings, Store};
use holdwell_app::text::home_mode as words;
use holdwell_conductor::{ConductorCommand, Handle, SessionSpeech, Snapshot, StartRequest};
use holdwell_engine::{Command, Options, Stage};
use holdwell_home::{DiaryEntry, Share};
use holdwell_model::Arc;
use holdwell_speech::{Listener, Prompt};

use crate::awake::{Awake, Keep};
use crate::dialog::Dialog;
use crate::frames::Frames;
use crate::theme::Theme;
use after::After;
use diary::DiaryFace;
use keys::HomeKeys;
use options::OptionsFace;

/// The parts that home mode is made of.
pub struct HomeParts {
    /// The conductor.
    pub handle: Handle,
    /// The place of the settings.
    pub store: Store,
    /// The way in which the machine is kept awake.
    pub keep: Keep,
    /// The file of the plan.
    pub plan: PathBuf,
}

/// The window in home mode.
pub struct HomeApp {
    handle: Handle,
    settings: Settings,
    store: Store,
    awake: Awake,
    /// The plan and its diary, or why there are none.
    home: Result<AtHome, Vec<String>>,
    face: Face,
    /// The session that runs or has just ended.
    session: Option<Session>,
    keys: HomeKeys,
    /// The fault of the last try to write the diary.
    unkept: Option<String>,
    /// Set once the window was not closed because of it.
    stayed_open: bool,
    /// The computer was a client's when the window was opened.
    was_clients: bool,
    dialog: Option<Dialog>,
    frames: Frames,
}

/// Face of the window while no session runs.
#[derive(Debug, Default)]
enum Face {
    /// Today's plan, with the pain that was told before.
    #[default]
    Today,
    /// The signs of something graver, before a session of this share.
    Signs(Share),
    /// What to do after a yes to one of them.
    Sign(String),
    /// The questions after a session.
    After(After),
    /// Days done, and the way back to the therapist.
    Diary(DiaryFace),
    /// Sound and looks.
    Options(OptionsFace),
}

/// A session, and what is said in it.
#[derive(Debug)]
struct Session {
    said: Vec<Prompt>,
    entry: DiaryEntry,
    /// Set once what was done is in the diary.
    is_kept: bool,
}

/// Request of a face.
#[derive(Debug)]
enum Asked {
    /// Begins a session; the signs are asked for first, where it is time.
    Begin(Share),
    /// Begins it for sure.
    BeginNow(Share),
    /// Shows another face.
    Show(Face),
    /// Keeps the entry of a session as far as it is answered.
    Answer(Box<DiaryEntry>),
    /// Keeps an entry, and shows another face.
    Keep(Box<DiaryEntry>, Face),
    /// Changes the settings.
    Change(Box<Settings>),
    /// Pauses, or goes on.
    Advance,
    /// Asks the conductor.
    Tell(ConductorCommand),
}

impl HomeApp {
    /// Creates the window over a plan's file.
    pub fn new(parts: HomeParts, ctx: &Context) -> Self {
        let HomeParts { handle, mut store, keep, plan } = parts;
        ctx.options_mut(|options| {
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
        });
        // A fault of the settings costs the looks alone.
        let (settings, _problem) = store.load();
        Theme::of_settings(&settings).apply(ctx);
        handle.ask(ConductorCommand::SetLevels(settings.levels));
        handle.ask(ConductorCommand::SetOutput(settings.output()));
        let was_clients = settings.home_plan.is_some();
        Self {
            home: AtHome::read(&plan),
            handle,
            settings,
            store,
            awake: Awake::new(keep),
            face: Face::Today,
            session: None,
            keys: HomeKeys::default(),
            unkept: None,
            stayed_open: false,
            was_clients,
            dialog: None,
            frames: Frames::default(),
        }
    }

    /// Opens another plan. On a client's computer it is the one of the next starts too, once it can be opened.
    fn open(&mut self, plan: &Path) {
        self.home = AtHome::read(plan);
        self.face = Face::Today;
        if self.home.is_ok() && self.settings.home_plan.is_some() {
            let plan = std::path::absolute(plan).unwrap_or_else(|_| plan.to_owned());
            let settings = Settings { home_plan: Some(plan), ..self.settings.clone() };
            self.act(Asked::Change(Box::new(settings)));
        }
    }

    /// Follows the session: what was done is written as soon as it is over.
    fn follow(&mut self, snapshot: &Snapshot) {
        let Some(view) = snapshot.view.as_deref() else { return };
        let (Ok(home), Some(session)) = (&mut self.home, &mut self.session) else { return };
        if session.is_kept || !matches!(view.stage(), Stage::Finished(_)) {
            return;
        }
        session.is_kept = true;
        session.entry.items = became(&home.plan, view);
        self.awake.let_go();
        let entry = session.entry.clone();
        self.unkept = home.keep(entry.clone()).err().map(|why| words::not_kept(&why));
        self.face = Face::After(After::new(entry, &session.said));
        self.handle.ask(ConductorCommand::Dismiss);
    }

    fn act(&mut self, asked: Asked) {
        match asked {
            Asked::Begin(share) => {
                let today = self.handle.wall().date();
                let asks = self.home.as_ref().is_ok_and(|home| !home.signs(today).is_empty());
                if asks { self.face = Face::Signs(share) } else { self.begin(share) }
            }
            Asked::BeginNow(share) => self.begin(share),
            Asked::Show(face) => self.face = face,
            Asked::Answer(entry) => self.keep(*entry),
            Asked::Keep(entry, face) => {
                self.keep(*entry);
                self.face = face;
            }
            Asked::Change(settings) => {
                self.settings = *settings;
                self.handle.ask(ConductorCommand::SetLevels(self.settings.levels));
                // What cannot be kept holds until the window is closed.
                let _kept = self.store.save(&self.settings);
            }
            Asked::Advance => self.advance(),
            Asked::Tell(command) => self.handle.ask(command),
        }
    }

    fn advance(&mut self) {
        if self.keys.counts(self.handle.now()) {
            self.handle.tell(Command::Advance);
        }
    }

    fn keep(&mut self, entry: DiaryEntry) {
        if let Ok(home) = &mut self.home {
            self.unkept = home.keep(entry).err().map(|why| words::not_kept(&why));
        }
    }

    fn begin(&mut self, share: Share) {
        // The second press of a double click begins nothing.
        let runs = self.session.as_ref().is_some_and(|session| !session.is_kept);
        let Ok(home) = &self.home else { return };
        if runs {
            return;
        }
        self.keys.begin();
        let before = self.keys.take_pain();
        let entry = DiaryEntry { before, ..home.entry(&self.handle.wall()) };
        self.session = Some(Session { said: said(&home.plan, share), entry, is_kept: false });
        let (plan, speech) = (Arc::new(home.plan.session(share)), self.speech(home, share));
        let options = Options { count: self.settings.count, ..Options::of(&plan) };
        self.face = Face::Today;
        self.awake.hold();
        self.handle.ask(ConductorCommand::Start(Box::new(StartRequest { speech, ..StartRequest::of(plan, options) })));
    }

    fn speech(&self, home: &AtHome, share: Share) -> Option<SessionSpeech> {
        let (scene, dialect) = (scene(&home.plan, share), self.settings.dialect);
        let recorded = || home.recorded();
        let speech = || SessionSpeech { scene, listener: Listener::Client, dialect, recorded: recorded() };
        self.settings.speak_at_home.then(speech)
    }

    /// Opens the sound and asks the voice for today's words after the first frame, so that Start waits for neither.
    fn prepare(&mut self, ctx: &Context) {
        match self.frames.shown(ctx) {
            Some(0) => ctx.request_repaint(),
            Some(1) => {
                self.handle.ask(ConductorCommand::Prepare);
                if let Ok(home) = &self.home
                    && let Some(speech) = self.speech(home, Share::Whole)
                {
                    let plan = Arc::new(home.plan.session(Share::Whole));
                    let options = Options::of(&plan);
                    self.handle.ask(ConductorCommand::PrepareSpeech(Box::new((plan, options, speech))));
                }
            }
            _ => {}
        }
    }

    /// Writes what was done and answered before the window is closed. Where that cannot be, it stays open once, and says
    /// so.
    fn close(&mut self, ctx: &Context, snapshot: &Snapshot) {
        let Some(entry) = self.unwritten(snapshot).filter(|_| ctx.input(|input| input.viewport().close_requested()))
        else {
            return;
        };
        self.keep(entry);
        if self.unkept.is_none() {
            self.session = None;
        } else if !std::mem::replace(&mut self.stayed_open, true) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }

    /// Returns the entry of what runs, or of what is being answered.
    fn unwritten(&self, snapshot: &Snapshot) -> Option<DiaryEntry> {
        if let Face::After(after) = &self.face {
            return Some(after.answered());
        }
        let view = snapshot.view.as_deref().filter(|view| view.is_under_way())?;
        let (home, session) = (self.home.as_ref().ok()?, self.session.as_ref().filter(|session| !session.is_kept)?);
        Some(DiaryEntry { items: became(&home.plan, view), ..session.entry.clone() })
    }
}
