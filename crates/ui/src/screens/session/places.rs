//! The places of the parts of the desk face. The position and its cautions are never cut: everything else gives way to
//! them, in this order.

use egui::{Rect, Ui, vec2};

use super::ring;
use crate::theme::{GRID, Theme, margin};

/// The places of the parts of the desk face.
pub(super) struct Places {
    pub top: Rect,
    /// The column of the ring; `None` where the words have its room, and the time is one of them.
    pub ring: Option<Rect>,
    pub words: Rect,
    /// The answer to a press; `None` where it takes the place of what comes next.
    pub answer: Option<Rect>,
    pub strip: Option<Rect>,
    pub tray: Rect,
    pub keys: Rect,
    /// The look of the words: where nothing else is left to give way, they shrink.
    pub words_theme: Theme,
}

/// The stages in which the other parts give way.
#[derive(Debug, Clone, Copy)]
struct Concession {
    /// The column of the ring, as a share of the width.
    ring: f32,
    has_strip: bool,
    /// The size of the words, as a share of the user's.
    words: f32,
}

const fn concession(ring: f32, has_strip: bool, words: f32) -> Concession {
    Concession { ring, has_strip, words }
}

const RICHER: [Concession; 10] = [
    concession(0.365, true, 1.0),
    concession(0.365, false, 1.0),
    concession(0.27, true, 1.0),
    concession(0.27, false, 1.0),
    concession(0.0, true, 1.0),
    concession(0.0, false, 1.0),
    concession(0.0, false, 0.85),
    concession(0.0, false, 0.75),
    concession(0.0, false, 0.65),
    concession(0.0, false, 0.55),
];
const BAREST: Concession = concession(0.0, false, 0.45);

/// The column of a ring is not smaller than this, in points, so that its words have room.
const LEAST_RING: f32 = 190.0;

/// The parts at the foot of the face, which are as high as what they hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foot {
    /// The height of the keys, in points.
    pub keys: f32,
    /// Set where something else than the next step stands below the strip.
    pub has_tray: bool,
}

impl Places {
    /// Returns the richest arrangement in which the words that must be seen have room; `needed` is their height in a
    /// width. In the barest they scroll.
    pub(super) fn new(ui: &mut Ui, rect: Rect, foot: Foot, needed: impl Fn(&Ui, f32) -> f32) -> Self {
        let theme = Theme::of(ui);
        for concession in RICHER {
            let Some(places) = Self::arranged(&theme, rect, foot, concession) else { continue };
            let needed = places.words_theme.within(ui, |ui| needed(ui, places.words.width()));
            if needed <= places.words.height() {
                return places.beside_the_ring(needed);
            }
        }
        Self::without_ring(&theme, rect, foot, BAREST)
    }

    /// Returns the lower end of the ring and the words.
    pub(super) fn above_the_strip(&self) -> f32 {
        self.answer.or(self.strip).unwrap_or(self.tray).top()
    }

    /// Returns the arrangement with its ring; `None` where that would be too small.
    fn arranged(theme: &Theme, rect: Rect, foot: Foot, given: Concession) -> Option<Self> {
        let places = Self::without_ring(theme, rect, foot, given);
        if given.ring <= 0.0 {
            return Some(places);
        }
        let (middle, width) = (places.words, area(rect).width());
        let column = (width * given.ring).min(middle.height().max(160.0) + 4.0 * GRID);
        if column.min(middle.height()) < LEAST_RING * theme.text_size {
            return None;
        }
        let gap = if width < 1000.0 { 3.0 * GRID } else { 5.0 * GRID };
        let ring = Some(middle.with_max_x(middle.left() + column));
        Some(Self { ring, words: middle.with_min_x(middle.left() + column + gap), ..places })
    }

    fn without_ring(theme: &Theme, rect: Rect, foot: Foot, given: Concession) -> Self {
        let area = area(rect);
        let top = area.with_max_y(area.top() + top_height(theme));
        let keys = area.with_min_y(area.bottom() - foot.keys);
        let tray = area.with_max_y(keys.top() - GRID).with_min_y(keys.top() - GRID - tray_height(theme));
        let strip_height = if rect.height() < 700.0 { 26.0 } else { 34.0 };
        let strip = tray.with_max_y(tray.top() - 4.0).with_min_y(tray.top() - 4.0 - strip_height);
        let strip = given.has_strip.then_some(strip);
        let above = strip.map_or(tray.top(), |strip| strip.top()) - 4.0;
        // Where the strip is gone, what comes next makes room for the answer, unless something is written there.
        let has_answer = given.has_strip || foot.has_tray;
        let answer = has_answer.then(|| area.with_max_y(above).with_min_y(above - 26.0 * theme.text_size));
        let words = area.with_min_y(top.bottom() + GRID).with_max_y(answer.map_or(above, |answer| answer.top() - 4.0));
        let words_theme = theme.scaled(given.words);
        Self { top, ring: None, words, answer, strip, tray, keys, words_theme }
    }

    /// Lets the words begin where the ring does, as far as they have the room.
    fn beside_the_ring(self, needed: f32) -> Self {
        let Some(ring) = self.ring else { return self };
        let above = (ring.height() - ring::diameter(ring)) / 2.0 - GRID;
        let above = above.min(self.words.height() - needed).max(0.0);
        Self { words: self.words.with_min_y(self.words.top() + above), ..self }
    }
}

/// Returns the height that is left for the ring and the words beside keys of this height.
pub(super) fn middle_height(theme: &Theme, rect: Rect, keys: f32) -> f32 {
    let others = top_height(theme) + tray_height(theme) + 26.0 * theme.text_size + 34.0 + 5.0 * GRID;
    area(rect).height() - others - keys
}

/// Returns the window without its margins.
pub(super) fn area(rect: Rect) -> Rect {
    rect.shrink2(vec2(margin(rect.width()), 2.0 * GRID))
}

fn top_height(theme: &Theme) -> f32 {
    theme.touch()
}

fn tray_height(theme: &Theme) -> f32 {
    theme.touch()
}
