//! The choice of something to measure: the measure, and where that matters the place, the side and the words.

use egui::Ui;
use holdwell_app::measuring::MeasureLine;
use holdwell_app::text;
use holdwell_measures::{Measure, Shape, Subject};
use holdwell_model::{Region, Side, fold};

use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Segmented, TextField, chip_toggle, chips, wrapped};

/// New thing to measure, while it is chosen.
#[derive(Debug, Default)]
pub(super) struct NewSubject {
    measure: Option<Measure>,
    place: String,
    side: Option<Side>,
    detail: String,
    activities: String,
}

/// Result of the choice.
pub(super) enum Chosen {
    /// Nothing yet.
    NotYet,
    /// A line to measure by.
    Line(Box<MeasureLine>),
    /// It was given up.
    Left,
}

impl NewSubject {
    /// Shows the choice.
    pub(super) fn ui(&mut self, ui: &mut Ui) -> Chosen {
        ui.add_space(GRID);
        chips(ui, |ui| {
            for measure in Measure::ALL {
                let mut on = self.measure == Some(*measure);
                if chip_toggle(ui, measure.name(), &mut on).changed() {
                    self.measure = on.then_some(*measure);
                }
            }
        });
        let (mut is_made, mut is_left) = (false, false);
        if let Some(measure) = self.measure {
            self.details(ui, measure);
        }
        ui.horizontal_wrapped(|ui| {
            let reason = self.missing();
            is_made = ui.add(Button::new("Add the measure").disabled(reason)).clicked();
            is_left = ui.add(Button::quiet("Leave it")).clicked();
        });
        if is_left {
            return Chosen::Left;
        }
        let Some(measure) = self.measure.filter(|_| is_made) else { return Chosen::NotYet };
        let detail = self.detail.trim().to_owned();
        let subject = Subject { measure, place: self.region(), side: self.side, detail };
        Chosen::Line(Box::new(MeasureLine::new(subject, &self.activities)))
    }

    /// Returns the reason why it cannot be added yet.
    fn missing(&self) -> Option<&'static str> {
        match self.measure {
            None => Some("Choose a measure first"),
            Some(Measure::Activities) if self.activities.trim().is_empty() => Some("Write the activities first"),
            Some(Measure::Movement | Measure::Girth) if self.detail.trim().is_empty() => {
                Some("Write which movement or where first")
            }
            Some(_) if !self.place.trim().is_empty() && self.region().is_none() => Some("No region is called so"),
            Some(_) => None,
        }
    }

    fn region(&self) -> Option<Region> {
        let place = fold(self.place.trim());
        if place.is_empty() {
            return None;
        }
        let named = |is: &dyn Fn(&str) -> bool| Region::ALL.iter().copied().find(|region| is(&fold(region.name())));
        named(&|name| name == place).or_else(|| named(&|name| name.starts_with(&place)))
    }

    fn details(&mut self, ui: &mut Ui, measure: Measure) {
        let theme = Theme::of(ui);
        if let Some(note) = text::course::form_note(measure) {
            wrapped(ui, Font::Small, theme.faint, note);
        }
        match measure.form().shape {
            Shape::Activities => {
                let field = TextField::new("The client's activities, one a line", &mut self.activities);
                ui.add(field.rows(3).most(400).hint("climb stairs\nturn in bed"));
            }
            Shape::Number => self.place(ui, measure),
            Shape::Points { .. } | Shape::Parts | Shape::Landmark => {}
        }
    }

    fn place(&mut self, ui: &mut Ui, measure: Measure) {
        let has_place = matches!(
            measure,
            Measure::PainNow
                | Measure::PainWorst
                | Measure::PainUsual
                | Measure::Movement
                | Measure::Girth
                | Measure::Swelling
                | Measure::FirstStepPain
        );
        if !has_place {
            return;
        }
        let problem = self.missing().filter(|_| !self.place.trim().is_empty() && self.region().is_none());
        ui.add(TextField::new("Region", &mut self.place).hint("low back").most(60).problem(problem));
        let choices = [(None, "No side"), (Some(Side::Left), "Left"), (Some(Side::Right), "Right")];
        ui.add(Segmented::new("Side of the measure", &mut self.side, &choices));
        if matches!(measure, Measure::Movement | Measure::Girth) {
            let hint =
                if measure == Measure::Girth { "10 cm below the knee cap" } else { "bending, active, goniometer" };
            ui.add(TextField::new("Which movement or where", &mut self.detail).hint(hint).most(80));
        }
    }
}
