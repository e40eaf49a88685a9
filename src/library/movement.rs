//! The phrases of a position of ease as movements, so that they can be drawn.
//!
//! A phrase is a part of the body and a way it goes: "arm out to the side, about 45 degrees"; what comes after a comma
//! says how far. Without a part it goes on with the one before: "turned inward". Whatever else a phrase may say, where
//! hands lie or what to wait for, is no movement and is not drawn. Nor is what could be taken two ways: no arrow is
//! better than a wrong one.

use crate::model::fold;

/// A part of the body going one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Movement {
    /// What moves.
    pub part: Part,
    /// Where to.
    pub way: Way,
    /// Whether both sides move, as in "both knees bent".
    pub both: bool,
}

/// What moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the parts")]
pub enum Part {
    Head,
    Jaw,
    Trunk,
    Ribs,
    Pelvis,
    Sacrum,
    ShoulderBlade,
    Shoulder,
    Arm,
    Elbow,
    Forearm,
    Hand,
    Hip,
    Leg,
    Knee,
    Shin,
    Ankle,
    Foot,
}

/// Where it goes. "Toward" and "away" are seen from the side that is worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the ways")]
pub enum Way {
    Bend,
    Straighten,
    Tuck,
    Curl,
    Forward,
    Back,
    /// Toward the head.
    Up,
    /// Toward the feet.
    Down,
    /// Off what it lies on, toward the ceiling.
    Lift,
    /// Toward the floor.
    Lower,
    Out,
    In,
    Toward,
    Away,
    Sideways,
    TipToward,
    TipAway,
    TurnToward,
    TurnAway,
    TurnOut,
    TurnIn,
    /// To whichever side is more comfortable.
    TurnEither,
    Point,
    Open,
    Close,
}

/// Two words before one: "shoulder blade" is no shoulder.
const PARTS: [(&str, Part); 30] = [
    ("shoulder blade", Part::ShoulderBlade),
    ("shoulder blades", Part::ShoulderBlade),
    ("head", Part::Head),
    ("neck", Part::Head),
    ("chin", Part::Head),
    ("jaw", Part::Jaw),
    ("mouth", Part::Jaw),
    ("teeth", Part::Jaw),
    ("trunk", Part::Trunk),
    ("ribs", Part::Ribs),
    ("pelvis", Part::Pelvis),
    ("sacrum", Part::Sacrum),
    ("shoulder", Part::Shoulder),
    ("arm", Part::Arm),
    ("elbow", Part::Elbow),
    ("forearm", Part::Forearm),
    ("palm", Part::Hand),
    ("wrist", Part::Hand),
    ("hip", Part::Hip),
    ("leg", Part::Leg),
    ("thigh", Part::Leg),
    ("knee", Part::Knee),
    ("shin", Part::Shin),
    ("ankle", Part::Ankle),
    ("foot", Part::Foot),
    ("feet", Part::Foot),
    ("forefoot", Part::Foot),
    ("heel", Part::Foot),
    // One foot has many toes: "toes" are those of one side.
    ("toes", Part::Foot),
    ("toe", Part::Foot),
];

