//! A free session as a routine: its named holds, in the order in which they were done.

use super::again::written;
use super::{SessionOutcome, Worked};
use crate::preset::diff;
use crate::{Library, Preset, free_session};
use holdwell_engine::Record;
use holdwell_model::{Audience, Id, Millis, Routine, Side, SideOrder, Step, Timing, What, fold};

/// The time that a step takes from its hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepTime {
    /// The time that was planned; in a free session that is the technique's usual one.
    Planned,
    /// The time for which it was held, where a hold has a fixed one, to five seconds.
    Held,
}

/// A routine of the named holds of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedHolds {
    /// The routine.
    pub routine: Routine,
    /// Number of holds that were carried through and have no name.
    pub unnamed: usize,
}

impl NamedHolds {
    /// Makes a client's preset of the steps. It follows the free session that comes with the program, and has all of them
    /// in itself: wherever the client goes they go with it.
    pub fn preset(&self, id: Id, client: Id, name: &str) -> Preset {
        let free = free_session();
        let base = Routine { free: true, ..Routine::new(&free.id, &free.name, free.technique, free.audience) };
        let technique = |step: &Step| {
            let kind = step.timing.as_ref()?.kind();
            (self.routine.technique != base.technique).then(|| self.routine.technique.of_step(kind))
        };
        let step = |step: &Step| Step { technique: step.technique.or_else(|| technique(step)), ..step.clone() };
        let wanted = Routine { steps: self.routine.steps.iter().map(step).collect(), ..base.clone() };
        let library = self.routine.library;
        Preset { changes: diff(&base, &wanted), library, ..Preset::new(id, client, name, &base.id) }
    }
}

impl SessionOutcome {
    /// Makes a routine of the holds that were carried through and have a name, with this id and name of its own.
    /// `named_later` returns the name that the hold of an item was given after the session, which counts more than that of
    /// its step; it is empty where the name was taken away. The right and the left of one
    /// position, one after the other, are one step.
    pub fn named_holds<'a>(
        &self,
        (id, name): (&str, &str),
        time: StepTime,
        library: &Library,
        named_later: impl Fn(u32) -> Option<&'a str>,
    ) -> NamedHolds {
        let new = Routine::new(id, name, self.plan.technique, Audience::Therapist);
        let mut routine = Routine { library: library.last_change(), ..new };
        let mut unnamed = 0;
        for record in self.carried_through() {
            match self.named_step(record, library, &named_later) {
                Some(step) => {
                    let held = held_timing(record).filter(|_| time == StepTime::Held);
                    push(&mut routine.steps, Step { timing: held.or(step.timing), ..step });
                }
                None => unnamed += 1,
            }
        }
        NamedHolds { routine, unnamed }
    }

    /// Returns the records of the holds that were carried through, in the order of their work.
    fn carried_through(&self) -> Vec<&Record> {
        let worked = |record: &&Record| Worked::of(record).filter(|worked| worked.held.is_some());
        let records = self.records.iter().map(AsRef::as_ref);
        let mut records: Vec<&Record> = records.filter(|record| worked(record).is_some()).collect();
        records.sort_by_key(|record| worked(record).map(|worked| worked.at));
        records
    }

    fn named_step<'a>(
        &self,
        record: &Record,
        library: &Library,
        named_later: &impl Fn(u32) -> Option<&'a str>,
    ) -> Option<Step> {
        let Some(later) = named_later(record.item) else {
            let step = record.step_of(&self.plan, &self.added).filter(|step| !step.title.is_empty())?;
            return Some(Step { side: order_of(record.side), ..written(step, self.plan.technique) });
        };
        let (name, side) = split_side(later);
        if name.is_empty() {
            return None;
        }
        let position = library.positions().find(|position| fold(&position.name) == fold(name));
        let what = position.map_or_else(
            || What::Named { name: name.to_owned(), setup: None },
            |position| What::Position(position.id.clone()),
        );
        let sided = position.is_none_or(|position| position.sided);
        let side = side.filter(|_| sided).and_then(order_of);
        Some(Step { timing: Some(record.planned), side, ..Step::plain(what) })
    }
}

/// Returns the time of a hold as that of a step; `None` where it has no fixed one.
fn held_timing(record: &Record) -> Option<Timing> {
    const STEP: u64 = 5000;
    let (_, held) = Worked::of(record)?.held.filter(|_| record.planned.fixed_hold().is_some())?;
    let rounded = (held.0 + STEP / 2) / STEP * STEP;
    Some(Timing::Fixed { hold: Millis(rounded.max(STEP)) })
}

/// Splits "Psoas major, right" into the name and the side; a name without a side is whole.
pub fn split_side(text: &str) -> (&str, Option<Side>) {
    let sides = [Side::Left, Side::Right, Side::Both];
    let split = text.rsplit_once(", ").and_then(|(name, end)| {
        let side = sides.into_iter().find(|side| fold(side.word()) == fold(end.trim()))?;
        Some((name.trim(), Some(side)))
    });
    split.unwrap_or((text.trim(), None))
}

const fn order_of(side: Side) -> Option<SideOrder> {
    match side {
        Side::Left => Some(SideOrder::Left),
        Side::Right => Some(SideOrder::Right),
        Side::Both => Some(SideOrder::Both),
        Side::Midline => None,
    }
}

/// Adds a step, or its side to the step before, where that is the other side of the same.
fn push(steps: &mut Vec<Step>, step: Step) {
    if let Some(last) = steps.last_mut()
        && let Some(both) = both_sides(last.side, step.side)
        && (Step { side: step.side, ..last.clone() }) == step
    {
        last.side = Some(both);
        return;
    }
    steps.push(step);
}

const fn both_sides(first: Option<SideOrder>, second: Option<SideOrder>) -> Option<SideOrder> {
    match (first, second) {
        (Some(SideOrder::Right), Some(SideOrder::Left)) => Some(SideOrder::RightThenLeft),
        (Some(SideOrder::Left), Some(SideOrder::Right)) => Some(SideOrder::LeftThenRight),
        _ => None,
    }
}
