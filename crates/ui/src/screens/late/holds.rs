//! The holds of a late entry, each as one row of fields.

use egui::Ui;
use holdwell_editing::late::LateHold;

use super::proposals::Proposals;
use crate::cx::Cx;
use crate::icons;
use crate::theme::GRID;
use crate::widgets::{Button, TextField, surface, undo_line};

/// The most holds that can be entered.
const MOST: usize = 100;

/// The holds as they are written.
#[derive(Debug, Default)]
pub(super) struct Holds {
    names: Proposals,
    /// The hold whose name is being written: names are proposed for it.
    named: Option<usize>,
    /// The hold that is to take the keyboard.
    fresh: Option<usize>,
    /// The hold that was taken out last, with its place.
    removed: Option<(usize, LateHold)>,
}

impl Holds {
    pub(super) fn ui(&mut self, ui: &mut Ui, holds: &mut Vec<LateHold>, cx: &Cx<'_>) {
        let mut gone = None;
        for (place, hold) in holds.iter_mut().enumerate() {
            let shown = ui.push_id(("hold", place), |ui| surface(ui, 16, |ui| self.row(ui, (place, hold), cx)));
            if shown.inner {
                gone = Some(place);
            }
        }
        if let Some(place) = gone {
            self.removed = Some((place, holds.remove(place)));
            self.named = None;
        }
        let words = |(place, _): &(usize, LateHold)| format!("Hold {} is taken out", place + 1);
        if let Some((place, hold)) = undo_line(ui, &mut self.removed, words) {
            holds.insert(place.min(holds.len()), hold);
        }
        let full = (holds.len() >= MOST).then_some("100 holds are the most");
        if ui.add(Button::new("Add a hold").disabled(full)).clicked() {
            self.fresh = Some(holds.len());
            holds.push(LateHold::default());
        }
    }

    /// Shows one hold; returns true where it is to be taken out.
    fn row(&mut self, ui: &mut Ui, (place, hold): (usize, &mut LateHold), cx: &Cx<'_>) -> bool {
        let gone = ui.horizontal_wrapped(|ui| {
            let label = format!("Hold {}", place + 1);
            let name = TextField::new(&label, &mut hold.name).most(200).width(300.0).hint("Psoas major, left");
            let name = ui.add(name);
            if self.fresh.take_if(|fresh| *fresh == place).is_some() {
                name.request_focus();
            }
            if name.has_focus() {
                self.named = Some(place);
            }
            ui.add(TextField::new("Held", &mut hold.length).most(12).width(100.0).hint("90 s"));
            ui.add(TextField::new("Before", &mut hold.before).most(2).width(90.0).hint("0 to 10"));
            ui.add(TextField::new("After", &mut hold.after).most(2).width(90.0).hint("0 to 10"));
            ui.add(Button::icon_only(icons::X, &format!("Take out hold {}", place + 1))).clicked()
        });
        if self.named == Some(place) {
            ui.add_space(GRID);
            if let Some(name) = self.names.ui(ui, &hold.name, cx) {
                hold.name = name;
            }
        }
        gone.inner
    }
}