/// The beginnings of words that must follow each other, others between them allowed. The first row that fits counts.
const WAYS: [(&str, Way); 74] = [
    ("side bent toward", Way::TipToward),
    ("side bent away", Way::TipAway),
    ("bent toward", Way::TipToward),
    ("bent away", Way::TipAway),
    ("bent to that side", Way::TipToward),
    ("tip toward", Way::TipToward),
    ("tip away", Way::TipAway),
    ("turn toward", Way::TurnToward),
    ("turn to that side", Way::TurnToward),
    ("turn slightly to that side", Way::TurnToward),
    ("turn away", Way::TurnAway),
    ("turn outward", Way::TurnOut),
    ("turn inward", Way::TurnIn),
    ("turn up", Way::TurnOut),
    ("turn down", Way::TurnIn),
    ("turn", Way::TurnEither),
    ("outward rotation", Way::TurnOut),
    ("inward rotation", Way::TurnIn),
    ("bent back", Way::Back),
    ("bend back", Way::Back),
    ("bent", Way::Bend),
    ("bend", Way::Bend),
    ("tuck", Way::Tuck),
    ("rais forward", Way::Forward),
    ("lift forward", Way::Forward),
    ("eas forward", Way::Forward),
    ("lift back", Way::Back),
    ("carried back", Way::Back),
    ("eas back", Way::Back),
    ("toward the ceiling", Way::Lift),
    ("toward the table", Way::Lower),
    ("toward the floor", Way::Lower),
    ("off the edge", Way::Lower),
    ("off the table", Way::Lower),
    ("toward the feet", Way::Down),
    ("toward the head", Way::Up),
    ("toward the calf", Way::Up),
    ("out to the side", Way::Out),
    ("carried out", Way::Out),
    ("fall out", Way::Out),
    ("eas outward", Way::Out),
    ("drawn outward", Way::Out),
    ("across", Way::In),
    ("toward the midline", Way::In),
    ("toward the spine", Way::In),
    ("eas inward", Way::In),
    ("drawn inward", Way::In),
    ("cross", Way::In),
    ("eas down", Way::Down),
    ("drawn down", Way::Down),
    ("drawn long", Way::Down),
    ("drawn gently long", Way::Down),
    ("eas up", Way::Up),
    ("drawn up", Way::Up),
    ("lift", Way::Lift),
    ("rais", Way::Lift),
    ("lower", Way::Lower),
    ("down", Way::Down),
    ("up", Way::Up),
    ("straight", Way::Straighten),
    ("eas sideways", Way::Sideways),
    ("slid side", Way::Sideways),
    ("eas toward", Way::Toward),
    ("carried toward", Way::Toward),
    ("press toward", Way::Toward),
    ("eas away", Way::Away),
    ("carried away", Way::Away),
    ("point", Way::Point),
    ("curl", Way::Curl),
    ("hang", Way::Open),
    ("open", Way::Open),
    ("closed", Way::Close),
    ("fold", Way::Bend),
    ("flex", Way::Bend),
];

/// The movements of each phrase of a position of ease; none where a phrase says something else.
pub fn movements(ease: &[String]) -> Vec<Vec<Movement>> {
    let mut before: Vec<(Part, bool)> = Vec::new();
    ease.iter()
        .map(|phrase| {
            let words = words(phrase);
            let mut rest = words.as_slice();
            let parts = take_parts(&mut rest);
            let way = if parts.is_empty() { way(rest, Start::AtOnce) } else { way(rest, Start::Anywhere) };
            if !parts.is_empty() {
                before = parts;
            }
            let moved = |&(part, both)| way.map(|way| Movement { part, way, both });
            before.iter().filter_map(moved).collect()
        })
        .collect()
}

/// The words before the first comma, without those that only say how much.
fn words(phrase: &str) -> Vec<String> {
    let folded = fold(phrase.split(',').next().unwrap_or_default());
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .filter(|word| !matches!(*word, "slight" | "slightly" | "gently" | "a" | "little"))
        .map(str::to_owned)
        .collect()
}

/// The parts at the beginning, "both hips and knees", each with whether both sides are meant.
fn take_parts(rest: &mut &[String]) -> Vec<(Part, bool)> {
    let mut parts = Vec::new();
    let mut all_both = false;
    while let Some((word, after)) = rest.split_first() {
        match (word.as_str(), part(rest)) {
            (_, Some((part, both, after))) => {
                parts.push((part, both || all_both));
                *rest = after;
                if rest.first().is_none_or(|word| word != "and") {
                    break;
                }
            }
            ("both" | "the" | "and", None) => {
                all_both |= word == "both";
                *rest = after;
            }
            _ => break,
        }
    }
    parts.dedup();
    parts
}

