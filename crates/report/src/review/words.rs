//! Times and keys as a reader finds them.

use maud::{Markup, html};

use holdwell_library::Library;
use holdwell_model::{Setting, Usual};

/// Returns the way in which the position is left, where the entry asks for its own.
pub(super) fn return_of(usual: &Usual) -> String {
    usual.return_.map_or_else(|| "as usual".to_owned(), Setting::words)
}

/// A small outlined word.
pub(super) fn mark(word: &str) -> Markup {
    html! { span.mark { (word) } }
}

/// Sources by key, each saying what it is.
pub(super) fn sources(keys: &[String], library: &Library) -> Markup {
    html! {
        @if keys.is_empty() { span.quiet { "none named" } } @else {
            ul {
                @for key in keys {
                    li {
                        a href={ "#source-" (key) } { (key) }
                        @if let Some(source) = library.source(key) { " " (source.what) }
                    }
                }
            }
        }
    }
}

/// A list, or a quiet word that there is nothing.
pub(super) fn list(items: &[String]) -> Markup {
    html! {
        @if items.is_empty() { span.quiet { "none" } } @else {
            ul { @for item in items { li { (item) } } }
        }
    }
}

/// Remarks stand out: they are what a reviewer looks for.
pub(super) fn remarks(items: &[String]) -> Markup {
    html! { @for item in items { p.remark { (item) } } }
}
