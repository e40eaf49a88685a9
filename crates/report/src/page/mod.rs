//! The page of a home plan: one file that any browser opens, also without a network. Its words and drawings stand in the
//! document itself; the engine and the sound come with it as WebAssembly, and nothing is loaded or sent.

mod parts;
#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{PreEscaped, html};

use self::parts::{after, diary, plan_part, session};
use crate::document::document;
use crate::drawn::Drawn;
use holdwell_drawing::svg;
use holdwell_home::HomePlan;

const STYLE: &str = include_str!("style.css");
/// One script: its parts share their names.
const SCRIPT: &str =
    concat!(include_str!("worker.js"), include_str!("session.js"), include_str!("diary.js"), include_str!("page.js"),);
/// The engine and the mixer, made by `.ci/page`.
const WASM: &[u8] = include_bytes!("../../../../assets/page/holdwell.wasm.gz");

/// Nothing is loaded from anywhere and nothing is sent anywhere: a browser refuses what this does not name.
const RULES: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; style-src 'unsafe-inline'; \
                     img-src data:; media-src blob: data:; worker-src blob:; base-uri 'none'; form-action 'none'";

/// Writes the page of a plan.
pub fn home_page(plan: &HomePlan) -> String {
    let items: Vec<Drawn<'_>> = plan.items.iter().map(Drawn::new).collect();
    let head = html! {
        meta name="color-scheme" content="dark light";
        meta name="referrer" content="no-referrer";
        meta http-equiv="Content-Security-Policy" content=(RULES);
    };
    let body = html! {
        (PreEscaped(svg::bodies(items.iter().filter_map(|item| item.drawing.as_ref()))))
        main {
            p #trouble role="alert" hidden {}
            (plan_part(plan, &items))
            (session())
            (after(plan))
            (diary())
            audio #sound preload="auto" {}
        }
        script #wasm type="application/octet-stream" { (PreEscaped(BASE64_STANDARD.encode(WASM))) }
        script #data type="application/json" { (PreEscaped(data(plan))) }
        script { (PreEscaped(SCRIPT)) }
    };
    document(&plan.title, STYLE, &head, &body)
}

/// The plan as it stands in a script: JSON in which no `<` could end it.
fn data(plan: &HomePlan) -> String {
    plan.write().replace('<', "\\u003c")
}
