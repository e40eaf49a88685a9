//! The client under the hands, as little as is needed: everything but the name is optional.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Id, PlanStep, Region, Side, Spot};

/// A client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Id in the vault.
    pub id: Id,
    /// The name as the therapist writes it.
    pub name: String,
    /// The name that the running screen may show instead of the initials.
    pub called: Option<String>,
    /// The cautions to be seen before hands are laid on.
    pub cautions: Vec<Caution>,
    /// The places that hurt, as the client says.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub hurts: BTreeSet<Spot>,
    /// Anything worth keeping.
    pub notes: String,
    /// The worse side, for routines that begin with it.
    pub worse_side: Option<Side>,
    /// The usual length of an appointment, in minutes.
    pub slot_mins: Option<u16>,
    /// The preferences for treatment.
    pub preferences: Preferences,
    /// Until when the records have to be kept.
    pub keep_until: Option<Date>,
    /// The day of birth, for how long the records of whoever was not of age are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// The client who this one turned out to be: both are shown as that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Id>,
}

/// A caution about a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caution {
    /// Id in the vault.
    pub id: Id,
    /// The text.
    pub text: String,
    /// The place where it matters most.
    pub touches: Touches,
    /// The instant at which it was written down; newer than the last session means new.
    pub since: Timestamp,
}

/// The place where a caution matters most.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Touches {
    /// Everywhere.
    #[default]
    Everything,
    /// Every position in one of these regions that is worked on this side; on either where no side is named.
    Regions(BTreeSet<Region>, Option<Side>),
    /// One position, by the library's id.
    Position(String),
}

/// A client's preferences for treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// All levels by so many steps louder than the device's own; negative is quieter.
    pub louder: i8,
}

impl Client {
    /// Makes a client of whom only the name is known.
    pub fn new(id: Id, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            called: None,
            cautions: Vec::new(),
            hurts: BTreeSet::new(),
            notes: String::new(),
            worse_side: None,
            slot_mins: None,
            preferences: Preferences::default(),
            keep_until: None,
            born: None,
            same_as: None,
        }
    }

    /// Returns the regions that hurt, on either side.
    pub fn hurting(&self) -> BTreeSet<Region> {
        self.hurts.iter().map(|spot| spot.region).collect()
    }

    /// Returns the name for the running screen: the one the client is called by there, else the initials.
    pub fn spoken(&self) -> String {
        self.called.clone().filter(|called| !called.trim().is_empty()).unwrap_or_else(|| initials(&self.name))
    }
}

impl Touches {
    /// Returns a single region, on either side.
    pub fn region(region: Region) -> Self {
        Self::Regions([region].into(), None)
    }

    /// Checks that it matters to what a step has under the hands, on any of its sides, or on this one: the other side of a
    /// step may be worked though the step does not name it.
    pub fn concerns(&self, step: &PlanStep, worked: Option<Side>) -> bool {
        step.contacts.iter().any(|contact| {
            let sides: Vec<Side> = match contact.side {
                Some(side) => vec![side],
                None => step.sides.sides(None).iter().copied().chain(worked).collect(),
            };
            self.touches(contact.position.as_deref(), contact.region, &sides)
        })
    }

    /// Checks that it matters to a position in a region that is worked on one of these sides.
    pub fn touches(&self, position: Option<&str>, region: Option<Region>, worked: &[Side]) -> bool {
        match self {
            Self::Everything => true,
            Self::Regions(regions, side) => {
                region.is_some_and(|region| regions.contains(&region))
                    && side.is_none_or(|touched| worked.iter().any(|side| side.meets(touched)))
            }
            Self::Position(touched) => position == Some(touched),
        }
    }
}

/// Returns the first letters of the first and the last word: "Maria van den Berg" is "MB".
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Audience, HoldName, Millis, Phases, PlanContact, SideOrder, Technique, Timing};

    fn named(name: &str) -> Client {
        Client::new(Id::from(uuid::Uuid::nil()), name)
    }

    #[test]
    fn the_running_screen_says_initials_or_what_was_wished() {
        let spoken = |name: &str| named(name).spoken();
        assert_eq!(spoken("Maria van den Berg"), "MB");
        assert_eq!(spoken("  ömer  "), "Ö");
        assert_eq!(spoken("(Jo) Smith-Jones"), "JS");
        assert_eq!(spoken(""), "");
        let called = Client { called: Some("Room 2".to_owned()), ..named("Maria Berg") };
        assert_eq!(called.spoken(), "Room 2");
        assert_eq!(Client { called: Some("  ".to_owned()), ..called }.spoken(), "MB");
    }

    /// A hold at the quadratus lumborum on these sides.
    fn hold(sides: SideOrder, side: Option<Side>) -> PlanStep {
        let timing = Timing::Fixed { hold: Millis::from_secs(30) };
        let phases = Phases::usual(Technique::Smrt, &timing, Audience::Therapist, 0);
        let contact = PlanContact {
            position: Some("quadratus-lumborum".to_owned()),
            name: String::new(),
            side,
            region: Some(Region::Flank),
        };
        PlanStep {
            sides,
            contacts: vec![contact],
            ..PlanStep::added(&HoldName::default(), timing, Technique::Smrt, phases)
        }
    }

    #[test]
    fn a_caution_concerns_what_it_names() {
        let step = hold(SideOrder::LeftThenRight, None);
        assert!(Touches::Everything.concerns(&step, None));
        assert!(Touches::region(Region::Flank).concerns(&step, None));
        assert!(!Touches::region(Region::Jaw).concerns(&step, None));
        assert!(Touches::Position("quadratus-lumborum".to_owned()).concerns(&step, None));
        assert!(!Touches::Position("psoas".to_owned()).concerns(&step, None));
    }

    #[test]
    fn a_right_hip_is_told_at_every_region_that_moves_it_and_on_its_side() {
        let hip = Touches::Regions([Region::AbdomenHip, Region::Flank].into(), Some(Side::Right));
        for (order, told) in [
            (SideOrder::Right, true),
            (SideOrder::LeftThenRight, true),
            (SideOrder::WorseFirst, true),
            (SideOrder::Both, true),
            (SideOrder::Midline, true),
            (SideOrder::Left, false),
        ] {
            assert_eq!(hip.concerns(&hold(order, None), None), told, "{order:?}");
        }
        let mirrored = hold(SideOrder::Left, None);
        assert!(hip.concerns(&mirrored, Some(Side::Right)), "the other side that was added to a left one");
        assert!(!hip.concerns(&mirrored, Some(Side::Left)));
        assert!(!hip.concerns(&hold(SideOrder::Midline, Some(Side::Left)), None), "the contact's own side counts");
        assert!(hip.concerns(&hold(SideOrder::Left, Some(Side::Right)), None));
    }
}
