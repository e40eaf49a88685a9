//! What is drawn: one screen at a time.

use std::time::Duration;

use egui::{CentralPanel, Context, Frame, RawInput, ScrollArea, Ui, Visuals};

use super::{App, Closing, Shown};
use crate::conductor::{Ask, Published};
use crate::ui::action::Page;
use crate::ui::command::UiCommand;
use crate::ui::screens::{Sight, StartSight, cover};
use crate::ui::theme::{Theme, margin};
use crate::ui::widgets::{live, rail};

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &Context, raw: &mut RawInput) {
        self.take_keys(ctx, raw);
    }

    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.look(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let published = self.handle.published();
        let shown = self.shown(&published);
        self.put_on(ui.ctx(), shown, &published);
        live::show(ui.ctx());
        match shown {
            Shown::Page(page) => self.page(ui, page, &published),
            Shown::Session => self.running(ui, &published),
            Shown::Cover => whole(ui, |ui| cover::show(ui, &self.settings.keys, &mut self.actions)),
            Shown::Summary => {
                let Self { summary, actions, .. } = self;
                scrolled(ui, |ui| summary.ui(ui, &published, actions));
            }
        }
        self.act(&ui.ctx().clone());
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.handle.ask(Ask::Quit);
    }
}

impl App {
    /// The room face has a brightness of its own.
    fn put_on(&self, ctx: &Context, shown: Shown, published: &Published) {
        let theme = self.settings.theme();
        let under_way = shown == Shown::Session && published.view.is_some();
        let brightness = if under_way { self.session.brightness(ctx, &self.settings) } else { 1.0 };
        let theme: Theme = if brightness < 1.0 { theme.dimmed(brightness) } else { theme };
        theme.apply(ctx);
    }

    fn page(&mut self, ui: &mut Ui, page: Page, published: &Published) {
        let items = [(Page::Start, UiCommand::ToStart), (Page::Settings, UiCommand::ToSettings)];
        let items = items.map(|(page, command)| (page, command.icon(), command.label()));
        if let Some(page) = rail(ui, page, &items) {
            self.actions.push(crate::ui::action::Action::Go(page));
        }
        if page == Page::Settings {
            let Self { settings_screen, settings, settings_problem, actions, .. } = self;
            scrolled(ui, |ui| settings_screen.ui(ui, settings, settings_problem.as_deref(), published, actions));
            return;
        }
        self.start_by_key(ui.ctx());
        let (wall, left) = (self.handle.wall(), self.until_left());
        let sight = StartSight {
            offers: &self.offers,
            problems: &self.library_problems,
            settings_problem: self.settings_problem.as_deref(),
            settings: &self.settings,
            published,
            until: self.until.map(|until| (until, self.until_words(until))),
            left,
            may_sleep: self.awake.is_refused(),
            wall: &wall,
        };
        let (start, actions) = (&mut self.start, &mut self.actions);
        scrolled(ui, |ui| start.ui(ui, &sight, actions));
        // The ends on the cards move with the clock on the wall.
        if !ui.input(|input| input.viewport().minimized.unwrap_or(false)) {
            ui.ctx().request_repaint_after(Duration::from_secs(60 - wall.second().unsigned_abs().min(59) as u64));
        }
    }

    fn running(&mut self, ui: &mut Ui, published: &Published) {
        let Some(view) = published.view.as_deref() else { return };
        let asleep = self.mind_focus(ui.ctx());
        let wall = self.handle.wall();
        let sight = Sight {
            view,
            now: self.handle.now(),
            published,
            settings: &self.settings,
            wall: &wall,
            score: self.keyboard.pending_score(),
            may_sleep: self.awake.is_refused(),
            asleep,
            closing: self.closing == Closing::Asked,
        };
        let (session, actions) = (&mut self.session, &mut self.actions);
        whole(ui, |ui| session.ui(ui, &sight, actions));
    }
}

/// A screen that fills the window.
fn whole(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(Frame::NONE).show(ui, add);
}

/// A screen that may be longer than the window.
fn scrolled(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    whole(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let side = margin(ui.ctx().content_rect().width());
            let frame = Frame::new().inner_margin(egui::Margin::symmetric(side as i8, (side * 0.75) as i8));
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                add(ui);
            });
        });
    });
}
