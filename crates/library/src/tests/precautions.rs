//! Cautions by technique and region.

use super::finds;
use crate::{Library, Precaution, Weight};
use holdwell_model::{Confidence, Region, Technique};

fn texts<'a>(found: &[&'a Precaution], weight: Weight) -> Vec<&'a str> {
    found.iter().filter(|precaution| precaution.weight == weight).map(|precaution| precaution.text.as_str()).collect()
}

#[test]
fn what_cannot_wait_comes_first_then_the_red_flags() {
    let library = Library::builtin();
    for technique in [Technique::Smrt, Technique::Myofascial, Technique::SelfCare] {
        let found = library.cautions(technique, Region::LowBack);
        assert!(found.is_sorted_by_key(|precaution| precaution.weight));
        let now = texts(&found, Weight::Emergency);
        assert!(now[0].contains("saddle") && now[1].contains("bladder"), "{now:?}");
        assert!(!now.iter().any(|sign| sign.contains("Dizziness")));
        assert_eq!(texts(&found, Weight::RedFlag).len(), 6, "{found:?}");
    }
    let neck = library.cautions(Technique::Smrt, Region::NeckFront);
    assert!(texts(&neck, Weight::Emergency).iter().any(|sign| sign.contains("Dizziness")));
    assert!(!texts(&neck, Weight::Emergency).iter().any(|sign| sign.contains("bladder")));
    assert!(texts(&neck, Weight::RedFlag).iter().any(|flag| flag.contains("unstable upper neck")));
    let calf = library.cautions(Technique::Smrt, Region::Calf);
    assert_eq!(texts(&calf, Weight::Emergency), Vec::<&str>::new());
    assert!(texts(&calf, Weight::RedFlag)[0].contains("calf"), "{calf:?}");
}

/// Age alone, and a cancer that is past, stop nobody.
#[test]
fn age_and_a_past_cancer_alone_are_asked_about() {
    let library = Library::builtin();
    let found = library.cautions(Technique::Myofascial, Region::NeckBack);
    let asked = texts(&found, Weight::AskFirst);
    for words in ["under the age of 20 or over 50", "now or in the past", "Pregnancy"] {
        assert!(asked.iter().any(|text| text.contains(words)), "{words}: {asked:?}");
    }
}

#[test]
fn a_replaced_hip_is_asked_about_at_every_region_that_moves_it() {
    let library = Library::builtin();
    for region in [Region::Buttock, Region::OuterHip, Region::ThighInner, Region::Pelvis, Region::ThighFront] {
        for technique in [Technique::Smrt, Technique::Myofascial, Technique::SelfCare] {
            let found = library.cautions(technique, region);
            let asked = texts(&found, Weight::AskFirst);
            assert!(asked.iter().any(|text| text.contains("Replaced hip")), "{technique:?} {region:?}");
        }
    }
}

#[test]
fn each_technique_has_its_own() {
    let library = Library::builtin();
    let has = |technique, region, words: &str| {
        library.cautions(technique, region).iter().any(|precaution| precaution.text.contains(words))
    };
    for (technique, region, words) in [
        (Technique::Smrt, Region::Calf, "osteoporosis"),
        (Technique::Counterstrain, Region::NeckBack, "arteries of the neck"),
        (Technique::Counterstrain, Region::Sole, "five points"),
        (Technique::Myofascial, Region::Abdomen, "aneurysm"),
        (Technique::Craniosacral, Region::AbdomenHip, "aneurysm"),
        (Technique::Myofascial, Region::KneeBack, "hollow of the knee"),
        (Technique::SoftTissueRelease, Region::Calf, "fresh injury"),
        (Technique::Craniosacral, Region::Head, "lumbar puncture"),
        (Technique::Somatoemotional, Region::WholeBody, "dissociation"),
        (Technique::Lymph, Region::UpperArm, "heart failure"),
        (Technique::Lymph, Region::NeckFront, "thyroid"),
        (Technique::SelfCare, Region::Sole, "Numb feet"),
        (Technique::SelfCare, Region::Head, "temple"),
        (Technique::SelfCare, Region::Sole, "tingling"),
    ] {
        assert!(has(technique, region, words), "{technique:?} {region:?}: {words}");
    }
    for (technique, region, words) in [
        (Technique::Myofascial, Region::Sole, "hollow of the knee"),
        (Technique::Smrt, Region::Calf, "arteries of the neck"),
        (Technique::Lymph, Region::Sole, "five points"),
        (Technique::Lymph, Region::Sole, "thyroid"),
    ] {
        assert!(!has(technique, region, words), "{technique:?} {region:?}: {words}");
    }
    for technique in Technique::ALL.iter().copied() {
        assert!(library.cautions(technique, Region::Shin).len() >= 2, "{technique:?}");
    }
}

#[test]
fn work_on_the_whole_body_touches_every_region() {
    let library = Library::builtin();
    let whole = library.cautions(Technique::Craniosacral, Region::WholeBody);
    let all = Library::builtin();
    let of = |weight| all.precautions().iter().filter(|one| one.weight == weight && one.techniques.is_empty()).count();
    for weight in [Weight::Emergency, Weight::RedFlag] {
        assert_eq!(texts(&whole, weight).len(), of(weight), "{weight:?}");
    }
}

#[test]
fn each_has_sources_or_says_that_it_has_none() {
    for precaution in Library::builtin().precautions() {
        let sourced = precaution.confidence == Confidence::Sourced;
        assert!(!sourced || !precaution.sources.is_empty(), "{}", precaution.text);
    }
}

#[test]
fn where_sources_conflict_both_are_named() {
    let library = Library::builtin();
    let about = |words: &str| library.precautions().iter().find(|precaution| precaution.text.contains(words)).unwrap();
    for (words, keys) in [
        ("Severe osteoporosis", ["CS23", "CS26"]),
        ("Pregnancy", ["CS25", "CS26"]),
        ("Active cancer", ["CS25", "S4"]),
        ("nothing before 90", ["MF2", "MF6"]),
        ("90 seconds is taught most", ["CS4", "CS9"]),
    ] {
        let found = about(words);
        assert!(!found.remarks.is_empty(), "{words}");
        assert!(keys.iter().all(|key| found.sources.iter().any(|named| named == key)), "{words}");
    }
}

#[test]
fn problems_of_a_list_are_told() {
    let head = "format = \"holdwell-cautions\"\nversion = 1\n[[caution]]\n";
    finds(
        format!("{head}text = \"x\"\nweight = \"grave\"\nregions = [\"calv\"]\nsources = [\"XY\"]\n"),
        &[
            "5:10: caution 1: weight: \"grave\" is unknown; known are emergency, red-flag, contraindication, ask-first, care, note",
            "6:12: caution 1: regions: \"calv\" is unknown; did you mean calf?",
            "7:12: caution 1: source XY is not in the list of sources; name one of its keys",
        ],
    );
    finds(
        head,
        &[
            "3:1: caution 1: text is missing; write text = \"…\"",
            "3:1: caution 1: weight is missing; write weight = \"care\"",
        ],
    );
    finds("format = \"holdwell-cautions\"\nversion = 1\n", &["1:1: caution is missing; write [[caution]]"]);
}
