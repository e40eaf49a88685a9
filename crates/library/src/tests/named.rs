//! The positional holds that must be there, row by row, and how their movements are written.

use crate::Library;
use holdwell_model::{Confidence, Millis, Position, Posture, Region, Setting, Technique, Timing};

/// A row of the clinical table: its number, the entry, its region, its posture, sources for where it is taught, and the
/// movements that make it what it is.
type Row = (u32, &'static str, Region, Posture, &'static [&'static str], &'static [&'static str]);

use Posture::{Prone, Seated, Supine};

/// All 29; rows with two positions or two fibres stand twice.
const ROWS: [Row; 38] = [
    (1, "upper-trapezius", Region::Shoulder, Supine, &["PT1"], &["head tipped toward", "arm out to the side"]),
    (2, "levator-scapulae", Region::ShoulderBlade, Prone, &["PT2", "PT3"], &["head turned away", "arm turned inward"]),
    (2, "levator-scapulae-glide", Region::ShoulderBlade, Prone, &["PT3"], &["shoulder blade eased up"]),
    (
        3,
        "scalenes",
        Region::NeckFront,
        Supine,
        &["PT4", "PT5"],
        &["head bent forward", "head tipped away", "head turned away"],
    ),
    (
        4,
        "sternocleidomastoid",
        Region::NeckFront,
        Supine,
        &["CS5", "PT4"],
        &["head bent forward", "head tipped toward", "head turned away"],
    ),
    (
        5,
        "inion-point",
        Region::SkullBase,
        Supine,
        &["CS5", "CL9"],
        &["head bent forward", "head tipped toward", "head turned away"],
    ),
    (
        6,
        "posterior-neck",
        Region::NeckBack,
        Supine,
        &["PT4"],
        &["head bent back", "head tipped away", "head turned away"],
    ),
    (
        7,
        "anterior-ribs",
        Region::Ribs,
        Seated,
        &["CS5", "PT6"],
        &["trunk bent forward", "trunk tipped toward", "trunk turned toward"],
    ),
    (7, "pectoralis-minor", Region::Chest, Supine, &[], &["arm across the body", "shoulder eased forward"]),
    (8, "rhomboids", Region::UpperBack, Prone, &["PT3", "PT7"], &["arm eased back", "arm eased inward"]),
    (
        8,
        "rhomboids-supine",
        Region::UpperBack,
        Supine,
        &["PT7"],
        &["shoulder blade eased up", "shoulder blade eased inward"],
    ),
    (
        9,
        "supraspinatus",
        Region::Shoulder,
        Supine,
        &["PT2", "CS14"],
        &["arm lifted forward", "arm out to the side", "arm turned outward"],
    ),
    (10, "infraspinatus", Region::ShoulderBlade, Supine, &["PT3"], &["arm lifted forward", "arm turned to comfort"]),
    (10, "infraspinatus-lower", Region::ShoulderBlade, Supine, &["PT3"], &["arm lifted forward"]),
    (11, "subscapularis", Region::Armpit, Supine, &["PT2", "PT8"], &["arm eased back", "arm turned inward"]),
    (12, "biceps-long-head", Region::Shoulder, Supine, &["PT8"], &["arm lifted forward", "elbow bent"]),
    (13, "lateral-elbow", Region::Elbow, Supine, &["PT8"], &["elbow straightened", "palm turned up"]),
    (14, "medial-elbow", Region::Forearm, Supine, &["PT8"], &["elbow bent", "palm turned down"]),
    (15, "abdominal-t9-t12", Region::Abdomen, Supine, &["CS7", "PT9"], &["knees bent", "hips bent"]),
    (15, "diaphragm-edge", Region::Ribs, Supine, &[], &["ribs eased inward"]),
    (16, "posterior-lumbar", Region::LowBack, Prone, &["PT10"], &["pillow under the chest", "pelvis lifted"]),
    (17, "quadratus-lumborum", Region::Flank, Prone, &["PT10"], &["hip bent", "leg out to the side"]),
    (17, "quadratus-lumborum-hitch", Region::Flank, Prone, &["PT10"], &["trunk tipped toward", "hip eased up"]),
    (18, "psoas", Region::AbdomenHip, Supine, &["PT11"], &["hips bent", "knees bent", "knees eased toward"]),
    (19, "iliacus", Region::Pelvis, Supine, &["PT11"], &["hips bent", "ankles crossed", "knees out to the side"]),
    (20, "piriformis", Region::Buttock, Prone, &["PT11", "PT12"], &["leg lowered", "hip bent", "leg out to the side"]),
    (21, "gluteus-medius", Region::OuterHip, Prone, &["PT12"], &["leg lifted back", "leg turned outward"]),
    (22, "tensor-fasciae-latae", Region::ThighOuter, Supine, &["PT13"], &["leg out to the side", "hip bent"]),
    (23, "hamstring-medial", Region::ThighBack, Prone, &["PT14", "PT13"], &["knee bent", "shin turned inward"]),
    (23, "hamstring-lateral", Region::ThighBack, Prone, &["PT14", "PT13"], &["knee bent", "shin turned outward"]),
    (24, "adductors", Region::ThighInner, Supine, &[], &["hip bent", "leg across the body"]),
    (25, "popliteus", Region::KneeBack, Prone, &["PT14"], &["knee bent", "shin turned inward"]),
    (26, "gastrocnemius", Region::Calf, Prone, &["PT14"], &["knee bent", "foot pointed"]),
    (27, "plantar-fascia", Region::Sole, Prone, &["PT15"], &["knee bent", "foot pointed", "toes curled"]),
    (28, "jaw-joint", Region::Jaw, Supine, &["PT16"], &["head turned away"]),
    (29, "masseter", Region::Jaw, Supine, &["CL8"], &["jaw opened", "jaw eased sideways"]),
    (29, "pterygoid", Region::Jaw, Supine, &[], &["jaw opened", "jaw eased sideways"]),
    (29, "pterygoid-medial", Region::Jaw, Supine, &["CL8"], &["jaw opened", "jaw eased sideways"]),
];

/// Those whose position, or whose time of it, no source gives.
const NOT_SOURCED: [(&str, Confidence); 6] = [
    ("diaphragm-edge", Confidence::Own),
    ("adductors", Confidence::Own),
    ("plantar-fascia", Confidence::Own),
    ("pectoralis-minor", Confidence::Own),
    ("pterygoid-medial", Confidence::Low),
    ("pterygoid", Confidence::Low),
];

/// Returns the part before the comma: the body part and the way, without the extent.
fn movement(phrase: &str) -> &str {
    phrase.split_once(", ").map_or(phrase, |(movement, _)| movement)
}

#[test]
fn all_29_positional_holds_are_there() {
    let library = Library::builtin();
    let rows: std::collections::BTreeSet<u32> = ROWS.iter().map(|row| row.0).collect();
    assert_eq!(rows, (1..=29).collect());
    for (row, id, region, posture, sources, movements) in ROWS {
        let position = library.position(id).unwrap_or_else(|| panic!("row {row}: {id} is not there"));
        assert_eq!((position.region, position.posture), (region, Some(posture)), "{id}");
        assert!(position.sided, "{id}");
        assert!(position.plain_name.is_some() && !position.home, "{id}");
        let written: Vec<&str> = position.ease.iter().map(|phrase| movement(phrase)).collect();
        let mut in_order = written.iter();
        for wanted in movements {
            assert!(in_order.any(|movement| movement == wanted), "{id}: {wanted} in {written:?}");
        }
        for source in sources.iter().chain(&["SM1", "CS4"]) {
            assert!(position.sources.iter().any(|key| key == source), "{id}: {source}");
        }
        let expected = NOT_SOURCED.iter().find(|(other, _)| *other == id).map_or(Confidence::Sourced, |(_, how)| *how);
        assert_eq!(position.confidence, expected, "{id}");
        let ours = if expected == Confidence::Low { Confidence::Low } else { Confidence::Own };
        assert_eq!(position.confidence_in(Technique::Smrt), ours, "{id}: the positions of SMRT are our inference");
        assert_eq!(position.techniques, [Technique::Smrt, Technique::Counterstrain], "{id}");
    }
}

#[test]
fn each_is_timed_in_both_techniques() {
    let library = Library::builtin();
    for (_, id, ..) in ROWS {
        let position = library.position(id).unwrap();
        let hold = |technique| {
            let usual = position.usual.iter().find(|usual| usual.technique == technique).unwrap();
            let Timing::Fixed { hold } = usual.timing else { panic!("{id}: {usual:?}") };
            (hold.0 / 1000, usual.range.map(|(low, high)| (low.0 / 1000, high.0 / 1000)), usual.return_)
        };
        assert_eq!(hold(Technique::Smrt), (30, Some((20, 45)), None), "{id}");
        let ribs = if ["anterior-ribs", "diaphragm-edge"].contains(&id) { 120 } else { 90 };
        let slowly = Some(Setting::Timed(Millis::from_secs(10)));
        assert_eq!(hold(Technique::Counterstrain), (ribs, None, slowly), "{id}");
    }
}

/// The table of `assets/library/README.md`: parts, and the ways they go.
fn ways() -> Vec<(Vec<String>, Vec<String>)> {
    let table = include_str!("../../../../assets/library/README.md");
    let (_, table) = table.split_once("| part | ways |").unwrap();
    let rows = table.lines().skip(2).map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    let words = |text: &str, by: &str| text.split(by).map(str::to_owned).collect();
    rows.map(|(parts, ways)| (words(parts, ", "), words(ways, " · "))).collect()
}

#[test]
fn movements_use_the_words_that_are_written_down() {
    let ways = ways();
    assert!(ways.len() > 12, "{ways:?}");
    let known = |movement: &str| {
        ways.iter().any(|(parts, ways)| {
            let rest = parts.iter().filter_map(|part| movement.strip_prefix(part.as_str())?.strip_prefix(' '));
            rest.into_iter().any(|rest| ways.iter().any(|way| way == rest))
        })
    };
    let library = Library::builtin();
    let of_ease = |position: &&Position| position.techniques.contains(&Technique::Counterstrain);
    for position in library.positions().filter(of_ease) {
        assert!(!position.ease.is_empty() && position.posture.is_some(), "{}", position.id);
        for phrase in &position.ease {
            assert!(known(movement(phrase)), "{}: “{phrase}” is not in the table of README.md", position.id);
        }
    }
}

#[test]
fn every_way_that_is_written_down_is_used_or_spoken_of() {
    let library = Library::builtin();
    let phrases: Vec<&str> = library.positions().flat_map(|one| &one.ease).map(|phrase| movement(phrase)).collect();
    for (parts, ways) in ways() {
        assert!(!ways.is_empty());
        for part in parts {
            let used = phrases.iter().any(|phrase| phrase.starts_with(&format!("{part} ")));
            assert!(used, "no position moves the {part}");
        }
    }
}
