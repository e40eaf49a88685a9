//! Name, day and loudness: changed together and saved as one version.

use egui::Ui;
use holdwell_library::Preset;
use jiff::Zoned;
use jiff::civil::Date;

use super::super::loudness;
use super::{parts, save};
use crate::action::Actions;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Segmented, Stepper, TextField, line};

/// The farthest day that a preset is pinned to, in days from today.
const FARTHEST: i64 = 365;

/// The edits that are not saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Draft {
    name: String,
    louder: i8,
    pinned: Option<Date>,
}

/// The day that a preset is pinned to, as a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pin {
    None,
    Today,
    Tomorrow,
    Later,
}

impl Draft {
    fn of(preset: &Preset) -> Self {
        Self { name: preset.name.clone(), louder: preset.louder, pinned: preset.pinned }
    }

    /// Follows a preset that has changed. Edits that somebody has begun stay as they are.
    pub(super) fn follow(&mut self, before: Option<&Preset>, now: &Preset) {
        if before.is_none_or(|before| *self == Self::of(before)) {
            *self = Self::of(now);
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, preset: &Preset, wall: &Zoned, actions: &mut Actions) {
        ui.add(TextField::new("Name", &mut self.name).width(360.0).most(120));
        ui.add_space(GRID);
        self.pin(ui, wall);
        ui.add_space(GRID);
        let theme = Theme::of(ui);
        line(ui, Font::Small, theme.soft, "Louder or quieter than this client's own");
        loudness::stepper(ui, "Louder or quieter", "just as loud", &mut self.louder);
        ui.add_space(GRID);
        let why = match self.name.trim() {
            "" => Some("Give it a name"),
            _ if *self == Self::of(preset) => Some("Nothing is changed"),
            _ => None,
        };
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::new("Save").width(120.0).disabled(why)).clicked() {
                save(actions, self.saved(preset));
            }
            if *self != Self::of(preset) && ui.add(Button::quiet("Leave it as it was")).clicked() {
                *self = Self::of(preset);
            }
        });
    }

    fn saved(&mut self, preset: &Preset) -> Preset {
        self.name = self.name.trim().to_owned();
        Preset { name: self.name.clone(), louder: self.louder, pinned: self.pinned, ..preset.next() }
    }

    fn pin(&mut self, ui: &mut Ui, wall: &Zoned) {
        let theme = Theme::of(ui);
        line(ui, Font::Small, theme.soft, "Pinned to a day, on which it stands first on Start");
        let ahead = self.pinned.map(|day| parts::days_ahead(day, wall));
        // A day that is over pins nothing any more.
        let before = match ahead.filter(|days| *days >= 0) {
            None => Pin::None,
            Some(0) => Pin::Today,
            Some(1) => Pin::Tomorrow,
            Some(_) => Pin::Later,
        };
        let mut pin = before;
        let choices = [
            (Pin::None, "Not pinned"),
            (Pin::Today, "Today"),
            (Pin::Tomorrow, "Tomorrow"),
            (Pin::Later, "Another day"),
        ];
        ui.add(Segmented::new("Pinned to", &mut pin, &choices));
        if pin != before {
            let days = match pin {
                Pin::None => None,
                Pin::Today => Some(0),
                Pin::Tomorrow => Some(1),
                Pin::Later => Some(2),
            };
            self.pinned = days.and_then(|days| parts::in_days(days, wall));
        }
        if pin == Pin::Later {
            let mut days = self.pinned.map_or(2, |day| parts::days_ahead(day, wall));
            let words = |days: i64| {
                let day = parts::in_days(days, wall);
                day.map_or_else(|| format!("in {days} days"), |day| day.strftime("%a %-d %b %Y").to_string())
            };
            ui.add(Stepper::new("Day", &mut days, 2..=FARTHEST).words(&words));
            self.pinned = parts::in_days(days, wall);
        }
    }
}