/// A part at the beginning of some words, and what comes after it.
fn part(words: &[String]) -> Option<(Part, bool, &[String])> {
    PARTS.iter().find_map(|(name, part)| {
        let mut rest = words;
        let mut both = false;
        for name in name.split(' ') {
            let (word, after) = rest.split_first()?;
            let many = word.strip_suffix('s') == Some(name);
            if word != name && !many {
                return None;
            }
            (both, rest) = (many, after);
        }
        Some((*part, both, rest))
    })
}

/// Whether other words may come before the way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    AtOnce,
    Anywhere,
}

fn way(words: &[String], start: Start) -> Option<Way> {
    let fits = |pattern: &str| {
        let mut pattern = pattern.split(' ').peekable();
        let first = pattern.peek().copied().unwrap_or_default();
        if start == Start::AtOnce && words.first().is_none_or(|word| !word.starts_with(first)) {
            return None;
        }
        let mut words = words.iter();
        let begins = pattern.all(|begun| words.any(|word| word.starts_with(begun)));
        begins.then_some(words.as_slice())
    };
    let clear = |(pattern, way): (&str, Way)| fits(pattern).filter(|rest| way.is_clear(rest)).map(|_| way);
    WAYS.into_iter().find_map(clear)
}

impl Way {
    /// "Toward" is toward the side that is worked, unless it goes on: "toward the other hip" is another way.
    fn is_clear(self, rest: &[String]) -> bool {
        match self {
            Self::TipToward | Self::TurnToward | Self::Toward | Self::TipAway | Self::TurnAway | Self::Away => {
                let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
                matches!(rest.as_slice(), [] | ["that" | "the", .., "side"] | ["from", "that", "side"])
                    && !rest.iter().any(|word| matches!(*word, "other" | "opposite"))
            }
            Self::TurnEither => rest.is_empty() || rest.iter().any(|word| word == "comfort" || word == "either"),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use crate::model::Technique;

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
        let read =
            read(&["neck bent slightly forward", "side-bent away", "slight outward rotation", "wait and follow"]);
        assert_eq!(read[1], [(Part::Head, Way::TipAway)]);
        assert_eq!(read[2], [(Part::Head, Way::TurnOut)]);
        assert!(read[3].is_empty());
    }

    #[test]
    fn what_could_be_taken_two_ways_is_no_movement() {
        for phrase in ["arm carried toward the other hip", "head turned toward the other side", "jaw loose"] {
            assert!(read(&[phrase])[0].is_empty(), "{phrase}");
        }
    }

    #[test]
    fn the_toes_are_those_of_one_foot() {
        let toes = movements(&["toes curled, with the forefoot toward the heel".to_owned()]);
        assert_eq!(toes, [[Movement { part: Part::Foot, way: Way::Curl, both: false }]]);
    }

    #[test]
    fn where_hands_lie_is_no_movement() {
        for phrase in ["one palm under the sacrum", "wait and follow", "fingertips upright under the edge of the skull"]
        {
            assert!(read(&[phrase])[0].is_empty(), "{phrase}");
        }
    }

    /// What stands among the movements of a positional hold and is none: what supports, and what to try instead.
    const NO_MOVEMENTS: [&str; 6] = [
        // A loose jaw goes nowhere: what it is to do is said by the next phrase.
        "jaw loose",
        "pillow under the chest",
        "head carried in both palms",
        "near the third vertebra try bending forward instead",
        "try toward that side where away eases nothing",
        "a slight pull along the arm if that eases more",
    ];

    #[test]
    fn every_phrase_of_a_positional_hold_can_be_drawn() {
        let library = Library::builtin();
        let positional = |technique: &Technique| matches!(technique, Technique::Smrt | Technique::Counterstrain);
        for position in library.positions().filter(|position| position.techniques.iter().any(positional)) {
            for (phrase, movements) in position.ease.iter().zip(movements(&position.ease)) {
                let known = !movements.is_empty() || NO_MOVEMENTS.contains(&phrase.as_str());
                assert!(known, "{}: “{phrase}” is neither a movement nor on the list", position.id);
            }
        }
    }
}
