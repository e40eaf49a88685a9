//! The layout of a figure, kept from frame to frame: the numbers take long to place, and a figure stands still.

use std::hash::{Hash, Hasher};

use egui::Ui;
use egui::cache::{ComputerMut, FrameCache};

use crate::theme::Theme;
use holdwell_drawing::PositionDrawing;
use holdwell_model::{Arc, Position, Side};

/// All that the layout of a figure depends on.
#[derive(Clone, Copy)]
struct Subject<'a> {
    position: &'a Position,
    side: Side,
    /// Width of the figure, in points.
    width: f32,
    text_size: f32,
}

impl Hash for Subject<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Position { ease, region, posture, .. } = self.position;
        (ease, region, posture, self.side, self.width.to_bits(), self.text_size.to_bits()).hash(state);
    }
}

#[derive(Default)]
struct LayOut;

impl ComputerMut<Subject<'_>, Arc<PositionDrawing>> for LayOut {
    fn compute(&mut self, Subject { position, side, width, text_size }: Subject<'_>) -> Arc<PositionDrawing> {
        Arc::new(PositionDrawing::new(position, side, width, text_size))
    }
}

/// Lays out the figure of a side, as wide as this in points, or returns it as it was laid out in the last frame.
pub(super) fn laid_out(ui: &Ui, position: &Position, side: Side, width: f32) -> Arc<PositionDrawing> {
    let subject = Subject { position, side, width, text_size: Theme::of(ui).text_size };
    let kept = |memory: &mut egui::Memory| {
        Arc::clone(memory.caches.cache::<FrameCache<Arc<PositionDrawing>, LayOut>>().get(subject))
    };
    ui.memory_mut(kept)
}
