//! What is drawn: one screen at a time.

use egui::{AsIdSalt, CentralPanel, Context, Frame, RawInput, ScrollArea, Ui, UiBuilder, Visuals, vec2};

use super::{App, Closing, Shown};
use crate::screens::{Sight, cover, toast};
use crate::theme::{Theme, margin};
use crate::widgets::announce;
use holdwell_conductor::{ConductorCommand, Snapshot};

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &Context, raw: &mut RawInput) {
        self.take_keys(ctx, raw);
    }

    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.look(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let snapshot = self.handle.snapshot();
        let shown = self.shown(&snapshot);
        self.put_on(ui.ctx(), shown, &snapshot);
        announce::show(ui.ctx());
        match shown {
            Shown::Page(page) => self.page(ui, page, &snapshot),
            Shown::Session => self.running(ui, &snapshot),
            Shown::Cover => whole(ui, |ui| cover::show(ui, &self.settings.keys, &mut self.actions)),
            Shown::Summary => self.summarised(ui, &snapshot),
        }
        if matches!(shown, Shown::Page(_) | Shown::Summary) {
            toast::done(ui.ctx(), self.vault.answer.as_ref().map(|(answer, _)| answer));
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
    /// The room face has a brightness of its own.
    fn put_on(&self, ctx: &Context, shown: Shown, snapshot: &Snapshot) {
        let theme = Theme::of_settings(&self.settings);
        let under_way = shown == Shown::Session && snapshot.view.is_some();
        let brightness = if under_way { self.session.brightness(ctx, &self.settings) } else { 1.0 };
        let theme: Theme = if brightness < 1.0 { theme.dimmed(brightness) } else { theme };
        theme.apply(ctx);
    }

    fn running(&mut self, ui: &mut Ui, snapshot: &Snapshot) {
        let Some(view) = snapshot.view.as_deref() else { return };
        let asleep = self.update_focus(ui.ctx());
        let wall = self.handle.wall();
        let sight = Sight {
            view,
            now: self.handle.now(),
            snapshot,
            settings: &self.settings,
            wall: &wall,
            score: self.keyboard.pending_score(),
            may_sleep: self.awake.is_refused(),
            asleep,
            closing: self.closing == Closing::Asked,
            whom: self.whose.running.as_ref().and_then(|running| running.whom.as_ref()),
        };
        let (session, actions) = (&mut self.session, &mut self.actions);
        whole(ui, |ui| session.ui(ui, &sight, actions));
    }
}

/// A screen that fills the window.
pub(super) fn whole(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(Frame::NONE).show(ui, add);
}

/// A page is no wider than this: in a wide window whoever reads a line would lose it on the way back.
const MEASURE: f32 = 1200.0;
/// A page of columns may be wider.
const COLUMNS: f32 = 1760.0;

/// A screen with the margins of a page, whose own list scrolls.
pub(super) fn paged(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    whole(ui, |ui| measured(ui, COLUMNS, add));
}

/// A screen that may be longer than the window. Each place has its own, so that it scrolls by itself.
pub(super) fn scrolled(ui: &mut Ui, place: impl AsIdSalt, add: impl FnOnce(&mut Ui)) {
    whole(ui, |ui| {
        let area = ScrollArea::vertical().auto_shrink(false).id_salt(place);
        area.show(ui, |ui| measured(ui, MEASURE, add));
    });
}

/// Within the margins of a page, in the middle of what is wider than it needs.
fn measured(ui: &mut Ui, most: f32, add: impl FnOnce(&mut Ui)) {
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
