//! Every figure has a named source, and every name leads somewhere.

use std::collections::BTreeSet;

use crate::{Library, compile};
use holdwell_model::{Confidence, Millis, Position, RepWork, Technique, Timing, Usual, What};

/// The times of an entry that a source must state. How often to check in, the pace of repetitions by a therapist and the
/// slow return are the project's own everywhere, and are said so on the page for review.
fn figures(usual: &Usual) -> Vec<Millis> {
    let times: Vec<Option<Millis>> = match usual.timing {
        Timing::Fixed { hold } => vec![Some(hold)],
        Timing::Open { minimum, target, ceiling } => vec![minimum, target, ceiling],
        Timing::Reps { work: RepWork::Timed(work), cap, .. } if usual.technique == Technique::SelfCare => {
            vec![Some(work), cap]
        }
        Timing::Reps { cap, .. } => vec![cap],
        Timing::Listening { ceiling, .. } => vec![ceiling],
        Timing::Block { length, .. } => vec![Some(length)],
    };
    let range = usual.range.into_iter().flat_map(|(from, to)| [from, to]);
    times.into_iter().flatten().chain(range).collect()
}

/// The times of an entry that none of its sources states.
fn unstated(position: &Position, library: &Library) -> Vec<Millis> {
    let sources = position.sources.iter().filter_map(|key| library.source(key));
    let stated: Vec<(Millis, Millis)> = sources.flat_map(|source| source.figures.iter().copied()).collect();
    let is_stated = |figure: &Millis| stated.iter().any(|(from, to)| (from..=to).contains(&figure));
    position.usual.iter().flat_map(figures).filter(|figure| !is_stated(figure)).collect()
}

#[test]
fn every_figure_is_stated_by_a_named_source_or_marked_as_our_own() {
    let library = Library::builtin();
    for position in library.positions().filter(|position| position.confidence == Confidence::Sourced) {
        assert!(!position.sources.is_empty(), "{}", position.id);
        assert_eq!(unstated(position, &library), [], "{}: no source that it names states these", position.id);
    }
}

#[test]
fn what_is_marked_as_our_own_says_what_that_is() {
    let library = Library::builtin();
    for position in library.positions().filter(|position| position.confidence != Confidence::Sourced) {
        assert!(!position.remarks.is_empty(), "{} is not sourced and does not say why", position.id);
    }
}

#[test]
fn sourced_is_no_empty_word() {
    let library = Library::builtin();
    let sourced = library.positions().filter(|position| position.confidence == Confidence::Sourced).count();
    assert!(sourced >= 50, "{sourced}");
    // A time that nobody states is found.
    let mut changed = library.position("psoas").unwrap().clone();
    changed.usual[0].timing = Timing::Fixed { hold: Millis::from_secs(50) };
    assert_eq!(unstated(&changed, &library), [Millis::from_secs(50)]);
}

#[test]
fn every_source_is_named_and_every_name_is_a_source() {
    let library = Library::builtin();
    let mut named: BTreeSet<&String> = library.positions().flat_map(|position| &position.sources).collect();
    named.extend(library.precautions().iter().flat_map(|precaution| &precaution.sources));
    let backgrounds = library.routines().iter().filter_map(|routine| routine.background.as_ref());
    named.extend(backgrounds.flat_map(|background| &background.sources));
    let named: BTreeSet<&str> = named.into_iter().map(String::as_str).collect();
    // Those of the measures are named by `holdwell-measures`, whose test holds the two together.
    let is_of_measures = |key: &&str| key.starts_with("OM") || key.starts_with("RC") || *key == "CS22";
    let listed = library.sources().map(|source| source.key.as_str()).filter(|key| !is_of_measures(key));
    let listed: BTreeSet<&str> = listed.collect();
    assert_eq!(named.symmetric_difference(&listed).collect::<Vec<_>>(), Vec::<&&str>::new());
    for text in ["S0", "S1", "S2", "S3", "S4"] {
        let source = library.source(text).unwrap();
        assert_eq!(source.figures, [], "none of the five texts states a time");
    }
}

#[test]
fn every_routine_says_what_it_rests_on_and_names_only_what_there_is() {
    let library = Library::builtin();
    for routine in library.routines() {
        let demonstration = routine.id == "demonstration";
        let background = routine.background.as_ref().unwrap_or_else(|| panic!("{} rests on nothing", routine.id));
        assert_eq!(background.sources.is_empty(), demonstration, "{}", routine.id);
        for step in &routine.steps {
            let ids: Vec<&String> = match &step.what {
                What::Position(id) => vec![id],
                What::Contacts(contacts) => contacts.iter().map(|contact| &contact.position).collect(),
                What::Named { .. } => {
                    assert!(demonstration, "{}", routine.id);
                    vec![]
                }
            };
            assert!(ids.iter().all(|id| library.position(id).is_some()), "{}: {ids:?}", routine.id);
        }
    }
}

/// Routines that go below what is taught, and say so: half the usual hold at first, one minute of slow breaths.
const SHORTER: [&str; 2] = ["fibromyalgia-therapist", "evening-at-home"];

#[test]
fn every_step_stays_in_the_range_of_its_position() {
    let library = Library::builtin();
    let mut outside = BTreeSet::new();
    for routine in library.routines() {
        for step in &compile(routine, &library).unwrap().steps {
            let positions = step.contacts.iter().filter_map(|contact| library.position(contact.position.as_deref()?));
            let usual =
                positions.flat_map(|position| &position.usual).filter(|usual| usual.technique == step.technique);
            for (low, high) in usual.filter_map(|usual| usual.range) {
                if !(low..=high).contains(&step.timing.expected()) {
                    let says = &routine.background.as_ref().unwrap().says;
                    assert!(says.contains("our own"), "{}: {}", routine.id, step.title);
                    outside.insert(routine.id.as_str());
                }
            }
        }
    }
    assert_eq!(outside, SHORTER.into_iter().collect());
}

/// A check-in that comes with the end or after it is never heard.
#[test]
fn a_check_in_comes_before_the_ceiling() {
    let library = Library::builtin();
    let of_entries = library.positions().flat_map(|one| one.usual.iter().map(|usual| (&one.id, usual.timing)));
    let plans: Vec<_> = library.routines().iter().map(|routine| compile(routine, &library).unwrap()).collect();
    let of_steps = plans.iter().flat_map(|plan| plan.steps.iter().map(|step| (&plan.id, step.timing)));
    let mut found = 0;
    for (id, timing) in of_entries.chain(of_steps) {
        let Timing::Listening { check_in: Some(check_in), ceiling: Some(ceiling), .. } = timing else { continue };
        assert!(check_in < ceiling, "{id}: {check_in:?} of {ceiling:?}");
        found += 1;
    }
    assert!(found >= 20, "{found}");
}
