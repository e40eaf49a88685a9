//! The sheet of a home plan: one page for the door of the fridge, in large letters, with a drawing of each item and a week
//! to tick.

mod amount;
mod item;
mod qr;
#[cfg(test)]
mod tests;

use maud::{Markup, PreEscaped, html};

use crate::document::{HOME, document};
use holdwell_drawing::svg;
use holdwell_handout::{Drawn, words};
use holdwell_home::HomePlan;

const STYLE: &str = include_str!("style.css");

/// Writes the sheet of a plan: one page of A4 for up to four items. It loads nothing from anywhere. The link, where there
/// is one, stands in its corner as a code for a phone.
pub fn home_sheet(plan: &HomePlan, link: Option<&str>) -> String {
    let items: Vec<Drawn<'_>> = plan.items.iter().map(Drawn::new).collect();
    let body = html! {
        (PreEscaped(svg::bodies(items.iter().filter_map(|item| item.drawing.as_ref()))))
        (head(plan, link.and_then(qr::picture)))
        ol class=(size(plan)) { @for item in &items { (item::row(item, plan)) } }
        (stop(plan))
        (week(plan))
        footer { "Pain: 0 is none, 10 is the worst. " (words::made(plan)) "." }
    };
    document(HOME, STYLE, &html! {}, &body)
}

/// The title, when it is done, and what must be at hand.
fn head(plan: &HomePlan, code: Option<Markup>) -> Markup {
    let ready = plan.have_ready();
    html! {
        header {
            @if let Some(code) = code { (code) }
            h1 { (plan.title) }
            @if let Some(name) = &plan.name { p.name { "For " (name) } }
            p { (words::when(plan)) }
            @if !ready.is_empty() { p { b { "Have ready: " } (ready.join(", ")) "." } }
            @for note in &plan.notes { p { (words::sentence(note)) } }
            @if plan.can_be_shorter() && plan.items.iter().any(|item| item.matters_most) {
                p { "Short of time? Do those with a star: ★" }
            }
        }
    }
}

/// Writes when to stop, and whom to call.
fn stop(plan: &HomePlan) -> Markup {
    let signs = words::stop_if(plan);
    html! {
        section.stop {
            @if !signs.is_empty() { p { b { "Stop if: " } (signs.join("; ")) "." } }
            p {
                "If the pain gets worse, stop for today and call "
                @match &plan.call {
                    Some(call) => { b.call { (call) } },
                    None => { "your therapist" },
                }
                "."
            }
        }
    }
}

/// A week to tick.
fn week(plan: &HomePlan) -> Markup {
    let label = |text: &str| html! { th scope="row" { (text) } };
    html! {
        section.week {
            table {
                thead { tr { td { "Day" } @for _ in 0..7 { td {} } } }
                tr { (label("Done")) @for _ in 0..7 { td.boxes { @for _ in 0..plan.times_a_day.min(4) { i {} } } } }
                @for row in ["Pain before, 0–10", "Pain after, 0–10", "New or worse?"] {
                    tr { (label(row)) @for _ in 0..7 { td {} } }
                }
            }
        }
    }
}

/// The size of the drawings: fewer items have more room.
fn size(plan: &HomePlan) -> &'static str {
    match plan.items.len() {
        0..=2 => "items large",
        3 => "items medium",
        _ => "items",
    }
}
