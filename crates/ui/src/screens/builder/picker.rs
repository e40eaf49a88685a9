//! The library's side: searched as one types, and whatever is pressed or carried over goes into the routine.

use crate::cx::Cx;
use std::collections::BTreeSet;

use egui::{DragAndDrop, Sense, Ui};

use super::Carried;
use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Asked, Button, Row, Search, chip_toggle, line};
use holdwell_app::text;
use holdwell_editing::{FoundOutside, FoundPositions};
use holdwell_library::Library;
use holdwell_library::edit::Head;
use holdwell_library::find::{Found, Query};
use holdwell_model::Audience;

/// The positions, as far as they are looked for.
#[derive(Debug, Default)]
pub(super) struct PositionPicker {
    search: Search,
    /// Only what works where the client hurts.
    where_it_hurts: bool,
    positions: FoundPositions,
    outside: FoundOutside,
}

/// A choice to add to the routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Taken {
    /// A position, by id.
    Position(String),
    /// Something that is in no library, by name.
    Named(String),
}

impl PositionPicker {
    pub(super) const fn focus(&mut self) {
        self.search.focus();
    }

    /// Returns true if the search field has the keyboard.
    pub(super) fn has_focus(&self, ui: &Ui) -> bool {
        self.search.has_focus(ui)
    }

    /// Returns true if nothing is searched for.
    pub(super) fn is_empty(&self) -> bool {
        self.search.words.is_empty()
    }

    /// Shows the picker over the available height, and returns the choice to add to the routine.
    pub(super) fn ui(&mut self, ui: &mut Ui, head: &Head, cx: &Cx<'_>) -> Option<Taken> {
        let hurting = cx.selected().map(|selected| selected.client.hurting()).unwrap_or_default();
        let query = Query {
            text: self.search.words.trim().to_owned(),
            regions: if self.where_it_hurts { hurting.clone() } else { BTreeSet::new() },
            who: (head.audience == Audience::Home).then_some(Audience::Home),
            ..Query::default()
        };
        let named = query.text.clone();
        let outside = self.outside.count(&query, cx.content());
        let found = self.positions.find(query, Some(head.technique), cx.content());
        // What was typed can also be a hold of one's own.
        let rows = found.len() + usize::from(!named.is_empty());
        let asked = self.search.field(ui, ("Find a position", "Name, region, movement"), rows);
        if !hurting.is_empty()
            && let Some(selected) = cx.selected()
        {
            let words = format!("Where {} hurts", selected.client.spoken());
            chip_toggle(ui, &words, &mut self.where_it_hurts);
            let words = format!("{outside} outside where {} hurts: show", selected.client.spoken());
            if outside > 0 && ui.add(Button::quiet(&words)).clicked() {
                self.where_it_hurts = false;
            }
        }
        let theme = Theme::of(ui);
        let count = match (found.len(), named.is_empty()) {
            (count, true) => {
                format!("{}: a click, Enter or carrying one over adds it", text::count(count, "position"))
            }
            (0, false) => "Nothing is found by these words".to_owned(),
            (count, false) => format!("{count} found"),
        };
        ui.add(egui::Label::new(theme.rich(Font::Small, count).color(theme.faint)).truncate());
        let row = |row: usize| found.get(row).map_or_else(|| named_row(&named), row_of);
        let done = self.search.list(ui, "shelf", rows, Sense::click_and_drag(), row);
        if let Some(found) = done.carried.and_then(|row| found.get(row)) {
            DragAndDrop::set_payload(ui.ctx(), Carried::Position(found.id.clone()));
        }
        // Enter without a mark takes the best that was found, or what was typed as a name.
        let row = asked.row((!named.is_empty()).then_some(0), done.pressed);
        let taken = row.and_then(|row| match found.get(row) {
            Some(found) => Some(Taken::Position(found.id.clone())),
            None => (row < rows).then_some(Taken::Named(named)),
        });
        if taken.is_some() && asked != Asked::Nothing {
            // The next one is typed at once.
            self.search.words.clear();
            self.search.focus();
        }
        taken
    }

    /// Shows a label beside the mouse for what it carries.
    pub(super) fn carried(ui: &mut Ui, library: &Library) {
        let Some(carried) = DragAndDrop::payload::<Carried>(ui.ctx()) else { return };
        let Some(at) = ui.input(|input| input.pointer.interact_pos()) else { return };
        let words = match &*carried {
            Carried::Position(id) => library.position(id).map_or_else(String::new, |position| position.name.clone()),
            Carried::Steps(steps) => text::count(steps.len(), "step"),
        };
        let area = egui::Area::new(egui::Id::unique("carried")).order(egui::Order::Tooltip).interactable(false);
        let theme = Theme::of(ui);
        area.fixed_pos(at + egui::vec2(12.0, 12.0)).show(ui.ctx(), |ui| {
            egui::Frame::new().fill(theme.raised).stroke(theme.focus()).corner_radius(8).inner_margin(8).show(
                ui,
                |ui| {
                    line(ui, Font::Small, theme.text, words);
                },
            );
        });
    }
}

fn row_of(found: &Found) -> Row {
    Row::new(&found.name, &found.about, if found.favourite { icons::STAR.0 } else { "" })
}

fn named_row(name: &str) -> Row {
    Row::new(format!("A hold of your own: {name}"), "Described in place, in no library", "")
}
