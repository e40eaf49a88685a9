//! Cautions by technique and region.

use super::finds;
use crate::movement::{Movement, Part, Way, movements};
use crate::{Library, Precaution, Weight};
use holdwell_model::{Confidence, Position, Region, Technique};

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

/// Age alone, a cancer that is past, and a weak immune system alone stop nobody.
#[test]
fn what_says_little_alone_is_asked_about() {
    let library = Library::builtin();
    let found = library.cautions(Technique::Myofascial, Region::NeckBack);
    let asked = texts(&found, Weight::AskFirst);
    for words in ["under the age of 20 or over 50", "now or in the past", "Pregnancy", "Weak immune system"] {
        assert!(asked.iter().any(|text| text.contains(words)), "{words}: {asked:?}");
    }
    // Together with another sign each stops.
    let flags = texts(&found, Weight::RedFlag);
    for (words, with) in [("Cancer in the past", "new pain"), ("Weak immune system", "fever or new pain")] {
        assert!(flags.iter().any(|flag| flag.contains(words) && flag.contains(with)), "{words}: {flags:?}");
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

fn moved(position: &Position) -> Vec<Movement> {
    movements(&position.ease).into_iter().flatten().collect()
}

/// Bent knees that go to a side turn the hips.
fn moves_the_hip(Movement { part, way, .. }: Movement) -> bool {
    let to_a_side = matches!(way, Way::Toward | Way::Away | Way::TurnToward | Way::TurnAway | Way::Out | Way::In);
    matches!(part, Part::Hip | Part::Leg) || part == Part::Knee && to_a_side
}

/// The card of a step shows its entry's own cautions and no others.
#[test]
fn what_moves_a_joint_says_for_whom_it_is_not() {
    let library = Library::builtin();
    let mut wrong = Vec::new();
    let mut found = [0; 4];
    for position in library.positions().filter(|position| !position.techniques.contains(&Technique::SelfCare)) {
        let moved = moved(position);
        let head = |ways: &[Way]| moved.iter().any(|one| one.part == Part::Head && ways.contains(&one.way));
        let turns_back = head(&[Way::Back]) && head(&[Way::TurnToward, Way::TurnAway]);
        let neck = ["trouble seeing or speaking: stop", "arteries of the neck", "unstable upper neck"].as_slice();
        let all: [(bool, &[&str]); 4] = [
            (moved.iter().any(|one| one.part == Part::Head), neck),
            (turns_back, &["never far back and far turned"]),
            (moved.iter().any(|one| one.part == Part::Arm), &["unstable shoulder"]),
            (moved.iter().copied().any(moves_the_hip), &["hip"]),
        ];
        let cautions = position.cautions.join(". ");
        for (place, (is_moved, words)) in all.iter().enumerate().filter(|(_, (is_moved, _))| *is_moved) {
            found[place] += u32::from(*is_moved);
            wrong.extend(words.iter().filter(|words| !cautions.contains(**words)).map(|words| (&position.id, *words)));
        }
    }
    assert_eq!(wrong, []);
    assert!(found[0] >= 11 && found[1] >= 2 && found[2] >= 17 && found[3] >= 17, "{found:?}");
}

#[test]
fn a_replaced_hip_is_told_at_the_region_of_everything_that_moves_it() {
    let library = Library::builtin();
    for position in library.positions().filter(|position| moved(position).into_iter().any(moves_the_hip)) {
        let said = library.cautions(position.techniques[0], position.region);
        assert!(said.iter().any(|one| one.text.contains("Replaced hip")), "{}: {:?}", position.id, position.region);
    }
}

#[test]
fn every_position_of_ease_has_a_caution() {
    let library = Library::builtin();
    let without = library.positions().filter(|position| position.cautions.is_empty());
    let of_ease = |position: &&Position| position.techniques.contains(&Technique::Smrt);
    assert_eq!(without.filter(of_ease).map(|position| &position.id).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn lymph_work_says_on_its_card_for_whom_it_is_not() {
    let library = Library::builtin();
    for position in library.positions().filter(|position| position.techniques.contains(&Technique::Lymph)) {
        let cautions = position.cautions.join(". ");
        let words =
            ["infection or fever", "clot", "heart or kidney failure", "unknown cause", "cancer under treatment"];
        for words in words.iter().chain(match position.id.as_str() {
            "lymph-head-neck" => ["thyroid", "carotid sinus", "irregular heartbeat", "over 60"].as_slice(),
            "lymph-belly" => &["pregnancy", "aneurysm", "disease of the bowel", "recent operation"],
            _ => &[],
        }) {
            assert!(cautions.contains(words), "{}: {words}", position.id);
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
            r#"5:10: caution 1: Value { key: "weight", error: UnknownWord { text: "grave", instead: OneOf(["emergency", "red-flag", "contraindication", "ask-first", "care", "note"]) } }"#,
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
