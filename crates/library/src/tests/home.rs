//! What a lay person is given: plain words, time to do them, and nothing that needs a therapist beside it.

use crate::{Library, Weight, compile};
use holdwell_model::{Audience, Millis, Plan, Position, Posture, Region, Setting, Technique};
use holdwell_testkit::reading::grade;

fn plans() -> Vec<Plan> {
    let library = Library::builtin();
    let home = library.routines().iter().filter(|routine| routine.audience == Audience::Home);
    home.map(|routine| compile(routine, &library).unwrap()).collect()
}

#[test]
fn everything_that_a_client_reads_at_home_is_at_grade_eight_or_below() {
    for plan in plans() {
        for step in &plan.steps {
            let cautions = step.cautions.join(". ");
            let remarks = step.remarks.as_deref().unwrap_or_default();
            for (what, text) in [("words", step.setup.as_str()), ("cautions", &cautions), ("remark", remarks)] {
                let found = if text.is_empty() { 0.0 } else { grade(text) };
                assert!(found <= 8.0, "{} {}: its {what} are at grade {found:.1}: {text}", plan.id, step.title);
            }
        }
    }
}

/// An entry that no routine has yet is put into a plan as well.
#[test]
fn every_entry_for_home_is_at_grade_eight_or_below() {
    for position in Library::builtin().positions().filter(|position| position.home) {
        let cautions = position.cautions.join(". ");
        for text in [position.say.as_deref().unwrap_or_default(), &cautions].into_iter().filter(|text| !text.is_empty())
        {
            assert!(grade(text) <= 8.0, "{}: grade {:.1}: {text}", position.id, grade(text));
        }
    }
}

/// At 110 words a minute, and a quarter of a minute to do it; half a minute at least to change what lies where.
#[test]
fn there_is_time_to_hear_and_to_do_what_is_said() {
    for plan in plans() {
        for step in &plan.steps {
            let words = step.setup.split_whitespace().count() as u64;
            let needed = (words * 60_000 / 110 + 15_000).max(30_000);
            let Setting::Timed(settle) = step.phases.settle else { panic!("{} {}", plan.id, step.title) };
            assert!(settle.0 >= needed, "{} {}: {} of {needed} ms", plan.id, step.title, settle.0);
        }
    }
}

#[test]
fn what_is_done_alone_says_for_whom_it_is_not() {
    let library = Library::builtin();
    for (id, words) in [
        ("balls-low-back", ["osteoporosis", "pregnan", "leg", "blood thinners", "towel"].as_slice()),
        ("ball-beside-spine", &["osteoporosis", "pregnan", "leg", "blood thinners", "towel"]),
        ("temporalis-press", &["doctor today", "scalp"]),
        ("ball-sole", &["numb feet"]),
        ("roller-calf", &["varicose", "blood thinners", "hot, swollen"]),
        ("still-point-balls", &["pregnan", "stroke", "needle in the spine", "two minutes"]),
        ("neck-side-stretch", &["dizzy"]),
        ("chin-back", &["dizzy"]),
    ] {
        let position = library.position(id).unwrap();
        let cautions = position.cautions.join(". ").to_lowercase();
        assert!(position.home && words.iter().all(|word| cautions.contains(word)), "{id}: {cautions}");
    }
    assert!(!library.position("ball-psoas").unwrap().home);
}

/// Returns how long both sides of a position take by themselves.
fn time(position: &Position) -> Millis {
    position.usual[0].timing.expected() * if position.sided { 2 } else { 1 }
}

