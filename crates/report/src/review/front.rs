//! The front page: what a clinician should look at first, and how to answer.

use jiff::civil::Date;
use maud::{Markup, html};

use super::entries::in_order;
use super::{position, precautions, routine, words};
use holdwell_library::{Changed, Library, LibraryChange};
use holdwell_model::{Confidence, Position};

pub(super) fn section(library: &Library, since: Option<Date>) -> Markup {
    html! {
        section.front {
            h2 id="first" { "Please look here first" }
            div.first {
                (of_confidence(library, Confidence::Low, "Weakly supported"))
                (of_confidence(library, Confidence::Own, "Our own, without a named source"))
                (inferred(library))
                (own_cautions(library))
            }
            (changes(library, since))
        }
    }
}

/// Lists the positions of a grade.
fn of_confidence(library: &Library, confidence: Confidence, head: &str) -> Markup {
    let of: Vec<&Position> = in_order(library).filter(|position| position.confidence == confidence).collect();
    html! {
        h3 { (head) ": " (of.len()) " entries" }
        p {
            @for here in of.chunk_by(|one, next| one.region == next.region) {
                span.of {
                    @for (index, position) in here.iter().enumerate() {
                        @if index == 0 { b { (position.region.name()) } " " } @else { " · " }
                        (position::link(position))
                    }
                }
                " "
            }
        }
    }
}

/// Counts the sourced entries in which one technique is our inference.
fn inferred(library: &Library) -> Markup {
    let is_inferred = |position: &&Position| {
        let all = [position.confidence].into_iter();
        let lines = position.usual.iter().map(|usual| position.confidence_in(usual.technique));
        let mut grades = all.chain(lines);
        position.confidence == Confidence::Sourced && grades.any(|grade| grade != Confidence::Sourced)
    };
    let count = library.positions().filter(is_inferred).count();
    html! {
        h3 { "Sourced in one technique, our inference in another: " (count) " entries" }
        p {
            "Nearly all are positions of counterstrain that SMRT takes smaller and shorter. That they are the same is our "
            "inference; the line is marked at each entry."
        }
    }
}

fn own_cautions(library: &Library) -> Markup {
    let own: Vec<_> =
        library.precautions().iter().filter(|precaution| precaution.confidence != Confidence::Sourced).collect();
    html! {
        h3 { "Cautions of our own: " (own.len()) }
        p {
            @for (index, precaution) in own.into_iter().enumerate() {
                @if index > 0 { " · " }
                (precautions::link(precaution))
            }
        }
    }
}

/// The kinds of changes in the order in which they matter.
const KINDS: [(&str, &[Changed]); 6] = [
    ("Cautions", &[Changed::Caution]),
    ("Times", &[Changed::Time]),
    (
        "Positions",
        &[Changed::Movement, Changed::Posture, Changed::Sides, Changed::Home, Changed::Techniques, Changed::Confidence],
    ),
    ("Routines", &[Changed::Steps]),
    ("New entries", &[Changed::Added]),
    ("Wording only", &[Changed::Wording]),
];

/// Lists what was changed from a day on.
fn changes(library: &Library, since: Option<Date>) -> Markup {
    let of = |change: &&LibraryChange| since.is_none_or(|since| change.date >= since);
    let shown: Vec<&LibraryChange> = library.changes().iter().filter(of).collect();
    let is_dated = shown.iter().any(|change| shown.first().is_some_and(|first| first.date != change.date));
    let first = library.changes().iter().map(|change| change.date).min();
    html! {
        h3 id="changes" {
            "Changed since " @match since.or(first) { Some(day) => (day), None => "the beginning" }
        }
        @if shown.is_empty() { p { "Nothing." } }
        div.changes {
            @for (head, kinds) in KINDS {
                @let here: Vec<&&LibraryChange> = shown.iter().filter(|change| kinds.contains(&change.what)).collect();
                @if !here.is_empty() { h4 { (head) } }
                @for change in here { (one(change, is_dated, library)) }
            }
        }
    }
}

fn one(change: &LibraryChange, is_dated: bool, library: &Library) -> Markup {
    html! {
        p {
            @if change.what == Changed::Caution && change.entries.is_empty() { b { "All cautions" } }
            @if let Some(technique) = change.technique.filter(|_| change.entries.is_empty()) {
                b { (technique.name()) ", everywhere" }
            }
            @for (index, entry) in change.entries.iter().enumerate() {
                @if index > 0 { ", " }
                (link(entry, library))
            }
            " " span.quiet {
                @if is_dated { (change.date) ", " }
                (change.what.key())
                @if let Some(technique) = change.technique.filter(|_| !change.entries.is_empty()) {
                    " in " (technique.name())
                }
            }
            @match (&change.from, &change.to) {
                (None, None) => {},
                (from, to) => {
                    ". " s { (from.as_deref().unwrap_or("nothing")) } " → " ins { (to.as_deref().unwrap_or("left out")) }
                }
            }
            ". " (change.why) "."
            @if !change.sources.is_empty() { " " span.quiet { (words::sources(&change.sources, library)) } }
        }
    }
}

fn link(entry: &str, library: &Library) -> Markup {
    let position = library.position(entry).map(position::link);
    let link = position.or_else(|| library.routine(entry).map(routine::link));
    link.unwrap_or_else(|| html! { (entry) })
}
