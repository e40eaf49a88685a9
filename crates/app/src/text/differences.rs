//! Differences of a preset from its routine, in words: "Psoas major: 45 s instead of 30 s".

use std::collections::BTreeMap;

use holdwell_library::preset::{added_key, keys};
use holdwell_library::{Change, StepKey};
use holdwell_library::{Library, compile};
use holdwell_model::{Arc, PlanStep, Routine, SideOrder, Step, Timing};

/// Changes to a routine, and the steps that they are about.
pub struct Differences<'a> {
    changes: &'a [Change],
    /// Steps of the routine and those that are added, as they are before anything else is changed.
    steps: BTreeMap<StepKey, Arc<PlanStep>>,
}

impl<'a> Differences<'a> {
    /// Compares a routine with the changes to it.
    pub fn new(routine: &Routine, changes: &'a [Change], library: &Library) -> Self {
        let planned = compile(routine, library).map(|plan| plan.steps).unwrap_or_default();
        let added = changes.iter().enumerate().filter_map(|(index, change)| match change {
            Change::Added { step, .. } => Some((added_key(changes, index)?, alone(step, routine, library)?)),
            _ => None,
        });
        Self { changes, steps: keys(routine).into_iter().zip(planned).chain(added).collect() }
    }

    /// Returns a line for every change, and a second one where there is more to say.
    pub fn lines(&self) -> Vec<(String, Option<String>)> {
        (0..self.changes.len()).map(|index| (self.words(index), self.rest(index))).collect()
    }

    /// Names a change, by its index.
    pub fn words(&self, index: usize) -> String {
        let Some(change) = self.changes.get(index) else { return String::new() };
        let own = |key: &StepKey| self.steps.get(key).map(|step| &**step);
        match change {
            Change::Dropped(key) => format!("{} left out", self.name(key)),
            Change::Added { after: Some(after), .. } => {
                format!("{} added after {}", self.added(index), self.name(after))
            }
            Change::Added { after: None, .. } => format!("{} added at the beginning", self.added(index)),
            Change::Timed(key, timing) => {
                let [new, old] = timings(timing, own(key).map(|step| &step.timing));
                format!("{}: {}", self.name(key), instead(&new, &old))
            }
            Change::Sides(key, order) => {
                let side = |order: SideOrder| if order.words().is_empty() { "in the midline" } else { order.words() };
                let old = own(key).map_or("", |step| side(step.sides));
                format!("{}: {}", self.name(key), instead(side(*order), old))
            }
            Change::Phase(key, phase, setting) => {
                let old = own(key).map(|step| step.phases.of(*phase).words()).unwrap_or_default();
                let phase = phase.word().to_lowercase();
                format!("{}, {phase}: {}", self.name(key), instead(&setting.words(), &old))
            }
            Change::Order(_) => "Order changed".to_owned(),
        }
    }

    /// Returns the second line of a change; `None` where the first one says all.
    fn rest(&self, index: usize) -> Option<String> {
        match self.changes.get(index)? {
            Change::Added { .. } => {
                let step = self.steps.get(&added_key(self.changes, index)?)?;
                let parts = [step.timing.summary(), step.sides.words().to_owned()];
                Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  "))
            }
            Change::Order(keys) => Some(keys.iter().map(|key| self.name(key)).collect::<Vec<_>>().join("  ·  ")),
            _ => None,
        }
    }

    fn added(&self, index: usize) -> String {
        added_key(self.changes, index).map_or_else(String::new, |key| self.name(&key))
    }

    /// Names a step. Of several that hold the same, those after the first say which they are.
    fn name(&self, key: &StepKey) -> String {
        let name = match self.steps.get(key) {
            Some(step) => &step.title,
            None => &key.what,
        };
        let name = if name.is_empty() { "A hold without a name" } else { name };
        match key.nth {
            1..StepKey::ADDED => format!("{name} ({})", nth(key.nth.saturating_add(1))),
            _ => name.to_owned(),
        }
    }
}

/// Compiles a step alone, for its title and its times.
fn alone(step: &Step, routine: &Routine, library: &Library) -> Option<Arc<PlanStep>> {
    let step = Step { group: None, ..step.clone() };
    let alone = Routine::new(&routine.id, "", routine.technique, routine.audience);
    let routine = Routine { steps: vec![step], ..alone };
    compile(&routine, library).ok()?.steps.into_iter().next()
}

