//! Rules for keeping records that are known of places. Each names its source; the law of one's own place counts.

use holdwell_store::RetentionRule;

/// A rule that is known of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownRule {
    /// The place.
    pub place: &'static str,
    /// The rule.
    pub rule: RetentionRule,
    /// The source, as the pages on it name it.
    pub source: &'static str,
}

/// The rules that are known, as read in public pages in 2026.
pub const KNOWN: [KnownRule; 9] = [
    known("Ontario", 10, Some(28), "College of Massage Therapists of Ontario, policy on client records"),
    known("England", 8, Some(25), "Chartered Society of Physiotherapy, following the NHS"),
    known("Scotland", 6, Some(25), "Chartered Society of Physiotherapy, following the NHS"),
    known("Australia", 7, Some(25), "guidance of a health association on client records"),
    known("New York", 6, Some(22), "course on massage ethics"),
    known("United States, NCBTMB", 4, None, "course on massage ethics"),
    known("Montana", 4, None, "rule 24.155.402"),
    known("Netherlands", 20, None, "Health Council, 2004"),
    known("Germany", 10, None, "BGB 630f, not checked"),
];

const fn known(place: &'static str, years: u8, until_age: Option<u8>, source: &'static str) -> KnownRule {
    KnownRule { place, rule: RetentionRule { years, until_age }, source }
}
