//! What the window knows of the vault: what it looks at, what came of a request, and when it is locked.

use std::time::Duration;

use egui::Context;
use jiff::Timestamp;

use super::selection::{Running, Until};
use super::{AfterSession, App, SessionScreen, Shown};
use crate::widgets::{announce, forget_typed};
use holdwell_app::action::Page;
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_engine::View;
use holdwell_library::Preset;
use holdwell_model::Arc;
use holdwell_store::{Answer, Request, VaultHandle, VaultQuery, VaultSnapshot, VaultState};

/// The window's side of the vault.
pub(super) struct Vault {
    handle: VaultHandle,
    /// What was last published, the same for a whole frame.
    pub(super) kept: Arc<VaultSnapshot>,
    looked: Option<VaultQuery>,
    answered: u64,
    /// What became of the last request, and when it was first shown.
    pub(super) answer: Option<(Answer, f64)>,
    /// When a key or the mouse was last used.
    touched: Option<Timestamp>,
    locked: Lock,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Lock {
    #[default]
    Open,
    Locked,
}

/// How long the word that something is done stands.
const DONE_SECS: f64 = 4.0;

impl Vault {
    pub(super) fn new(handle: VaultHandle) -> Self {
        Self { kept: handle.kept(), handle, looked: None, answered: 0, answer: None, touched: None, locked: Lock::Open }
    }

    /// Asks; what cannot be taken in is said. Whether it was taken in.
    pub(super) fn ask(&mut self, request: Request, time: f64) -> bool {
        let taken = self.handle.ask(request).is_ok();
        if !taken {
            let why = "The vault has more to do than it can take in now. Nothing was changed: try again";
            self.answer = Some((Answer::Failed(why.to_owned()), time));
        }
        taken
    }

    /// Whether clients can be shown and kept.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.kept.vault, VaultState::Open { .. })
    }

    pub(super) fn is_encrypted(&self) -> bool {
        matches!(self.kept.vault, VaultState::Open { encrypted: true, .. })
    }
}

impl App {
    /// Follows the vault. Runs before each frame.
    pub(super) fn sync_vault(&mut self, ctx: &Context, snapshot: &Snapshot) {
        self.vault.kept = self.vault.handle.kept();
        self.sync_answer(ctx);
        let locked = matches!(self.vault.kept.vault, VaultState::Locked { .. });
        let lock = if locked { Lock::Locked } else { Lock::Open };
        if std::mem::replace(&mut self.vault.locked, lock) != lock && locked {
            self.forget_clients(ctx);
        }
        if self.page == Page::Unlock && self.vault.is_open() {
            self.page = Page::Start;
        }
        // What was typed there and not sent is wiped as the lock screen goes.
        if !self.is_locked_out(snapshot) {
            self.lock_screen.leave(ctx);
        }
        self.sync_presets();
        self.sync_selection(snapshot);
        self.lock_when_idle(ctx, snapshot);
        self.look_at(snapshot);
    }

    fn say_answer(&mut self, ctx: &Context, answer: Answer) {
        match &answer {
            // What is done without a word leaves the last word standing.
            Answer::Done(words) if words.is_empty() => return,
            Answer::Done(words) => announce::say(ctx, words),
            Answer::Failed(words) => {
                self.client.not_saved();
                self.builder.not_kept();
                self.whose.give_up();
                announce::say(ctx, words);
            }
        }
        self.vault.answer = Some((answer, ctx.input(|input| input.time)));
    }

    fn sync_answer(&mut self, ctx: &Context) {
        let time = ctx.input(|input| input.time);
        if let Some((count, answer)) = self.vault.kept.answer.clone()
            && count != self.vault.answered
        {
            let before = std::mem::replace(&mut self.vault.answered, count);
            // Of several answers since the last look a failure is the one to be said.
            let failed = self.vault.kept.failed.clone().filter(|(failed, _)| *failed > before && *failed <= count);
            self.say_answer(ctx, failed.map_or(answer, |(_, why)| Answer::Failed(why)));
        }
        if let Some((Answer::Done(_), since)) = self.vault.answer {
            let left = since + DONE_SECS - time;
            if left <= 0.0 {
                self.vault.answer = None;
            } else {
                ctx.request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
            }
        }
    }

    /// What is on the screen can be begun at once.
    fn sync_presets(&mut self) {
        let kept = &self.vault.kept;
        let board = kept.start.pinned.iter().chain(&kept.start.recent).filter_map(|recent| recent.preset.as_ref());
        let page = kept.client.iter().flat_map(|page| page.presets.iter().map(|line| &line.preset));
        let chosen = self.whose.now.iter().filter_map(|whom| whom.preset.as_ref());
        let all: Vec<&Arc<Preset>> = board.chain(page).chain(chosen).collect();
        self.presets.mind(all.into_iter());
    }

