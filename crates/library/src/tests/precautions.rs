//! Cautions by technique and region.

use super::finds;
use crate::{Library, Precaution, Weight};
use holdwell_model::{Confidence, Region, Technique};

fn texts<'a>(found: &[&'a Precaution], weight: Weight) -> Vec<&'a str> {
    found.iter().filter(|precaution| precaution.weight == weight).map(|precaution| precaution.text.as_str()).collect()
}

#[test]
fn red_flags_of_the_back_come_first() {
    let library = Library::builtin();
    for technique in [Technique::Smrt, Technique::Myofascial, Technique::SelfCare] {
        let found = library.cautions(technique, Region::LowBack);
        assert!(found.is_sorted_by_key(|precaution| precaution.weight));
        let flags = texts(&found, Weight::RedFlag);
        assert_eq!(flags.len(), 9, "{flags:?}");
        assert!(flags[0].contains("saddle") && flags[1].contains("bladder"), "{flags:?}");
        assert!(!flags.iter().any(|flag| flag.contains("Dizziness")));
    }
    let neck = library.cautions(Technique::Smrt, Region::NeckFront);
    assert!(texts(&neck, Weight::RedFlag).iter().any(|flag| flag.contains("Dizziness")));
    assert!(!texts(&neck, Weight::RedFlag).iter().any(|flag| flag.contains("bladder")));
    assert_eq!(texts(&library.cautions(Technique::Smrt, Region::Calf), Weight::RedFlag), Vec::<&str>::new());
}

#[test]
fn each_technique_has_its_own() {
    let library = Library::builtin();
    let has = |technique, region, words: &str| {
        library.cautions(technique, region).iter().any(|precaution| precaution.text.contains(words))
    };
    for (technique, region, words) in [
        (Technique::Smrt, Region::Calf, "brittle bones"),
        (Technique::Counterstrain, Region::NeckBack, "arteries of the neck"),
        (Technique::Counterstrain, Region::Sole, "five points"),
        (Technique::Myofascial, Region::Sole, "aneurysm"),
        (Technique::Myofascial, Region::KneeBack, "hollow of the knee"),
        (Technique::SoftTissueRelease, Region::Calf, "fresh injury"),
        (Technique::Craniosacral, Region::Head, "lumbar puncture"),
        (Technique::Somatoemotional, Region::WholeBody, "dissociation"),
        (Technique::Lymph, Region::UpperArm, "failing heart"),
        (Technique::SelfCare, Region::Sole, "tingling"),
    ] {
        assert!(has(technique, region, words), "{technique:?} {region:?}: {words}");
    }
    for (technique, region, words) in [
        (Technique::Myofascial, Region::Sole, "hollow of the knee"),
        (Technique::Smrt, Region::Calf, "arteries of the neck"),
        (Technique::Lymph, Region::Sole, "five points"),
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
    assert!(texts(&whole, Weight::RedFlag).len() > 10);
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
        ("Very brittle bones", ["CS23", "CS26"]),
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
            r#"5:10: caution 1: Value { key: "weight", error: UnknownWord { text: "grave", instead: OneOf(["red-flag", "contraindication", "ask-first", "care", "note"]) } }"#,
            r#"6:12: caution 1: Value { key: "regions", error: UnknownWord { text: "calv", instead: Nearest("calf") } }"#,
            r#"7:12: caution 1: UnknownSource { key: "XY", nearest: None }"#,
        ],
    );
    finds(
        head,
        &[
            r#"3:1: caution 1: Missing { key: "text", example: "text = \"…\"" }"#,
            r#"3:1: caution 1: Missing { key: "weight", example: "weight = \"care\"" }"#,
        ],
    );
    finds(
        "format = \"holdwell-cautions\"\nversion = 1\n",
        &[r#"1:1: Missing { key: "caution", example: "[[caution]]" }"#],
    );
}
