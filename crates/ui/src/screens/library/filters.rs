//! The filters of the list: technique, region, posture, who, length.

use std::collections::BTreeSet;

use egui::Ui;

use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{BodyMap, Button, MapMark, Segmented, chip_toggle, filters, line};
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::text;
use holdwell_library::find::Query;
use holdwell_model::{Audience, Client, Millis, Posture, Region, Technique};

/// The chosen filters.
#[derive(Debug, Default)]
pub(super) struct Filters {
    techniques: BTreeSet<Technique>,
    regions: BTreeSet<Region>,
    posture: Option<Posture>,
    who: Option<Audience>,
    at_most: Option<Millis>,
    /// The body map and the rest take the place of the list in a narrow window.
    is_open: bool,
}

const WHO: [(Option<Audience>, &str); 3] =
    [(None, "Anyone"), (Some(Audience::Therapist), "Therapist"), (Some(Audience::Home), "Home")];

const LENGTHS: [(Option<Millis>, &str); 4] = [
    (None, "Any"),
    (Some(Millis::from_secs(45)), "45 s"),
    (Some(Millis::from_secs(90)), "90 s"),
    (Some(Millis::from_mins(5)), "5 min"),
];

impl Filters {
    /// Filters by these regions only.
    pub(super) fn at(regions: BTreeSet<Region>) -> Self {
        Self { regions, ..Self::default() }
    }

    /// Returns the query of the filters with the typed text.
    pub(super) fn query(&self, text: &str) -> Query {
        Query {
            text: text.to_owned(),
            techniques: self.techniques.clone(),
            regions: self.regions.clone(),
            posture: self.posture,
            who: self.who,
            at_most: self.at_most,
        }
    }

    /// Says how many positions are found outside the chosen regions, and that they can be shown.
    pub(super) fn outside(&self, count: usize) -> String {
        let regions: Vec<&Region> = self.regions.iter().collect();
        match regions.as_slice() {
            [only] => format!("{count} outside {}: show", only.name()),
            _ => format!("{count} outside the chosen regions: show"),
        }
    }

    /// Looks everywhere, whatever regions were chosen.
    pub(super) fn everywhere(&mut self) {
        self.regions.clear();
    }

    /// Returns true if a filter is set.
    pub(super) fn narrows(&self) -> bool {
        !self.techniques.is_empty() || self.count() > 0
    }

    /// Returns true if the body map is open in a narrow window.
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Closes the body map; the filters stay.
    pub(super) const fn fold(&mut self) {
        self.is_open = false;
    }

    /// Shows the button that opens and closes the body map, with the number of filters.
    pub(super) fn button(&mut self, ui: &mut Ui, found: usize) {
        let words = match (self.is_open, self.count()) {
            (true, _) => format!("Show {}", text::count(found, "position")),
            (false, 0) => "Body map and filters".to_owned(),
            (false, chosen) => format!("Body map and filters: {chosen}"),
        };
        let button = if self.is_open { Button::lead(&words) } else { Button::new(&words).icon(icons::PERSON) };
        if ui.add(button).clicked() {
            self.is_open = !self.is_open;
        }
    }

    /// Counts the filters other than techniques, for the button that opens the rest.
    fn count(&self) -> usize {
        let single = [self.posture.is_some(), self.who.is_some(), self.at_most.is_some()];
        self.regions.len() + single.into_iter().filter(|chosen| *chosen).count()
    }

    /// Shows the techniques as chips.
    pub(super) fn techniques(&mut self, ui: &mut Ui) {
        filters(ui, "techniques", |ui| {
            for technique in Technique::ALL.iter().copied() {
                let mut on = self.techniques.contains(&technique);
                if chip_toggle(ui, technique.name(), &mut on).clicked() && !self.techniques.remove(&technique) {
                    self.techniques.insert(technique);
                }
            }
        });
    }

    /// Takes every filter away.
    pub(super) fn clear(&mut self) {
        *self = Self { is_open: self.is_open, ..Self::default() };
    }

    /// Shows the chip that filters by the regions where the client hurts.
    fn where_it_hurts(&mut self, ui: &mut Ui, selected: &SelectedClient) {
        let regions = selected.client.hurting();
        let mut on = self.regions == regions;
        if chip_toggle(ui, &format!("Where {} hurts", selected.client.spoken()), &mut on).changed() {
            self.regions = if on { regions } else { BTreeSet::new() };
        }
    }

    /// Shows the body map, on which the client's painful spots are marked, and the other filters.
    pub(super) fn rest(&mut self, ui: &mut Ui, height: f32, selected: Option<&SelectedClient>) {
        let marks = selected.map(|selected| hurts(ui, &selected.client)).unwrap_or_default();
        BodyMap::regions("Region", &mut self.regions).marks(&marks).height(height).show(ui);
        if let Some(selected) = selected.filter(|selected| !selected.client.hurts.is_empty()) {
            self.where_it_hurts(ui, selected);
        }
        ui.add_space(GRID);
        let postures = [(None, "Any")].into_iter();
        let postures = postures.chain(Posture::ALL.iter().map(|posture| (Some(*posture), posture.word())));
        let postures: Vec<(Option<Posture>, &str)> = postures.collect();
        choice(ui, "Posture", &mut self.posture, &postures);
        choice(ui, "For", &mut self.who, &WHO);
        choice(ui, "Held at most", &mut self.at_most, &LENGTHS);
    }
}

/// Returns a mark for each spot where a client hurts.
fn hurts(ui: &Ui, client: &Client) -> Vec<MapMark> {
    let colour = Theme::of(ui).caution;
    client.hurts.iter().map(|spot| MapMark { spot: *spot, says: "it hurts", colour, strength: 0.75 }).collect()
}

fn choice<T: Copy + PartialEq>(ui: &mut Ui, name: &str, value: &mut T, choices: &[(T, &str)]) {
    let theme = Theme::of(ui);
    line(ui, Font::Small, theme.soft, name);
    ui.add(Segmented::new(name, value, choices));
    ui.add_space(GRID);
}
