//! Consents of a client, with those that were taken back.

use jiff::tz::TimeZone;
use maud::Markup;

use super::{table, when};
use holdwell_store::{Consent, ConsentKind, ConsentState};

/// Renders all that was noted, in its order.
pub(super) fn list(consents: &[Consent], zone: &TimeZone) -> Markup {
    let row = |one: &Consent| {
        vec![kind(one.kind).to_owned(), state(one.state).to_owned(), when(one.since, zone), one.words.clone()]
    };
    table(&["To what", "Answer", "When", ""], consents.iter().map(row).collect())
}

const fn kind(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Treat => "treatment",
        ConsentKind::Record => "keeping records",
        ConsentKind::HomePlan => "a plan for home",
        ConsentKind::Photo => "photos",
        ConsentKind::Areas => "the areas of the day",
    }
}

const fn state(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Given => "given",
        ConsentState::Refused => "refused",
        ConsentState::Withdrawn => "withdrawn",
        ConsentState::NotSaid => "noted by mistake: nothing was said",
    }
}
