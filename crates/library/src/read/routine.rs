//! A routine file.

use super::fields::Fields;
use super::report::Report;
use super::{sources, timing, values};
use crate::Library;
use crate::problem::Fault;
use crate::rules::{self, Location};
use holdwell_model::{Audience, Background, Group, Routine, Step, StepContact, Technique, TimingField, What};

const MOST_STEPS: usize = 10_000;

/// Reads the tables, then asks the rules that hold for every routine, wherever it comes from.
pub(super) fn read(root: &mut Fields<'_>, report: &Report, library: &Library) -> Routine {
    let head = root.need("routine", "[routine]").sub_table("routine", head);
    let background = root.sub_table("background", |fields| background(fields, library));
    let groups = root.sub_tables("group", group);
    let routine = Routine { background, groups, steps: steps(root), ..head.unwrap_or_else(nameless) };
    let nothing_left = routine.steps.is_empty() && (report.is_damaged() || root.has("step"));
    if !nothing_left {
        for broken in rules::violations(&routine, library) {
            report.add(locate(root, broken.location), &broken.location.table(), broken.rule.into());
        }
    }
    routine
}

fn background(fields: &mut Fields<'_>, library: &Library) -> Background {
    Background {
        says: fields.need("says", "says = \"…\"").read("says", values::text).unwrap_or_default(),
        sources: sources::named(fields, library),
    }
}

fn nameless() -> Routine {
    Routine::new("", "", Technique::Smrt, Audience::Therapist)
}

fn head(fields: &mut Fields<'_>) -> Routine {
    let id = fields.need("id", "id = \"low-back\"").read("id", values::text).unwrap_or_default();
    let name = fields.need("name", "name = \"Low back\"").read("name", values::text).unwrap_or_default();
    let audience: Audience = fields.read("audience", values::word).unwrap_or_default();
    let usual = match audience {
        Audience::Therapist => Technique::Smrt,
        Audience::Home => Technique::SelfCare,
    };
    let technique = fields.read("technique", values::word).unwrap_or(usual);
    let free = fields.read("free", values::flag).unwrap_or_default();
    Routine { free, ..Routine::new(&id, &name, technique, audience) }
}

fn group(fields: &mut Fields<'_>) -> Group {
    Group {
        id: fields.need("id", "id = \"points\"").read("id", values::text).unwrap_or_default(),
        order: fields.read("order", values::word).unwrap_or_default(),
        scan: fields.read("scan", values::flag).unwrap_or_default(),
    }
}

fn steps(root: &mut Fields<'_>) -> Vec<Step> {
    let count = root.listed("step").unwrap_or_default();
    if count > MOST_STEPS {
        root.problem_with_item("step", MOST_STEPS, Fault::TooManySteps(count));
        root.ignore_rest();
        return Vec::new();
    }
    root.sub_tables("step", step)
}

fn step(fields: &mut Fields<'_>) -> Step {
    for field in TimingField::ALL.iter().copied().filter(|field| belongs_inside(*field)) {
        fields.misplaced(field.key(), Fault::BelongsIntoTiming(field));
    }
    Step {
        group: fields.read("group", values::text),
        what: what(fields),
        technique: fields.read("technique", values::word),
        timing: fields.sub_table("timing", timing::read).flatten(),
        side: fields.read("side", values::word),
        rate: fields.read("rate", values::setting),
        settle: fields.read("settle", values::setting),
        return_: fields.read("return", values::setting_without_wait),
        recheck: fields.read("recheck", values::setting),
        rest: fields.read("rest", values::setting),
        optional: fields.read("optional", values::flag).unwrap_or_default(),
        remarks: fields.read("remarks", values::text),
    }
}

/// Returns true for the figures of a timing that people write into the step itself at first.
const fn belongs_inside(field: TimingField) -> bool {
    use TimingField as F;
    match field {
        F::Hold | F::Minimum | F::Target | F::Ceiling | F::Count | F::Work | F::CheckIn | F::Length => true,
        // A step has a rest of its own, the phase; the others are hardly ever the first that is written of a timing.
        F::Rest | F::Cap | F::BreathsPerMinute => false,
    }
}

fn what(fields: &mut Fields<'_>) -> What {
    let position = fields.read("position", values::text);
    let contacts = fields.sub_tables("contacts", contact);
    let name = fields.read("name", values::text);
    let setup = fields.read("setup", values::text);
    check_what(fields);
    match (position, name) {
        (Some(id), _) => What::Position(id),
        (None, _) if fields.listed("contacts").is_some() => What::Contacts(contacts),
        (None, name) => What::Named { name: name.unwrap_or_default(), setup },
    }
}

/// Checks that a step has exactly one of a position, contacts, or a name; only a name takes its setup from the file.
fn check_what(fields: &mut Fields<'_>) {
    let mut given = ["position", "contacts", "name"].into_iter().filter(|key| fields.has(key));
    match (given.next(), given.next()) {
        (None, _) => fields.missing(Fault::NothingHeld),
        (Some(first), Some(second)) => {
            fields.problem_with(second, Fault::HeldTwice(first, second));
        }
        (Some(only @ ("position" | "contacts")), None) if fields.has("setup") => {
            fields.problem_with("setup", Fault::SetupWithoutName(only));
        }
        _ => {}
    }
}

fn contact(fields: &mut Fields<'_>) -> StepContact {
    StepContact {
        position: fields.need("position", "position = \"psoas\"").read("position", values::text).unwrap_or_default(),
        side: fields.read("side", values::word),
    }
}

/// Returns the byte where a rule is broken: the value it is about, else the table that should have it.
fn locate(root: &Fields<'_>, location: Location) -> usize {
    let listed = |key: &str, index: usize| root.table().get(key)?.get_ref().get(index);
    let (table, key) = match location {
        Location::Routine(key) => (root.table().get("routine"), key),
        Location::Group(index, key) => (listed("group", index), key),
        Location::Step(index, key) => (listed("step", index), key),
        Location::Contact(step, index, key) => {
            let contacts = listed("step", step).and_then(|step| step.get_ref().get("contacts"));
            (contacts.and_then(|contacts| contacts.get_ref().get(index)), key)
        }
    };
    let Some(table) = table else { return 0 };
    table.get_ref().get(key).map_or(table.span().start, |value| value.span().start)
}
