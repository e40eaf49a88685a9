//! One item of the sheet: its drawing, the side, the amount as a picture, and what to do.

use maud::{Markup, PreEscaped, html};

use super::{amount, words};
use holdwell_drawing::{PositionDrawing, Subject, svg};
use holdwell_home::{Figure, HomeItem, HomePlan};

/// The width of a drawing in its own points: so narrow that it has no numbers, for there are no numbered words beside it.
const WIDTH: f32 = 150.0;

/// An item with its drawing.
pub(super) struct Drawn<'a> {
    item: &'a HomeItem,
    /// The drawing, where the library knows the position.
    pub(super) drawing: Option<PositionDrawing>,
}

impl<'a> Drawn<'a> {
    pub(super) fn new(item: &'a HomeItem) -> Self {
        let subject =
            |figure: &'a Figure| Subject { posture: figure.posture, region: figure.region, ease: &figure.ease };
        let draw = |figure| PositionDrawing::new(subject(figure), item.drawn_side(), WIDTH, 1.0);
        Self { item, drawing: item.figure.as_ref().map(draw) }
    }

    pub(super) fn row(&self, plan: &HomePlan) -> Markup {
        let HomeItem { step, matters_most, .. } = self.item;
        let is_marked = *matters_most && plan.can_be_shorter();
        let how: Vec<&str> =
            [step.setup.as_str()].into_iter().chain(self.item.remark()).filter(|text| !text.is_empty()).collect();
        let before = self.item.cautions().before;
        html! {
            li {
                div.drawing {
                    @if let Some(drawing) = &self.drawing { (PreEscaped(svg::figure(drawing, &words::label(self.item)))) }
                }
                div.text {
                    h2 { span.number { (step.number) } (step.title) @if is_marked { span.star { " ★" } } }
                    p.amount {
                        (amount::picture(&step.timing))
                        b { (words::side_and_amount(self.item)) }
                    }
                    @if !how.is_empty() { p { (words::sentences(&how)) } }
                    @if !before.is_empty() { p.before { (words::sentences(&before)) } }
                }
            }
        }
    }
}
