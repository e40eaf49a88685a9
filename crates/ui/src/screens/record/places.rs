//! The places of the body where work was done in a session.

use std::collections::{BTreeMap, HashMap};
use std::sync::Weak;

use egui::Ui;
use holdwell_engine::Record;
use holdwell_library::{Library, split_side};
use holdwell_model::{Arc, PlanContact, Region, Side, Spot, fold};
use holdwell_store::{QuestionKind, SessionPage};

use crate::theme::{Font, Theme};
use crate::widgets::{BodyMap, MapMark, line};

/// The time under the hands of each place, in milliseconds.
type Held = BTreeMap<Spot, u64>;

/// The places of a record. They are looked up once, until the record or the library is another one.
#[derive(Debug, Default)]
pub(super) struct Places {
    of: Option<(Weak<SessionPage>, Weak<Library>)>,
    held: Held,
}

impl Places {
    /// Returns the time under the hands of each place of a session.
    pub(super) fn held(&mut self, page: &Arc<SessionPage>, library: &Arc<Library>) -> &Held {
        let is_of = |(known, from): &(Weak<SessionPage>, Weak<Library>)| {
            known.as_ptr() == Arc::as_ptr(page) && from.as_ptr() == Arc::as_ptr(library)
        };
        if !self.of.as_ref().is_some_and(is_of) {
            self.held = held(page, library);
            self.of = Some((Arc::downgrade(page), Arc::downgrade(library)));
        }
        &self.held
    }
}

/// Shows the map of where work was done, as high as this. The longer, the stronger.
pub(super) fn show(ui: &mut Ui, held: &Held, height: f32) {
    let most = held.values().copied().max().unwrap_or_default().max(1);
    let theme = Theme::of(ui);
    let mark = |(spot, held): (&Spot, &u64)| MapMark {
        spot: *spot,
        says: "worked on",
        colour: theme.action,
        strength: 0.35 + 0.6 * *held as f32 / most as f32,
    };
    let marks: Vec<MapMark> = held.iter().map(mark).collect();
    line(ui, Font::Body, theme.soft, "Where work was done");
    let _nothing_picked = BodyMap::shown("Where work was done", &marks).height(height).show(ui);
}

fn held(page: &SessionPage, library: &Library) -> Held {
    let names = later_names(page);
    let mut positions: HashMap<String, Region> = HashMap::new();
    if !names.is_empty() {
        for position in library.positions() {
            positions.entry(fold(&position.name)).or_insert(position.region);
        }
    }
    let mut held = BTreeMap::new();
    for record in page.records.iter().filter(|record| record.last().is_some()) {
        let places = match names.get(&record.item) {
            Some(later) => {
                let (name, side) = split_side(later);
                let region = positions.get(&fold(name)).copied();
                region.map(|region| (region, side.unwrap_or(Side::Midline))).into_iter().collect()
            }
            None => planned(page, record),
        };
        for (region, side) in places {
            let sides: &[Side] = match side {
                Side::Left => &[Side::Left],
                Side::Right => &[Side::Right],
                Side::Both | Side::Midline => &[Side::Left, Side::Right],
            };
            for side in sides {
                *held.entry(Spot { region, side: *side }).or_default() += record.held().0;
            }
        }
    }
    held
}

/// Returns the names that holds were given later, by work item: of each the last.
fn later_names(page: &SessionPage) -> HashMap<u32, &str> {
    let names = page.annotations.iter().filter(|one| one.answers == Some(QuestionKind::Name));
    names.filter_map(|one| Some((one.item?, one.text.as_str()))).collect()
}

/// Lists the places of a hold as its step has them.
fn planned(page: &SessionPage, record: &Record) -> Vec<(Region, Side)> {
    let contacts = record.step_of(&page.plan, &page.added).map(|step| step.contacts.as_slice()).unwrap_or_default();
    let place = |contact: &PlanContact| Some((contact.region?, contact.side.unwrap_or(record.side)));
    contacts.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_store::Annotation;

    #[test]
    fn places_are_looked_up_once_and_anew_where_something_is_another() {
        let library = Arc::new(Library::builtin());
        let mut page = crate::tests::records::record(31);
        let item = page.records.first().map(|record| record.item);
        let named = |text: &str| Annotation {
            at: page.session.began,
            item,
            answers: Some(QuestionKind::Name),
            text: text.to_owned(),
        };
        let later = [named("Masseter, right"), named("Psoas major, left")];
        page.annotations.extend(later);
        let mut places = Places::default();
        let page = Arc::new(page);
        let found = places.held(&page, &library).clone();
        assert!(found.contains_key(&Spot { region: Region::AbdomenHip, side: Side::Left }), "the last name counts");
        assert!(!found.contains_key(&Spot { region: Region::Jaw, side: Side::Right }));
        // Nothing is looked up again: what is put in its place stays.
        places.held.clear();
        assert!(places.held(&page, &library).is_empty());
        assert_eq!(*places.held(&Arc::new(SessionPage::clone(&page)), &library), found);
        places.held.clear();
        assert_eq!(*places.held(&page, &Arc::new(Library::builtin())), found);
    }
}
