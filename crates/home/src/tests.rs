//! The plan, as it is made, written and read again.

use jiff::civil::date;
use proptest::prelude::*;

use crate::{Asked, CodeFault, Fault, FragmentFault, HomePlan, Kind, Problem, Refused, Share, Urgency};
use holdwell_library::{BrokenRule, Library, compile};
use holdwell_model::{Audience, Id, Routine, Side, SideOrder};

pub(crate) fn id() -> Id {
    "018f0000-0000-7000-8000-00000000abcd".parse().unwrap()
}

fn asked() -> Asked {
    Asked {
        from: Some(date(2026, 12, 1)),
        until: Some(date(2026, 12, 14)),
        times_a_day: 2,
        days_a_week: 5,
        call: Some("Jo Miller, 555 0101".to_owned()),
        notes: vec!["Warm the room first".to_owned()],
        matters_most: vec![1],
        ..Asked::plain(id(), date(2026, 11, 30))
    }
}

fn home_routines(library: &Library) -> Vec<Routine> {
    library.routines().iter().filter(|routine| routine.audience == Audience::Home).cloned().collect()
}

fn made(routine: &str) -> HomePlan {
    let library = Library::builtin();
    HomePlan::make(library.routine(routine).unwrap(), &library, asked()).unwrap()
}

#[test]
fn every_home_routine_becomes_a_plan_that_runs_as_it_does() {
    let library = Library::builtin();
    let routines = home_routines(&library);
    assert!(routines.len() >= 7);
    for routine in routines {
        let plan = HomePlan::make(&routine, &library, asked()).unwrap();
        assert_eq!(plan.session(Share::Whole), compile(&routine, &library).unwrap());
        let text = plan.write();
        assert_eq!(HomePlan::read(text.as_bytes()), Ok(plan.clone()), "{text}");
        assert_eq!(HomePlan::read(plan.write_pretty().as_bytes()), Ok(plan.clone()));
        assert!(text.len() < 8000, "{}: {} bytes", routine.id, text.len());
    }
}

#[test]
fn every_plan_comes_back_from_its_fragment_and_a_library() {
    let library = Library::builtin();
    for routine in home_routines(&library) {
        let plan = HomePlan::make(&routine, &library, asked()).unwrap();
        let fragment = plan.fragment(&library);
        assert!(fragment.len() < 200, "{}: {} letters", routine.id, fragment.len());
        let mut changed = plan.clone();
        changed.items[0].step.phases.rest = holdwell_model::Setting::Timed(holdwell_model::Millis(7000));
        changed.title = "Another".to_owned();
        assert_eq!(HomePlan::of_fragment(&changed.fragment(&library), &library), Ok(changed));
        assert_eq!(HomePlan::of_fragment(&fragment.to_lowercase(), &library), Ok(plan), "{}", routine.id);
        let mut other = Library::builtin();
        let text = holdwell_library::write_routine(&Routine { steps: routine.steps[1..].to_vec(), ..routine.clone() });
        other.add_routine("changed.toml", text.as_bytes());
        let changed = HomePlan::of_fragment(&fragment, &other).unwrap_err();
        assert!(matches!(changed, FragmentFault::AnotherLibrary | FragmentFault::Code(_)), "{changed:?}");
        let unknown = HomePlan::of_fragment(&fragment, &Library::default());
        assert!(unknown == Err(FragmentFault::Code(CodeFault::Damaged)), "{unknown:?}");
    }
    let file = HomePlan::read(include_str!("../tests/fixtures/plan-1.json").as_bytes()).unwrap();
    let read = HomePlan::of_fragment(&file.fragment(&library), &library).unwrap();
    let timings =
        |plan: &HomePlan| plan.items.iter().map(|item| (item.step.timing, item.step.phases)).collect::<Vec<_>>();
    assert_eq!((timings(&read), read.id, read.name), (timings(&file), file.id, file.name), "every shape of time");
}

#[test]
fn what_is_no_fragment_is_refused() {
    let library = Library::builtin();
    let fault = |text: &str| HomePlan::of_fragment(text, &library).unwrap_err();
    let fragment = made("soles-at-home").fragment(&Library::builtin());
    for text in ["", "0", "HELLO", "not letters!", &fragment[1..], &fragment[..fragment.len() - 1]] {
        assert_eq!(fault(text), FragmentFault::Code(CodeFault::Damaged), "{text}");
    }
    assert_eq!(fault(&"0".repeat(1 << 20)), FragmentFault::Code(CodeFault::TooLong));
}

#[test]
fn the_form_of_the_file_stays() {
    // A change of this text is a change of the format: a new version, or a fault.
    let file = include_str!("../tests/fixtures/plan-1.json");
    assert_eq!(HomePlan::read(file.as_bytes()).unwrap().write_pretty(), file);
}

