//! The library's side: searched as one types, and whatever is pressed or carried over goes into the routine.

use crate::cx::Cx;
use egui::{DragAndDrop, ScrollArea, Ui};

use super::Carried;
use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Asked, Row, Search, chip_toggle, line};
use holdwell_app::text;
use holdwell_library::Library;
use holdwell_library::edit::Head;
use holdwell_library::find::{Found, Query};
use holdwell_model::{Arc, Audience, Technique};
use holdwell_store::UserContent;

/// The positions, as far as they are looked for.
#[derive(Debug, Default)]
pub(super) struct PositionPicker {
    search: Search,
    /// Only what works where the client hurts.
    where_it_hurts: bool,
    found: Option<Looked>,
}

/// What was found, and for what.
#[derive(Debug)]
struct Looked {
    library: Arc<Library>,
    own: Arc<UserContent>,
    query: Query,
    technique: Technique,
    found: Vec<Found>,
}

/// What is put into the routine.
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

    /// Whether its field has the keyboard.
    pub(super) fn has_focus(&self, ui: &Ui) -> bool {
        self.search.has_focus(ui)
    }

    /// Shows it over the height there is; answers what is put into the routine.
    pub(super) fn ui(&mut self, ui: &mut Ui, head: &Head, cx: &Cx<'_>) -> Option<Taken> {
        let hurting = cx.selected().map(|whom| whom.client.hurting()).filter(|hurting| !hurting.is_empty());
        let query = Query {
            text: self.search.words.trim().to_owned(),
            regions: hurting.clone().filter(|_| self.where_it_hurts).unwrap_or_default(),
            who: (head.audience == Audience::Home).then_some(Audience::Home),
            ..Query::default()
        };
        let looked = look(self.found.take(), query, head.technique, cx);
        let named = looked.query.text.clone();
        let asked = self.search.field(ui, ("Find a position", "Name, region, movement"), looked.rows());
        if let Some(whom) = cx.selected().filter(|_| hurting.is_some()) {
            let words = format!("Where {} hurts", whom.client.spoken());
            let _chip = chip_toggle(ui, &words, &mut self.where_it_hurts);
        }
        let theme = Theme::of(ui);
        let count = match (looked.found.len(), named.is_empty()) {
            (count, true) => {
                format!("{}: a click, Enter or carrying one over adds it", text::count(count, "position"))
            }
            (0, false) => "Nothing is found by these words".to_owned(),
            (count, false) => format!("{count} found"),
        };
        let _count = ui.add(egui::Label::new(theme.rich(Font::Small, count).color(theme.faint)).truncate());
        let list = ScrollArea::vertical().auto_shrink([false, true]).id_salt("shelf");
        let pressed = list.show(ui, |ui| self.search.rows_to_carry(ui, looked.rows(), |row| looked.row(row))).inner;
        if let Some(found) = pressed.carried.and_then(|row| looked.found.get(row)) {
            DragAndDrop::set_payload(ui.ctx(), Carried::Position(found.id.clone()));
        }
        let row = match asked {
            Asked::Row(row) => Some(row),
            // Enter without a mark takes the best that was found, or what was typed as a name.
            Asked::Enter if !named.is_empty() => Some(0),
            Asked::Enter | Asked::Left | Asked::Nothing => pressed.pressed,
        };
        let taken = row.and_then(|row| match looked.found.get(row) {
            Some(found) => Some(Taken::Position(found.id.clone())),
            None => (row < looked.rows()).then_some(Taken::Named(named)),
        });
        self.found = Some(looked);
        if taken.is_some() && asked != Asked::Nothing {
            // The next one is typed at once.
            self.search.words.clear();
            self.search.focus();
        }
        taken
    }

    /// What can be said while nothing is carried over the routine.
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
                    let _words = line(ui, Font::Small, theme.text, words);
                },
            );
        });
    }
}

/// What is found, anew only where something else is looked for.
fn look(before: Option<Looked>, query: Query, technique: Technique, cx: &Cx<'_>) -> Looked {
    let same = |looked: &Looked| {
        Arc::ptr_eq(&looked.library, cx.library)
            && Arc::ptr_eq(&looked.own, &cx.vault.own)
            && (&looked.query, looked.technique) == (&query, technique)
    };
    if let Some(looked) = before.filter(same) {
        return looked;
    }
    let mut found = cx.library.index().find(&query, &cx.vault.own.favourites, &cx.vault.own.used);
    // What is known in the routine's technique comes first, what is only done alone at home last.
    found.sort_by_key(|found| {
        let alone = found.techniques.iter().all(|one| *one == Technique::SelfCare);
        (!found.techniques.contains(&technique), alone)
    });
    Looked { library: Arc::clone(cx.library), own: Arc::clone(&cx.vault.own), query, technique, found }
}

impl Looked {
    /// How many rows there are: what was typed can also be a hold of one's own.
    fn rows(&self) -> usize {
        self.found.len() + usize::from(!self.query.text.is_empty())
    }

    fn row(&self, row: usize) -> Row {
        match self.found.get(row) {
            Some(found) => Row::new(&found.name, &found.about, if found.favourite { icons::STAR.0 } else { "" }),
            None => {
                Row::new(format!("A hold of your own: {}", self.query.text), "Described in place, in no library", "")
            }
        }
    }
}
