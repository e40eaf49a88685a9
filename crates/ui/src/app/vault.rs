//! What the window knows of the vault: what it looks at, what came of a request, and when it is locked.

use std::time::Duration;

use egui::Context;
use jiff::Timestamp;

use super::selection::{Running, Until};
use super::{AfterSession, App, SessionScreen, Shown};
use crate::action::Page;
use crate::widgets::{announce, forget_typed};
use holdwell_app::text;
use holdwell_app::text::vault::Toast;
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_engine::View;
use holdwell_library::Preset;
use holdwell_model::Arc;
use holdwell_store::{Failure, Message, News, Request, Ticket, VaultHandle, VaultQuery, VaultSnapshot, VaultState};

/// The window's side of the vault.
pub(super) struct Vault {
    handle: VaultHandle,
    /// What was last published, the same for a whole frame.
    pub(super) kept: Arc<VaultSnapshot>,
    looked: Option<VaultQuery>,
    /// The sentence about what the vault did last, and when it was first shown, in seconds.
    pub(super) answer: Option<(Toast, f64)>,
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
        Self { kept: handle.kept(), handle, looked: None, answer: None, touched: None, locked: Lock::Open }
    }

    /// Sends a request, and says where it could not be taken in.
    pub(super) fn send(&mut self, request: Request, time: f64) -> Result<Ticket, Box<Request>> {
        let sent = self.handle.send(request);
        if sent.is_err() {
            self.answer = Some((Toast::Failed(text::vault::failure(&Failure::TooBusy)), time));
        }
        sent
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
        self.sync_messages(ctx);
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

    /// Takes the replies and the news that came, each to whoever waits for it.
    fn sync_messages(&mut self, ctx: &Context) {
        let mut said: Option<Toast> = None;
        for message in self.vault.handle.messages() {
            let toast = self.take_message(message);
            // Of several since the last look a failure is the one to be said.
            let goes_on = matches!((&said, &toast), (Some(Toast::Failed(_)), Some(Toast::Done(_))));
            said = if goes_on { said } else { toast.or(said) };
        }
        let time = ctx.input(|input| input.time);
        if let Some(toast) = said {
            let (Toast::Done(words) | Toast::Failed(words)) = &toast;
            announce::say(ctx, words);
            self.vault.answer = Some((toast, time));
        }
        if let Some((Toast::Done(_), since)) = self.vault.answer {
            let left = since + DONE_SECS - time;
            if left <= 0.0 {
                self.vault.answer = None;
            } else {
                ctx.request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
            }
        }
    }

    fn take_message(&mut self, message: Message) -> Option<Toast> {
        match message {
            Message::Reply(ticket, outcome) => {
                self.client.replied(ticket, outcome.is_ok());
                self.builder.replied(ticket, outcome.is_ok());
                self.record.replied(ticket, outcome.is_ok());
                self.summary.replied(ticket, outcome.is_ok());
                text::vault::outcome(&outcome)
            }
            Message::News(news) => {
                if matches!(news, News::Unreadable(_)) {
                    self.whose.give_up();
                }
                Some(text::vault::news(&news))
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
            let _reply = self.vault.send(Request::Lock, ctx.input(|input| input.time));
        }
    }

    /// Saves what was written and left, and drafts that nobody has changed for a moment. Runs after each frame.
    pub(super) fn save_due(&mut self, ctx: &Context) {
        if !self.vault.is_open() {
            return;
        }
        let time = ctx.input(|input| input.time);
        if self.client.is_left() {
            self.client.save(&mut |request| self.vault.send(request, time));
        }
        self.record.send_remark(&mut |request| self.vault.send(request, time));
        self.summary.send_remark(&mut |request| self.vault.send(request, time));
        self.builder.save(Some(time), &mut |request| self.vault.send(request, time));
        if self.builder.waits() {
            ctx.request_repaint_after(Duration::from_millis(1050));
        }
    }

    /// Saves everything that is edited and not on its way. Returns false where the vault could not take all of it in.
    pub(super) fn save_edits(&mut self) -> bool {
        let mut send = |request| self.vault.send(request, 0.0);
        let is_client_sent = self.client.save(&mut send);
        let keeps = matches!(self.vault.kept.vault, VaultState::Open { .. });
        is_client_sent && (!keeps || self.builder.save(None, &mut |request| self.vault.send(request, 0.0)))
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
        if self.vault.looked.as_ref() != Some(&looking)
            && self.vault.handle.send(Request::Look(looking.clone())).is_ok()
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
