//! The live plan: every side of every step in the order of the work.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use holdwell_model::{Arc, Plan, PlanStep, Side, SideOrder};

/// Largest number of work items of one session, done and ahead.
pub(super) const MOST_BOUTS: usize = 20_000;

/// One side of one step, worked once. A repetition is another item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkItem {
    /// Sequence number, from 0 in the order of creation.
    pub id: u32,
    /// Index of the step: of the plan's, then of those added while running.
    pub step: u32,
    /// Side of the body.
    pub side: Side,
    /// Id of the visit: its items are the sides of one step, and between them lies the change of side.
    pub visit: u32,
    /// Rating at the begin of the item.
    pub rates: Rates,
    /// True where the step's rest follows.
    pub last: bool,
    /// Index of the step whose rest that is, where the item took it over from another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rests_as: Option<u32>,
}

impl WorkItem {
    /// Returns the visit of an item that is the side of nothing else.
    pub(super) const fn own_visit(id: u32) -> u32 {
        u32::MAX - id
    }

    /// Returns the index of the step whose rest follows a last item.
    pub(super) fn rest_step(&self) -> u32 {
        self.rests_as.unwrap_or(self.step)
    }
}

/// Extent of the rate phase of a work item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rates {
    /// No rating: there was one before, or the work is a repetition.
    Nothing,
    /// A score of this side.
    Side,
    /// A score of the right, then of the left; the worse side will be first.
    BothSides,
}

/// The plan with the changes of the day. The plan itself stays as it is; copies share everything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    #[serde(skip, default = "Plan::nothing")]
    pub(super) plan: Arc<Plan>,
    pub(super) added: Arc<Vec<Arc<PlanStep>>>,
    #[serde(rename = "bouts")]
    pub(super) items: Arc<Vec<WorkItem>>,
    pub(super) at: usize,
    /// Index of the step that all unnamed holds share, once there is one.
    pub(super) unnamed: Option<u32>,
    next_id: u32,
    /// Number of the items that were planned: those with a later id were added.
    #[serde(default = "all", skip_serializing_if = "is_not_known")]
    planned: u32,
}

/// Returns the number of planned items of a session that was kept without it.
const fn all() -> u32 {
    u32::MAX
}

/// Says if a session was kept without it: it is written as it was read.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_not_known(planned: &u32) -> bool {
    *planned == u32::MAX
}

impl Schedule {
    /// Creates the items of every side of every step, as listed. `worse` is the client's worse side.
    pub(super) fn new(plan: &Arc<Plan>, worse: Option<Side>) -> Self {
        let mut schedule = Self {
            plan: Arc::clone(plan),
            added: Arc::default(),
            items: Arc::default(),
            at: 0,
            unnamed: None,
            next_id: 0,
            planned: 0,
        };
        let mut items = Vec::with_capacity(plan.steps.len() * 2);
        for (index, step) in plan.steps.iter().enumerate() {
            let scanned = step.group.and_then(|group| plan.groups.get(group)).is_some_and(|group| group.scan);
            let sides = step.sides.sides(worse);
            for (nth, side) in sides.iter().enumerate() {
                let rates = match step.sides {
                    _ if scanned => Rates::Nothing,
                    SideOrder::WorseFirst if nth == 0 => Rates::BothSides,
                    SideOrder::WorseFirst => Rates::Nothing,
                    _ => Rates::Side,
                };
                let last = nth + 1 == sides.len();
                items.push(WorkItem {
                    id: schedule.new_id(),
                    step: index as u32,
                    side: *side,
                    visit: index as u32,
                    rates,
                    last,
                    rests_as: None,
                });
            }
        }
        schedule.items = Arc::new(items);
        schedule.planned = schedule.next_id;
        schedule
    }

    /// Returns the item that is being worked, or will be first.
    pub fn current(&self) -> Option<WorkItem> {
        self.items.get(self.at).copied()
    }

    /// Returns the items after the current one.
    pub fn ahead(&self) -> &[WorkItem] {
        self.items.get(self.at + 1..).unwrap_or_default()
    }

    /// Returns the step of an item.
    pub fn step(&self, item: WorkItem) -> Option<&Arc<PlanStep>> {
        self.step_at(item.step)
    }

    /// Returns the steps that were added while the session ran.
    pub fn added(&self) -> &[Arc<PlanStep>] {
        &self.added
    }

    /// Returns a step by its index: the plan's, then those added while running.
    pub fn step_at(&self, index: u32) -> Option<&Arc<PlanStep>> {
        let index = index as usize;
        self.plan.steps.get(index).or_else(|| self.added.get(index.checked_sub(self.plan.steps.len())?))
    }

    /// Returns the step being worked.
    pub fn current_step(&self) -> Option<&Arc<PlanStep>> {
        self.step(self.current()?)
    }

    /// Returns all items: done, current and ahead.
    pub fn items(&self) -> &Arc<Vec<WorkItem>> {
        &self.items
    }

