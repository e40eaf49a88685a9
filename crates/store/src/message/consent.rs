//! Consents of a client, with the days on which they were given or taken back.

use jiff::Timestamp;
use strum::{IntoStaticStr, VariantArray};

/// The things that a client is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ConsentKind {
    /// To be treated.
    Treat,
    /// That records are kept.
    Record,
    /// To a plan for home.
    HomePlan,
    /// To a photo.
    Photo,
    /// To the areas that are worked on today.
    Areas,
}

impl ConsentKind {
    /// Kinds that hold until they are taken back.
    pub const LASTING: [Self; 4] = [Self::Treat, Self::Record, Self::HomePlan, Self::Photo];

    /// Returns the name of the kind on the disk.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the kind of this name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|kind| kind.key() == key)
    }
}

/// The answers of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ConsentState {
    /// They agreed.
    Given,
    /// They said no.
    Refused,
    /// They took it back.
    Withdrawn,
    /// It was noted by mistake: nothing was said.
    NotSaid,
}

impl ConsentState {
    /// Returns the name of the state on the disk.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the state of this name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|state| state.key() == key)
    }
}

/// Answer of a client to one kind of consent. Of one kind the last that was noted counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The thing.
    pub kind: ConsentKind,
    /// Answer of the client.
    pub state: ConsentState,
    /// Instant at which they said so.
    pub since: Timestamp,
    /// The areas, or whatever else belongs to it; may be empty.
    pub words: String,
}

impl Consent {
    /// Returns what counts of a kind, where these were noted in this order; `None` where nothing was said.
    pub fn in_force(kind: ConsentKind, noted: &[Self]) -> Option<&Self> {
        noted.iter().rev().find(|one| one.kind == kind).filter(|one| one.state != ConsentState::NotSaid)
    }

    /// Returns the consent that takes this one back to how it stood before, where these were noted before it.
    #[must_use]
    pub fn undo(&self, before: &[Self]) -> Self {
        let nothing = || Self { state: ConsentState::NotSaid, words: String::new(), ..self.clone() };
        Self::in_force(self.kind, before).cloned().unwrap_or_else(nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(state: ConsentState, second: i64) -> Consent {
        let since = Timestamp::from_second(second).unwrap();
        Consent { kind: ConsentKind::Photo, state, since, words: String::new() }
    }

    #[test]
    fn the_last_word_counts_and_an_undo_keeps_the_day_of_the_one_before() {
        let given = consent(ConsentState::Given, 10);
        let withdrawn = consent(ConsentState::Withdrawn, 20);
        let mut noted = vec![given.clone(), withdrawn.clone()];
        assert_eq!(Consent::in_force(ConsentKind::Photo, &noted), Some(&withdrawn));
        noted.push(withdrawn.undo(&noted[..1]));
        assert_eq!(Consent::in_force(ConsentKind::Photo, &noted), Some(&given));
        assert_eq!(given.undo(&[]).state, ConsentState::NotSaid);
        noted.push(given.undo(&[]));
        assert_eq!(Consent::in_force(ConsentKind::Photo, &noted), None);
        assert_eq!(Consent::in_force(ConsentKind::Treat, &noted), None);
    }

    #[test]
    fn kinds_and_states_are_found_by_their_keys() {
        assert!(ConsentKind::VARIANTS.iter().all(|kind| ConsentKind::of_key(kind.key()) == Some(*kind)));
        assert!(ConsentState::VARIANTS.iter().all(|state| ConsentState::of_key(state.key()) == Some(*state)));
    }
}
