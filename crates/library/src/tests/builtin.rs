//! The built-in library has no problems and no implausible figure.

use std::collections::BTreeSet;

use super::took;
use crate::builtin::{CAUTIONS, CHANGES, POSITIONS, ROUTINES, SOURCES};
use crate::{Library, compile, read_routine};
use holdwell_model::{Millis, Position, Region, RepWork, Routine, Setting, SideOrder, Technique, Timing};
use holdwell_testkit::reading::CLUMSY;

#[test]
fn the_built_in_library_has_no_problems() {
    let library = Library::builtin();
    assert_eq!(library.problems(), []);
    let ids: Vec<&str> = library.routines().iter().map(|routine| routine.id.as_str()).collect();
    let files: Vec<&str> = ROUTINES.iter().map(|(file, _)| file.trim_end_matches(".toml")).collect();
    assert_eq!(ids, files);
    let listed = POSITIONS.iter().map(|(_, text)| text.matches("[[position]]").count()).sum::<usize>();
    assert_eq!(library.positions().count(), listed, "an id stands in two files");
}

#[test]
fn every_file_of_the_folders_is_embedded() {
    for (folder, embedded) in [("positions", &POSITIONS[..]), ("routines", &ROUTINES[..])] {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/library/").to_owned() + folder;
        let entries = std::fs::read_dir(path).unwrap();
        let on_disk: BTreeSet<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(on_disk, embedded.iter().map(|(file, _)| (*file).to_owned()).collect());
    }
}

#[test]
fn there_is_enough_of_everything() {
    let library = Library::builtin();
    assert!(library.positions().count() >= 80, "{}", library.positions().count());
    for (technique, least) in [
        (Technique::Smrt, 70),
        (Technique::Counterstrain, 65),
        (Technique::Myofascial, 25),
        (Technique::SoftTissueRelease, 6),
        (Technique::Craniosacral, 13),
        (Technique::Somatoemotional, 3),
        (Technique::Lymph, 6),
        (Technique::SelfCare, 15),
    ] {
        let found = library.positions().filter(|position| position.techniques.contains(&technique)).count();
        assert!(found >= least, "{technique:?}: {found}");
        let runs = |routine: &Routine| {
            let plan = compile(routine, &library).unwrap();
            plan.steps.iter().any(|step| step.technique == technique)
        };
        assert!(library.routines().iter().any(runs), "no routine shows {technique:?}");
    }
}

#[test]
fn usual_timings_are_as_taught() {
    let library = Library::builtin();
    for position in library.positions() {
        assert!(!position.usual.is_empty() && !position.ease.is_empty(), "{}", position.id);
        for usual in &position.usual {
            let expected = usual.timing.expected();
            let (low, high) = usual.range.unwrap_or((expected, expected));
            assert!((low..=high).contains(&expected), "{} {usual:?}", position.id);
            match (usual.technique, usual.timing) {
                (Technique::Smrt, Timing::Fixed { .. }) => {
                    assert_eq!((low, high), (Millis::from_secs(20), Millis::from_secs(45)), "{}", position.id);
                }
                (Technique::Counterstrain, Timing::Fixed { hold }) => {
                    let ribs =
                        position.region == Region::Ribs || ["first-rib", "posterior-ribs"].contains(&&*position.id);
                    assert_eq!(hold, Millis::from_secs(if ribs { 120 } else { 90 }), "{}", position.id);
                    assert_eq!(usual.return_, Some(Setting::Timed(Millis::from_secs(10))), "{}", position.id);
                }
                // Looking, and work that moves all the time, wait for nothing.
                (Technique::Myofascial | Technique::SoftTissueRelease, Timing::Open { minimum: None, target, .. }) => {
                    let moves = ["skin-", "assess-"].iter().any(|start| position.id.starts_with(start));
                    assert!(moves && target.is_some(), "{}", position.id);
                }
                (Technique::Myofascial, Timing::Open { minimum, target, ceiling }) => {
                    assert!(minimum >= Some(Millis::from_secs(90)) && target >= minimum, "{}", position.id);
                    assert!(ceiling >= target && ceiling <= Some(Millis::from_mins(10)), "{}", position.id);
                }
                (Technique::SoftTissueRelease, Timing::Reps { cap, .. }) => {
                    assert_eq!(cap, Some(Millis::from_mins(2)), "{}", position.id);
                    assert!(usual.timing.expected() <= Millis::from_mins(2), "{}", position.id);
                }
                (Technique::Craniosacral | Technique::Somatoemotional, Timing::Listening { .. })
                | (Technique::Lymph, Timing::Block { .. })
                | (Technique::SelfCare, Timing::Fixed { .. } | Timing::Reps { .. } | Timing::Block { .. }) => {
                    assert!(expected <= Millis::from_mins(10), "{}", position.id);
                }
                (technique, timing) => panic!("{} in {technique:?} is {timing:?}", position.id),
            }
        }
    }
}

