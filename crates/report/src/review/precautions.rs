//! Cautions by kind, and again at the regions that they name.

use maud::{Markup, html};

use super::entries::{EntryKind, caution_id};
use super::{Remark, remarks, words};
use holdwell_library::{Library, Precaution, Weight};
use holdwell_model::{Confidence, Region, Technique};

pub(super) fn section(library: &Library, said: &[Remark]) -> Markup {
    html! {
        section {
            h2 id="cautions" { "Cautions" }
            p { "Shown before hands are laid on, the gravest first; nothing is forbidden and nothing is diagnosed." }
            div.cautions {
                @for weight in Weight::ALL.iter().copied() {
                    h3 { (weight.words()) }
                    @for precaution in library.precautions().iter().filter(|precaution| precaution.weight == weight) {
                        (article(precaution, library, said))
                    }
                }
            }
        }
    }
}

fn article(precaution: &Precaution, library: &Library, said: &[Remark]) -> Markup {
    let (id, confidence) = (caution_id(precaution), precaution.confidence.key());
    html! {
        article class={ "caution " (confidence) } id={ "caution-" (id) } {
            p {
                (words::boxes()) b { (precaution.text) }
                @if precaution.confidence != Confidence::Sourced { " " (words::mark(confidence)) }
            }
            p.quiet { (techniques(precaution)) " · " (places(precaution)) " · " (words::sources(&precaution.sources, library)) }
            (words::remarks(&precaution.remarks))
            @if let Some(ask) = &precaution.ask { p.quiet { "Asked at home: " (ask) } }
            (remarks::at(said, EntryKind::Caution, &id))
        }
    }
}

pub(super) fn link(precaution: &Precaution) -> Markup {
    html! { a href={ "#caution-" (caution_id(precaution)) } { (precaution.text) } }
}

fn techniques(precaution: &Precaution) -> String {
    let names: Vec<&str> = precaution.techniques.iter().copied().map(Technique::name).collect();
    if names.is_empty() { "Every technique".to_owned() } else { names.join(", ") }
}

fn places(precaution: &Precaution) -> String {
    let here = Region::ALL.iter().filter(|region| precaution.regions.contains(region));
    let names: Vec<&str> = here.map(|region| region.name()).collect();
    if names.is_empty() { "every region".to_owned() } else { names.join(", ") }
}

/// Lists the cautions that name this very region, by weight; those that hold everywhere stand once, at the top.
pub(super) fn of_region(library: &Library, region: Region) -> Markup {
    let of = |weight: Weight| {
        let here = library.precautions().iter().filter(move |precaution| precaution.weight == weight);
        here.filter(|precaution| precaution.regions.contains(&region)).collect::<Vec<&Precaution>>()
    };
    let grave = [Weight::Emergency, Weight::RedFlag, Weight::Contraindication].map(|weight| (weight, of(weight)));
    let lighter: usize = Weight::ALL.iter().map(|weight| of(*weight).len()).sum::<usize>()
        - grave.iter().map(|(_, here)| here.len()).sum::<usize>();
    html! {
        p.here {
            @for (weight, here) in grave.iter().filter(|(_, here)| !here.is_empty()) {
                b { (weight.words()) ":" } " "
                @for (index, precaution) in here.iter().enumerate() {
                    @if index > 0 { "; " }
                    (link(precaution))
                }
                ". "
            }
            @if lighter > 0 { (lighter) @if lighter == 1 { " lighter one under " } @else { " lighter ones under " }
                 a href="#cautions" { "Cautions" } "." }
        }
    }
}
