//! Sound and looks, as far as a client needs them, and the way out of home mode.

use egui::Ui;
use holdwell_app::settings::{Look, Settings};
use holdwell_app::text::home_mode as words;
use holdwell_conductor::{ConductorCommand, Snapshot};
use holdwell_engine::{CueAudience, CueKind};
use holdwell_model::Technique;

use super::{Asked, Face};
use crate::screens::sound_output;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Segmented, Stepper, Toggle, line, section, title, wrapped};

/// The page of sound and looks.
#[derive(Debug, Default)]
pub(super) struct OptionsFace {
    /// Set once home mode was switched off.
    is_left: bool,
}

impl OptionsFace {
    pub(super) fn ui(&mut self, ui: &mut Ui, settings: &Settings, snapshot: &Snapshot, asked: &mut Vec<Asked>) {
        let mut new = settings.clone();
        title(ui, "Sound and looks");
        section(ui, "Sound");
        wrapped(ui, Font::Body, Theme::of(ui).soft, sound_output(&snapshot.sound, settings.levels));
        ui.horizontal_wrapped(|ui| {
            for (word, levels) in [("Quieter", settings.levels.quieter()), ("Louder", settings.levels.louder())] {
                if ui.add(Button::new(word)).clicked() {
                    new.levels = levels;
                    let bell = ConductorCommand::Preview(CueKind::HoldEnd, Technique::SelfCare, CueAudience::Room);
                    asked.push(Asked::Tell(bell));
                }
            }
        });
        ui.add(Toggle::new("Say the words aloud", &mut new.speak_at_home));
        section(ui, "Looks");
        let looks = [(Look::Dark, "Dark"), (Look::Light, "Light"), (Look::HighContrast, "High contrast")];
        ui.add(Segmented::new("Look", &mut new.look, &looks));
        line(ui, Font::Body, Theme::of(ui).text, "Text size");
        let percent = |percent: i64| format!("{percent} %");
        ui.add(Stepper::new("Text size", &mut new.text_percent, 80..=200).step(10).words(&percent));
        if settings.home_plan.is_some() {
            section(ui, "This computer");
            if ui.add(Button::new(words::NOT_A_CLIENTS)).clicked() {
                new.home_plan = None;
                self.is_left = true;
            }
        }
        if self.is_left {
            Banner::info(words::THERAPISTS).show(ui);
        }
        ui.add_space(GRID);
        if ui.add(Button::primary("Back to the plan")).clicked() {
            asked.push(Asked::Show(Face::Today));
        }
        if new != *settings {
            asked.push(Asked::Change(Box::new(new)));
        }
    }
}