#[test]
fn what_is_for_home_has_plain_words_and_ends_by_itself() {
    let library = Library::builtin();
    for position in library.positions() {
        let alone = position.usual.iter().any(|usual| usual.technique == Technique::SelfCare);
        assert!(alone || !position.home, "{}: only what a lay person does alone is for home", position.id);
        let shown = position.cautions.iter().any(|caution| caution.contains("only where you have shown it"));
        assert_eq!(alone && !position.home, shown, "{}: what needs a therapist beside it says so", position.id);
        if !position.home {
            continue;
        }
        assert!(position.plain_name.is_some() && position.say.is_some(), "{}", position.id);
        assert!(!position.needs.is_empty() && position.posture.is_some(), "{}", position.id);
        for usual in &position.usual {
            let by_hand = matches!(usual.timing, Timing::Reps { work: RepWork::ByHand, .. });
            assert!(!by_hand && !usual.timing.is_open_ended(), "{} waits for a hand", position.id);
        }
        let presses = !position.needs.iter().all(|need| need == "mat or carpet" || need == "chair");
        let stop =
            position.cautions.iter().any(|caution| caution.contains("stop") || caution.contains("unless a doctor"));
        assert!(!presses || stop, "{} says nothing of stopping", position.id);
    }
}

#[test]
fn soft_tissue_release_has_its_three_kinds_in_six_regions() {
    let library = Library::builtin();
    let all: Vec<&Position> =
        library.positions().filter(|position| position.techniques.contains(&Technique::SoftTissueRelease)).collect();
    for kind in ["(passive)", "(active)", "(weight-bearing)"] {
        assert!(all.iter().filter(|position| position.name.ends_with(kind)).count() >= 2, "{kind}");
    }
    let regions: BTreeSet<_> = all.iter().map(|position| position.region).collect();
    assert!(regions.len() >= 6, "{regions:?}");
}

#[test]
fn ids_are_plain_and_texts_promise_nothing() {
    let library = Library::builtin();
    let ids = library.positions().map(|position| &position.id).chain(library.routines().iter().map(|one| &one.id));
    for id in ids {
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{id}");
    }
    for (file, text) in POSITIONS.iter().chain(&ROUTINES).chain([&SOURCES, &CAUTIONS, &CHANGES]) {
        for word in ["toxin", "proven", "cure", "detox", "heals"] {
            assert!(!text.to_lowercase().contains(word), "{file} says {word}");
        }
    }
}

#[test]
fn no_entry_has_a_clumsy_phrase() {
    for (file, text) in POSITIONS.iter().chain(&ROUTINES).chain([&CAUTIONS]) {
        let text = text.to_lowercase();
        let said: Vec<&&str> = CLUMSY.iter().filter(|phrase| text.contains(**phrase)).collect();
        assert!(said.is_empty(), "{file}: {said:?}");
    }
}

/// One of everything that a routine file may say.
#[test]
fn a_routine_with_every_kind_of_step_is_clean() {
    let text = r#"
format = "holdwell-routine"
version = 1

[routine]
id = "everything"
name = "Everything"
technique = "smrt"
audience = "therapist"

[[group]]
id = "points"
order = "worst-first"
scan = true

[[step]]
group = "points"
position = "psoas"
timing = { kind = "fixed", hold = "35s" }
side = "right-then-left"
rate = "wait"
settle = "8s"
return = "10s"
recheck = "wait"
rest = "off"
optional = true
remarks = "…"

[[step]]
contacts = [{ position = "psoas", side = "left" }, { position = "quadratus-lumborum", side = "left" }]
timing = { kind = "open", minimum = "2m", target = "5m", ceiling = "8m" }

[[step]]
position = "hamstring-lock"
timing = { kind = "reps", count = 8, work = "4s", rest = "3s", cap = "2m" }
side = "left"

[[step]]
name = "Still point"
timing = { kind = "listening", check_in = "3m", ceiling = "20m" }

[[step]]
name = "Lymph, towards the groin"
timing = { kind = "block", length = "5m", breaths_per_minute = 6 }
"#;
    let library = Library::builtin();
    let plan = compile(&read_routine("f", text.as_bytes(), &library).unwrap(), &library).unwrap();
    let found: Vec<(Technique, SideOrder)> = plan.steps.iter().map(|step| (step.technique, step.sides)).collect();
    assert_eq!(
        found,
        [
            (Technique::Smrt, SideOrder::RightThenLeft),
            (Technique::Myofascial, SideOrder::Left),
            (Technique::SoftTissueRelease, SideOrder::Left),
            (Technique::Craniosacral, SideOrder::Midline),
            (Technique::Lymph, SideOrder::Midline),
        ]
    );
}

#[test]
fn reading_everything_takes_little_of_the_first_second() {
    let best = (0..5).map(|_| took(|| assert_eq!(Library::builtin().problems(), []))).min().unwrap();
    println!("the library is read in {best:?}");
    assert!(best.as_millis() < 200, "{best:?}");
}
