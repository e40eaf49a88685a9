//! An item of a home plan with its drawing, as the sheet and the page show it.

use crate::words;
use holdwell_drawing::{PositionDrawing, Subject};
use holdwell_home::{Figure, HomeItem};

/// The width of a drawing in its own points: so narrow that it has no numbers, for there are no numbered words beside it.
const WIDTH: f32 = 150.0;

/// An item with its drawing.
pub struct Drawn<'a> {
    /// The item.
    pub item: &'a HomeItem,
    /// The drawing, where the library knows the position.
    pub drawing: Option<PositionDrawing>,
}

impl<'a> Drawn<'a> {
    /// Draws an item.
    pub fn new(item: &'a HomeItem) -> Self {
        let subject =
            |figure: &'a Figure| Subject { posture: figure.posture, region: figure.region, ease: &figure.ease };
        let draw = |figure| PositionDrawing::new(subject(figure), item.drawn_side(), WIDTH, 1.0);
        Self { item, drawing: item.figure.as_ref().map(draw) }
    }

    /// Describes the drawing for whoever cannot see it.
    pub fn label(&self) -> String {
        words::label(self.item)
    }
}
