//! What must be true of every routine, whether it comes from a file, the builder or a preset.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Library;
use super::compile::choose_timing;
use super::words::{bare, nearest};
use holdwell_model::{Audience, Position, RepWork, Routine, Setting, Side, SideOrder, Step, StepContact, Timing, What};

/// A broken rule.
#[derive(Debug)]
pub(super) struct Violation {
    pub(super) spot: Location,
    message: String,
}

/// What the broken rule is about: a table of the routine, by index, and a key in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Location {
    Routine(&'static str),
    Group(usize, &'static str),
    Step(usize, &'static str),
    Contact(usize, usize, &'static str),
}

/// Names the step or group as the tables of a file are named.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = &self.message;
        match self.spot {
            Location::Routine(_) => write!(f, "{message}"),
            Location::Group(index, _) => write!(f, "group {}: {message}", index + 1),
            Location::Step(index, _) | Location::Contact(index, ..) => write!(f, "step {}: {message}", index + 1),
        }
    }
}

/// Every broken rule of a routine.
pub(super) fn breaches(routine: &Routine, library: &Library) -> Vec<Violation> {
    let mut rules = Rules { routine, library, found: Vec::new() };
    rules.whole();
    rules.groups();
    rules.grouping();
    for (index, step) in routine.steps.iter().enumerate() {
        rules.step(index, step);
    }
    rules.found
}

/// What is wrong with a routine while it is put together, each with the index of the step that it is about.
pub fn faults(routine: &Routine, library: &Library) -> Vec<(Option<usize>, String)> {
    let fault = |breach: Violation| match breach.spot {
        Location::Routine(_) | Location::Group(..) => (None, breach.message),
        Location::Step(index, _) | Location::Contact(index, ..) => (Some(index), breach.message),
    };
    breaches(routine, library).into_iter().map(fault).collect()
}

struct Rules<'a> {
    routine: &'a Routine,
    library: &'a Library,
    found: Vec<Violation>,
}

impl<'a> Rules<'a> {
    fn broken(&mut self, spot: Location, message: impl Into<String>) {
        self.found.push(Violation { spot, message: message.into() });
    }

    fn is_home(&self) -> bool {
        self.routine.audience == Audience::Home
    }

    fn whole(&mut self) {
        match (self.routine.free, self.routine.steps.is_empty()) {
            (true, false) => {
                self.broken(
                    Location::Routine("free"),
                    "a free routine has no steps; take them out, or take out free = true",
                );
            }
            (false, true) => {
                self.broken(Location::Routine(""), "the routine has no steps; add [[step]], or write free = true");
            }
            _ => {}
        }
        if self.routine.free && self.is_home() {
            self.broken(
                Location::Routine("free"),
                "a home routine cannot be free, nobody is there to press a key; list its steps",
            );
        }
    }

    fn groups(&mut self) {
        let mut ids = BTreeSet::new();
        for (index, group) in self.routine.groups.iter().enumerate() {
            if !group.id.is_empty() && !ids.insert(group.id.as_str()) {
                self.broken(
                    Location::Group(index, "id"),
                    format!("id {} stands twice; give each group its own", bare(&group.id)),
                );
            }
            if group.scan && self.is_home() {
                self.broken(
                    Location::Group(index, "scan"),
                    "a scan waits for scores, and a home routine waits nowhere; take scan out",
                );
            }
        }
    }

    /// Groups that steps name exist, and the steps of one stand together.
    fn grouping(&mut self) {
        let known: BTreeSet<&str> = self.routine.groups.iter().map(|group| group.id.as_str()).collect();
        let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, step) in self.routine.steps.iter().enumerate() {
            let Some(group) = step.group.as_deref() else { continue };
            if !known.contains(group) {
                let right = did_you_mean(group, known.iter().copied(), "add [[group]] with this id");
                self.broken(Location::Step(index, "group"), format!("there is no group {}; {right}", bare(group)));
            }
            if let Some(end) = ends.insert(group, index).filter(|end| end + 1 != index) {
                let message = format!("the steps of a group stand together; move this one up behind step {}", end + 1);
                self.broken(Location::Step(index, "group"), message);
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
                    self.broken(Location::Step(index, "side"), no_sides(position));
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
            self.broken(
                Location::Step(index, "contacts"),
                "contacts is empty; write contacts = [{ position = \"psoas\" }]",
            );
        }
        let mut any_sided = contacts.is_empty();
        for (number, contact) in contacts.iter().enumerate() {
            let found = self.position(Location::Contact(index, number, "position"), &contact.position);
            any_sided |= found.is_none_or(|position| position.sided);
            if let Some(position) = found
                && !position.sided
                && contact.side.is_some_and(|side| side != Side::Midline)
            {
                self.broken(Location::Contact(index, number, "side"), no_sides(position));
            }
        }
        if !any_sided && has_sides(step.side) {
            self.broken(Location::Step(index, "side"), "none of these contacts has sides; take side out");
        }
    }

    /// Looks a position up and says what is wrong with it here. An id that could not be read was told already.
    fn position(&mut self, spot: Location, id: &str) -> Option<&'a Position> {
        let library = self.library;
        let found = library.position(id);
        match found {
            None if !id.is_empty() => {
                let known = library.positions().map(|position| position.id.as_str());
                let right = did_you_mean(id, known, "look it up in the library, or write name = \"…\"");
                self.broken(spot, format!("{} is not in the library; {right}", bare(id)));
            }
            Some(position) if self.is_home() && !position.home => {
                let message = format!("{} is not for home; choose a position with home = true", bare(id));
                self.broken(spot, message);
            }
            _ => {}
        }
        found
    }

    /// Nobody on the floor can reach a key.
    fn waits(&mut self, index: usize, step: &Step) {
        let phases = [("rate", step.rate), ("settle", step.settle), ("recheck", step.recheck), ("rest", step.rest)];
        for (key, setting) in phases {
            if setting == Some(Setting::Wait) {
                let message = format!("{key} waits, and a home routine waits nowhere; write a duration or \"off\"");
                self.broken(Location::Step(index, key), message);
            }
        }
        let timing = choose_timing(step, self.routine, self.library).timing;
        if matches!(timing, Timing::Reps { work: RepWork::ByHand, .. }) {
            let key = if step.timing.is_some() { "timing" } else { "position" };
            let message = "repetitions by hand wait, and a home routine waits nowhere; write work = \"4s\"";
            self.broken(Location::Step(index, key), message);
        }
    }
}

fn has_sides(side: Option<SideOrder>) -> bool {
    side.is_some_and(|side| side != SideOrder::Midline)
}

fn no_sides(position: &Position) -> String {
    format!("{} has no sides; take side out", bare(&position.id))
}

fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(word, known).map_or_else(|| otherwise.to_owned(), |right| format!("did you mean {right}?"))
}
