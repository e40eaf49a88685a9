//! Whom the hands are on, as little as is needed: everything but the name is optional.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Id, Region, Side, Spot};

/// A client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Its id.
    pub id: Id,
    /// The name as the therapist writes it.
    pub name: String,
    /// What the running screen may say instead of the initials.
    pub called: Option<String>,
    /// What must be seen before hands are laid on.
    pub cautions: Vec<Caution>,
    /// Where it hurts, as they say.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub hurts: BTreeSet<Spot>,
    /// Anything worth keeping.
    pub notes: String,
    /// Where routines take the worse side first.
    pub worse_side: Option<Side>,
    /// How long an appointment usually is, in minutes.
    pub slot_mins: Option<u16>,
    /// How it is best for them.
    pub preferences: Preferences,
    /// Until when the records have to be kept.
    pub keep_until: Option<Date>,
}

/// What must be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caution {
    /// Its id.
    pub id: Id,
    /// What it says.
    pub text: String,
    /// Where it matters most.
    pub touches: Touches,
    /// When it was written down; newer than the last session means new.
    pub since: Timestamp,
}

/// Where a caution matters most.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Touches {
    /// Everywhere.
    #[default]
    Everything,
    /// Every position in this region.
    Region(Region),
    /// One position, by the library's id.
    Position(String),
}

/// How it is best for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// All levels by so many steps louder than the device's own; negative is quieter.
    pub louder: i8,
}

impl Client {
    /// A client of whom only the name is known.
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
        }
    }

    /// The regions where it hurts, on either side.
    pub fn hurting(&self) -> BTreeSet<Region> {
        self.hurts.iter().map(|spot| spot.region).collect()
    }

    /// What the running screen shows: what the client is called there, else the initials.
    pub fn spoken(&self) -> String {
        self.called.clone().filter(|called| !called.trim().is_empty()).unwrap_or_else(|| initials(&self.name))
    }
}

impl Touches {
    /// Whether it matters to a contact with this position and region.
    pub fn touches(&self, position: Option<&str>, region: Option<Region>) -> bool {
        match self {
            Self::Everything => true,
            Self::Region(touched) => region == Some(*touched),
            Self::Position(touched) => position == Some(touched),
        }
    }
}

/// The first letters of the first and the last word: "Maria van den Berg" is "MB".
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_caution_touches_what_it_names() {
        let psoas = (Some("psoas"), Some(Region::AbdomenHip));
        let touches = |touches: Touches| touches.touches(psoas.0, psoas.1);
        assert!(touches(Touches::Everything));
        assert!(touches(Touches::Region(Region::AbdomenHip)));
        assert!(!touches(Touches::Region(Region::Jaw)));
        assert!(touches(Touches::Position("psoas".to_owned())));
        assert!(!Touches::Position("psoas".to_owned()).touches(None, None));
    }
}
