//! One item of the sheet: its drawing, the side, the amount as a picture, and what to do.

use maud::{Markup, PreEscaped, html};

use super::amount;
use holdwell_drawing::svg;
use holdwell_handout::{Drawn, words};
use holdwell_home::{HomeItem, HomePlan};

/// Writes the row of an item.
pub(super) fn row(drawn: &Drawn<'_>, plan: &HomePlan) -> Markup {
    let HomeItem { step, matters_most, .. } = drawn.item;
    let is_marked = *matters_most && plan.can_be_shorter();
    let how: Vec<&str> =
        [step.setup.as_str()].into_iter().chain(drawn.item.remark()).filter(|text| !text.is_empty()).collect();
    let before = drawn.item.cautions().before;
    html! {
        li {
            div.drawing {
                @if let Some(drawing) = &drawn.drawing { (PreEscaped(svg::figure(drawing, &drawn.label()))) }
            }
            div.text {
                h2 { span.number { (step.number) } (step.title) @if is_marked { span.star { " ★" } } }
                p.amount {
                    (amount::picture(&step.timing))
                    b { (words::side_and_amount(drawn.item)) }
                }
                @if !how.is_empty() { p { (words::sentences(&how)) } }
                @if !before.is_empty() { p.before { (words::sentences(&before)) } }
            }
        }
    }
}
