//! Several steps, set together.

use egui::{Id, Ui, UiBuilder};

use super::deeds::Deed;
use super::doc::Doc;
use super::editor::Edited;
use super::shown::{Line, Shown};
use super::timing;
use super::typed::First;
use crate::library::build::Set;
use crate::ui::theme::{Font, GRID, Theme};
use crate::ui::widgets::{line, surface};
use crate::ui::words;

/// Several steps are set as the first of them is.
pub(super) fn together(ui: &mut Ui, doc: &Doc, shown: &Shown, deeds: &mut Vec<Deed>) {
    let keys = doc.chosen_now();
    let draft = doc.document.draft();
    let mut chosen = shown.lines.iter().enumerate().filter(|(_, line)| keys.contains(&line.key));
    let Some((place, first)) = chosen.next() else { return };
    let Some(entry) = draft.entry(first.key) else { return };
    let wrote = ui.scope_builder(UiBuilder::new().scope_id(Id::unique(("builder together", doc.id()))), |ui| {
        surface(ui, 16, |ui| {
            let words = format!("{} together: what is set here is set on each", words::count(keys.len(), "step"));
            let _words = line(ui, Font::Strong, Theme::of(ui).text, words);
            let audience = draft.head().audience;
            Edited { key: first.key, step: &entry.step, runs: &first.step, audience, place }.ui(ui, First::Leaves).0
        })
    });
    ui.add_space(GRID);
    for (set, field) in wrote.inner {
        let Set::Timing(Some(after)) = set else {
            deeds.push(Deed::Set(keys.clone(), vec![(set, field)]));
            continue;
        };
        // What was not changed of a time stays as it is on each.
        let chosen = shown.lines.iter().filter(|line| keys.contains(&line.key));
        let its = |line: &Line| {
            let timing = timing::carried(&line.step.timing, &first.step.timing, &after)?;
            Some((line.key, Set::Timing(Some(timing))))
        };
        deeds.push(Deed::SetEach(chosen.filter_map(its).collect(), field));
    }
}
