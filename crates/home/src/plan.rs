//! The home plan: what a client takes home.

use std::collections::BTreeMap;

use jiff::civil::Date;

use holdwell_model::{Arc, Audience, Id, Millis, Plan, PlanStep, Posture, Region, Setting, Side, Technique};

/// A home routine made for one client, with everything that is needed to show, draw and run it.
#[derive(Debug, Clone, PartialEq)]
pub struct HomePlan {
    /// The random id by which a diary finds its way back.
    pub id: Id,
    /// The title that the client reads.
    pub title: String,
    /// The day on which it was made.
    pub made: Date,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Times a day.
    pub times_a_day: u8,
    /// On how many days of a week.
    pub days_a_week: u8,
    /// The client's name, where the therapist ticked it; it is never spoken.
    pub name: Option<String>,
    /// Person to call, and how.
    pub call: Option<String>,
    /// Notes in plain words, a line each.
    pub notes: Vec<String>,
    /// The id of the routine that it was made from.
    pub routine: String,
    /// The technique of that routine.
    pub technique: Technique,
    /// Items, in order.
    pub items: Vec<HomeItem>,
    /// Signs for which the client is asked once a week.
    pub signs: Vec<Sign>,
    /// Recorded words.
    pub speech: Option<Speech>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeItem {
    /// The step as it runs: its title and its words are a lay person's. Its number is its place in the plan, from 1.
    pub step: PlanStep,
    /// Things that must be at hand.
    pub have_ready: Vec<String>,
    /// It belongs to a day on which there is less time.
    pub matters_most: bool,
    /// Data of its drawing; `None` for something that the library does not know.
    pub figure: Option<Figure>,
}

/// Data of a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Posture of the client.
    pub posture: Option<Posture>,
    /// The place on the body.
    pub region: Region,
    /// The position of ease as small movements, which become arrows.
    pub ease: Vec<String>,
}

/// A sign of something graver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The question for it.
    pub text: String,
    /// The action that it asks for.
    pub urgency: Urgency,
}

/// Actions that a sign asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Help at once.
    Emergency,
    /// A doctor, and nothing of the plan until then.
    Doctor,
}

/// Recorded words: the sound of each text that is spoken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speech {
    /// The compression of the sound, as a type of the web: `audio/mpeg`.
    pub kind: String,
    /// The sound by its text, in base64.
    pub prompts: BTreeMap<String, String>,
}

/// Share of a plan that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Share {
    /// All of it.
    #[default]
    Whole,
    /// The items that matter most, for a day on which there is less time.
    Shorter,
}

impl HomePlan {
    /// Makes the plan that the engine runs. The number of a step is the place of its item, from 1, also where some are
    /// left out.
    pub fn session(&self, share: Share) -> Plan {
        let items = self.items_of(share).into_iter().map(|item| Arc::new(item.step.clone()));
        Plan {
            id: self.routine.clone(),
            name: self.title.clone(),
            technique: self.technique,
            audience: Audience::Home,
            free: false,
            groups: Vec::new(),
            steps: items.collect(),
        }
    }

    /// Returns what is done: of the shorter form what the therapist marked, else the first two.
    pub fn items_of(&self, share: Share) -> Vec<&HomeItem> {
        let marked: Vec<&HomeItem> = self.items.iter().filter(|item| item.matters_most).collect();
        match share {
            Share::Whole => self.items.iter().collect(),
            Share::Shorter if marked.is_empty() => self.items.iter().take(2).collect(),
            Share::Shorter => marked,
        }
    }

    /// Returns true where there is a shorter form that is not the whole.
    pub fn can_be_shorter(&self) -> bool {
        self.items_of(Share::Shorter).len() < self.items.len()
    }

    /// Lists everything that must be at hand, each once, in the order in which it is needed.
    pub fn have_ready(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for thing in self.items.iter().flat_map(|item| &item.have_ready) {
            if !all.contains(&thing.as_str()) {
                all.push(thing);
            }
        }
        all
    }

    /// Returns how long it takes, about: the work of each side with the time around it.
    pub fn length(&self, share: Share) -> Millis {
        self.items_of(share).into_iter().map(HomeItem::length).fold(Millis::ZERO, |sum, length| sum + length)
    }

    /// Returns the number of days that are planned until this one, with it: from the first day, or else from the day on
    /// which it was made.
    pub fn days_planned_by(&self, today: Date) -> u32 {
        let last = self.until.map_or(today, |until| until.min(today));
        let days = self.from.unwrap_or(self.made).until(last).map_or(0, |span| span.get_days() + 1).max(0) as u32;
        // A part of a week counts as much of it as it is, rounded up.
        (days * u32::from(self.days_a_week)).div_ceil(7)
    }

    /// Returns the number of times that are planned from the first day to the last, where there are both.
    pub fn times_planned(&self) -> Option<u32> {
        Some(self.days_planned_by(self.until?) * u32::from(self.times_a_day)).filter(|_| self.from.is_some())
    }
}

impl HomeItem {
    /// Returns the sides in their order.
    pub fn sides(&self) -> &'static [Side] {
        self.step.sides.sides(None)
    }

    /// Returns how long it takes, about.
    pub fn length(&self) -> Millis {
        let phases = self.step.phases;
        let around = [phases.rate, phases.settle, phases.return_, phases.recheck, phases.rest];
        let around = around.into_iter().filter_map(timed);
        let one = around.fold(self.step.timing.expected(), |sum, length| sum + length);
        one * self.sides().len() as u64
    }

    /// Returns the side for which it is drawn: the first that is worked.
    pub fn drawn_side(&self) -> Side {
        let own: Vec<Side> = self.step.contacts.iter().filter_map(|contact| contact.side).collect();
        match (own.as_slice(), self.sides()) {
            ([Side::Left, Side::Right] | [Side::Right, Side::Left], _) => Side::Both,
            ([one, ..], _) | ([], [one, ..]) => *one,
            ([], []) => Side::Midline,
        }
    }
}

const fn timed(setting: Setting) -> Option<Millis> {
    match setting {
        Setting::Timed(length) => Some(length),
        Setting::Off | Setting::Wait => None,
    }
}
