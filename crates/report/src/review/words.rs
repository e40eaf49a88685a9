//! Times, keys and boxes as a reader finds them.

use maud::{Markup, html};

use holdwell_library::Library;
use holdwell_model::{Audience, Phases, Position, Setting, Usual, range_words};

/// Returns the way in which a position is left: its own, else what is usual, always as a figure.
pub(super) fn return_of(usual: &Usual) -> Setting {
    let phases = || Phases::usual(usual.technique, &usual.timing, Audience::Therapist, 0);
    usual.return_.unwrap_or_else(|| phases().return_)
}

/// Returns a usual time with its range and its return: "30 s (20 to 45 s), return 5 s".
pub(super) fn time(usual: &Usual) -> String {
    let range = usual.range.map_or_else(String::new, |(low, high)| format!(" ({})", range_words(low, high)));
    let return_ = match return_of(usual) {
        Setting::Off => "no return".to_owned(),
        setting => format!("return {}", setting.words()),
    };
    format!("{}{range}, {return_}", usual.timing.details())
}

/// Returns the times of a position in every technique, as they are in one of them.
pub(super) fn times(position: &Position, technique: holdwell_model::Technique) -> String {
    let of = position.usual.iter().filter(|usual| usual.technique == technique);
    of.map(time).collect::<Vec<_>>().join("; ")
}

/// A small outlined word.
pub(super) fn mark(word: &str) -> Markup {
    html! { span class={ "mark " (word) } { (word) } }
}

/// Sources by key alone; what they are stands once, at the end.
pub(super) fn sources(keys: &[String], library: &Library) -> Markup {
    html! {
        @if keys.is_empty() { "no source named" } @else {
            @for (index, key) in keys.iter().enumerate() {
                @if index > 0 { " " }
                @if library.source(key).is_some() { a.key href={ "#source-" (key) } { (key) } } @else { (key) }
            }
        }
    }
}

/// Remarks stand out: they are what a reviewer looks for.
pub(super) fn remarks(items: &[String]) -> Markup {
    html! { @for item in items { p.remark { (item) } } }
}

/// The boxes to tick.
pub(super) fn boxes() -> Markup {
    html! { span.boxes { span { i {} "right" } " " span { i {} "wrong" } } }
}

/// The line to write on.
pub(super) fn note() -> Markup {
    html! { p.note { "Note" } }
}
