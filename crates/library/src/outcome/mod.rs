//! A session that is over, as changes to the routine that it was run from: for "keep what I did as this client's
//! preset", line by line, and for "same as last time".
//!
//! Only holds that were carried through count. A hold that was interrupted, skipped, taken back or cut off by the end
//! of the session changes nothing: not its time, and it is not left out because of it. Left out is what Drop left out.
//!
//! - **Sides**: a side that was worked and not planned, and planned sides in another order. A step that begins with the
//!   worse side keeps doing so: the scores of that day decided.
//! - **Time**: the last hold of a step that was finished, rounded to 5 s: how long a fixed hold or a block lasts, the
//!   target of an open hold, which is never put below its minimum and takes the ceiling along. Reps and listening work
//!   have no such time. Times are off until someone chooses them.
//! - **Added**: a hold that was not planned, after the step that was worked before it. One that has no name yet is off.
//!   A repeated hold is no addition: it was what the tissue asked for on that day, and kept it would cost its time in
//!   every session to come.
//! - **Order**: the order in which steps were first worked. Within a group that is ordered by its scores the listed
//!   order stays; a group comes where its first step came.

mod again;
mod changes;
mod free;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Change, StepKey, preset};
use again::written;
pub use free::{NamedHolds, StepTime, split_side};
use holdwell_engine::{Ended, Finish, Record, Try, View};
use holdwell_model::{Arc, Millis, Plan, PlanStep, Routine, SessionTime, Side, SideOrder, Step};

/// Outcome of a session that is over, as the window has it or as the vault keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionOutcome {
    /// Plan that was run.
    pub plan: Arc<Plan>,
    /// The steps that were added while it ran; a record's step counts on from the plan's.
    pub added: Vec<Arc<PlanStep>>,
    /// Records of the holds.
    pub records: Vec<Arc<Record>>,
    /// The indices of the plan's steps that were left out.
    pub left_out: Vec<u32>,
}

/// One change that would keep a part of what was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The change, to the routine that was run.
    pub change: Change,
    /// True where the change is kept unless somebody says otherwise.
    pub on: bool,
    /// Time that was held, to the millisecond, where the change is one of time.
    pub held: Option<Millis>,
}

impl Proposal {
    /// The changes of those that are on. They stay sensible without the others.
    pub fn chosen(proposals: &[Self]) -> Vec<Change> {
        let mut changes: Vec<Change> = proposals.iter().map(|proposal| proposal.change.clone()).collect();
        for (index, _) in proposals.iter().enumerate().rev().filter(|(_, proposal)| !proposal.on) {
            changes = preset::take_back(&changes, index);
        }
        changes
    }
}

impl SessionOutcome {
    /// A session as the window has it, which knows every Drop. What was dropped when it had been carried through
    /// already, after a jump back, was not left out.
    pub fn of(view: &View) -> Self {
        let (plan, schedule) = (view.plan(), view.schedule());
        let finished = view.records().iter().filter(|record| record.is_finished()).map(|record| record.step);
        let there: BTreeSet<u32> = schedule.items().iter().map(|item| item.step).chain(finished).collect();
        Self {
            plan: Arc::clone(plan),
            added: schedule.added().to_vec(),
            records: view.records().to_vec(),
            left_out: (0..plan.steps.len() as u32).filter(|step| !there.contains(step)).collect(),
        }
    }

    /// A session as the vault keeps it, which knows no Drop: in one that was run to its end everything is taken as left
    /// out that was neither begun nor rated, whether it was dropped, jumped over, or skipped, also at the client's word
    /// that came before it was held. In one that was ended before, nothing is.
    pub fn kept(plan: Arc<Plan>, added: Vec<Arc<PlanStep>>, records: Vec<Arc<Record>>, finish: Finish) -> Self {
        let is_begun = |record: &&Arc<Record>| !record.tries.is_empty() || !record.scores.is_empty();
        let there: BTreeSet<u32> = records.iter().filter(is_begun).map(|record| record.step).collect();
        let complete = finish == Finish::Complete && !records.is_empty();
        let absent = (0..plan.steps.len() as u32).filter(|step| complete && !there.contains(step));
        Self { left_out: absent.collect(), plan, added, records }
    }

