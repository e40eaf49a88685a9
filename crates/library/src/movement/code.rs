//! The short code of the trade for a position of ease: "F Sa Ra" is bent forward, tipped away, turned away.

use super::{Movement, Part, Way, movements};
use holdwell_model::{Position, Technique};

/// Returns the code of a position of ease. Other work has phrases of what the hands do, which are no such movements.
pub fn code(position: &Position) -> Option<String> {
    let is_of_ease = [Technique::Smrt, Technique::Counterstrain].iter().any(|one| position.techniques.contains(one));
    is_of_ease.then(|| letters(&position.ease)).flatten()
}

/// Returns the code of the movements, from the same phrases that are read and drawn; a small movement is in small
/// letters. Where several joints move each is named: "hip F Abd, knee F". `None` where a movement has no letter in the
/// trade, because half a code would be wrong.
fn letters(ease: &[String]) -> Option<String> {
    let mut joints: Vec<(&str, Vec<String>)> = Vec::new();
    for (phrase, moved) in ease.iter().zip(movements(ease)) {
        for movement in moved {
            match letter(phrase, movement) {
                Letter::Of(joint, letter) => add(&mut joints, joint, sized(letter, phrase)),
                Letter::Silent => {}
                Letter::None => return None,
            }
        }
    }
    match joints.as_slice() {
        [] => None,
        [(_, letters)] => Some(letters.join(" ")),
        several => {
            let named = |(joint, letters): &(&str, Vec<String>)| format!("{joint} {}", letters.join(" "));
            Some(several.iter().map(named).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The letters for one movement.
enum Letter {
    /// A joint, and what it does.
    Of(&'static str, &'static str),
    /// A movement that the code leaves out: a limb that hangs.
    Silent,
    /// A movement for which the trade has no letter.
    None,
}

/// Adds a letter to its joint, once.
fn add(joints: &mut Vec<(&'static str, Vec<String>)>, joint: &'static str, letter: String) {
    match joints.iter_mut().find(|(known, _)| *known == joint) {
        Some((_, letters)) if letters.contains(&letter) => {}
        Some((_, letters)) => letters.push(letter),
        None => joints.push((joint, vec![letter])),
    }
}

/// Writes a small movement in small letters.
fn sized(letter: &str, phrase: &str) -> String {
    let (_, how) = phrase.split_once(',').unwrap_or_default();
    let is_small = how.contains("slightly") || how.contains("a little");
    if is_small { letter.to_lowercase() } else { letter.to_owned() }
}

fn letter(phrase: &str, Movement { part, way, .. }: Movement) -> Letter {
    let joint = match part {
        Part::Head => "neck",
        Part::Trunk => "trunk",
        Part::ShoulderBlade => "scapula",
        Part::Arm => "shoulder",
        Part::Elbow | Part::Forearm => "elbow",
        Part::Hand if phrase.starts_with("palm") => "elbow",
        Part::Hand if phrase.starts_with("thumb") => "thumb",
        Part::Hand if phrase.starts_with("finger") => "fingers",
        Part::Hand => "wrist",
        Part::Hip | Part::Leg => "hip",
        Part::Knee | Part::Shin => "knee",
        Part::Foot if phrase.starts_with("toe") => "toes",
        Part::Foot | Part::Sole => "ankle",
        Part::Jaw | Part::Cheek | Part::Ribs | Part::Pelvis | Part::Sacrum | Part::Shoulder | Part::Ankle => {
            return Letter::None;
        }
    };
    match word(joint, part, way) {
        _ if phrase.starts_with("heel") => Letter::Of(joint, "comp"),
        Some("") => Letter::Silent,
        Some(word) => Letter::Of(joint, word),
        None => Letter::None,
    }
}

/// Returns the letters of a way at a joint; empty ones where the code is silent.
fn word(joint: &str, part: Part, way: Way) -> Option<&'static str> {
    Some(match (joint, way) {
        // A knee only bends: that bent knees go to a side says something of the trunk.
        ("knee", Way::Out | Way::In | Way::TurnIn | Way::TurnOut | Way::TurnEither) if part == Part::Knee => {
            return None;
        }
        ("neck" | "trunk", Way::Bend | Way::Forward | Way::Tuck)
        | ("shoulder", Way::Forward)
        | ("elbow" | "wrist" | "hip" | "knee", Way::Bend)
        | ("fingers" | "toes", Way::Curl) => "F",
        ("neck" | "trunk" | "shoulder" | "hip" | "wrist", Way::Back)
        | ("elbow" | "knee", Way::Straighten)
        | ("toes", Way::Up) => "E",
        ("neck" | "trunk", Way::TipToward) => "St",
        ("neck" | "trunk", Way::TipAway) => "Sa",
        ("neck" | "trunk", Way::TurnToward) => "Rt",
        ("neck" | "trunk", Way::TurnAway) => "Ra",
        ("shoulder" | "hip" | "knee", Way::Out) | ("wrist", Way::ThumbSide) | ("thumb", Way::Lift) => "Abd",
        ("shoulder" | "hip" | "knee" | "elbow", Way::In) | ("wrist", Way::LittleFingerSide) => "Add",
        ("shoulder" | "hip" | "knee", Way::TurnIn) => "IR",
        ("shoulder" | "hip" | "knee", Way::TurnOut) => "ER",
        ("shoulder" | "hip" | "knee", Way::TurnEither) => "er/ir",
        ("scapula", Way::Up) | ("elbow", Way::TurnOut) => "Sup",
        ("scapula", Way::In) => "Med",
        ("elbow", Way::TurnIn) => "Pro",
        ("elbow", Way::Out) => "Val",
        ("shoulder", Way::Down) => "traction",
        ("hip", Way::Up) if part == Part::Hip => "hike",
        ("hip", Way::Lower) => "",
        ("ankle", Way::Point) => "PF",
        ("ankle", Way::Up) => "DF",
        ("ankle", Way::TurnIn) => "Inv",
        ("ankle", Way::TurnOut) => "Ev",
        _ => return None,
    })
}