    /// Returns the index of the current item in [`Self::items`].
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Returns the index at which a step begins that is wholly ahead; `None` where it is current, done, dropped or
    /// unknown.
    pub(super) fn remaining(&self, number: u32, from: usize) -> Option<usize> {
        let is = |item: &WorkItem| number > 0 && self.step(*item).is_some_and(|step| step.number == number);
        let first = self.items.iter().enumerate().skip(from).find(|(_, item)| is(item))?.0;
        let visit = self.items.get(first)?.visit;
        let begun = self.items.iter().take(from).any(|item| item.visit == visit);
        (!begun).then_some(first)
    }

    /// Returns the number of items in a row that belong to the visit beginning at `first`.
    pub(super) fn length_of_visit(&self, first: usize) -> usize {
        let Some(visit) = self.items.get(first).map(|item| item.visit) else { return 0 };
        self.items.iter().skip(first).take_while(|item| item.visit == visit).count()
    }

    /// Takes out every item of a visit that is not behind the work, also where other work stands between its sides. A
    /// rest that one of them took over goes back to the item before it.
    pub(super) fn take_visit(&mut self, visit: u32) -> Vec<WorkItem> {
        let at = self.at;
        let items = Arc::make_mut(&mut self.items);
        let mut taken = Vec::new();
        while let Some(place) = items.iter().skip(at).position(|item| item.visit == visit) {
            let place = at + place;
            let mut item = items.remove(place);
            if let Some(step) = item.rests_as.take() {
                item.last = false;
                if let Some(before) = place.checked_sub(1).and_then(|before| items.get_mut(before)) {
                    (before.last, before.rests_as) = (true, (before.step != step).then_some(step));
                }
            }
            taken.push(item);
        }
        taken
    }

    /// Hands the rest that follows the item before this one on to this one, which was put after it.
    pub(super) fn hand_on_rest(&mut self, place: usize) {
        let items = Arc::make_mut(&mut self.items);
        let Some([before, item]) = items.get_mut(place.saturating_sub(1)..=place) else { return };
        if before.last {
            (item.last, item.rests_as) = (true, Some(before.rest_step()));
            (before.last, before.rests_as) = (false, None);
        }
    }

    /// Returns the index of the last item of what has begun: the other sides, also while a repeat or an added hold runs
    /// between them, and what comes before the rest of the running step.
    pub(super) fn running_end(&self) -> Option<usize> {
        let current = self.current()?;
        let begun = self.begun();
        let belongs = |item: &WorkItem| {
            begun.contains(&item.visit) || (item.rests_as.is_some() && item.rest_step() == current.rest_step())
        };
        let ahead = self.items.get(self.at..)?;
        ahead.iter().rposition(belongs).map(|last| self.at + last)
    }

    /// Returns true where another side of a step that has begun is still to come.
    pub fn is_within_pair(&self) -> bool {
        let begun = self.begun();
        self.ahead().iter().any(|item| begun.contains(&item.visit))
    }

    /// Returns the visits of which a side is current or behind.
    fn begun(&self) -> BTreeSet<u32> {
        self.items.iter().take(self.at + 1).map(|item| item.visit).collect()
    }

    /// Returns true for a repeat, a mirror or an inserted hold.
    pub(super) const fn is_added(&self, item: WorkItem) -> bool {
        item.id >= self.planned
    }

    /// Returns the number of the next step that is added: after all others.
    pub(super) fn next_number(&self) -> u32 {
        let numbers = self.plan.steps.iter().chain(self.added.iter()).map(|step| step.number);
        numbers.max().unwrap_or(0).saturating_add(1)
    }

    /// Returns a step by its number, planned or added.
    pub fn step_numbered(&self, number: u32) -> Option<&Arc<PlanStep>> {
        self.plan.steps.iter().chain(self.added.iter()).find(|step| number > 0 && step.number == number)
    }

    /// Inserts an item of its own visit at an index; what stood there comes after it.
    pub(super) fn put(&mut self, index: usize, step: u32, side: Side) {
        let id = self.new_id();
        let (visit, rates) = (WorkItem::own_visit(id), Rates::Nothing);
        let items = Arc::make_mut(&mut self.items);
        let index = index.min(items.len());
        items.insert(index, WorkItem { id, step, side, visit, rates, last: false, rests_as: None });
    }

    /// Adds the mirror of the current item after it: rated as it was, and the rest follows the mirror.
    pub(super) fn put_mirror(&mut self, step: u32, side: Side) {
        let Some(current) = self.current() else { return };
        let rates = if current.rates == Rates::Nothing { Rates::Nothing } else { Rates::Side };
        let rests_as = current.last.then(|| current.rest_step()).filter(|rests| *rests != step);
        let mirror = WorkItem { id: self.new_id(), step, side, rates, rests_as, ..current };
        let at = self.at;
        let items = Arc::make_mut(&mut self.items);
        items.insert(at + 1, mirror);
        if let Some(current) = items.get_mut(at) {
            (current.last, current.rests_as) = (false, None);
        }
    }

    /// Adds a step that was not planned and returns its index.
    pub(super) fn add_step(&mut self, step: PlanStep) -> u32 {
        let index = self.plan.steps.len() + self.added.len();
        Arc::make_mut(&mut self.added).push(Arc::new(step));
        index as u32
    }

    fn new_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = self.next_id.wrapping_add(1);
        id
    }
}
