//! The list that goes with all clients when they are handed over.

use jiff::Zoned;
use maud::html;

use crate::document::document;

/// A client who is handed over.
pub struct Handed {
    /// Name of the folder.
    pub folder: String,
    /// Name of the client.
    pub name: String,
    /// Number of sessions.
    pub sessions: u32,
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222}\
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left}";

/// Renders the list, with a link to each client's page.
pub fn handed_over(handed: &[Handed], now: &Zoned) -> String {
    let mut sorted: Vec<&Handed> = handed.iter().collect();
    sorted.sort_by_key(|one| holdwell_model::sort_key(&one.name));
    let body = html! {
        h1 { "Clients who were handed over" }
        p { "As of " (now.strftime("%-d %b %Y").to_string()) ". These files are not protected by a passphrase. \
             Whoever takes the practice over reads them in with “holdwell import” and this folder; tell each client where \
             the records are." }
        table {
            tr { th { "Client" } th { "Sessions" } }
            @for one in sorted {
                tr { td { a href={ (one.folder) "/client.html" } { (one.name) } } td { (one.sessions) } }
            }
        }
    };
    document("Clients who were handed over", STYLE, &html! {}, &body)
}
