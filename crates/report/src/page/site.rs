//! The page on a clinic's site: without a plan, which comes in the link behind its `#`, and never to the server. What is
//! drawn and said is that of the library that comes with the program.

use maud::{Markup, PreEscaped, html};

use super::{SCRIPT, STYLE, WORKER, engine, head};
use crate::document::{HOME, document};
use holdwell_home::Speech;
use holdwell_library::Library;

/// The engine, the mixer, the library and the drawings, made by `.ci/page`.
const WASM: &[u8] = include_bytes!("../../../../assets/page/site.wasm.gz");
const SITE: &str = include_str!("site.js");
const SERVICE: &str = include_str!("service.js");
const MANIFEST: &str = include_str!("manifest.json");

/// Width and height of the icon in pixels.
const ICON: u16 = 512;

/// Mark by which a page is known as one of these.
pub const IS_SITE: &str = "<meta name=\"generator\" content=\"Holdwell\">";

/// Its own files, its worker and nothing else.
const RULES: &str = "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; \
                     style-src 'unsafe-inline'; img-src 'self' data:; media-src blob: data:; worker-src 'self' blob:; \
                     connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// Writes the files of the page for a site, each by its name. What is spoken lies beside it: texts with their sound.
pub fn home_site(library: &Library, speech: Option<&Speech>) -> Vec<(&'static str, Vec<u8>)> {
    let texts = [("index.html", index(library, speech.is_some())), ("manifest.json", MANIFEST.to_owned())];
    let icon = crate::picture::icon(ICON).map(|png| ("icon.png", png));
    let words = speech.map(|speech| ("words.json", serde_json::to_vec(&speech.prompts).unwrap_or_default()));
    let texts = texts.into_iter().map(|(name, text)| (name, text.into_bytes()));
    let mut files: Vec<(&'static str, Vec<u8>)> = texts.chain(icon).chain(words).collect();
    // A browser takes the new files where this text is another than before.
    let version = files.iter().flat_map(|(_, bytes)| bytes).copied().fold(0xcbf2_9ce4_8422_2325, step);
    let names: Vec<String> = files.iter().skip(1).map(|(name, _)| format!("'{name}'")).collect();
    let service = SERVICE.replace("'FILES'", &names.join(", ")).replace("VERSION", &format!("{version:016x}"));
    files.push(("service.js", service.into_bytes()));
    files
}

/// Takes a byte into a sum by which two texts are told apart: FNV-1a.
fn step(sum: u64, byte: u8) -> u64 {
    (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn index(library: &Library, is_spoken: bool) -> String {
    let head = html! {
        (head(RULES))
        (PreEscaped(IS_SITE))
        link rel="manifest" href="manifest.json";
        link rel="icon" href="icon.png" type="image/png";
        link rel="apple-touch-icon" href="icon.png";
    };
    let body = html! {
        main {
            p #trouble role="alert" hidden {}
            section #front data-spoken[is_spoken] { (front(library, is_spoken)) }
        }
        (engine(WASM))
        script #data type="application/json" {}
        script #app type="text/plain" { (PreEscaped(SCRIPT)) }
        script { (PreEscaped(WORKER)) (PreEscaped(SITE)) }
    };
    document(HOME, STYLE, &head, &body)
}

/// Writes what is seen where there is no plan, and what is said of a link that opens none.
fn front(library: &Library, is_spoken: bool) -> Markup {
    let positions = library.positions().filter(|position| position.home).count();
    let again = "Open it once more from the message, or scan the code on your sheet.";
    html! {
        h1 tabindex="-1" { "Your home plan" }
        noscript { p.caution { "This page needs scripts, and they are switched off. Ask for the sound file." } }
        p.caution data-fault="damaged" role="alert" hidden { "This link is not whole. A part of it got lost on its way. " (again) }
        p.caution data-fault="newer" role="alert" hidden {
            "This plan is newer than this page. Close the page, and open the link again with a network."
        }
        p.caution data-fault="unknown" role="alert" hidden {
            "This page does not know what is in your plan. Tell your therapist: the page on the site must be made anew, "
            "or the plan sent as a file."
        }
        p #opening hidden { "Your plan opens…" }
        div #none hidden {
            p { "This page shows you what your therapist chose for you to do at home. It rings when to begin and when to let go." }
            p { b { "No plan is open here. " } "Open the link from your therapist, or scan the code on your sheet." }
            button #last.main hidden { "Open the plan of last time" }
            p.soft {
                "It has the drawings and the words of " (positions) " things to do at home"
                @if is_spoken { ", and a voice for them" } @else { ". It rings and does not speak" }
                ". After the first visit it works without a network. Nothing is sent from here: your plan and your diary "
                "stay in this browser until you send them."
            }
        }
    }
}
