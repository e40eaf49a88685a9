//! The frame of every document: it is whole in itself, and loads nothing from anywhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The title of whatever a client takes home.
pub(crate) const HOME: &str = "Your home plan";

/// Writes a document with this title, style and body; `head` is whatever else its head needs. The title stands in the
/// history of a browser and proposes the name of a file: it says nothing of anybody.
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
