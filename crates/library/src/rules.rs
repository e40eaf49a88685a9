//! The rules that hold for every routine, whether it comes from a file, the builder or a preset.

use std::collections::{BTreeMap, BTreeSet};

use super::Library;
use super::defaults::{choose_timing, usual_sides};
use super::problem::BrokenRule;
use super::words::nearest;
use holdwell_model::{Audience, Position, Routine, Setting, Side, SideOrder, Step, StepContact, What};

/// The most check-ins, breaths and repetitions of a routine: a day of breathing has a tenth of them. Without a limit a
/// small file could fill the memory of whoever looks at its timeline.
const MOST_REPEATED: u64 = 100_000;

/// A broken rule, and the place where it is broken.
#[derive(Debug)]
pub(super) struct Violation {
    pub(super) location: Location,
    pub(super) rule: BrokenRule,
}

/// The place of a broken rule: a table of the routine, by index, and a key in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Location {
    Routine(&'static str),
    Group(usize, &'static str),
    Step(usize, &'static str),
    Contact(usize, usize, &'static str),
}

impl Location {
    /// Names the step or group as the tables of a file are named.
    pub(super) fn table(self) -> String {
        match self {
            Self::Routine(_) => String::new(),
            Self::Group(index, _) => format!("group {}", index + 1),
            Self::Step(index, _) | Self::Contact(index, ..) => format!("step {}", index + 1),
        }
    }
}

/// Returns every broken rule of a routine.
pub(super) fn violations(routine: &Routine, library: &Library) -> Vec<Violation> {
    let mut rules = Rules { routine, library, found: Vec::new() };
    rules.whole();
    rules.groups();
    rules.grouping();
    for (index, step) in routine.steps.iter().enumerate() {
        rules.step(index, step);
    }
    rules.found
}

/// Returns every broken rule of a routine, each with the index of the step that it is about.
pub fn faults(routine: &Routine, library: &Library) -> Vec<(Option<usize>, BrokenRule)> {
    let fault = |violation: Violation| match violation.location {
        Location::Routine(_) | Location::Group(..) => (None, violation.rule),
        Location::Step(index, _) | Location::Contact(index, ..) => (Some(index), violation.rule),
    };
    violations(routine, library).into_iter().map(fault).collect()
}

struct Rules<'a> {
    routine: &'a Routine,
    library: &'a Library,
    found: Vec<Violation>,
}

impl<'a> Rules<'a> {
    fn broken(&mut self, location: Location, rule: BrokenRule) {
        self.found.push(Violation { location, rule });
    }

    fn is_home(&self) -> bool {
        self.routine.audience == Audience::Home
    }

    fn whole(&mut self) {
        match (self.routine.free, self.routine.steps.is_empty()) {
            (true, false) => {
                self.broken(Location::Routine("free"), BrokenRule::FreeWithSteps);
            }
            (false, true) => {
                self.broken(Location::Routine(""), BrokenRule::NoSteps);
            }
            _ => {}
        }
        if self.routine.free && self.is_home() {
            self.broken(Location::Routine("free"), BrokenRule::FreeAtHome);
        }
        let of_step = |step: &Step| {
            let sides = step.side.unwrap_or_else(|| usual_sides(step, self.library)).sides(None).len() as u64;
            choose_timing(step, self.routine, self.library).timing.repeated_cues().saturating_mul(sides)
        };
        let cues = self.routine.steps.iter().fold(0_u64, |sum, step| sum.saturating_add(of_step(step)));
        if cues > MOST_REPEATED {
            self.broken(Location::Routine(""), BrokenRule::TooMuch(cues));
        }
    }

    fn groups(&mut self) {
        let mut ids = BTreeSet::new();
        for (index, group) in self.routine.groups.iter().enumerate() {
            if !group.id.is_empty() && !ids.insert(group.id.as_str()) {
                self.broken(Location::Group(index, "id"), BrokenRule::SameGroup(group.id.clone()));
            }
            if group.scan && self.is_home() {
                self.broken(Location::Group(index, "scan"), BrokenRule::ScanAtHome);
            }
        }
    }

    /// Checks that groups which steps name exist, and that the steps of one stand together.
    fn grouping(&mut self) {
        let known: BTreeSet<&str> = self.routine.groups.iter().map(|group| group.id.as_str()).collect();
        let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, step) in self.routine.steps.iter().enumerate() {
            let Some(group) = step.group.as_deref() else { continue };
            if !known.contains(group) {
                let nearest = nearest(group, known.iter().copied()).map(str::to_owned);
                let rule = BrokenRule::UnknownGroup { id: group.to_owned(), nearest };
                self.broken(Location::Step(index, "group"), rule);
            }
            if let Some(end) = ends.insert(group, index).filter(|end| end + 1 != index) {
                self.broken(Location::Step(index, "group"), BrokenRule::GroupApart { after: end + 1 });
            }
        }
    }

    fn step(&mut self, index: usize, step: &Step) {
        match &step.what {
            What::Position(id) => {
                if let Some(position) = self.position(Location::Step(index, "position"), id)
                    && !position.sided
                    && has_sides(step.side)
                {
                    self.broken(Location::Step(index, "side"), BrokenRule::NoSides(position.id.clone()));
                }
            }
            What::Contacts(contacts) => self.contacts(index, step, contacts),
            What::Named { .. } => {}
        }
        if self.is_home() {
            self.waits(index, step);
        }
    }

    fn contacts(&mut self, index: usize, step: &Step, contacts: &[StepContact]) {
        if contacts.is_empty() {
            self.broken(Location::Step(index, "contacts"), BrokenRule::NoContacts);
        }
        let mut any_sided = contacts.is_empty();
        for (number, contact) in contacts.iter().enumerate() {
            let found = self.position(Location::Contact(index, number, "position"), &contact.position);
            any_sided |= found.is_none_or(|position| position.sided);
            if let Some(position) = found
                && !position.sided
                && contact.side.is_some_and(|side| side != Side::Midline)
            {
                self.broken(Location::Contact(index, number, "side"), BrokenRule::NoSides(position.id.clone()));
            }
        }
        if !any_sided && has_sides(step.side) {
            self.broken(Location::Step(index, "side"), BrokenRule::NoSidedContact);
        }
    }

    /// Looks a position up and checks that it may stand here. An id that could not be read was told already.
    fn position(&mut self, location: Location, id: &str) -> Option<&'a Position> {
        let library = self.library;
        let found = library.position(id);
        match found {
            None if !id.is_empty() => {
                let known = library.positions().map(|position| position.id.as_str());
                let nearest = nearest(id, known).map(str::to_owned);
                self.broken(location, BrokenRule::UnknownPosition { id: id.to_owned(), nearest });
            }
            Some(position) if self.is_home() && !position.home => {
                self.broken(location, BrokenRule::NotForHome(id.to_owned()));
            }
            _ => {}
        }
        found
    }

    /// Checks that nothing waits: nobody on the floor can reach a key.
    fn waits(&mut self, index: usize, step: &Step) {
        let phases = [("rate", step.rate), ("settle", step.settle), ("recheck", step.recheck), ("rest", step.rest)];
        for (key, setting) in phases {
            if setting == Some(Setting::Wait) {
                self.broken(Location::Step(index, key), BrokenRule::WaitAtHome(key));
            }
        }
        let timing = choose_timing(step, self.routine, self.library).timing;
        if timing.counted_by_hand().is_some() {
            let key = if step.timing.is_some() { "timing" } else { "position" };
            self.broken(Location::Step(index, key), BrokenRule::ByHandAtHome);
        }
    }
}

fn has_sides(side: Option<SideOrder>) -> bool {
    side.is_some_and(|side| side != SideOrder::Midline)
}
