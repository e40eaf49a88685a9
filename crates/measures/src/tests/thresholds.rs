//! Every threshold has a source that states it, or says that it is our own.

use std::collections::BTreeSet;

use strum::VariantArray as _;

use crate::{Basis, Better, Figure, Measure, Threshold, sources};
use holdwell_library::Library;

/// The numbers that a text states.
fn numbers(text: &str) -> Vec<Figure> {
    let words = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
    words.filter_map(|word| word.trim_matches('.').parse().ok()).collect()
}

/// Every threshold of the table with the measure that it is of.
fn all() -> Vec<(Measure, Threshold)> {
    let of = |measure: &Measure| {
        let noted = measure.all_noted();
        noted.into_iter().flat_map(|noted| noted.all()).map(|threshold| (*measure, threshold)).collect::<Vec<_>>()
    };
    Measure::VARIANTS.iter().flat_map(of).collect()
}

/// The figures of a threshold that none of its sources states.
fn unstated(threshold: &Threshold, library: &Library) -> Vec<Figure> {
    let Basis::Sourced(keys) = threshold.basis else { return Vec::new() };
    let texts = keys.iter().map(|key| &library.source(key).unwrap_or_else(|| panic!("{key} is no source")).what);
    let stated: Vec<Figure> = texts.flat_map(|text| numbers(text)).collect();
    let percent = threshold.percent.map(|percent| Figure::whole(i32::from(percent)));
    [threshold.points].into_iter().chain(percent).filter(|figure| !stated.contains(figure)).collect()
}

#[test]
fn every_threshold_is_stated_by_a_source_that_it_names() {
    let library = Library::builtin();
    for (measure, threshold) in all() {
        assert_eq!(unstated(&threshold, &library), [], "{measure:?}: {threshold:?}");
        match threshold.basis {
            Basis::Sourced(keys) => assert!(!keys.is_empty(), "{measure:?}"),
            Basis::Own(reason) => assert!(reason.len() > 20, "{measure:?} is our own and does not say why"),
        }
    }
    let changed = Threshold { points: Figure::tenths(17), ..all().first().expect("a table").1 };
    assert_eq!(unstated(&changed, &library), [Figure::tenths(17)], "what nobody states is found");
}

#[test]
fn our_own_thresholds_are_few_and_known() {
    let own = all().into_iter().filter(|(_, threshold)| matches!(threshold.basis, Basis::Own(_)));
    let mut measures: Vec<Measure> = own.map(|(measure, _)| measure).collect();
    measures.dedup();
    assert_eq!(
        measures,
        [Measure::Movement, Measure::Reach, Measure::Swelling, Measure::Stress, Measure::Mood],
        "a new one of our own is a decision"
    );
}

#[test]
fn every_form_names_sources_that_there_are_and_a_version() {
    let library = Library::builtin();
    for key in sources() {
        assert!(library.source(key).is_some(), "{key}");
    }
    // Of the library's list those that no entry of the library names.
    let is_of_measures = |key: &&str| key.starts_with("OM") || key.starts_with("RC") || *key == "CS22";
    let listed = library.sources().map(|source| source.key.as_str()).filter(is_of_measures);
    let named = sources().into_iter().filter(is_of_measures);
    assert_eq!(listed.collect::<BTreeSet<_>>(), named.collect(), "each is named by a measure, and the other way round");
    let mut versions: Vec<&str> = Measure::VARIANTS.iter().map(|measure| measure.form().version).collect();
    versions.sort_unstable();
    versions.dedup();
    assert_eq!(versions.len(), Measure::VARIANTS.len(), "each form has a version of its own");
}

#[test]
fn a_measure_has_thresholds_exactly_where_it_has_a_trend() {
    for measure in Measure::VARIANTS {
        assert_eq!(measure.noted().is_some(), measure.better() != Better::NoTrend, "{measure:?}");
        let (low, high) = measure.form().range;
        assert!(low < high && !measure.name().is_empty(), "{measure:?}");
        for noted in measure.all_noted() {
            assert!(noted.all().iter().all(|threshold| threshold.points > Figure::ZERO), "{measure:?}");
            assert!(noted.important_from.is_sorted_by_key(|(from, _)| *from), "{measure:?}");
        }
    }
}

#[test]
fn no_name_of_a_measure_is_a_diagnosis() {
    for measure in Measure::VARIANTS {
        let name = measure.name().to_lowercase();
        for word in ["fasciitis", "fibromyalgia", "syndrome", "disorder", "arthr", "sciatica"] {
            assert!(!name.contains(word), "{name}");
        }
    }
}
