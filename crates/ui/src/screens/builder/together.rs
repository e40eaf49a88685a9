//! Several steps, set together.

use egui::{Align, Id, Sides, Ui, UiBuilder};

use super::editor;
use super::step_edit::StepEdit;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, line, surface};
use holdwell_app::text;
use holdwell_editing::view::RoutineView;
use holdwell_editing::{EditedSteps, OpenRoutine};

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
pub(super) fn together(
    ui: &mut Ui,
    now: Together,
    doc: &mut OpenRoutine,
    shown: &RoutineView,
    edits: &mut Vec<StepEdit>,
) -> Together {
    let keys = doc.chosen_now();
    let Some(steps) = EditedSteps::chosen(doc, shown) else { return Together::Off };
    let mut next = Together::On;
    // Other steps have fields of their own: what is half typed for these is not theirs.
    let id = Id::unique(("builder together", doc.id(), &keys));
    let panel = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        surface(ui, 16, |ui| {
            let words = format!("{} together", text::count(keys.len(), "step"));
            let words = |ui: &mut Ui| line(ui, Font::Strong, Theme::of(ui).text, words);
            let (_, done) = Sides::new().show(ui, words, |ui| ui.add(Button::quiet("Done")).clicked());
            if done {
                next = Together::Off;
            }
            editor::fields(ui, &steps, Fresh::No)
        })
    });
    ui.add_space(GRID);
    if now == Together::Begun {
        panel.response.scroll_to_me(Some(Align::TOP));
    }
    let panel = panel.inner;
    doc.unread_together = panel.unread.filter(|_| next != Together::Off);
    edits.extend(panel.changes.into_iter().map(StepEdit::Set));
    edits.extend(panel.left.then_some(StepEdit::Rest));
    next
}
