//! The frame of every document: it is whole in itself, and loads nothing from anywhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Writes a document with this title, style and body; `head` is whatever else its head needs.
pub(crate) fn document(title: &str, style: &str, head: &Markup, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                (head)
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body { (body) }
        }
    };
    page.into_string()
}
