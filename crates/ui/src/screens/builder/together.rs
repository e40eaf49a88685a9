//! Several steps, set together.

use egui::{Align, Id, Layout, Ui, UiBuilder};

use super::doc::Doc;
use super::editor::{Edited, One};
use super::shown::Shown;
use super::step_edit::StepEdit;
use super::typed::First;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, line, surface};
use holdwell_app::text;

/// Whether several steps are being set together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Together {
    #[default]
    Off,
    /// What they share is about to be shown, and comes into sight.
    Begun,
    On,
}

/// Shows what several steps share; what is set here is set on each. Answers how it goes on.
pub(super) fn together(ui: &mut Ui, now: Together, doc: &Doc, shown: &Shown, deeds: &mut Vec<StepEdit>) -> Together {
    let keys = doc.chosen_now();
    let draft = doc.document.draft();
    let chosen = shown.lines.iter().enumerate().filter(|(_, line)| keys.contains(&line.key));
    let mut ones = chosen.filter_map(|(place, line)| {
        let entry = draft.entry(line.key)?;
        Some(One { key: line.key, step: &entry.step, runs: &line.step, place })
    });
    let Some(first) = ones.next() else { return Together::Off };
    let edited = Edited { first, others: ones.collect(), audience: draft.head().audience };
    let mut next = Together::On;
    // Other steps have fields of their own: what is half typed for these is not theirs.
    let id = Id::unique(("builder together", doc.id(), &keys));
    let panel = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        surface(ui, 16, |ui| {
            ui.horizontal(|ui| {
                let words = format!("{} together", text::count(keys.len(), "step"));
                let _words = line(ui, Font::Strong, Theme::of(ui).text, words);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.add(Button::quiet("Done")).clicked() {
                        next = Together::Off;
                    }
                });
            });
            edited.ui(ui, First::Leaves)
        })
    });
    ui.add_space(GRID);
    if now == Together::Begun {
        panel.response.scroll_to_me(Some(Align::TOP));
    }
    deeds.extend(panel.inner.wrote.into_iter().map(StepEdit::Set));
    deeds.extend(panel.inner.left.then_some(StepEdit::Rest));
    next
}
