//! Other side: the mirror of a side, after it.

use super::input::Refusal;
use super::schedule::WorkItem;
use super::state::State;
use holdwell_model::{Arc, PlanContact, PlanStep, Side};

impl State {
    pub(super) fn no_other_side(&self) -> Option<Refusal> {
        if self.scan.is_some() {
            return Some(Refusal::RatedFirst);
        }
        let current = self.schedule.current()?;
        let Some(mirror) = self.mirror_of(current) else { return Some(Refusal::NoOtherSide) };
        // Whatever stands between, the side that is still to come is not done twice.
        let comes = self.schedule.ahead().iter().any(|next| self.is_mirror(&mirror, *next));
        comes.then_some(Refusal::OtherSideComes).or_else(|| self.no_room())
    }

    /// Adds the mirror of the current side after it.
    pub(super) fn other_side(&mut self) {
        let Some(current) = self.schedule.current() else { return };
        if let Some((step, side)) = self.mirrored(current) {
            self.schedule.put_mirror(step, side);
        }
    }

    /// Returns true where the work changes from one side of a step to the other.
    pub(super) fn is_other_side(&self, left: WorkItem, next: WorkItem) -> bool {
        let number = |item: WorkItem| self.schedule.step(item).map(|step| step.number);
        if left.step == next.step || number(left) != number(next) {
            return left.step == next.step && left.side != next.side;
        }
        self.mirror_of(left).is_some_and(|mirror| self.is_mirror(&mirror, next))
    }

    /// Returns true where an item is the mirror of another.
    pub(super) fn is_mirror(&self, mirror: &Mirror, item: WorkItem) -> bool {
        item.side == mirror.side && self.schedule.step(item).is_some_and(|step| mirror.is_of(step))
    }

    /// Returns the step and side that mirror an item, adding the step where its contacts have sides of their own.
    pub(super) fn mirrored(&mut self, item: WorkItem) -> Option<(u32, Side)> {
        let mirror = self.mirror_of(item)?;
        let known = |step: u32| self.schedule.step_at(step).is_some_and(|step| mirror.is_of(step));
        let steps = (self.schedule.plan.steps.len() + self.schedule.added.len()) as u32;
        let same = [item.step].into_iter().chain(0..steps).find(|step| known(*step));
        let step = same.unwrap_or_else(|| {
            let step = PlanStep { contacts: mirror.contacts.clone(), ..PlanStep::clone(&mirror.step) };
            self.schedule.add_step(step)
        });
        Some((step, mirror.side))
    }

    /// Returns the mirror of an item; `None` where it has no other side.
    pub(super) fn mirror_of(&self, item: WorkItem) -> Option<Mirror> {
        let step = self.schedule.step(item)?;
        let contacts: Vec<PlanContact> = step.contacts.iter().map(mirrored).collect();
        let side = match item.side.mirror() {
            Some(side) => side,
            // Contacts on different sides change places; the same on both sides are their own mirror.
            None if contacts.iter().any(|contact| !step.contacts.contains(contact)) => item.side,
            None => return None,
        };
        Some(Mirror { side, contacts, step: Arc::clone(step) })
    }
}

/// The mirror of a work item.
pub(super) struct Mirror {
    pub(super) side: Side,
    contacts: Vec<PlanContact>,
    step: Arc<PlanStep>,
}

impl Mirror {
    /// Returns true for the step that is mirrored, with its contacts on these sides.
    fn is_of(&self, step: &PlanStep) -> bool {
        step.number == self.step.number && step.title == self.step.title && step.contacts == self.contacts
    }
}

fn mirrored(contact: &PlanContact) -> PlanContact {
    let side = contact.side.map(|side| side.mirror().unwrap_or(side));
    PlanContact { side, ..contact.clone() }
}
