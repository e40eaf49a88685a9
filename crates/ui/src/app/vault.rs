//! The window's side of the vault: requests, replies, and the lock.

use std::time::Duration;

use egui::Context;
use holdwell_app::selection::Running;
use holdwell_app::text;
use holdwell_app::text::vault::Toast;
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_engine::View;
use holdwell_model::Arc;
use holdwell_store::{Failure, Message, News, Request, Ticket, VaultHandle, VaultQuery, VaultSnapshot, VaultState};
use jiff::Timestamp;

use super::{AfterSession, App, Closing, Shown};
use crate::screen::{Page, Screen};
use crate::screens::SessionScreen;
use crate::widgets::{announce, forget_typed};

/// The window's end of the vault.
pub(super) struct Vault {
    handle: VaultHandle,
    /// The query that was sent last.
    asked: Option<VaultQuery>,
    /// The time at which a key or the mouse was last used.
    touched: Option<Timestamp>,
    is_locked: bool,
    /// The ticket of the last try to unlock, whose failure the form says.
    unlock: Option<Ticket>,
}

/// The time for which a toast of success stands, in seconds.
const DONE_SECS: f64 = 4.0;

impl Vault {
    pub(super) const fn new(handle: VaultHandle) -> Self {
        Self { handle, asked: None, touched: None, is_locked: false, unlock: None }
    }

    /// Returns the vault as it was published last.
    pub(super) fn snapshot(&self) -> Arc<VaultSnapshot> {
        self.handle.kept()
    }
}

impl App {
    /// Sends a request, and shows a toast if it could not be taken in; `time` is the window's, in seconds.
    pub(super) fn send(&mut self, request: Request, time: f64) -> Result<Ticket, Box<Request>> {
        let sent = self.vault.handle.send(request);
        if sent.is_err() {
            self.data.toast = Some((Toast::Failed(text::vault::failure(&Failure::TooBusy)), time));
        }
        sent
    }

    /// Notes a try to unlock.
    pub(super) const fn unlocks(&mut self, ticket: Ticket) {
        self.vault.unlock = Some(ticket);
    }

    /// Says if a failure stands in the form for the passphrase already.
    fn is_wrong_passphrase(&self, ticket: Ticket) -> bool {
        let is_said = matches!(self.data.vault.vault, VaultState::Locked { wrong: 1.., .. });
        self.vault.unlock == Some(ticket) && is_said
    }

    /// Says if clients can be shown and kept.
    pub(super) fn is_vault_open(&self) -> bool {
        matches!(self.data.vault.vault, VaultState::Open { .. })
    }

    pub(super) fn is_vault_encrypted(&self) -> bool {
        matches!(self.data.vault.vault, VaultState::Open { encrypted: true, .. })
    }

    /// Follows the vault. Runs before each frame.
    pub(super) fn sync_vault(&mut self, ctx: &Context, snapshot: &Snapshot) {
        self.data.vault = self.vault.snapshot();
        self.sync_messages(ctx);
        let is_locked = matches!(self.data.vault.vault, VaultState::Locked { .. });
        if !std::mem::replace(&mut self.vault.is_locked, is_locked) && is_locked {
            self.forget_clients(ctx);
        }
        if self.page == Page::Unlock && self.is_vault_open() {
            self.page = Page::Start;
        }
        // What was typed there and not sent is wiped as the lock goes.
        if !self.is_locked_out(snapshot) {
            self.data.screens.unlock.wipe(ctx);
        }
        let shown = self.shown(snapshot);
        if !is_locked || shown != Shown::Page(Page::Start) {
            self.data.screens.start.wipe(ctx);
        }
        if !is_locked || shown != Shown::Summary {
            self.data.summary.wipe(ctx);
        }
        if self.is_vault_open() {
            self.is_unrecorded = false;
            self.closing = if self.closing == Closing::Unrecorded { Closing::No } else { self.closing };
        }
        self.sync_presets();
        self.sync_selection(snapshot);
        self.follow_page();
        self.lock_when_idle(ctx, snapshot);
        self.send_query(snapshot);
    }

    /// Goes along where the client of the page turned out to be another one.
    fn follow_page(&mut self) {
        if let (Page::Client(id), Some(page)) = (self.page, self.data.vault.client.as_deref())
            && page.is_of(id)
        {
            self.page = Page::Client(page.client.id);
        }
    }

    /// Takes the replies and the news that came, each to whoever waits for it.
    fn sync_messages(&mut self, ctx: &Context) {
        let mut said: Option<Toast> = None;
        for message in self.vault.handle.messages() {
            let toast = self.take_message(message);
            // Of several since the last look a failure is the one to be said.
            let stays = matches!((&said, &toast), (Some(Toast::Failed(_)), Some(Toast::Done(_))));
            said = if stays { said } else { toast.or(said) };
        }
        let time = ctx.input(|input| input.time);
        if let Some(toast) = said {
            let (Toast::Done(words) | Toast::Failed(words)) = &toast;
            announce::say(ctx, words);
            self.data.toast = Some((toast, time));
        }
        if let Some((Toast::Done(_), since)) = self.data.toast {
            let left = since + DONE_SECS - time;
            if left <= 0.0 {
                self.data.toast = None;
            } else {
                ctx.request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
            }
        }
    }

