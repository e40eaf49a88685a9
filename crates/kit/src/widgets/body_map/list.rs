//! The regions of the map as a list: what keyboard and screen reader pick in. It is folded until it is wanted.

use egui::Ui;

use super::Picked;
use crate::icons;
use crate::widgets::{Button, chip_toggle};
use holdwell_model::{Region, Side, Spot};

/// Shows the list, or the button that opens it; returns true if something was picked or taken away.
pub(super) fn show(ui: &mut Ui, name: &str, picked: &mut Picked<'_>) -> bool {
    let id = ui.scope_id().with((name, "list"));
    let mut open = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let words = if open { "Close the list" } else { "Choose from a list" };
    if ui.add(Button::quiet(words).icon(icons::LIST)).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if !open {
        return false;
    }
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        // A row of chips is as high as its chips, not as a row of buttons.
        ui.spacing_mut().interact_size.y = 0.0;
        for spot in spots(picked) {
            let mut on = picked.has(spot);
            if chip_toggle(ui, &picked.name(spot), &mut on).changed() {
                picked.toggle(spot);
                changed = true;
            }
        }
    });
    changed
}

/// Lists each region, or each side of it.
fn spots(picked: &Picked<'_>) -> Vec<Spot> {
    let sides: &[Side] = if matches!(picked, Picked::Spots(_)) { &[Side::Left, Side::Right] } else { &[Side::Left] };
    let regions = Region::ALL.iter().copied().filter(|region| *region != Region::WholeBody || sides.len() == 1);
    regions.flat_map(|region| sides.iter().map(move |side| Spot { region, side: *side })).collect()
}
