//! What comes with the program has no problems and no implausible figure.

use std::collections::BTreeSet;

use super::took;
use crate::library::builtin::{POSITIONS, ROUTINES, SOURCES};
use crate::library::{Library, compile, free_session, read_routine};
use crate::model::{
    Audience, Confidence, Millis, Plan, Position, Routine, Setting, SideOrder, Technique, Timing, TimingKind,
};

fn plan(id: &str) -> Plan {
    let library = Library::builtin();
    compile(library.routine(id).unwrap(), &library).unwrap()
}

/// How long a plan takes unattended, by the first guesses for waits.
fn unattended(plan: &Plan) -> Millis {
    let length = |setting, wait| match setting {
        Setting::Off => Millis::ZERO,
        Setting::Wait => Millis::from_secs(wait),
        Setting::Timed(length) => length,
    };
    let step = |step: &crate::model::PlanStep| {
        let phases = step.phases;
        let around = [length(phases.settle, 25), length(phases.return_, 0), length(phases.recheck, 10)];
        let side = step.timing.expected() + around.into_iter().sum();
        side * step.sides.sides(None).len() as u64 + length(phases.rest, 0)
    };
    plan.steps.iter().map(|one| step(one)).sum()
}

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
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/library/").to_owned() + folder;
        let entries = std::fs::read_dir(path).unwrap();
        let on_disk: BTreeSet<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(on_disk, embedded.iter().map(|(file, _)| (*file).to_owned()).collect());
    }
}

#[test]
fn there_is_enough_of_everything() {
    let library = Library::builtin();
    let count = |which: &dyn Fn(&Position) -> bool| library.positions().filter(|position| which(position)).count();
    let in_technique = |technique| count(&|position| position.techniques.contains(&technique));
    assert!(in_technique(Technique::Smrt) >= 14);
    assert!(in_technique(Technique::Counterstrain) >= 14);
    assert!(in_technique(Technique::Myofascial) >= 10);
    assert!(in_technique(Technique::SoftTissueRelease) >= 1);
    assert!(in_technique(Technique::Craniosacral) >= 1);
    assert!(in_technique(Technique::Lymph) >= 1);
    assert!(count(&|position| position.home) >= 6);
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
                    let ribs = position.id == "pectoralis-minor";
                    assert_eq!(hold, Millis::from_secs(if ribs { 120 } else { 90 }), "{}", position.id);
                    assert_eq!(usual.return_, Some(Setting::Timed(Millis::from_secs(10))), "{}", position.id);
                }
                (Technique::Myofascial, Timing::Open { minimum, .. }) => {
                    assert!(minimum >= Some(Millis::from_secs(90)), "{}", position.id);
                }
                (Technique::Smrt | Technique::Counterstrain | Technique::Myofascial, timing) => {
                    panic!("{} {timing:?}", position.id);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn every_entry_says_where_it_comes_from() {
    let library = Library::builtin();
    for position in library.positions() {
        assert!(position.confidence != Confidence::Sourced || !position.sources.is_empty(), "{}", position.id);
    }
    let named: BTreeSet<&str> =
        library.positions().flat_map(|position| &position.sources).map(String::as_str).collect();
    let listed: BTreeSet<&str> = library.sources().map(|source| source.key.as_str()).collect();
    assert!(named.is_subset(&listed));
}

#[test]
fn what_is_for_home_has_plain_words_and_ends_by_itself() {
    for position in Library::builtin().positions().filter(|position| position.home) {
        assert!(position.plain_name.is_some() && position.say.is_some(), "{}", position.id);
        assert!(position.usual.iter().any(|usual| usual.technique == Technique::SelfCare), "{}", position.id);
    }
}

#[test]
fn ids_are_plain_and_texts_promise_nothing() {
    let library = Library::builtin();
    let ids = library.positions().map(|position| &position.id).chain(library.routines().iter().map(|one| &one.id));
    for id in ids {
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{id}");
    }
    for (file, text) in POSITIONS.iter().chain(&ROUTINES).chain([&SOURCES]) {
        for word in ["toxin", "proven", "cure", "detox", "heals"] {
            assert!(!text.to_lowercase().contains(word), "{file} says {word}");
        }
    }
}

#[test]
fn the_free_session_is_what_its_file_says() {
    assert_eq!(plan("free-smrt"), free_session());
}

#[test]
fn every_smrt_step_lies_in_the_range_of_its_school() {
    let library = Library::builtin();
    let compiled = |routine: &Routine| compile(routine, &library).unwrap();
    for plan in library.routines().iter().map(compiled) {
        for step in plan.steps.iter().filter(|step| step.technique == Technique::Smrt) {
            let Timing::Fixed { hold } = step.timing else { panic!("{} {}", plan.id, step.title) };
            assert!((20_000..=45_000).contains(&hold.0), "{} {}", plan.id, step.title);
        }
    }
}

#[test]
fn neck_and_shoulders_is_thirteen_smrt_holds() {
    let plan = plan("neck-shoulder-smrt");
    let smrt = plan.steps.iter().filter(|step| step.technique == Technique::Smrt);
    assert_eq!(smrt.map(|step| step.sides.sides(None).len()).sum::<usize>(), 13);
    let last = plan.steps.last().unwrap();
    assert!(last.optional && last.technique == Technique::Lymph);
}

#[test]
fn five_points_are_scanned_and_treated_worst_first() {
    let plan = plan("five-points-counterstrain");
    assert_eq!(plan.steps.len(), 5);
    assert!(plan.groups[0].scan);
    assert!(plan.steps.iter().all(|step| step.group == Some(0) && step.sides == SideOrder::Right));
    assert!(plan.steps.iter().all(|step| step.phases.recheck == Setting::Wait));
}

#[test]
fn totals_are_what_the_names_promise() {
    for (id, from, to) in [
        ("neck-shoulder-smrt", 15, 22),
        ("low-back-mixed", 30, 45),
        ("evening-at-home", 9, 11),
        ("demonstration", 2, 3),
        ("jaw-therapist", 30, 45),
        ("soles-at-home", 8, 14),
    ] {
        let total = unattended(&plan(id));
        assert!((Millis::from_mins(from)..=Millis::from_mins(to)).contains(&total), "{id} takes {}", total.spoken());
    }
}

#[test]
fn home_routines_have_few_items_and_never_wait() {
    let library = Library::builtin();
    for routine in library.routines().iter().filter(|routine| routine.audience == Audience::Home) {
        let plan = compile(routine, &library).unwrap();
        assert!((2..=4).contains(&plan.steps.len()), "{}", plan.id);
        for step in &plan.steps {
            let phases = step.phases;
            let all = [phases.rate, phases.settle, phases.return_, phases.recheck, phases.rest];
            assert!(!all.contains(&Setting::Wait), "{} {}", plan.id, step.title);
            assert_eq!(step.technique, Technique::SelfCare);
        }
    }
}

#[test]
fn the_demonstration_has_every_shape_of_time() {
    let plan = plan("demonstration");
    let kinds: Vec<TimingKind> = plan.steps.iter().map(|step| step.timing.kind()).collect();
    assert_eq!(
        kinds,
        [TimingKind::Fixed, TimingKind::Open, TimingKind::Reps, TimingKind::Listening, TimingKind::Block]
    );
    assert!(plan.steps.iter().all(|step| matches!(step.phases.settle, Setting::Timed(_))));
    assert_eq!(plan.steps[3].phases.return_, Setting::Timed(Millis::from_secs(6)));
    assert_eq!(plan.steps[0].sides, SideOrder::RightThenLeft);
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
    assert!(best.as_millis() < 200, "{best:?}");
}
