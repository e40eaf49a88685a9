//! The table of measures: the figures that a change is judged by, each with its source.

use maud::{Markup, html};

use super::words::sources;
use holdwell_library::Library;
use holdwell_measures::{Basis, COURSE_SOURCES, Measure, Noted, Threshold, VISITS_WITHOUT_CHANGE, Wording};

pub(super) fn section(library: &Library) -> Markup {
    html! {
        section {
            h2 id="measures" { "Measures" }
            p {
                "A change below the noise is called “within noise”, one from the noise on “small”, and one that reaches the "
                "important change as well “clear”; there is no bigger word. No measure is a diagnosis. Where one figure "
                "alone is known it stands for both."
            }
            table {
                tr { th { "Measure" } th { "Scale" } th { "Noise" } th { "Important change" } th { "Form" } }
                @for measure in Measure::ALL { (row(*measure, library)) }
            }
            p {
                (VISITS_WITHOUT_CHANGE) " visits without a clear change: refer, or think again. "
                (keys(&COURSE_SOURCES[..1], library)) ". A session is asked about two days later. "
                (keys(&COURSE_SOURCES[1..], library)) "."
            }
        }
    }
}

fn row(measure: Measure, library: &Library) -> Markup {
    let form = measure.form();
    html! {
        tr {
            td { (measure.name()) }
            td { (form.range.0) " to " (form.range.1) " " (form.unit.trim_start_matches("of ")) }
            @match measure.noted() {
                Some(noted) => {
                    td { (noise(&noted, library)) }
                    td { (important(&noted, library)) }
                },
                None => { td { "no trend" } td {} },
            }
            td { (form.version) ", " (wording(form.wording)) " " (keys(form.sources, library)) }
        }
    }
}

fn noise(noted: &Noted, library: &Library) -> Markup {
    html! {
        (threshold(&noted.noise, library))
        @for (regions, noise) in noted.noise_at {
            br; (regions.iter().map(|region| region.name()).collect::<Vec<_>>().join(", ")) ": "
            (threshold(noise, library))
        }
    }
}

fn important(noted: &Noted, library: &Library) -> Markup {
    html! {
        (threshold(&noted.important, library))
        @for (from, important) in noted.important_from {
            br; "from " (from) " on: " (threshold(important, library))
        }
    }
}

fn threshold(threshold: &Threshold, library: &Library) -> Markup {
    html! {
        (threshold.points)
        @if let Some(percent) = threshold.percent { " and " (percent) " %" }
        " "
        @match threshold.basis {
            Basis::Sourced(named) => { (keys(named, library)) },
            Basis::Own(reason) => { (super::words::mark("own")) " " span.quiet { (reason) } },
        }
    }
}

const fn wording(wording: Wording) -> &'static str {
    match wording {
        Wording::Plain => "one plain question",
        Wording::Free => "free to use",
        Wording::Attributed(attribution) => attribution,
        Wording::ScoreOnly => "score only",
    }
}

fn keys(named: &[&str], library: &Library) -> Markup {
    let named: Vec<String> = named.iter().map(|key| (*key).to_owned()).collect();
    html! { @if !named.is_empty() { (sources(&named, library)) } }
}
