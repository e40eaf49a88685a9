//! Several steps, set together.

use egui::{Align, Id, Sides, Ui, UiBuilder};

use super::doc::Doc;
use super::editor::{Edited, One};
use super::shown::Shown;
use super::step_edit::StepEdit;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, line, surface};
use holdwell_app::format;

/// The state of the panel that sets several steps together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Together {
    #[default]
    Off,
    /// The panel has just been opened and scrolls into sight.
    Begun,
    On,
}

/// Shows what several steps share, sets changes on each of them, and returns the next state of the panel.
pub(super) fn together(ui: &mut Ui, now: Together, doc: &Doc, shown: &Shown, edits: &mut Vec<StepEdit>) -> Together {
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
            let words = format!("{} together", format::count(keys.len(), "step"));
            let words = |ui: &mut Ui| line(ui, Font::Strong, Theme::of(ui).text, words);
            let (_, done) = Sides::new().show(ui, words, |ui| ui.add(Button::quiet("Done")).clicked());
            if done {
                next = Together::Off;
            }
            edited.ui(ui, Fresh::No)
        })
    });
    ui.add_space(GRID);
    if now == Together::Begun {
        panel.response.scroll_to_me(Some(Align::TOP));
    }
    edits.extend(panel.inner.wrote.into_iter().map(StepEdit::Set));
    edits.extend(panel.inner.left.then_some(StepEdit::Rest));
    next
}