    /// Returns the changes to `routine`, from which the session was run, that could be kept. Nothing, where the routine
    /// is not the one that was run, or is free: a free session is no list.
    pub fn proposals(&self, routine: &Routine) -> Vec<Proposal> {
        let keys = preset::keys(routine);
        if self.plan.free || preset::keys(&self.as_written()) != keys {
            return Vec::new();
        }
        let mut proposals: Vec<Proposal> = self.drops(&keys).into_iter().map(sure).collect();
        let worked = self.worked();
        let of_steps = by_step(&worked);
        for (index, (step, key)) in self.plan.steps.iter().zip(&keys).enumerate() {
            let Some(items) = of_steps.get(&(index as u32)) else { continue };
            proposals.extend(changes::sides(step.sides, items).map(|sides| sure(Change::Sides(key.clone(), sides))));
            proposals.extend(timed(key, step, items));
        }
        proposals.extend(self.additions(&keys, &worked));
        proposals.extend(changes::order(&self.plan, routine, &keys, &worked).map(sure));
        proposals
    }

    fn drops(&self, keys: &[StepKey]) -> Vec<Change> {
        let key = |step: &u32| keys.get(*step as usize).cloned();
        self.left_out.iter().filter_map(key).map(Change::Dropped).collect()
    }

    /// The holds that were not planned, and their times where these were others.
    fn additions(&self, keys: &[StepKey], worked: &[Worked]) -> Vec<Proposal> {
        let (mut proposals, mut changes) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        let mut before: Option<StepKey> = None;
        let of_steps = by_step(worked);
        for item in worked {
            if let Some(key) = keys.get(item.step as usize) {
                before = if seen.insert(item.step) { Some(key.clone()) } else { before };
                continue;
            }
            let added = (item.step as usize).checked_sub(keys.len()).and_then(|index| self.added.get(index));
            let Some(step) = added.filter(|_| item.held.is_some()) else { continue };
            // All holds without a name share a step.
            let unnamed = step.title.is_empty();
            if !seen.insert(item.step) && !unnamed {
                continue;
            }
            let items: Vec<&Worked> =
                if unnamed { vec![item] } else { of_steps.get(&item.step).cloned().unwrap_or_default() };
            let planned = (step.sides != SideOrder::Midline).then_some(step.sides);
            let side = changes::sides(step.sides, &items).or(planned);
            let written = Step { side, ..written(step, self.plan.technique) };
            let change = Change::Added { after: before, step: Box::new(written) };
            changes.push(change.clone());
            before = preset::added_key(&changes, changes.len() - 1);
            proposals.push(Proposal { change, on: !unnamed, held: None });
            proposals.extend(before.as_ref().and_then(|key| timed(key, step, &items)));
        }
        proposals
    }

    /// Every side of every step that was begun, in the order of their work.
    fn worked(&self) -> Vec<Worked> {
        let mut worked: Vec<Worked> = self.records.iter().filter_map(|record| Worked::of(record)).collect();
        worked.sort_by_key(|worked| worked.at);
        worked
    }
}

/// One side of one step that was begun.
#[derive(Debug, Clone, Copy)]
struct Worked {
    step: u32,
    side: Side,
    /// Instant at which the hold was first carried through, or else first begun.
    at: SessionTime,
    /// Instant at which the hold was last carried through, and its length then.
    held: Option<(SessionTime, Millis)>,
}

impl Worked {
    fn of(record: &Record) -> Option<Self> {
        let through = |attempt: &&Try| matches!(attempt.ended, Some(Ended::Time | Ended::Hands | Ended::Early));
        let first = record.tries.iter().find(through).or(record.tries.first())?;
        let last = record.tries.iter().rfind(through);
        Some(Self {
            step: record.step,
            side: record.side,
            at: first.began,
            held: last.map(|last| (last.began, last.held)),
        })
    }
}

fn by_step(worked: &[Worked]) -> BTreeMap<u32, Vec<&Worked>> {
    let mut steps: BTreeMap<u32, Vec<&Worked>> = BTreeMap::new();
    for item in worked {
        steps.entry(item.step).or_default().push(item);
    }
    steps
}

/// A change that is kept unless somebody says otherwise.
const fn sure(change: Change) -> Proposal {
    Proposal { change, on: true, held: None }
}

/// The time that was last held, where it is another than was planned.
fn timed(key: &StepKey, step: &PlanStep, items: &[&Worked]) -> Option<Proposal> {
    let (_, held) = items.iter().filter_map(|item| item.held).max()?;
    let timing = changes::timing(step.timing, held)?;
    Some(Proposal { change: Change::Timed(key.clone(), timing), on: false, held: Some(held) })
}
