//! Today's plan: one button, what to have ready, and when to stop.

use egui::Ui;
use holdwell_app::home_mode::AtHome;
use holdwell_app::text::home::{sentence, side_and_amount, stop_if, when};
use holdwell_app::text::home_mode as words;
use holdwell_audio::SoundState;
use holdwell_home::Share;

use super::after::pain_row;
use super::diary::DiaryFace;
use super::options::OptionsFace;
use super::{Asked, Face};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, fit_whole, surface, wrapped};

pub(super) fn show(ui: &mut Ui, home: &AtHome, pain: &mut Option<u8>, sound: &SoundState, asked: &mut Vec<Asked>) {
    let (plan, theme) = (&home.plan, Theme::of(ui));
    fit_whole(ui, Font::Hero, 24.0, theme.text, &plan.title, egui::Align::LEFT);
    if let Some(name) = &plan.name {
        wrapped(ui, Font::Lead, theme.text, format!("For {name}"));
    }
    wrapped(ui, Font::Body, theme.soft, when(plan));
    let ready = plan.have_ready();
    if !ready.is_empty() {
        wrapped(ui, Font::Lead, theme.text, format!("Have ready: {}.", ready.join(", ")));
    }
    for note in &plan.notes {
        wrapped(ui, Font::Body, theme.text, sentence(note));
    }
    if matches!(sound, SoundState::NoCard | SoundState::Lost { .. }) {
        Banner::caution("There is no sound here. Follow the screen.").show(ui);
    }
    start(ui, home, asked);
    wrapped(ui, Font::Small, theme.soft, words::HOW_TO_PAUSE);
    ui.add_space(GRID);
    caution(ui, home);
    pain_row(ui, "Pain now, if you like to say it", pain);
    ui.add_space(GRID);
    for item in &plan.items {
        surface(ui, 16, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            wrapped(ui, Font::Section, theme.text, format!("{}  {}", item.step.number, item.step.title));
            wrapped(ui, Font::Body, theme.soft, side_and_amount(item));
            let before = item.cautions().before;
            for words in &before {
                wrapped(ui, Font::Body, theme.caution, sentence(words));
            }
        });
    }
}

fn start(ui: &mut Ui, home: &AtHome, asked: &mut Vec<Asked>) {
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::primary("Start")).clicked() {
            asked.push(Asked::Begin(Share::Whole));
        }
        let minutes = (home.plan.length(Share::Shorter).0 + 30_000) / 60_000;
        let name = format!("Shorter today, {} min", minutes.max(1));
        if home.plan.can_be_shorter() && ui.add(Button::new(&name)).clicked() {
            asked.push(Asked::Begin(Share::Shorter));
        }
        if ui.add(Button::quiet("Diary").icon(icons::CALENDAR)).clicked() {
            asked.push(Asked::Show(Face::Diary(DiaryFace::default())));
        }
        if ui.add(Button::icon_only(icons::GEAR, "Sound and looks")).clicked() {
            asked.push(Asked::Show(Face::Options(OptionsFace::default())));
        }
    });
}

/// Says when to stop, and whom to call.
fn caution(ui: &mut Ui, home: &AtHome) {
    let signs = stop_if(&home.plan);
    let stop = words::stop(&home.plan);
    let said = if signs.is_empty() { stop } else { format!("Stop if: {}. {stop}", signs.join("; ")) };
    Banner::caution(&said).show(ui);
}
