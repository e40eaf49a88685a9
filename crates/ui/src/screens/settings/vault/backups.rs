//! The copies of the vault: made by themselves each day, and on demand.

use std::path::PathBuf;

use egui::{Align, Label, Layout, Ui, vec2};
use holdwell_app::text;
use holdwell_store::{Backup, Request};

use super::super::row;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, line, surface};

pub(super) fn show(ui: &mut Ui, asked: &mut Option<PathBuf>, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let busy = cx.vault.work.as_ref().map(|_| "Something is being done to the vault now");
    row(
        ui,
        "Copies",
        "One for each day, checked before an old one goes; those of the last seven days are kept beside the vault",
        |ui| {
            if ui.add(Button::new("Make a copy now").disabled(busy)).clicked() {
                actions.push(Action::vault(Request::Backup));
            }
        },
    );
    if cx.vault.backups.is_empty() {
        line(ui, Font::Body, theme.faint, "No copy yet");
    }
    for copy in cx.vault.backups.iter() {
        one(ui, copy, asked, cx, actions);
    }
}

fn one(ui: &mut Ui, copy: &Backup, asked: &mut Option<PathBuf>, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let made = text::moment(cx.wall, copy.made);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), theme.touch()), Layout::left_to_right(Align::Center), |ui| {
        line(ui, Font::Body, theme.text, text::sentence(&made));
        line(ui, Font::Small, theme.faint, size(copy.bytes));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = format!("Restore the copy of {made}");
            if ui.add(Button::quiet(&name).words("Restore…")).clicked() {
                *asked = Some(copy.path.clone());
            }
        });
    });
    if asked.as_ref() != Some(&copy.path) {
        return;
    }
    surface(ui, 16, |ui| {
        let words = format!(
            "The copy of {made} takes the vault's place. What was written since is not in it. \
             The vault as it is now is set aside beside it, with a date, and nothing is lost"
        );
        ui.add(Label::new(theme.rich(Font::Body, words)).wrap());
        ui.add_space(GRID);
        ui.horizontal(|ui| {
            if ui.add(Button::new("Restore this copy")).clicked() {
                actions.push(Action::vault(Request::Restore(copy.path.clone())));
                *asked = None;
            }
            if ui.add(Button::quiet("Leave it")).clicked() {
                *asked = None;
            }
        });
    });
}

/// Returns "2.3 MB", as people read sizes.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