    /// A vault with a passphrase locks itself when nobody is there, but never during a session.
    fn lock_when_idle(&mut self, ctx: &Context, snapshot: &Snapshot) {
        let now = self.handle.wall().timestamp();
        let used = ctx.input(|input| !input.events.is_empty() || input.pointer.is_moving());
        let runs = snapshot.view.as_deref().is_some_and(View::is_under_way);
        let touched = self.vault.touched.filter(|touched| *touched <= now && !used && !runs).unwrap_or(now);
        self.vault.touched = Some(touched);
        let minutes = self.settings.lock_after_mins;
        if !self.vault.is_encrypted() || minutes == 0 || runs {
            return;
        }
        let left = minutes * 60_000 - now.duration_since(touched).as_millis().min(i128::from(i64::MAX)) as i64;
        if left > 0 {
            ctx.request_repaint_after(Duration::from_millis(left.unsigned_abs() + 50));
        } else {
            self.vault.touched = Some(now);
            self.lock(ctx);
        }
    }

    /// Saves what is being written, and locks; where it cannot be kept the vault says so and stays open. A session is
    /// never cut off from its record.
    pub(super) fn lock(&mut self, ctx: &Context) {
        if self.view().is_some_and(|view| view.is_under_way()) {
            return;
        }
        if self.save_edits() {
            self.vault.ask(Request::Lock, ctx.input(|input| input.time));
        }
    }

    /// Writes down what stands in the fields of a client's page and was not left yet, and what is being built.
    /// Whether the vault could take all of it in.
    pub(super) fn save_edits(&mut self) -> bool {
        let mut taken = true;
        if let Some(client) = self.client.unsaved() {
            taken = self.vault.ask(Request::SaveClient(Box::new(client)), 0.0);
            if !taken {
                self.client.not_saved();
            }
        }
        if self.vault.is_open() {
            for draft in self.builder.unkept() {
                taken &= self.vault.ask(draft, 0.0);
            }
            if !taken {
                self.builder.not_kept();
            }
        }
        taken
    }

    /// Nothing of a client stays on the screen or behind it.
    fn forget_clients(&mut self, ctx: &Context) {
        self.clients = super::ClientsScreen::default();
        self.client = super::ClientScreen::default();
        self.preset = super::PresetScreen::default();
        self.record = super::RecordScreen::default();
        self.questions = super::QuestionsScreen::default();
        self.builder = super::BuilderScreen::default();
        if self.built.take().is_some() {
            self.put_together();
        }
        self.summary = super::SummaryScreen::default();
        // A session that is over is looked at no more; one that runs without a vault goes on.
        if !self.view().is_some_and(|view| view.is_under_way()) {
            self.handle.ask(ConductorCommand::Dismiss);
            (self.over, self.session) = (AfterSession::Cover, SessionScreen::default());
        }
        self.settings_screen.leave();
        if self.whose.until == Until::ByClient {
            self.until = None;
        }
        self.library_screen.lock();
        self.start.forget();
        self.presets.forget();
        self.whose = super::selection::Selection::default();
        self.vault.answer = None;
        self.last.said.clear();
        forget_typed(ctx);
        ctx.request_repaint();
    }

    /// What is shown decides what is looked at.
    fn look_at(&mut self, snapshot: &Snapshot) {
        let looking = self.looking(self.shown(snapshot));
        if self.vault.looked.as_ref() != Some(&looking) && self.vault.handle.ask(Request::Look(looking.clone())).is_ok()
        {
            self.vault.looked = Some(looking);
        }
    }

    fn looking(&self, shown: Shown) -> VaultQuery {
        let kept = &self.vault.kept;
        let running = self.whose.running.as_ref();
        let none = VaultQuery::default();
        match shown {
            Shown::Page(Page::Start | Page::Builder | Page::Settings | Page::Unlock) => VaultQuery {
                clients: self.start.search(),
                client: self.whose.wanted(),
                session: self.whose.again(),
                ..none
            },
            Shown::Page(Page::Clients) => VaultQuery { clients: Some(self.clients.words()), ..none },
            Shown::Page(Page::Client(id)) => VaultQuery { client: Some(id), session: self.whose.again(), ..none },
            Shown::Page(Page::Preset(id)) => {
                let owner = kept.preset.as_ref().filter(|page| page.preset.id == id).map(|page| page.preset.client);
                let page = kept.client.as_ref().filter(|page| Some(page.client.id) == owner);
                VaultQuery {
                    preset: Some(id),
                    client: owner,
                    session: page.and_then(|page| page.last_session()),
                    ..none
                }
            }
            Shown::Page(Page::Record(id)) => VaultQuery {
                session: Some(id),
                client: kept.session.as_ref().and_then(|page| page.session.client),
                clients: self.record.search(),
                questions: Some(Some(id)),
                ..none
            },
            Shown::Page(Page::Library) => VaultQuery { photo: self.library_screen.photo(), ..none },
            Shown::Page(Page::Questions) => VaultQuery { questions: Some(None), ..none },
            Shown::Session | Shown::Cover => VaultQuery { client: running.and_then(Running::client), ..none },
            Shown::Summary => {
                let id = running.map(|running| running.id);
                let whose = kept.session.as_ref().filter(|page| Some(page.session.id) == id);
                VaultQuery {
                    session: id,
                    questions: id.map(Some),
                    clients: self.summary.search(),
                    client: match whose {
                        Some(page) => page.session.client,
                        None => running.and_then(Running::client),
                    },
                    ..none
                }
            }
        }
    }
}
