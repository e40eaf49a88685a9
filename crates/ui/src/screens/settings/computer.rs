//! "This computer is a client's": Holdwell opens with one home plan, and nothing else.

use std::path::PathBuf;

use egui::Ui;
use holdwell_app::home_mode::AtHome;
use holdwell_app::settings::Settings;
use holdwell_files::shown;

use super::super::field_width;
use crate::dialog::{Dialog, Wanted};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, TextField, wrapped};

/// The choice of the plan.
#[derive(Debug, Default)]
pub(super) struct Computer {
    path: String,
    dialog: Option<Dialog>,
    /// Faults of the plan that was chosen.
    problems: Vec<String>,
}

impl Computer {
    pub(super) fn ui(&mut self, ui: &mut Ui, settings: &mut Settings) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = GRID;
        if let Some(plan) = &settings.home_plan {
            let words = format!("From the next start on Holdwell opens with {} alone", shown(plan));
            wrapped(ui, Font::Body, theme.text, words);
            if ui.add(Button::new("This is not a client's computer")).clicked() {
                settings.home_plan = None;
            }
            return;
        }
        let words = "Holdwell then opens with one home plan: no clients, no records, a diary beside the plan";
        wrapped(ui, Font::Body, theme.soft, words);
        if let Some(chosen) = self.dialog.as_ref().and_then(Dialog::chosen) {
            self.dialog = None;
            if let Some(path) = chosen.first() {
                self.path = path.display().to_string();
            }
        }
        let width = field_width(ui, 480.0, 0.0);
        ui.add(TextField::new("The plan's file", &mut self.path).most(1000).width(width));
        ui.horizontal_wrapped(|ui| {
            let empty = self.path.trim().is_empty().then_some("A plan is needed");
            if ui.add(Button::new("This computer is a client's").disabled(empty)).clicked() {
                self.set(settings);
            }
            let open = self.dialog.is_some().then_some("Its window is open");
            if ui.add(Button::quiet("Choose the plan…").icon(icons::FOLDER).disabled(open)).clicked() {
                self.dialog = Dialog::open(ui.ctx(), Wanted::Files("Home plan", &["holdwell"]));
            }
        });
        for problem in &self.problems {
            Banner::error(problem).show(ui);
        }
    }

    /// Takes the plan, if it can be opened.
    fn set(&mut self, settings: &mut Settings) {
        let path = PathBuf::from(self.path.trim());
        match AtHome::read(&path) {
            // The next start may be in another folder.
            Ok(_) => settings.home_plan = Some(std::path::absolute(&path).unwrap_or(path)),
            Err(problems) => self.problems = problems,
        }
    }
}
