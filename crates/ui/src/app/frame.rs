//! The drawing of a frame: one screen at a time.

use egui::{AsIdSalt, CentralPanel, Context, Frame, RawInput, ScrollArea, Ui, UiBuilder, Visuals, vec2};
use holdwell_app::command::UiCommand;
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_store::Request;
use jiff::Zoned;

use super::{App, Closing, Shown, deletion};
use crate::action::Action;
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, PageFrame, Screen};
use crate::screens::{SessionProps, cover, toast};
use crate::theme::{Theme, margin};
use crate::widgets::{announce, rail, steady};

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &Context, raw: &mut RawInput) {
        self.take_keys(ctx, raw);
    }

    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.update(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let snapshot = self.handle.snapshot();
        let shown = self.shown(&snapshot);
        self.apply_theme(ui.ctx(), shown, &snapshot);
        announce::show(ui.ctx());
        if matches!(shown, Shown::Cover | Shown::Summary) {
            // The client's name stands there: it can be hidden as on every page.
            self.shortcuts(ui.ctx(), &[UiCommand::Lock]);
        }
        match shown {
            Shown::Page(page) => self.page(ui, page, &snapshot),
            Shown::Session => self.session(ui, &snapshot),
            Shown::Cover => whole(ui, |ui| cover::show(ui, &self.settings.keys, &mut self.actions)),
            Shown::Summary => self.summary(ui, &snapshot),
        }
        if matches!(shown, Shown::Page(_) | Shown::Summary) {
            toast::done(ui.ctx(), self.data.toast());
        }
        self.act(&ui.ctx().clone());
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.handle.ask(ConductorCommand::Quit);
    }
}