#[test]
fn a_shorter_day_has_what_was_marked_under_the_numbers_of_the_whole() {
    let mut plan = made("low-back-at-home");
    plan.items[2].matters_most = true;
    let numbers = |plan: &HomePlan, share| plan.session(share).steps.iter().map(|step| step.number).collect::<Vec<_>>();
    assert_eq!(numbers(&plan, Share::Whole), [1, 2, 3, 4]);
    assert_eq!(numbers(&plan, Share::Shorter), [1, 3]);
    let mut unmarked = plan.clone();
    unmarked.items.iter_mut().for_each(|item| item.matters_most = false);
    assert_eq!(numbers(&unmarked, Share::Shorter), [1, 2]);
    assert!(plan.can_be_shorter() && plan.length(Share::Shorter) < plan.length(Share::Whole));
    assert_eq!(plan.times_planned(), Some(20), "five days of seven, for two weeks, twice");
    let days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 7), date(2027, 1, 1)];
    assert_eq!(days.map(|today| plan.days_planned_by(today)), [0, 1, 5, 10]);
}

#[test]
fn nothing_enters_that_is_not_for_home() {
    let library = Library::builtin();
    let therapist = library.routine("low-back-mixed").unwrap();
    let Err(Refused::ForTherapist(problems)) = HomePlan::make(therapist, &library, asked()) else { panic!() };
    let says = |rule: &dyn Fn(&BrokenRule) -> bool| {
        problems.iter().any(|problem| matches!(&problem.fault, holdwell_library::Fault::Rule(found) if rule(found)))
    };
    assert!(says(&|rule| matches!(rule, BrokenRule::NotForHome(_))), "{problems:?}");
    let at_home = Routine { audience: Audience::Home, ..therapist.clone() };
    assert!(matches!(HomePlan::make(&at_home, &library, asked()), Err(Refused::Routine(found)) if found == problems));
    let soles = library.routine("soles-at-home").unwrap();
    let wrong = Asked { matters_most: vec![9], ..asked() };
    assert_eq!(HomePlan::make(soles, &library, wrong), Err(Refused::NoItem(9)));
    let wrong = Asked { until: Some(date(2026, 1, 1)), call: Some("\u{7}".to_owned()), ..asked() };
    let Err(Refused::Asked(problems)) = HomePlan::make(soles, &library, wrong) else { panic!() };
    assert_eq!(faults(&problems), [("until", Fault::DaysReversed), ("call", Fault::Unseen('\u{7}'))]);
}

#[test]
fn the_plan_knows_the_sides_and_asks_for_the_signs_of_its_places() {
    let library = Library::builtin();
    let mut routine = library.routine("desk-break-at-home").unwrap().clone();
    routine.steps[1].side = Some(SideOrder::WorseFirst);
    let worse = Asked { worse_side: Some(Side::Left), ..asked() };
    let plan = HomePlan::make(&routine, &library, Asked { matters_most: Vec::new(), ..worse }).unwrap();
    assert_eq!(plan.items[1].step.sides, SideOrder::LeftThenRight);
    let plan = made("low-back-at-home");
    let texts: Vec<&str> = plan.signs.iter().map(|sign| sign.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.starts_with("Numb between the legs")), "{texts:#?}");
    assert_eq!(plan.signs[0].urgency, Urgency::Emergency);
    assert!((4..=20).contains(&texts.len()), "{texts:#?}");
}

fn faults(problems: &[Problem]) -> Vec<(&str, Fault)> {
    problems.iter().map(|problem| (problem.path.as_str(), problem.fault.clone())).collect()
}

#[test]
fn every_problem_is_told_with_its_place() {
    let text = made("soles-at-home").write_pretty();
    let wrong = text
        .replace("\"times_a_day\": 2", "\"times_a_day\": 99")
        .replacen("\"self-care\"", "\"selfcare\"", 1)
        .replacen("\"hold_ms\": ", "\"hold_mss\": ", 1)
        .replacen("\"region\": \"calf\"", "\"region\": 7", 1);
    let problems = HomePlan::read(wrong.as_bytes()).unwrap_err();
    let lines: Vec<&str> = wrong.lines().collect();
    let told: Vec<(&str, &str)> =
        problems.iter().map(|one| (one.path.as_str(), lines[one.place.line - 1].trim())).collect();
    assert_eq!(told[0], ("times_a_day", "\"times_a_day\": 99,"));
    assert_eq!(told[1], ("technique", "\"technique\": \"selfcare\","));
    assert_eq!(told[2].0, "items[0].timing");
    assert_eq!(problems[2].fault, Fault::Missing("hold_ms"));
    assert!(problems.iter().any(|one| one.fault == Fault::UnknownKey("hold_mss".to_owned())), "{problems:#?}");
    assert!(
        problems.iter().any(|one| one.fault == Fault::NotA(Kind::Text) && one.path == "items[1].contacts[0].region")
    );
}

