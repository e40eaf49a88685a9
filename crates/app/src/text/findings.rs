//! Findings of an assessment: what is looked at, on which side, and what was found, as one remark of the hold.

use holdwell_model::{PlanStep, Side};

/// Aspects of an assessment of movement, of posture, and of the rhythm.
const OF_MOVEMENT: [&str; 3] = ["Movement", "Pain", "Tissue"];
const OF_POSTURE: [&str; 3] = ["Posture", "Movement", "Glide"];
const OF_RHYTHM: [&str; 3] = ["Width", "Quality", "Symmetry"];

/// Returns what is looked at in a step; nothing where it is no assessment. An assessment of a clinic's own is known by
/// its id.
pub fn aspects(step: &PlanStep) -> &'static [&'static str] {
    let mut ids = step.contacts.iter().filter_map(|contact| contact.position.as_deref());
    match ids.find(|id| id.starts_with("assess-") || *id == "rhythm") {
        Some("assess-posture") => &OF_POSTURE,
        Some("rhythm") => &OF_RHYTHM,
        Some(_) => &OF_MOVEMENT,
        None => &[],
    }
}

/// Returns a finding as the remark that the record keeps: "Movement, left: turning stops early". A side alone, without
/// words, says nothing of what was found.
pub fn finding(aspect: Option<&str>, side: Option<Side>, words: &str) -> String {
    let side = match side {
        Some(Side::Left) => Some("left"),
        Some(Side::Right) => Some("right"),
        Some(Side::Both) => Some("left and right"),
        Some(Side::Midline) | None => None,
    };
    let about: Vec<&str> = aspect.into_iter().chain(side).collect();
    match (words.trim(), about.join(", ")) {
        ("", _) => String::new(),
        (words, about) if about.is_empty() => words.to_owned(),
        (words, about) => {
            let (first, rest) = about.split_at(1);
            format!("{}{rest}: {words}", first.to_uppercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_library::{Library, compile};

    #[test]
    fn a_finding_says_what_was_looked_at_and_on_which_side() {
        let said = |aspect, side| finding(aspect, side, " stops early ");
        assert_eq!(said(Some("Movement"), Some(Side::Left)), "Movement, left: stops early");
        assert_eq!(said(Some("Glide"), Some(Side::Both)), "Glide, left and right: stops early");
        assert_eq!(said(None, Some(Side::Right)), "Right: stops early");
        assert_eq!(said(None, None), "stops early");
        assert_eq!(finding(Some("Movement"), Some(Side::Left), "  "), "");
    }

    #[test]
    fn each_assessment_of_the_library_has_something_to_look_at() {
        let library = Library::builtin();
        let of = |id: &str, step: usize| aspects(&compile(library.routine(id).unwrap(), &library).unwrap().steps[step]);
        assert_eq!(of("before-sport-therapist", 0), OF_MOVEMENT);
        assert_eq!(of("desk-therapist", 0), OF_POSTURE);
        assert_eq!(of("craniosacral-ten-steps", 0), OF_RHYTHM);
        assert!(of("low-back-mixed", 0).is_empty());
    }
}
