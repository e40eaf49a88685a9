//! Every source once, what it states, and how often it is named.

use maud::{Markup, html};

use holdwell_library::{Library, Source};
use holdwell_measures::Measure;
use holdwell_model::range_words;

pub(super) fn section(library: &Library) -> Markup {
    html! {
        section {
            h2 id="sources" { "Sources" }
            p { "Pages were read in part. Addresses are plain text; nothing here leads anywhere." }
            div.sources {
                @for source in in_order(library) {
                    p id={ "source-" (source.key) } {
                        b { (source.key) } " " (source.what) ". "
                        span.quiet { (source.address) }
                        @if !source.figures.is_empty() { ". States " (figures(source)) }
                        (named_by(source, library))
                    }
                }
            }
        }
    }
}

/// Returns the sources by the letters of their keys, then by the number: CS9 before CS10.
fn in_order(library: &Library) -> Vec<&Source> {
    let mut sources: Vec<&Source> = library.sources().collect();
    sources.sort_by_key(|source| {
        let letters = source.key.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = source.key.get(letters.len()..).and_then(|number| number.parse::<u32>().ok());
        (letters, number)
    });
    sources
}

fn figures(source: &Source) -> String {
    source.figures.iter().map(|figure| range_words(figure.0, figure.1)).collect::<Vec<_>>().join("; ")
}

/// Says how many entries name it; which ones they are, they say themselves.
fn named_by(source: &Source, library: &Library) -> Markup {
    let names = |keys: &[String]| keys.contains(&source.key);
    let backgrounds = library.routines().iter().filter_map(|routine| routine.background.as_ref());
    let counts = [
        ("position", library.positions().filter(|position| names(&position.sources)).count()),
        ("caution", library.precautions().iter().filter(|precaution| names(&precaution.sources)).count()),
        ("routine", backgrounds.filter(|background| names(&background.sources)).count()),
        ("measure", Measure::ALL.iter().filter(|measure| measure.sources().contains(source.key.as_str())).count()),
    ];
    let said = |(word, count): &(&str, usize)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" });
    let counts: Vec<String> = counts.iter().filter(|(_, count)| *count > 0).map(said).collect();
    html! { span.quiet { " · " @if counts.is_empty() { "named by nothing" } @else { (counts.join(", ")) } } }
}