#[test]
fn another_file_and_a_newer_one_are_said_to_be_so() {
    let fault = |text: &str| HomePlan::read(text.as_bytes()).unwrap_err().remove(0).fault;
    let text = made("soles-at-home").write();
    assert_eq!(fault(&text.replace("\"version\":1", "\"version\":2")), Fault::NewerVersion);
    assert_eq!(fault(&text.replace("\"version\":1", "\"version\":0")), Fault::NoSuchVersion);
    let other = text.replace("holdwell-plan", "holdwell-client");
    assert_eq!(fault(&other), Fault::OtherFormat { wanted: "holdwell-plan", found: "holdwell-client".to_owned() });
    assert_eq!(fault("{}"), Fault::Missing("format"));
    assert_eq!(fault("[]"), Fault::NotA(Kind::Object));
    assert!(matches!(fault("{\"a\":"), Fault::Syntax(_)));
    assert_eq!(fault(&" ".repeat(crate::LARGEST_PLAN + 1)), Fault::TooLarge(crate::LARGEST_PLAN));
    assert_eq!(HomePlan::read(b"\xff").unwrap_err()[0].fault, Fault::NotUtf8);
}

/// Files made to be deep, wide or long are refused in a time that nobody notices.
#[test]
fn files_made_to_harm_are_refused_soon() {
    let head = "{\"format\":\"holdwell-plan\",\"version\":1,";
    let fill = |unit: &str| unit.repeat(crate::LARGEST_PLAN / unit.len() - 40);
    for text in [
        fill("["),
        fill("{\"a\":"),
        format!("{head}\"items\":{}", fill("[")),
        format!("{head}\"items\":[{}{{}}]}}", fill("{},")),
        format!("{head}{}\"a\":1}}", fill("\"a\":1,")),
        format!("{head}\"signs\":[{}1]}}", fill("1,")),
        format!("{head}\"title\":\"{}\"}}", fill("x")),
        format!("{head}\"times_a_day\":{}}}", fill("9")),
    ] {
        let problems = HomePlan::read(text.as_bytes()).unwrap_err();
        assert!((1..=50).contains(&problems.len()), "{}", problems.len());
    }
}

/// Parts of a file put in, taken out or changed anywhere.
pub(crate) fn mutated(file: String, words: Vec<&'static str>) -> impl Strategy<Value = Vec<u8>> {
    let bytes = (any::<prop::sample::Index>(), 0..8_usize, prop::collection::vec(any::<u8>(), 0..4));
    let word = prop::sample::select(words).prop_map(|word| word.as_bytes().to_vec());
    let word = (any::<prop::sample::Index>(), 0..4_usize, word);
    prop::collection::vec(prop_oneof![bytes, word], 1..6).prop_map(move |splices| {
        let mut bytes = file.clone().into_bytes();
        for (at, take, put) in splices {
            let at = at.index(bytes.len() + 1);
            let end = (at + take).min(bytes.len());
            bytes.splice(at..end, put);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn five_hundred_mutated_plans_are_read_or_refused(
        bytes in mutated(made("low-back-at-home").write(), vec!["{", "}", "[", "]", "\"", ":", ",", "1", "null", "-1", "1e999"])
    ) {
        match HomePlan::read(&bytes) {
            // What is read is a whole plan: it can be given on.
            Ok(plan) => prop_assert_eq!(HomePlan::read(plan.write().as_bytes()), Ok(plan)),
            Err(problems) => {
                let lines = bytes.split(|byte| *byte == b'\n').count();
                prop_assert!((1..=50).contains(&problems.len()));
                prop_assert!(problems.iter().all(|one| one.place.line <= lines && one.place.column >= 1), "{:?}", problems);
            }
        }
    }

    /// Bytes with a right checksum that nobody wrote.
    #[test]
    fn made_up_fragments_do_no_harm(
        (at, put) in (any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..9)), take in 0..9_usize
    ) {
        static LIBRARY: std::sync::LazyLock<(Library, String)> = std::sync::LazyLock::new(|| {
            let library = Library::builtin();
            let fragment = made("soles-at-home").fragment(&library);
            (library, fragment)
        });
        let (library, fragment) = &*LIBRARY;
        let mut bytes = crate::bytes::of_letters(fragment).unwrap();
        bytes.truncate(bytes.len() - 4);
        let at = 1 + at.index(bytes.len() - 1);
        let end = (at + take).min(bytes.len());
        bytes.splice(at..end, put);
        bytes.extend(crate::bytes::checksum(&bytes).to_le_bytes());
        if let Ok(plan) = HomePlan::of_fragment(&crate::bytes::letters(&bytes), library) {
            prop_assert_eq!(HomePlan::read(plan.write().as_bytes()), Ok(plan));
        }
    }
}