impl App {
    /// Returns the context of this frame. Whatever a screen changes is taken out of the window while that is borrowed.
    pub(super) fn cx<'a>(&'a self, conductor: &'a Snapshot, wall: &'a Zoned) -> Cx<'a> {
        Cx {
            page: self.page,
            before_record: self.before_record,
            vault: &self.data.vault,
            conductor,
            library: self.catalogue.library(),
            clinic: self.library.clinic(),
            catalogue: &self.catalogue,
            presets: &self.data.presets,
            selection: &self.data.selection,
            settings: &self.settings,
            settings_problem: self.settings_problem.as_deref(),
            wall,
            speaker: self.speaker,
            may_sleep: self.awake.is_refused(),
            closes_unsaved: self.closing == Closing::Unsaved,
            closes_unrecorded: self.closing == Closing::Unrecorded,
        }
    }

    /// Calls `look` with the screen that is shown and its context; `None` where the session or its cover is shown.
    pub(super) fn with_screen<T>(
        &self,
        snapshot: &Snapshot,
        wall: &Zoned,
        look: impl FnOnce(&dyn Screen, &Cx<'_>) -> T,
    ) -> Option<T> {
        let screen: &dyn Screen = match self.shown(snapshot) {
            Shown::Page(page) => self.data.screens.get(page),
            Shown::Summary => &self.data.summary,
            Shown::Session | Shown::Cover => return None,
        };
        Some(look(screen, &self.cx(snapshot, wall)))
    }

    /// Says if the page that is shown needs the vault, which is not open.
    pub(super) fn is_locked_out(&self, snapshot: &Snapshot) -> bool {
        let needs = |page| self.data.screens.get(page).needs_vault();
        matches!(self.shown(snapshot), Shown::Page(page) if needs(page)) && !self.is_vault_open()
    }

    /// Applies the theme of the settings; the room face has one of its own.
    fn apply_theme(&self, ctx: &Context, shown: Shown, snapshot: &Snapshot) {
        let under_way = shown == Shown::Session && snapshot.view.is_some();
        let is_room = under_way && self.data.session.is_room(ctx);
        let theme = if is_room { Theme::of_room(&self.settings) } else { Theme::of_settings(&self.settings) };
        theme.apply(ctx);
    }

    fn page(&mut self, ui: &mut Ui, page: Page, snapshot: &Snapshot) {
        self.rail(ui, page);
        self.shortcuts(ui.ctx(), &[UiCommand::Find, UiCommand::Lock]);
        // Where the vault is not open its lock stands in the place of the page; an open one needs no unlocking.
        let shown = if self.is_locked_out(snapshot) { Page::Unlock } else { page };
        let (wall, visit) = (self.handle.wall(), self.visit);
        let mut screens = std::mem::take(&mut self.data.screens);
        let mut actions = std::mem::take(&mut self.actions);
        let cx = self.cx(snapshot, &wall);
        let (toast, deleted) = (self.data.toast(), self.data.deleted.as_ref());
        let screen = screens.get_mut(shown);
        let frame = screen.frame();
        let show = |ui: &mut Ui| {
            if shown != Page::Unlock {
                toast::failed(ui, toast);
                deletion::banner(ui, deleted, &mut actions);
            }
            steady(ui, "page", |ui| screen.ui(ui, &cx, &mut actions));
        };
        match frame {
            PageFrame::Fixed => paged(ui, show),
            PageFrame::Scrolled(place) => scrolled(ui, (page, visit, place), show),
        }
        (self.data.screens, self.actions) = (screens, actions);
    }

    fn rail(&mut self, ui: &mut Ui, page: Page) {
        let mut items = Page::rail();
        // Locking is no place, but it has to be within reach on every page.
        if self.is_vault_encrypted() {
            items.push((Page::Unlock, icons::LOCK, UiCommand::Lock.label()));
        }
        match rail(ui, page.root(), &items) {
            Some(Page::Unlock) => self.actions.push(Action::vault(Request::Lock)),
            Some(page) => self.actions.push(Action::Go(page)),
            None => {}
        }
    }

    fn session(&mut self, ui: &mut Ui, snapshot: &Snapshot) {
        let Some(view) = snapshot.view.as_deref() else { return };
        let asleep = self.update_focus(ui.ctx());
        let wall = self.handle.wall();
        let mut session = std::mem::take(&mut self.data.session);
        let mut actions = std::mem::take(&mut self.actions);
        let props = SessionProps {
            cx: &self.cx(snapshot, &wall),
            view,
            now: self.handle.now(),
            score: self.keyboard.pending_score(),
            asleep,
            closing: self.closing == Closing::Asked,
        };
        whole(ui, |ui| session.ui(ui, &props, &mut actions));
        (self.data.session, self.actions) = (session, actions);
    }

    fn summary(&mut self, ui: &mut Ui, snapshot: &Snapshot) {
        let wall = self.handle.wall();
        let mut summary = std::mem::take(&mut self.data.summary);
        let mut actions = std::mem::take(&mut self.actions);
        let cx = self.cx(snapshot, &wall);
        let place = match summary.frame() {
            PageFrame::Scrolled(place) => place,
            PageFrame::Fixed => 0,
        };
        let session = self.data.selection.running.as_ref().map(|running| running.id);
        let (toast, deleted) = (self.data.toast(), self.data.deleted.as_ref());
        scrolled(ui, (session, place), |ui| {
            toast::failed(ui, toast);
            deletion::banner(ui, deleted, &mut actions);
            steady(ui, "summary", |ui| summary.ui(ui, &cx, &mut actions));
        });
        (self.data.summary, self.actions) = (summary, actions);
    }
}

/// Shows a screen that fills the window.
pub(crate) fn whole(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(Frame::NONE).show(ui, add);
}

/// The greatest width of a page: in a wider one whoever reads a line would lose it on the way back.
const MEASURE: f32 = 1200.0;
/// The greatest width of a page of columns.
const COLUMNS: f32 = 1760.0;

/// Shows a screen with the margins of a page, whose own list scrolls.
fn paged(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    whole(ui, |ui| measured(ui, COLUMNS, add));
}

/// Shows a screen that may be longer than the window. Each place has its own, so that it scrolls by itself.
fn scrolled(ui: &mut Ui, place: impl AsIdSalt, add: impl FnOnce(&mut Ui)) {
    whole(ui, |ui| {
        let area = ScrollArea::vertical().auto_shrink(false).id_salt(place);
        area.show(ui, |ui| measured(ui, MEASURE, add));
    });
}

/// Lays a page out within its margins, in the middle of what is wider than it needs.
pub(crate) fn measured(ui: &mut Ui, most: f32, add: impl FnOnce(&mut Ui)) {
    let least = margin(ui.ctx().content_rect().width());
    let room = ui.available_rect_before_wrap();
    let most = most * Theme::of(ui).text_size.max(1.0);
    let side = ((room.width() - most) / 2.0).max(least);
    let inner = room.shrink2(vec2(side, least * 0.75));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.set_width(inner.width());
        add(ui);
    });
    ui.add_space(least * 0.75);
}