    fn take_message(&mut self, message: Message) -> Option<Toast> {
        match message {
            Message::Reply(ticket, outcome) => {
                let shows = |screen: &mut dyn Screen, why| screen.failed(ticket, why);
                let is_shown = outcome.as_ref().err().is_some_and(|why| {
                    self.data.screens.all().any(|screen| shows(screen, why)) || shows(&mut self.data.summary, why)
                });
                self.data.screens.all().for_each(|screen| screen.replied(ticket, outcome.is_ok()));
                self.data.summary.replied(ticket, outcome.is_ok());
                self.data.selection.replied(ticket, outcome.is_ok());
                let deleted = self.data.deleted.take();
                self.data.deleted = deleted.filter(|deleted| !deleted.is_refused(ticket, outcome.is_ok()));
                let is_shown = is_shown || (outcome.is_err() && self.is_wrong_passphrase(ticket));
                if is_shown { None } else { text::vault::outcome(&outcome) }
            }
            Message::News(news) => {
                if matches!(news, News::Unreadable(_)) {
                    self.data.selection.give_up();
                }
                Some(text::vault::news(&news))
            }
        }
    }

    /// Makes the presets on the screen ready to be begun at once.
    fn sync_presets(&mut self) {
        let vault = &self.data.vault;
        let board = vault.start.pinned.iter().chain(&vault.start.recent).filter_map(|recent| recent.preset.as_ref());
        let page = vault.client.iter().flat_map(|page| page.presets.iter().map(|line| &line.preset));
        let chosen = self.data.selection.next.iter().filter_map(|client| client.preset.as_ref());
        self.data.presets.sync(board.chain(page).chain(chosen));
    }

    /// Locks a vault with a passphrase when nobody is there, but never during a session.
    fn lock_when_idle(&mut self, ctx: &Context, snapshot: &Snapshot) {
        let now = self.handle.wall().timestamp();
        let used = ctx.input(|input| !input.events.is_empty() || input.pointer.is_moving());
        let runs = snapshot.view.as_deref().is_some_and(View::is_under_way);
        let touched = self.vault.touched.filter(|touched| *touched <= now && !used && !runs).unwrap_or(now);
        self.vault.touched = Some(touched);
        let minutes = self.settings.lock_after_mins;
        if !self.is_vault_encrypted() || minutes == 0 || runs {
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

    /// Saves what is being written, and locks; a vault that could not take all of it stays open. A session is never cut
    /// off from its record.
    pub(super) fn lock(&mut self, ctx: &Context) {
        if self.view().is_some_and(|view| view.is_under_way()) {
            return;
        }
        if self.save_edits() {
            let _reply = self.send(Request::Lock, ctx.input(|input| input.time));
        }
    }

    /// Saves what was written and left, and drafts that nobody has changed for a moment. Runs after each frame.
    pub(super) fn save_due(&mut self, ctx: &Context) {
        if !self.is_vault_open() {
            return;
        }
        let _sent = self.save(Some(ctx.input(|input| input.time)));
        if self.data.screens.all().any(|screen| screen.waits_to_save()) {
            ctx.request_repaint_after(Duration::from_millis(1050));
        }
    }

    /// Saves everything that is edited and not on its way. Returns false where the vault could not take all of it in.
    pub(super) fn save_edits(&mut self) -> bool {
        self.save(None)
    }

    fn save(&mut self, time: Option<f64>) -> bool {
        let mut screens = std::mem::take(&mut self.data.screens);
        let mut summary = std::mem::take(&mut self.data.summary);
        let is_open = self.is_vault_open();
        let mut is_sent = true;
        let all = screens.all().chain([&mut summary as &mut dyn Screen]);
        for screen in all.filter(|screen| is_open || screen.needs_vault()) {
            is_sent &= screen.save(time, &mut |request| self.send(request, time.unwrap_or_default()));
        }
        (self.data.screens, self.data.summary) = (screens, summary);
        is_sent
    }

    /// Forgets everything that the window knows of clients.
    fn forget_clients(&mut self, ctx: &Context) {
        let is_under_way = self.view().is_some_and(|view| view.is_under_way());
        // A session that is over is looked at no more; one that runs without a vault goes on.
        if !is_under_way {
            self.handle.ask(ConductorCommand::Dismiss);
            self.after_session = AfterSession::Cover;
        }
        self.catalogue.take_built();
        self.data.lock(self.catalogue.library(), is_under_way);
        forget_typed(ctx);
        ctx.request_repaint();
    }

    /// Asks the vault to show what the screen needs.
    fn send_query(&mut self, snapshot: &Snapshot) {
        let query = self.query(snapshot);
        if self.vault.asked.as_ref() != Some(&query) && self.vault.handle.send(Request::Look(query.clone())).is_ok() {
            self.vault.asked = Some(query);
        }
    }

    fn query(&self, snapshot: &Snapshot) -> VaultQuery {
        let wall = self.handle.wall();
        self.with_screen(snapshot, &wall, |screen, cx| screen.query(cx)).unwrap_or_else(|| {
            let client = self.data.selection.running.as_ref().and_then(Running::client_id);
            let cx = self.cx(snapshot, &wall);
            let photo = snapshot.view.as_deref().and_then(|view| SessionScreen::photo(view, &cx));
            VaultQuery { client, photo, ..VaultQuery::default() }
        })
    }
}
