//! One item of the sheet: its drawing, the side, the amount as a picture, and what to do.

use maud::{Markup, PreEscaped, html};

use super::amount;
use crate::drawn::Drawn;
use crate::home_words as words;
use holdwell_drawing::svg;
use holdwell_home::{HomeItem, HomePlan};

impl Drawn<'_> {
    pub(super) fn row(&self, plan: &HomePlan) -> Markup {
        let HomeItem { step, matters_most, .. } = self.item;
        let is_marked = *matters_most && plan.can_be_shorter();
        let how: Vec<&str> =
            [step.setup.as_str()].into_iter().chain(self.item.remark()).filter(|text| !text.is_empty()).collect();
        let before = self.item.cautions().before;
        html! {
            li {
                div.drawing {
                    @if let Some(drawing) = &self.drawing { (PreEscaped(svg::figure(drawing, &self.label()))) }
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
