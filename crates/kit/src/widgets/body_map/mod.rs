//! The body map: a front and a back figure that show regions and let them be picked.
//!
//! Mouse and touch pick on the figures, keyboard and screen reader in the list below them; both show the same.

mod list;
mod paint;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use egui::{Align2, Color32, Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::text;
use crate::theme::{Font, GAP, Theme, mix};
use holdwell_drawing::{Body, FIGURE, Facing, Sheet};
use holdwell_model::{Region, Side, Spot};
pub(super) use paint::paint;

/// A spot in a colour: where the client hurts, what was done how often.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapMark {
    /// The marked spot.
    pub spot: Spot,
    /// The words after the name of the spot.
    pub says: &'static str,
    /// The colour, from the theme.
    pub colour: Color32,
    /// The strength of the colour, 0 to 1.
    pub strength: f32,
}

/// The selection of the map.
enum Picked<'a> {
    Regions(&'a mut BTreeSet<Region>),
    Spots(&'a mut BTreeSet<Spot>),
    /// Nothing is picked: the map only shows its marks.
    Nothing,
}

impl Picked<'_> {
    fn has(&self, spot: Spot) -> bool {
        match self {
            Self::Regions(regions) => regions.contains(&spot.region),
            Self::Spots(spots) => spots.contains(&spot),
            Self::Nothing => false,
        }
    }

    fn toggle(&mut self, spot: Spot) {
        fn turn<T: Ord>(set: &mut BTreeSet<T>, what: T) {
            if !set.remove(&what) {
                set.insert(what);
            }
        }
        match self {
            Self::Regions(regions) => turn(regions, spot.region),
            Self::Spots(spots) => turn(spots, spot),
            Self::Nothing => {}
        }
    }

    fn name(&self, spot: Spot) -> String {
        match self {
            Self::Regions(_) => spot.region.name().to_owned(),
            Self::Spots(_) | Self::Nothing => spot.name(),
        }
    }

    /// Returns the selection in words.
    fn words(&self) -> String {
        let names: Vec<String> = match self {
            Self::Regions(regions) => regions.iter().map(|region| region.name().to_owned()).collect(),
            Self::Spots(spots) => return Spot::names(spots),
            Self::Nothing => return String::new(),
        };
        names.join(" · ")
    }
}

/// The map. Each pick adds a region or takes it away again, so several are picked by picking each.
#[must_use = "a map is shown with `show`"]
pub struct BodyMap<'a> {
    name: &'a str,
    picked: Picked<'a>,
    marks: &'a [MapMark],
    height: f32,
}

impl<'a> BodyMap<'a> {
    /// Creates a map on which whole regions are picked, both sides at once, with its name for screen readers.
    pub fn regions(name: &'a str, picked: &'a mut BTreeSet<Region>) -> Self {
        Self::of(name, Picked::Regions(picked))
    }

    /// Creates a map on which each side is picked by itself.
    pub fn spots(name: &'a str, picked: &'a mut BTreeSet<Spot>) -> Self {
        Self::of(name, Picked::Spots(picked))
    }

    /// Creates a map that only shows these marks.
    pub const fn shown(name: &'a str, marks: &'a [MapMark]) -> Self {
        Self { marks, ..Self::of(name, Picked::Nothing) }
    }

    const fn of(name: &'a str, picked: Picked<'a>) -> Self {
        Self { name, picked, marks: &[], height: 400.0 }
    }

    /// Adds marks; a picked region shows as picked.
    pub fn marks(self, marks: &'a [MapMark]) -> Self {
        Self { marks, ..self }
    }

    /// Sets the height of the figures, 400 points if not said.
    pub fn height(self, height: f32) -> Self {
        Self { height, ..self }
    }

    /// Returns the height of two figures that are as wide as this together, in points.
    pub fn height_within(width: f32) -> f32 {
        (width - GAP) / 2.0 / FIGURE.aspect_ratio()
    }

    /// Shows the map; returns true if something was picked or taken away.
    pub fn show(mut self, ui: &mut Ui) -> bool {
        let picked = self.figures(ui);
        if matches!(self.picked, Picked::Nothing) {
            return false;
        }
        list::show(ui, self.name, &mut self.picked) || picked
    }

    fn figures(&mut self, ui: &mut Ui) -> bool {
        let size = vec2(FIGURE.aspect_ratio() * self.height, self.height);
        let (whole, _) = ui.allocate_exact_size(vec2(2.0 * size.x + GAP, size.y), Sense::hover());
        let mut pointed = None;
        let mut changed = false;
        for (place, facing) in [Facing::Front, Facing::Back].into_iter().enumerate() {
            let corner = whole.min + vec2(place as f32 * (size.x + GAP), 0.0);
            let spot = self.figure(ui, facing, Rect::from_min_size(corner, size));
            pointed = pointed.or(spot.0);
            changed |= spot.1;
        }
        self.caption(ui, pointed);
        changed
    }

