//! The places of the parts of the room face. The ring gives way to the words, and the words shrink before they are cut.

use egui::{Rect, Ui, pos2, vec2};

use super::Tone;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{whole_height, wrapped_height};

/// The words of the room face.
pub(super) struct RoomWords {
    pub side: &'static str,
    pub title: String,
    pub phase: String,
    pub next: String,
    pub said: Option<(Tone, String)>,
}

impl RoomWords {
    /// The smallest size of the position, in points: it shrinks to this before it wraps.
    pub(super) const LEAST_TITLE: f32 = 48.0;
    /// The distance between two lines below the ring, in points.
    pub(super) const BETWEEN: f32 = 4.0;

    /// Returns the height of the words above the ring.
    fn above(&self, ui: &Ui, width: f32) -> f32 {
        let side = if self.side.is_empty() { 0.0 } else { wrapped_height(ui, Font::RoomSide, "X", width) };
        side + whole_height(ui, Font::RoomPosition, Self::LEAST_TITLE, &self.title, width)
    }

    /// Returns the height of the words below the ring, always with room for an answer, so that nothing moves.
    fn below(&self, ui: &Ui, width: f32) -> f32 {
        let phase = whole_height(ui, Font::RoomPhase, 22.0, &self.phase, width);
        let next = whole_height(ui, Font::RoomNext, 20.0, &self.next, width);
        phase + next + wrapped_height(ui, Font::RoomNext, "X", width) + 2.0 * Self::BETWEEN
    }
}

/// The size of the drawing of the room face, in points.
const DRAWN: [f32; 2] = [1280.0, 800.0];
/// The diameter of the ring in the drawing, and the least that is still read from the table, in points.
const RING: [f32; 2] = [292.0, 120.0];
/// The room for the appointment, at the foot of the window, in points.
const FOOT: f32 = 4.0 * GRID;

/// Returns how many times as large as in the drawing everything is: it grows with the window.
pub(super) fn grown(rect: Rect) -> f32 {
    (rect.width() / DRAWN[0]).min(rect.height() / DRAWN[1]).clamp(0.6, 3.0)
}

/// The places of the parts of the room face.
pub(super) struct RoomPlaces {
    pub above: Rect,
    /// The place of the ring; `None` where the words need all there is.
    pub ring: Option<Rect>,
    pub below: Rect,
    /// The look of the words.
    pub theme: Theme,
}

impl RoomPlaces {
    /// Returns the places with words as large as the ring allows.
    pub(super) fn new(ui: &mut Ui, rect: Rect, words: &RoomWords) -> Self {
        let theme = Theme::of(ui);
        let width = rect.width() - 80.0;
        let [largest, least] = RING.map(|diameter| diameter * grown(rect));
        let mut smallest = None;
        for share in [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4] {
            let theme = theme.scaled(share);
            let [above, below] = theme.within(ui, |ui| [words.above(ui, width), words.below(ui, width)]);
            let gap = 3.0 * GRID * grown(rect);
            let left = rect.height() - FOOT - 2.0 * GRID - above - below;
            let ring = (left - 2.0 * gap >= least).then(|| (left - 2.0 * gap).min(largest));
            let places = Self::stacked(rect, theme, [above, ring.unwrap_or(0.0), below], gap);
            if ring.is_some() {
                return places;
            }
            if smallest.is_none() && left >= gap {
                smallest = Some(places);
            }
        }
        smallest.unwrap_or_else(|| Self::stacked(rect, theme.scaled(0.4), [rect.height() / 2.0, 0.0, 0.0], GRID))
    }

    fn stacked(rect: Rect, theme: Theme, [above, ring, below]: [f32; 3], gap: f32) -> Self {
        let inner = rect.shrink2(vec2(40.0, 0.0));
        let gaps = if ring > 0.0 { 2.0 * gap } else { gap };
        let total = above + ring + below + gaps;
        let top = rect.top() + ((rect.height() - FOOT - total) / 2.0).max(GRID);
        let ring_at = pos2(rect.center().x, top + above + gap + ring / 2.0);
        Self {
            above: inner.with_min_y(top).with_max_y(top + above),
            ring: (ring > 0.0).then(|| Rect::from_center_size(ring_at, vec2(ring, ring))),
            below: inner.with_min_y(top + total - below).with_max_y(top + total),
            theme,
        }
    }
}
