//! The page of a home plan: one file that any browser opens, also without a network. Its words and drawings stand in the
//! document itself; the engine and the sound come with it as WebAssembly, and nothing is loaded or sent.

mod site;
#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{Markup, PreEscaped, html};

pub use self::site::{IS_SITE, home_site};
use crate::document::{HOME, document};
use holdwell_home::HomePlan;

const STYLE: &str = include_str!("style.css");
/// What speaks with the engine. The parts of a script share their names.
const WORKER: &str = include_str!("worker.js");
/// What runs a plan.
const SCRIPT: &str =
    concat!(include_str!("session.js"), include_str!("diary.js"), include_str!("signs.js"), include_str!("page.js"));
/// The engine and the mixer, made by `.ci/page`.
const WASM: &[u8] = include_bytes!("../../../../assets/page/holdwell.wasm.gz");

/// Nothing is loaded from anywhere and nothing is sent anywhere: a browser refuses what this does not name.
const RULES: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; style-src 'unsafe-inline'; \
                     img-src data:; media-src blob: data:; worker-src blob:; base-uri 'none'; form-action 'none'";

/// Writes the page of a plan.
pub fn home_page(plan: &HomePlan) -> String {
    let body = html! {
        main { (holdwell_handout::page(plan)) }
        (engine(WASM))
        script #data type="application/json" { (PreEscaped(data(plan))) }
        script { (PreEscaped(WORKER)) (PreEscaped(SCRIPT)) }
    };
    document(HOME, STYLE, &head(RULES), &body)
}

/// Writes what the head of a page needs: its colours, and what a browser refuses.
fn head(rules: &str) -> Markup {
    html! {
        meta name="color-scheme" content="dark light";
        meta name="referrer" content="no-referrer";
        meta http-equiv="Content-Security-Policy" content=(rules);
    }
}

/// Writes the engine as a part of the document.
fn engine(wasm: &[u8]) -> Markup {
    html! { script #wasm type="application/octet-stream" { (PreEscaped(BASE64_STANDARD.encode(wasm))) } }
}

/// The plan as it stands in a script: JSON in which no `<` could end it.
fn data(plan: &HomePlan) -> String {
    plan.write().replace('<', "\\u003c")
}
