//! Several steps, set together.

use egui::{Align, Id, Layout, Ui, UiBuilder};

use super::deeds::Deed;
use super::doc::Doc;
use super::editor::{Edited, One};
use super::shown::Shown;
use super::typed::First;
use crate::ui::theme::{Font, GRID, Theme};
use crate::ui::widgets::{Button, line, surface};
use crate::ui::words;

/// Whether it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    On,
    Done,
}

/// Shows what several steps share; what is set here is set on each.
pub(super) fn together(ui: &mut Ui, doc: &Doc, shown: &Shown, deeds: &mut Vec<Deed>) -> Setting {
    let keys = doc.chosen_now();
    let draft = doc.document.draft();
    let chosen = shown.lines.iter().enumerate().filter(|(_, line)| keys.contains(&line.key));
    let mut ones = chosen.filter_map(|(place, line)| {
        let entry = draft.entry(line.key)?;
        Some(One { key: line.key, step: &entry.step, runs: &line.step, place })
    });
    let Some(first) = ones.next() else { return Setting::Done };
    let edited = Edited { first, others: ones.collect(), audience: draft.head().audience };
    let mut setting = Setting::On;
    let wrote = ui.scope_builder(UiBuilder::new().scope_id(Id::unique(("builder together", doc.id()))), |ui| {
        surface(ui, 16, |ui| {
            ui.horizontal(|ui| {
                let words = format!("{} together", words::count(keys.len(), "step"));
                let _words = line(ui, Font::Strong, Theme::of(ui).text, words);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.add(Button::quiet("Done")).clicked() {
                        setting = Setting::Done;
                    }
                });
            });
            edited.ui(ui, First::Leaves).0
        })
    });
    ui.add_space(GRID);
    deeds.extend(wrote.inner.into_iter().map(Deed::Set));
    setting
}
