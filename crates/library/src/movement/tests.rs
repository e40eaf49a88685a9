//! Phrases, and what is understood of them.

use super::*;
use crate::Library;
use holdwell_model::Technique;

fn read(phrases: &[&str]) -> Vec<Vec<(Part, Way)>> {
    let phrases: Vec<String> = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
    let pair = |movement: Movement| (movement.part, movement.way);
    movements(&phrases).into_iter().map(|phrase| phrase.into_iter().map(pair).collect()).collect()
}

#[test]
fn a_phrase_is_a_part_and_a_way() {
    for (phrase, part, way) in [
        ("hip bent, about 45 degrees", Part::Hip, Way::Bend),
        ("arm out to the side, slightly", Part::Arm, Way::Out),
        ("head bent back, slightly", Part::Head, Way::Back),
        ("head tipped away", Part::Head, Way::TipAway),
        ("palm turned down", Part::Hand, Way::TurnIn),
        ("leg turned to comfort", Part::Leg, Way::TurnEither),
        ("shoulder blade eased inward", Part::ShoulderBlade, Way::In),
        ("shoulder eased down", Part::Shoulder, Way::Down),
        ("arm lifted forward, 90 to 120 degrees", Part::Arm, Way::Forward),
        ("leg lifted back", Part::Leg, Way::Back),
        ("jaw left to hang", Part::Jaw, Way::Open),
        ("foot pointed", Part::Foot, Way::Point),
        ("pelvis lifted, on that side, 30 to 40 degrees", Part::Pelvis, Way::Lift),
        ("heel pressed toward the calf", Part::Foot, Way::Up),
        ("leg lowered, off the edge of the table", Part::Leg, Way::Lower),
        ("leg: gentle traction along it, by the other hand", Part::Leg, Way::Down),
        ("arm lifted out to the side", Part::Arm, Way::Out),
        ("trunk bent to that side", Part::Trunk, Way::TipToward),
        ("sacrum eased toward the feet", Part::Sacrum, Way::Down),
    ] {
        assert_eq!(read(&[phrase]), [[(part, way)]], "{phrase}");
    }
}

#[test]
fn several_parts_move_alike_and_both_sides_are_said() {
    assert_eq!(read(&["both hips and knees bent"]), [[(Part::Hip, Way::Bend), (Part::Knee, Way::Bend)]]);
    let both = movements(&["hips bent".to_owned(), "knee bent".to_owned()]);
    assert!(both[0][0].both && !both[1][0].both);
}

#[test]
fn without_a_part_it_goes_on_with_the_one_before() {
    let read = read(&["neck bent slightly forward", "side-bent away", "slight outward rotation", "wait and follow"]);
    assert_eq!(read[1], [(Part::Head, Way::TipAway)]);
    assert_eq!(read[2], [(Part::Head, Way::TurnOut)]);
    assert!(read[3].is_empty());
}

#[test]
fn what_could_be_taken_two_ways_is_no_movement() {
    for phrase in [
        "arm carried toward the other hip",
        "head turned toward the other side",
        "jaw loose",
        "head bent toward the other side",
        "head side-bent away from the painful side",
        "head bent to the left",
        "neck bent sideways",
        "trunk bent to the left",
        "trunk upright",
        "head resting on the upper arm",
    ] {
        assert!(read(&[phrase])[0].is_empty(), "{phrase}");
    }
}

#[test]
fn an_instruction_moves_no_part_but_its_own() {
    for (before, phrase) in [("knee bent", "lift the arm"), ("arm out to the side", "turn the head away")] {
        assert!(read(&[before, phrase])[1].is_empty(), "{phrase}");
    }
    assert_eq!(read(&["knee bent", "straighten the knee"])[1], [(Part::Knee, Way::Straighten)]);
}

#[test]
fn traction_goes_along_the_limb_that_was_named() {
    let library = Library::builtin();
    for (id, number, part) in
        [("arm-pull", 1, Part::Arm), ("leg-pull", 1, Part::Leg), ("ql-leg-traction", 2, Part::Leg)]
    {
        let found = movements(&library.position(id).unwrap().ease);
        assert_eq!(found[number], [Movement { part, way: Way::Down, both: false }], "{id}");
    }
}

#[test]
fn the_toes_are_those_of_one_foot() {
    let toes = movements(&["toes curled, with the forefoot toward the heel".to_owned()]);
    assert_eq!(toes, [[Movement { part: Part::Foot, way: Way::Curl, both: false }]]);
}

#[test]
fn where_hands_lie_is_no_movement() {
    for phrase in ["one palm under the sacrum", "wait and follow", "fingertips upright under the edge of the skull"] {
        assert!(read(&[phrase])[0].is_empty(), "{phrase}");
    }
}

/// Phrases among the movements of a positional hold that are none: a support, and an alternative.
const NO_MOVEMENTS: [&str; 5] = [
    // A loose jaw goes nowhere: what it is to do is said by the next phrase.
    "jaw loose",
    "pillow under the chest",
    "pillow under the shin, near the ankle",
    // What the hands do to the skin.
    "scalp gathered from all sides, toward the tender place",
    "skin gathered from both sides, toward the scar",
];

#[test]
fn every_phrase_of_a_positional_hold_can_be_drawn() {
    let library = Library::builtin();
    let phrases: Vec<&String> = library.positions().flat_map(|position| &position.ease).collect();
    assert!(NO_MOVEMENTS.iter().all(|known| phrases.iter().any(|phrase| phrase == known)), "each is still there");
    let positional = |technique: &Technique| matches!(technique, Technique::Smrt | Technique::Counterstrain);
    for position in library.positions().filter(|position| position.techniques.iter().any(positional)) {
        for (phrase, movements) in position.ease.iter().zip(movements(&position.ease)) {
            let known = !movements.is_empty() || NO_MOVEMENTS.contains(&phrase.as_str());
            assert!(known, "{}: “{phrase}” is neither a movement nor on the list", position.id);
        }
    }
}
