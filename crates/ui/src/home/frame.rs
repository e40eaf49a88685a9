//! A frame of the window in home mode: its face, or the session that runs.

use egui::{Context, RawInput, ScrollArea, Ui, Visuals};
use holdwell_app::settings::Settings;
use holdwell_app::text::{self, home_mode as words};
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_engine::View;

use super::{Asked, Face, HomeApp, running, signs, today};
use crate::app::{measured, whole};
use crate::dialog::{Dialog, Wanted};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, announce, title, wrapped};

impl eframe::App for HomeApp {
    fn raw_input_hook(&mut self, ctx: &Context, raw: &mut RawInput) {
        let snapshot = self.handle.snapshot();
        let view = snapshot.view.as_deref().filter(|view| view.is_under_way());
        let has_focus = ctx.memory(|memory| memory.focused().is_some());
        if self.keys.take(raw, view.map(View::stage), has_focus) {
            self.advance();
        }
    }

    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        let snapshot = self.handle.snapshot();
        self.prepare(ctx);
        self.follow(&snapshot);
        self.close(ctx, &snapshot);
        if let Some(chosen) = self.dialog.as_ref().and_then(Dialog::chosen) {
            self.dialog = None;
            if let Some(path) = chosen.first() {
                self.open(path);
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        Theme::of_settings(&self.settings).apply(ui.ctx());
        announce::show(ui.ctx());
        let snapshot = self.handle.snapshot();
        let mut asked = Vec::new();
        match (&self.home, snapshot.view.as_deref().filter(|view| view.is_under_way())) {
            (Err(problems), _) => {
                let (problems, settings, was_clients) = (problems.clone(), &self.settings, self.was_clients);
                let mut choose = false;
                page(ui, "no plan", |ui| choose = broken(ui, &problems, (settings, was_clients), &mut asked));
                if choose && self.dialog.is_none() {
                    self.dialog = Dialog::open(ui.ctx(), Wanted::Files("Home plan", &["holdwell"]));
                }
            }
            (Ok(home), Some(view)) => {
                let said = self.session.as_ref().map_or(&[][..], |session| &session.said);
                let now = self.handle.now();
                whole(ui, |ui| {
                    running::show(ui, &running::Running { home, view, said, now, sound: &snapshot.sound }, &mut asked);
                });
            }
            (Ok(_), None) => self.face(ui, &snapshot, &mut asked),
        }
        for asked in asked {
            self.act(asked);
            ui.ctx().request_repaint();
        }
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.handle.ask(ConductorCommand::Quit);
    }
}

impl HomeApp {
    /// Shows what fills the window while no session runs.
    fn face(&mut self, ui: &mut Ui, snapshot: &Snapshot, asked: &mut Vec<Asked>) {
        let Ok(home) = &self.home else { return };
        let now = self.handle.wall();
        let (unkept, settings) = (self.unkept.clone(), &self.settings);
        let (face, keys) = (&mut self.face, &mut self.keys);
        page(ui, std::mem::discriminant(face), |ui| {
            if let Some(words) = &unkept {
                Banner::error(words).show(ui);
                ui.add_space(GRID);
            }
            if let Some(file) = home.passed_over() {
                Banner::info(&words::other_diary(file)).show(ui);
                ui.add_space(GRID);
            }
            match face {
                Face::Today => today::show(ui, home, keys.pain(), &snapshot.sound, asked),
                Face::Signs(share) => signs::ask(ui, home, (*share, &now), asked),
                Face::Sign(words) => signs::told(ui, words, asked),
                Face::After(after) => after.ui(ui, home, asked),
                Face::Diary(diary) => diary.ui(ui, home, now.date(), asked),
                Face::Options(options) => options.ui(ui, settings, snapshot, asked),
            }
        });
    }
}

/// Says why the plan cannot be opened; returns true where another one is to be chosen.
fn broken(
    ui: &mut Ui,
    problems: &[String],
    (settings, was_clients): (&Settings, bool),
    asked: &mut Vec<Asked>,
) -> bool {
    title(ui, words::NO_PLAN);
    for problem in problems {
        wrapped(ui, Font::Body, Theme::of(ui).text, text::sentence(problem));
    }
    ui.add_space(GRID);
    let is_chosen = ui.add(Button::primary("Choose the plan…")).clicked();
    // Whoever tried this on a therapist's computer finds the way back here.
    if settings.home_plan.is_some() && ui.add(Button::new(words::NOT_A_CLIENTS)).clicked() {
        asked.push(Asked::Change(Box::new(Settings { home_plan: None, ..settings.clone() })));
    }
    if was_clients && settings.home_plan.is_none() {
        Banner::info(words::THERAPISTS).show(ui);
    }
    is_chosen
}

/// The greatest width of a page, in points: a line of large words is read in one look.
const MEASURE: f32 = 860.0;

/// Shows a page that may be longer than the window, in its middle.
fn page(ui: &mut Ui, place: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui)) {
    whole(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).id_salt(place).show(ui, |ui| {
            measured(ui, MEASURE, |ui| {
                ui.spacing_mut().item_spacing.y = 1.5 * GRID;
                add(ui);
            });
        });
    });
}
