//! What is to be seen before hands are laid on, on the page of a position. It is shown, and never forbids.

use egui::{Label, Ui};

use crate::library::{Library, Precaution, Weight};
use crate::model::Position;
use crate::ui::theme::{Font, Theme};
use crate::ui::widgets::{section, surface};
use crate::ui::words;

/// Shows what concerns the position's techniques and its region, the gravest first.
pub(super) fn show(ui: &mut Ui, position: &Position, library: &Library) {
    let mut known: Vec<&Precaution> = Vec::new();
    for technique in &position.techniques {
        let of_technique = library.cautions(*technique, position.region);
        known.extend(of_technique.into_iter().filter(|one| !known.contains(one)).collect::<Vec<_>>());
    }
    if known.is_empty() {
        return;
    }
    section(ui, "Before you begin");
    surface(ui, 20, |ui| {
        let theme = Theme::of(ui);
        for (_, weight, name) in Weight::ALL {
            let texts: Vec<&str> =
                known.iter().filter(|one| one.weight == weight).map(|one| one.text.as_str()).collect();
            if texts.is_empty() {
                continue;
            }
            let colour = if weight == Weight::RedFlag { theme.caution } else { theme.soft };
            let _kind = ui.add(Label::new(theme.rich(Font::Small, name).color(colour)).wrap());
            let all = words::sentence(&texts.join("; "));
            let _all = ui.add(Label::new(theme.rich(Font::Body, all).color(theme.text)).wrap());
            ui.add_space(4.0);
        }
    });
}
