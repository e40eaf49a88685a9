//! Sentences about what a client agreed to.

use holdwell_store::{Consent, ConsentKind, ConsentState};
use jiff::Zoned;

use super::{clock, day};

/// Returns the name of what a client is asked for.
pub const fn consent_name(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Treat => "Treatment",
        ConsentKind::Record => "Keeping records",
        ConsentKind::HomePlan => "A plan for home",
        ConsentKind::Photo => "Photos",
        ConsentKind::Areas => "The areas of today",
    }
}

/// Returns the word for an answer.
pub const fn consent_word(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Given => "given",
        ConsentState::Refused => "refused",
        ConsentState::Withdrawn => "withdrawn",
        ConsentState::NotSaid => "not asked",
    }
}

/// Returns an answer with its day: "given, 12 Nov 2025".
pub fn consent_state(wall: &Zoned, consent: Option<&Consent>) -> String {
    let Some(consent) = consent else { return "not asked yet".to_owned() };
    format!("{}, {}", consent_word(consent.state), day(wall, consent.since))
}

/// Says that the areas of today were asked for: "Consent given at 14:02: low back, buttock".
pub fn consent_today(wall: &Zoned, consent: &Consent) -> String {
    let (word, time) = (consent_word(consent.state), clock(wall, consent.since));
    match consent.words.trim() {
        "" => format!("Consent {word} at {time}"),
        words => format!("Consent {word} at {time}: {}", words.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_said_with_its_day_and_the_areas_with_their_time() {
        let wall: Zoned = "2026-01-05T14:03:00[Europe/London]".parse().unwrap();
        let since = "2026-01-05T14:02:00Z".parse().unwrap();
        let words = "Low back, Buttock".to_owned();
        let consent = Consent { kind: ConsentKind::Areas, state: ConsentState::Given, since, words };
        assert_eq!(consent_today(&wall, &consent), "Consent given at 14:02: low back, buttock");
        assert_eq!(consent_state(&wall, Some(&consent)), "given, today");
        assert_eq!(consent_state(&wall, None), "not asked yet");
    }
}
