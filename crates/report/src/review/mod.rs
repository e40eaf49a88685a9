//! The whole library as one page, for a clinician to review, and as a table for the remarks.

mod csv;
mod entries;
mod figure;
mod front;
mod measures;
mod position;
mod precautions;
mod remarks;
mod routine;
mod sources;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;
use maud::{Markup, html};

pub use self::csv::{Remarks, RemarksProblem, RowProblem, read_remarks, review_csv};
pub use self::entries::{EntryKind, ReviewEntry, review_entries};
use self::figure::Figures;
pub use self::remarks::{Remark, Verdict};
use crate::document::document;
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

/// Contents of the page beside the library itself.
pub struct Review<'a> {
    /// The day from which on changes are listed; `None` for all that are known.
    pub since: Option<Date>,
    /// Remarks of clinicians.
    pub remarks: &'a [Remark],
    /// Sentences and timelines of the program.
    pub words: Words<'a>,
}

/// Sentences and timelines that other layers make.
pub struct Words<'a> {
    /// Returns what happens when in a plan, where nobody gives a command; a free one has nothing.
    pub timeline: &'a dyn Fn(&Arc<Plan>) -> Vec<Moment>,
    /// Returns what is wrong with a routine.
    pub sentence: &'a dyn Fn(&Problem) -> String,
}

/// Writes the page.
pub fn review(library: &Library, review: &Review<'_>) -> String {
    let figures = Figures::of(library);
    let body = html! {
        (figures.bodies())
        h1 { "The library, for review" }
        (foreword(library))
        (front::section(library, review.since))
        (contents(library))
        (precautions::section(library, review.remarks))
        (positions(library, &figures, review.remarks))
        (routine::section(library, &review.words, review.remarks))
        (measures::section(library))
        (sources::section(library))
    };
    document("Holdwell: the library, for review", &format!("{STYLE}{}", foot(library)), &html! {}, &body)
}

/// The foot of each printed page: which library it is, and how many pages there are.
fn foot(library: &Library) -> String {
    format!(
        "@page {{ @bottom-left {{ content: \"{}\" }} @bottom-right {{ content: counter(page) \" of \" counter(pages) }} }}",
        edition(library)
    )
}

/// Returns the version of the program and the day of the last change.
fn edition(library: &Library) -> String {
    let last = library.changes().iter().map(|change| change.date).max();
    let last = last.map_or_else(String::new, |day| format!(", library of {day}"));
    format!("Holdwell {}{last}", env!("CARGO_PKG_VERSION"))
}

fn foreword(library: &Library) -> Markup {
    let positions = library.positions().count();
    let home = library.positions().filter(|position| position.home).count();
    html! {
        p.quiet {
            (edition(library)) ": " (positions) " positions and blocks, " (home) " of them for home, "
            (library.routines().len()) " routines, " (library.precautions().len()) " cautions and "
            (library.sources().count()) " sources, as this copy has them."
        }
        div.foreword {
            p {
                b { "What it is. " } "What is commonly taught to therapists, a reminder for a trained reader and no "
                "instruction for treatment. " (words::mark("sourced")) " means as the named sources teach it, "
                (words::mark("own")) " and " (words::mark("low")) " that a place, a movement or a time has no source "
                "that was read. No source gives seconds for the slow return, the pace of repetitions or how often to check "
                "in; these are our own everywhere."
            }
            p {
                b { "How to answer. " } "Tick right or wrong and write beside it; or fill in the last two columns of the "
                "table that " code { "holdwell library --csv" } " writes. " code { "--remarks FILE" } " shows them here, "
                "at their entries. Small grey words are the ids."
            }
            p {
                b { "How to read. " } "Movements come in their order; “toward” and “away” mean the side that is held, “inward” "
                "and “outward” the midline. The line below them is the code of the trade: F E St Sa Rt Ra Abd Add IR ER, small "
                "letters for small movements. The figure shows the right side; a ring with a dot comes toward you, one with a "
                "cross goes away from you. Keys such as " (words::sources(&["PT11".to_owned()], library)) " lead to the sources, at the end."
            }
        }
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
                li { a href="#first" { "Please look here first" } }
                li { a href="#cautions" { "Cautions" } }
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
                li { a href="#measures" { "Measures" } }
                li { a href="#sources" { "Sources" } }
            }
        }
    }
}

fn positions(library: &Library, figures: &Figures<'_>, said: &[Remark]) -> Markup {
    html! {
        div.entries {
            @for (key, region, name, positions) in regions(library) {
                h2 id={ "region-" (key) } { (name) }
                (precautions::of_region(library, region))
                @for position in positions { (position::article(position, library, figures, said)) }
            }
        }
    }
}
