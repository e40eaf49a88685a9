//! Every source, what it states, and who relies on it.

use maud::{Markup, html};

use super::position;
use holdwell_library::{Library, Source};
use holdwell_model::Position;
use holdwell_model::range_words;

pub(super) fn section(library: &Library) -> Markup {
    html! {
        section {
            h2 id="sources" { "Sources" }
            p { "Pages were read in part. Addresses are plain text; nothing here leads anywhere." }
            table {
                thead { tr { th { "Key" } th { "What it is" } th { "Times that it states" } th { "Named by" } } }
                @for source in library.sources() {
                    tr id={ "source-" (source.key) } {
                        td { (source.key) }
                        td { (source.what) p.quiet { (source.address) } }
                        td { (figures(source)) }
                        td { (named_by(source, library)) }
                    }
                }
            }
        }
    }
}

fn figures(source: &Source) -> String {
    source.figures.iter().map(|figure| range_words(figure.0, figure.1)).collect::<Vec<_>>().join("; ")
}

/// Every SMRT position names the same two pages: from so many on, the number says more.
const FEW: usize = 12;

fn named_by(source: &Source, library: &Library) -> Markup {
    let names = |keys: &[String]| keys.contains(&source.key);
    let positions: Vec<&Position> = library.positions().filter(|position| names(&position.sources)).collect();
    let cautions = library.precautions().iter().filter(|precaution| names(&precaution.sources)).count();
    let backgrounds = library.routines().iter().filter_map(|routine| routine.background.as_ref());
    let routines = backgrounds.filter(|background| names(&background.sources)).count();
    html! {
        @if positions.len() > FEW { (positions.len()) " positions" } @else {
            @for (index, position) in positions.iter().enumerate() {
                @if index > 0 { ", " }
                (position::link(position))
            }
        }
        @if cautions > 0 { p.quiet { "cautions: " (cautions) } }
        @if routines > 0 { p.quiet { "routines: " (routines) } }
    }
}