/// Returns the new timing and the old one, as short as they can be told apart; an unknown old one is empty.
fn timings(new: &Timing, old: Option<&Timing>) -> [String; 2] {
    let Some(old) = old else { return [new.summary(), String::new()] };
    let short = [new.summary(), old.summary()];
    let [one, other] = &short;
    if one == other && new != old { [new.details(), old.details()] } else { short }
}

fn instead(new: &str, old: &str) -> String {
    match old {
        "" => new.to_owned(),
        old if old == new => format!("{new}, as the routine has it now"),
        old => format!("{new} instead of {old}"),
    }
}

fn nth(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::{Millis, Phase, Setting, What};

    fn key(what: &str) -> StepKey {
        StepKey { what: what.to_owned(), nth: 0 }
    }

    fn fixed(secs: u64) -> Timing {
        Timing::Fixed { hold: Millis::from_secs(secs) }
    }

    #[track_caller]
    fn says(changes: &[Change], expected: &[&str]) {
        let library = Library::builtin();
        let routine = library.routine("low-back-mixed").unwrap();
        let differences = Differences::new(routine, changes, &library);
        let told: Vec<String> = (0..changes.len()).map(|index| differences.words(index)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_change_is_said_as_a_person_would() {
        let open = |ceiling| Timing::Open {
            minimum: Some(Millis::from_mins(2)),
            target: Some(Millis::from_mins(5)),
            ceiling: Some(Millis::from_mins(ceiling)),
        };
        says(
            &[
                Change::Timed(key("psoas"), fixed(45)),
                Change::Timed(key("cross-hand-lumbar"), open(10)),
                Change::Sides(key("quadratus-lumborum"), SideOrder::Left),
                Change::Phase(key("psoas"), Phase::Return, Setting::Timed(Millis::from_secs(10))),
                Change::Phase(key("psoas"), Phase::Recheck, Setting::Wait),
                Change::Dropped(key("piriformis")),
            ],
            &[
                "Psoas major: 45 s instead of 35 s",
                "Cross-hand, low back: at least 2 min, target 5 min, at most 10 min instead of at least 2 min, target 5 min, \
                 at most 8 min",
                "Quadratus lumborum: left instead of right, then left",
                "Psoas major, return: 10 s instead of 5 s",
                "Psoas major, re-check: by hand instead of none",
                "Piriformis left out",
            ],
        );
    }

    #[test]
    fn what_is_added_and_what_is_gone_have_names_too() {
        let library = Library::builtin();
        let routine = library.routine("low-back-mixed").unwrap();
        let named = |name: &str| Step {
            group: Some("gone".to_owned()),
            what: What::Named { name: name.to_owned(), setup: None },
            timing: Some(fixed(20)),
            ..routine.steps[1].clone()
        };
        let scalene = StepKey { what: "Scalene".to_owned(), nth: StepKey::ADDED };
        let changes = [
            Change::Added { after: Some(key("psoas")), step: Box::new(named("Scalene")) },
            Change::Added { after: Some(scalene.clone()), step: Box::new(named("")) },
            Change::Added { after: None, step: Box::new(routine.steps[0].clone()) },
            Change::Timed(scalene, fixed(25)),
            Change::Timed(key("taken-out"), fixed(25)),
            Change::Timed(key("psoas"), fixed(35)),
            Change::Dropped(StepKey { what: "psoas".to_owned(), nth: 1 }),
            Change::Order(vec![key("piriformis"), key("psoas")]),
        ];
        says(
            &changes,
            &[
                "Scalene added after Psoas major",
                "A hold without a name added after Scalene",
                "Psoas major added at the beginning",
                "Scalene: 25 s instead of 20 s",
                "taken-out: 25 s",
                "Psoas major: 35 s, as the routine has it now",
                "psoas (2nd) left out",
                "Order changed",
            ],
        );
        let lines = Differences::new(routine, &changes, &library).lines();
        assert_eq!(lines[0].1.as_deref(), Some("20 s"));
        assert_eq!(lines[2].1.as_deref(), Some("35 s  ·  right, then left"));
        assert_eq!(lines[7].1.as_deref(), Some("Piriformis  ·  Psoas major"));
    }

    #[test]
    fn places_are_counted_as_people_count() {
        assert_eq!([2, 3, 4, 11, 12, 21, 113].map(nth), ["2nd", "3rd", "4th", "11th", "12th", "21st", "113th"]);
    }
}