    /// Shows one figure; returns the spot under the mouse, and true if it was picked or taken away.
    fn figure(&mut self, ui: &Ui, facing: Facing, rect: Rect) -> (Option<Spot>, bool) {
        let theme = Theme::of(ui);
        let figure = Body::get().figure(facing);
        let id = ui.scope_id().with((self.name, facing));
        let sense = if matches!(self.picked, Picked::Nothing) { Sense::hover() } else { Sense::CLICK };
        let response = ui.interact(rect, id, sense);
        let words = [self.picked.words(), self.marked()];
        let words = words.iter().filter(|words| !words.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ");
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), format!("{}, {facing}", self.name)));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words));
        let sheet = Sheet::upright(rect);
        let spot_at = |at: Pos2| {
            let point = sheet.back(at);
            figure.hit(point).map(|region| Spot { region, side: facing.side(point.x) })
        };
        let pointed = response.hover_pos().and_then(spot_at);
        let pressed = response.clicked().then(|| response.interact_pointer_pos().and_then(spot_at)).flatten();
        if let Some(spot) = pressed {
            self.picked.toggle(spot);
        }
        let is_pointed = |spot: Spot| pointed.is_some_and(|pointed| self.same(pointed, spot));
        let fill = |region: Region, side: Side| self.colour(&theme, Spot { region, side }, &is_pointed);
        paint(ui.painter(), &theme, figure, facing, &|point| sheet.place(point), &fill);
        for x in [-0.19, 0.19] {
            let word = if facing.side(x) == Side::Left { "L" } else { "R" };
            let letter = text::one_line(ui, word, theme.font(Font::Small), theme.faint);
            text::paint(ui, sheet.place(egui::pos2(x, 0.65)), Align2::CENTER_TOP, letter);
        }
        (pointed, pressed.is_some())
    }

    /// Returns true if two spots are picked together.
    fn same(&self, one: Spot, other: Spot) -> bool {
        one.region == other.region && (one.side == other.side || matches!(self.picked, Picked::Regions(_)))
    }

    fn colour(&self, theme: &Theme, spot: Spot, is_pointed: &dyn Fn(Spot) -> bool) -> Color32 {
        let mark = self.marks.iter().find(|mark| mark.spot == spot);
        let base =
            mark.map_or_else(|| theme.body(), |mark| mix(mark.colour, theme.body(), mark.strength.clamp(0.0, 1.0)));
        match (self.picked.has(spot), is_pointed(spot)) {
            // A mark shows through what is picked: it says the side.
            (true, false) => mix(theme.action, base, if mark.is_some() { 0.3 } else { 1.0 }),
            (true, true) => mix(theme.action, base, 0.8),
            (false, true) => mix(theme.action, base, 0.4),
            (false, false) => base,
        }
    }

    /// Returns the marks in words.
    fn marked(&self) -> String {
        self.marks.iter().map(said).collect::<Vec<_>>().join(" · ")
    }

    /// Shows the name of the spot under the mouse, else the selection or the marks. Always one line, so that nothing
    /// moves.
    fn caption(&self, ui: &mut Ui, pointed: Option<Spot>) {
        let theme = Theme::of(ui);
        // There is room for one of them. A map that only shows is pointed at.
        let marked_words = if matches!(self.picked, Picked::Nothing) { String::new() } else { self.marked() };
        let words = Some(self.picked.words()).filter(|words| !words.is_empty()).unwrap_or(marked_words);
        let marked = |spot: Spot| self.marks.iter().find(|mark| mark.spot == spot);
        let (words, colour) = match pointed {
            Some(spot) => (marked(spot).map_or_else(|| self.picked.name(spot), said), theme.text),
            None if words.is_empty() => ("Point at a region to see its name".to_owned(), theme.faint),
            None => (words, theme.soft),
        };
        let room = text::Room { align: egui::Align::LEFT, ..text::Room::rows(ui.available_width(), 1) };
        let galley = text::layout(ui, &words, theme.font(Font::Small), colour, room);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        text::paint(ui, rect.left_top(), Align2::LEFT_TOP, galley);
    }
}

/// Returns "Flank, left: it hurts".
fn said(mark: &MapMark) -> String {
    format!("{}: {}", mark.spot.name(), mark.says)
}