/// What holds for all self-care in the list of cautions reaches no sheet: it stands at the entries that it is about.
#[test]
fn what_presses_or_lies_says_whom_to_ask_first() {
    let library = Library::builtin();
    let mut wrong = Vec::new();
    for position in library.positions().filter(|position| position.home) {
        let has = |things: &[&str]| position.needs.iter().any(|need| things.iter().any(|thing| need.contains(thing)));
        let presses = has(&["ball", "roller", "hook"]) && position.id != "still-point-balls";
        let lies = match position.posture {
            Some(Posture::Prone) => true,
            Some(Posture::Supine) => time(position) >= Millis::from_mins(3) || presses,
            _ => false,
        };
        let all: [(bool, &[&str]); 4] = [
            (presses, &["wound", "thin skin", "blood clot", "blood thinners"]),
            (lies, &["pregnan"]),
            (matches!(position.region, Region::Calf | Region::ThighFront), &["hot, swollen or newly sore"]),
            (
                ["chin-back", "neck-side-stretch", "levator-hook", "still-point-balls"].contains(&&*position.id),
                &["loose joints of the neck", "rheumatoid arthritis"],
            ),
        ];
        let cautions = position.cautions.join(". ");
        let missing = all.iter().filter(|(is_so, _)| *is_so).flat_map(|(_, words)| words.iter());
        wrong.extend(missing.filter(|words| !cautions.contains(**words)).map(|words| (position.id.clone(), *words)));
        let over_knee = position.ease.iter().any(|phrase| phrase.contains("over the other knee"));
        let hip = cautions.contains("replaced hip");
        assert!(!over_knee || hip, "{} bends and turns the hip", position.id);
    }
    assert_eq!(wrong, []);
}

#[test]
fn a_loose_upper_neck_is_asked_for_at_home() {
    let library = Library::builtin();
    let asks = library.cautions(Technique::SelfCare, Region::NeckBack).into_iter();
    let asks: Vec<&str> =
        asks.filter(|one| one.weight == Weight::RedFlag).filter_map(|one| one.ask.as_deref()).collect();
    assert!(asks.iter().any(|ask| ask.contains("neck") && ask.contains("rheumatoid arthritis")), "{asks:?}");
}

/// What is done in bed needs nothing that stands elsewhere, and what a client reads says how to begin.
#[test]
fn what_a_client_reads_is_enough_to_do_it() {
    let library = Library::builtin();
    let bed = compile(library.routine("soles-in-bed").unwrap(), &library).unwrap();
    let needs =
        bed.steps.iter().flat_map(|step| &step.contacts).filter_map(|one| library.position(one.position.as_deref()?));
    for need in needs.flat_map(|position| &position.needs) {
        assert!(need.contains("bed") || need == "towel", "{need} in bed");
    }
    for (id, words) in [
        ("constructive-rest", ["on your back", "feet apart"].as_slice()),
        ("breath-rest", &["Lie down"]),
        ("still-point-balls", &["on your back", "pillow under your knees"]),
        ("balls-low-back", &["Knees bent", "none on the bones"]),
        ("ball-buttock", &["on the floor"]),
        ("ball-sole", &["Sit"]),
        ("calf-stretch", &["knee straight"]),
        ("calf-towel", &["on your back"]),
        ("toes-back", &["Sit"]),
        ("jaw-resist", &["fist against"]),
        ("masseter-both", &["Warm both cheeks", "below the cheekbones"]),
    ] {
        let say = library.position(id).unwrap().say.clone().unwrap();
        assert!(words.iter().all(|words| say.contains(words)), "{id}: {say}");
    }
    // Things are fetched before somebody lies down: the sheet and the voice begin with what to have ready.
    for step in plans().iter().flat_map(|plan| &plan.steps) {
        assert!(!step.remarks.as_deref().unwrap_or_default().contains("Fetch"), "{}", step.title);
    }
}

/// Whoever is asked at home has nobody beside them who could explain.
#[test]
fn every_sign_that_cannot_wait_is_asked_for_at_home_in_plain_words() {
    let library = Library::builtin();
    for precaution in library.precautions() {
        let is_emergency = precaution.weight == Weight::Emergency;
        assert!(precaution.ask.is_some() || !is_emergency, "{}", precaution.text);
        let Some(ask) = &precaution.ask else { continue };
        assert!(ask.ends_with('?') && grade(ask) <= 8.0, "grade {:.1}: {ask}", grade(ask));
    }
}
