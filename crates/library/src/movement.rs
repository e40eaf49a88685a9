//! The phrases of a position of ease as movements, so that they can be drawn.
//!
//! A phrase is a part of the body and a way it goes: "arm out to the side, about 45 degrees"; what comes after a comma
//! says how far. Without a part it goes on with the one before: "turned inward". Whatever else a phrase may say, where
//! hands lie or what to wait for, is no movement and is not drawn. Nor is what could be taken two ways: no arrow is
//! better than a wrong one.

mod code;
#[cfg(test)]
mod tests;

pub use self::code::code;

use holdwell_model::fold;

/// A part of the body going one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Movement {
    /// Part of the body that moves.
    pub part: Part,
    /// Direction of the movement.
    pub way: Way,
    /// True where both sides move, as in "both knees bent".
    pub both: bool,
}

/// Part of the body that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the parts")]
pub enum Part {
    Head,
    Cheek,
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
    Sole,
}

/// Direction of a movement. "Toward" and "away" are seen from the side that is worked.
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
    ThumbSide,
    LittleFingerSide,
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
const PARTS: [(&str, Part); 34] = [
    ("shoulder blade", Part::ShoulderBlade),
    ("shoulder blades", Part::ShoulderBlade),
    ("head", Part::Head),
    ("neck", Part::Head),
    ("chin", Part::Head),
    ("cheek", Part::Cheek),
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
    ("thumb", Part::Hand),
    ("finger", Part::Hand),
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
    ("sole", Part::Sole),
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
    ("to the thumb side", Way::ThumbSide),
    // "Little" says how much, and is left out.
    ("to the finger side", Way::LittleFingerSide),
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
    ("gentle traction", Way::Down),
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
            let start = if parts.is_empty() { Start::AtOnce } else { Start::Anywhere };
            if !parts.is_empty() {
                before = parts;
            } else if names_another(rest, &before) {
                // "Lift the arm" after "knee bent" moves no knee.
                return Vec::new();
            }
            let moved = |&(part, both)| way(part, rest, start).map(|way| Movement { part, way, both });
            before.iter().filter_map(moved).collect()
        })
        .collect()
}

/// Says if a phrase that begins with no part names one that was not moved before.
fn names_another(words: &[String], before: &[(Part, bool)]) -> bool {
    let named = (0..words.len()).filter_map(|at| part(words.get(at..)?)).map(|(part, ..)| part);
    let mut named = named.filter(|part| !before.iter().any(|(known, _)| known == part));
    named.next().is_some()
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

/// Place of a way in a phrase: at the beginning, or after other words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    AtOnce,
    Anywhere,
}

fn way(part: Part, words: &[String], start: Start) -> Option<Way> {
    let fits = |pattern: &str| {
        let mut pattern = pattern.split(' ').peekable();
        let first = pattern.peek().copied().unwrap_or_default();
        if start == Start::AtOnce && words.first().is_none_or(|word| !begins(word, first)) {
            return None;
        }
        let mut words = words.iter();
        let all = pattern.all(|begun| words.any(|word| begins(word, begun)));
        all.then_some(words.as_slice())
    };
    let (way, rest) = WAYS.into_iter().find_map(|(pattern, way)| Some((way, fits(pattern)?)))?;
    way.is_clear(part, rest).then_some(way)
}

/// Says if a word begins with these letters; the short ones are whole words, or "upper" would be a way.
fn begins(word: &str, begun: &str) -> bool {
    match begun {
        "up" | "down" => word.strip_prefix(begun).is_some_and(|rest| matches!(rest, "" | "ward" | "wards")),
        begun => word.starts_with(begun),
    }
}

impl Way {
    /// "Toward" is toward the side that is worked, unless it goes on: "toward the other hip" is another way.
    fn is_clear(self, part: Part, rest: &[String]) -> bool {
        match self {
            // A head and a trunk bend to all sides.
            Self::Bend if matches!(part, Part::Head | Part::Trunk) => {
                rest.first().is_none_or(|word| word.starts_with("forward"))
            }
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
