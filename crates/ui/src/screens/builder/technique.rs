//! The choice of a technique, for a routine and for a step of it.

use egui::{ComboBox, Ui};

use super::typed::DIFFER;
use crate::theme::{Font, Theme};
use holdwell_model::Technique;

/// Shows every technique to choose from and returns the new choice, if one was made. `now` is `None` where several
/// steps do not share one.
pub(super) fn technique_choice(ui: &mut Ui, name: &str, now: Option<Technique>) -> Option<Technique> {
    let theme = Theme::of(ui);
    let words = now.map_or(DIFFER, Technique::name);
    let combo = ComboBox::from_id_salt(name).selected_text(theme.rich(Font::Body, words));
    let mut chosen = now;
    let shown = combo.height(420.0).show_ui(ui, |ui| {
        for choice in Technique::ALL.iter().copied() {
            ui.selectable_value(&mut chosen, Some(choice), choice.name());
        }
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_label(name));
    if chosen == now { None } else { chosen }
}
