//! The figures of the page, each laid out once.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use holdwell_drawing::{PositionDrawing, svg};
use holdwell_library::Library;
use holdwell_model::{Position, Side};

/// The width of a figure in its own points; its size on the page stands in the style.
const WIDTH: f32 = 200.0;

/// The figure of every position, by its id: on its right side, or on the midline.
pub(super) struct Figures<'a>(BTreeMap<&'a str, PositionDrawing>);

impl<'a> Figures<'a> {
    pub(super) fn of(library: &'a Library) -> Self {
        let drawing = |position: &'a Position| {
            let side = if position.sided { Side::Right } else { Side::Midline };
            (position.id.as_str(), PositionDrawing::new(position, side, WIDTH, 1.0))
        };
        Self(library.positions().map(drawing).collect())
    }

    /// Returns the bodies that the figures use.
    pub(super) fn bodies(&self) -> Markup {
        PreEscaped(svg::bodies(self.0.values()))
    }

    /// Returns the figure of a position.
    pub(super) fn figure(&self, position: &Position) -> Markup {
        let drawing = self.0.get(position.id.as_str());
        let label = format!("Figure of {}", position.name);
        html! { @if let Some(drawing) = drawing { (PreEscaped(svg::figure(drawing, &label))) } }
    }
}
