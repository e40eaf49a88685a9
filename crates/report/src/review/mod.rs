//! The whole library as one page, for a clinician to review.

mod position;
mod precautions;
mod routine;
mod sources;
#[cfg(test)]
mod tests;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use holdwell_library::{Library, Problem};
use holdwell_model::{Arc, Millis, Plan, Position, Region};

const STYLE: &str = include_str!("style.css");

/// One phase of an unattended run of a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When it begins, counted from the start.
    pub at: Millis,
    /// How long it is reckoned to last.
    pub length: Millis,
    /// The phase, as files write it.
    pub phase: &'static str,
    /// The number of its step, from 1.
    pub step: u32,
    /// The side, as files write it, where there is one to speak of.
    pub side: Option<&'static str>,
    /// Whether the hands end it in truth, so that its length is a guess.
    pub about: bool,
}

/// Writes the page. `timeline` returns what happens when in a plan, where nobody gives a command; a free one has none.
/// `sentence` returns what is wrong with a routine.
pub fn review(
    library: &Library,
    timeline: impl Fn(&Arc<Plan>) -> Vec<Moment>,
    sentence: impl Fn(&Problem) -> String,
) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { "Holdwell: the library, for review" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "The library, for review" }
                (foreword(library))
                (contents(library))
                (precautions::section(library))
                (positions(library))
                (routine::section(library, &timeline, &sentence))
                (sources::section(library))
            }
        }
    };
    page.into_string()
}

fn foreword(library: &Library) -> Markup {
    let positions = library.positions().count();
    let home = library.positions().filter(|position| position.home).count();
    html! {
        p {
            (positions) " positions and blocks, " (home) " of them for home, "
            (library.routines().len()) " routines, " (library.precautions().len()) " cautions and "
            (library.sources().count()) " sources, as this copy of Holdwell has them."
        }
        p {
            "What stands here is what is commonly taught to therapists, a reminder for a trained reader and no instruction "
            "for treatment. An entry that is marked " (words::mark("own")) " or " (words::mark("low"))
            " has a place, a movement or a time that no named source gives. No source gives seconds for the slow return, the "
            "pace of repetitions or how often to check in; these are the project's own everywhere. The positions of SMRT are "
            "those of counterstrain, smaller and shorter; that they are the same is the project's inference."
        }
        p { "Movements are written one by one: “toward” and “away” mean the side that is held, “inward” and “outward” the midline." }
    }
}

/// The regions from head to foot that have entries.
fn regions(library: &Library) -> impl Iterator<Item = (&'static str, Region, &'static str, Vec<&Position>)> {
    Region::ALL.iter().filter_map(|region| {
        let here: Vec<&Position> = library.positions().filter(|position| position.region == *region).collect();
        (!here.is_empty()).then_some((region.key(), *region, region.name(), here))
    })
}

fn contents(library: &Library) -> Markup {
    html! {
        nav {
            h2 { "Contents" }
            ul {
                li { a href="#cautions" { "Cautions and red flags" } }
                @for (key, _, name, positions) in regions(library) {
                    li {
                        a href={ "#region-" (key) } { (name) }
                        ul { @for position in positions { li { (position::link(position)) } } }
                    }
                }
                li {
                    a href="#routines" { "Routines" }
                    ul { @for routine in library.routines() { li { (routine::link(routine)) } } }
                }
                li { a href="#sources" { "Sources" } }
            }
        }
    }
}

fn positions(library: &Library) -> Markup {
    html! {
        @for (key, region, name, positions) in regions(library) {
            section {
                h2 id={ "region-" (key) } { (name) }
                (precautions::of_region(library, region))
                @for position in positions { (position::article(position, library)) }
            }
        }
    }
}
