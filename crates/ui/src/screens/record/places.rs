//! The places of the body where work was done in a session.

use std::collections::BTreeMap;

use egui::Ui;
use holdwell_engine::Record;
use holdwell_model::{PlanContact, Region, Side, Spot, fold};

use super::source::RecordSource;
use crate::cx::Cx;
use crate::theme::{Font, Theme};
use crate::widgets::{BodyMap, MapMark, line};

/// Shows the map of where work was done, as high as this; nothing where no place is known. The longer, the stronger.
pub(super) fn show(ui: &mut Ui, source: RecordSource<'_>, cx: &Cx<'_>, height: f32) {
    let held = held(source, cx);
    let most = held.values().copied().max().unwrap_or_default().max(1);
    let theme = Theme::of(ui);
    let mark = |(spot, held): (Spot, u64)| MapMark {
        spot,
        says: "worked on",
        colour: theme.action,
        strength: 0.35 + 0.6 * held as f32 / most as f32,
    };
    let marks: Vec<MapMark> = held.into_iter().map(mark).collect();
    line(ui, Font::Body, theme.soft, "Where work was done");
    let _nothing_picked = BodyMap::shown("Where work was done", &marks).height(height).show(ui);
}

/// Says if the place of any hold is known.
pub(super) fn are_known(source: RecordSource<'_>, cx: &Cx<'_>) -> bool {
    !held(source, cx).is_empty()
}

/// Returns the time under the hands of each place, in milliseconds.
fn held(source: RecordSource<'_>, cx: &Cx<'_>) -> BTreeMap<Spot, u64> {
    let mut held = BTreeMap::new();
    for record in source.records().iter().filter(|record| record.last().is_some()) {
        for (region, side) in places(source, record, cx) {
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

/// Lists the places of a hold: of the name that it was given later, else of its contacts.
fn places(source: RecordSource<'_>, record: &Record, cx: &Cx<'_>) -> Vec<(Region, Side)> {
    if let Some(page) = source.page().filter(|page| page.named_later(record.item).is_some()) {
        let (name, side) = page.hold_name(record);
        let position = cx.library.positions().find(|position| fold(&position.name) == fold(&name));
        return position.map(|position| (position.region, side)).into_iter().collect();
    }
    let contacts = source.step(record.step).map(|step| step.contacts.as_slice()).unwrap_or_default();
    let place = |contact: &PlanContact| Some((contact.region?, contact.side.unwrap_or(record.side)));
    contacts.iter().filter_map(place).collect()
}
