//! Cautions by kind, and again at the regions that they name.

use maud::{Markup, html};

use super::words;
use holdwell_library::{Library, Precaution, Weight};
use holdwell_model::{Region, Technique};

pub(super) fn section(library: &Library) -> Markup {
    html! {
        section {
            h2 id="cautions" { "Cautions and red flags" }
            p { "Shown before hands are laid on; nothing is forbidden and nothing is diagnosed." }
            @for weight in Weight::ALL.iter().copied() {
                h3 { (weight.words()) }
                (table(library.precautions().iter().filter(|precaution| precaution.weight == weight), library))
            }
        }
    }
}

fn table<'a>(precautions: impl Iterator<Item = &'a Precaution>, library: &Library) -> Markup {
    html! {
        table {
            thead { tr { th { "What" } th { "Technique" } th { "Region" } th { "Sources" } } }
            @for precaution in precautions {
                tr {
                    td {
                        (precaution.text) " " (words::mark(precaution.confidence.key()))
                        (words::remarks(&precaution.remarks))
                    }
                    td { (techniques(precaution)) }
                    td { (places(precaution)) }
                    td { (words::sources(&precaution.sources, library)) }
                }
            }
        }
    }
}

fn techniques(precaution: &Precaution) -> String {
    let names: Vec<&str> = precaution.techniques.iter().copied().map(Technique::name).collect();
    if names.is_empty() { "every technique".to_owned() } else { names.join(", ") }
}

fn places(precaution: &Precaution) -> String {
    let here = Region::ALL.iter().filter(|region| precaution.regions.contains(region));
    let names: Vec<&str> = here.map(|region| region.name()).collect();
    if names.is_empty() { "every region".to_owned() } else { names.join(", ") }
}

/// What names this very region; what holds everywhere stands once, at the top of the page.
pub(super) fn of_region(library: &Library, region: Region) -> Markup {
    let here: Vec<&Precaution> =
        library.precautions().iter().filter(|precaution| precaution.regions.contains(&region)).collect();
    html! {
        @if !here.is_empty() {
            p.quiet {
                "Here also ("  a href="#cautions" { "sources" } "): "
                @for (index, precaution) in here.into_iter().enumerate() {
                    @if index > 0 { "; " }
                    (precaution.text)
                }
            }
        }
    }
}
