//! The aspect and the side of a finding in an assessment.

use egui::Ui;
use holdwell_model::Side;

use crate::widgets::chip_toggle;

/// The aspect and the side of a finding; nothing in another hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct About {
    /// Aspect.
    pub(super) aspects: &'static [&'static str],
    pub(super) aspect: Option<&'static str>,
    pub(super) left: bool,
    pub(super) right: bool,
}

impl About {
    pub(super) fn side(&self) -> Option<Side> {
        match (self.left, self.right) {
            (true, true) => Some(Side::Both),
            (true, false) => Some(Side::Left),
            (false, true) => Some(Side::Right),
            (false, false) => None,
        }
    }

    /// Shows what is looked at, and the sides; returns true where one was pressed.
    pub(super) fn show(&mut self, ui: &mut Ui) -> bool {
        let mut pressed = false;
        ui.spacing_mut().item_spacing.x = 4.0;
        for aspect in self.aspects {
            let mut is_it = self.aspect == Some(*aspect);
            if chip_toggle(ui, aspect, &mut is_it).changed() {
                self.aspect = is_it.then_some(*aspect);
                pressed = true;
            }
        }
        for (word, side) in [("Left", &mut self.left), ("Right", &mut self.right)] {
            pressed |= chip_toggle(ui, word, side).changed();
        }
        pressed
    }
}
