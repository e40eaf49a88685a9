//! Fields of a home plan: times, last day, contact, and notes in plain words.

use egui::Ui;
use holdwell_app::home_plan::{HomeDraft, LONGEST_NOTES};
use holdwell_app::text;

use super::super::field_width;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Stepper, TextField, Toggle, section, surface, wrapped};

pub(super) fn show(ui: &mut Ui, draft: &mut HomeDraft) {
    section(ui, "How often");
    surface(ui, 16, |ui| {
        ui.spacing_mut().item_spacing.y = GRID;
        let times = |times: i64| format!("{} a day", text::count(times.unsigned_abs() as usize, "time"));
        ui.add(Stepper::new("Times a day", &mut draft.times, 1..=6).words(&times));
        let days = |days: i64| if days == 7 { "every day".to_owned() } else { format!("{days} days a week") };
        ui.add(Stepper::new("Days a week", &mut draft.days, 1..=7).words(&days));
        let weeks = |weeks: i64| match weeks {
            0 => "no end".to_owned(),
            weeks => format!("for {}", text::count(weeks.unsigned_abs() as usize, "week")),
        };
        ui.add(Stepper::new("Weeks", &mut draft.weeks, 0..=26).words(&weeks));
    });
    section(ui, "Words");
    surface(ui, 16, |ui| {
        ui.spacing_mut().item_spacing.y = GRID;
        let width = field_width(ui, 420.0, 0.0);
        let hint = "Jo Miller, 555 0101";
        ui.add(TextField::new("Whom to call, and how", &mut draft.call).hint(hint).width(width));
        wrapped(ui, Font::Small, Theme::of(ui).faint, "For this plan. What every plan begins with stands in Settings");
        let hint = "Stop if it tingles\nBring the sheet next time";
        let notes = TextField::new("Notes in plain words, a line each", &mut draft.notes).rows(3);
        ui.add(notes.hint(hint).most(LONGEST_NOTES).width(width));
        ui.add(TextField::new("Title, if not the routine's name", &mut draft.title).width(width));
        let words = "Off, the plan says nothing of who it is for. The name is never spoken";
        ui.add(Toggle::new("Put the name on it", &mut draft.named).line(words));
        if draft.named {
            ui.add(TextField::new("Name on the plan", &mut draft.name).most(100).width(width));
        }
    });
}
