//! What a lay person is given: plain words, time to do them, and nothing that needs a therapist beside it.

use crate::{Library, Weight, compile};
use holdwell_model::{Audience, Plan, Setting};
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
        ("balls-low-back", ["osteoporosis", "pregnancy", "leg", "blood thinners", "towel"].as_slice()),
        ("ball-beside-spine", &["osteoporosis", "pregnancy", "leg", "blood thinners", "towel"]),
        ("temporalis-press", &["doctor today", "scalp"]),
        ("ball-sole", &["numb feet"]),
        ("roller-calf", &["varicose", "blood thinners", "hot, swollen"]),
        ("still-point-balls", &["pregnancy", "stroke"]),
        ("neck-side-stretch", &["dizzy"]),
        ("chin-back", &["dizzy"]),
    ] {
        let position = library.position(id).unwrap();
        let cautions = position.cautions.join(". ").to_lowercase();
        assert!(position.home && words.iter().all(|word| cautions.contains(word)), "{id}: {cautions}");
    }
    assert!(!library.position("ball-psoas").unwrap().home);
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
